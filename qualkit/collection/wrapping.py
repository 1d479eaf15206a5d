"""Where a paragraph of hard-wrapped text ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qualkit.collection.pages import Line

_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]]*$")
_MAY_PRECEDE_ITEM = re.compile(r"(?:[.?!:;,…)\]\"”’]|\b(?:dan|atau|serta|and|or))$", re.IGNORECASE)
_ITEM = re.compile(r"(?P<open>\(?)(?P<mark>\d{1,2}|[A-Za-z]|[ivx]{2,4})(?P<close>\)\.?|\.)\s+\S")
_BULLET = re.compile(r"[-•*–o]\s+\S")
_CAPTION = re.compile(r"(?:Gambar|Tabel|Grafik|Bagan|Lampiran|Figure|Table|Chart)\s+\d")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4})[.)]?\s+(?P<title>\S.*)")
_KEY_LINE = re.compile(r"[A-Z][\w/ ().-]{1,28}?\s*:\s+\S")
_NOTICE = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURES_AT_END = re.compile(r"(?:\s+[\d.,]*\d%?){2,}$")
_WINDOW = 12


class Wrapping:
    """The lines of a hard-wrapped text, and which of them end a paragraph."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._widths = _local_widths([len(line.text) for line in lines])
        self._items = set(self._find_items())

    def ends_paragraph(self, index: int) -> bool:
        """Tell whether a paragraph ends with the line of that index and the next line begins another."""
        line, following = self._lines[index], self._lines[index + 1]
        if index + 1 in self._items:
            return True
        if self._is_heading(index) or self._is_heading(index + 1):
            return not (_is_capitals(line.text) and _is_capitals(following.text) and not following.blank)
        if _KEY_LINE.match(following.text) and (_KEY_LINE.match(line.text) or self._fill(index) < 0.6):
            return True
        if _NOTICE.fullmatch(line.text) or self._parts_rows(index):
            return True
        if _SENTENCE_END.search(line.text):
            return self._ends_after_sentence(index)
        if following.text[0].islower() or line.text[-1] in ",-":
            return False
        return self._ends_without_sentence(index)

    def _parts_rows(self, index: int) -> bool:
        """Tell whether a row of a table ends or begins here."""
        line, following = self._lines[index], self._lines[index + 1]
        if _is_row(line.text) and not following.text[0].islower():
            return True
        return _is_row(following.text) and self._fill(index) < 0.9 and line.text[-1] != ","

    def _ends_after_sentence(self, index: int) -> bool:
        following = self._lines[index + 1]
        continues = following.text[0].islower()
        if following.blank:
            return not continues or not following.page
        return self._fill(index) < 0.7 and not continues

    def _ends_without_sentence(self, index: int) -> bool:
        """Judge a line end without a full stop before a line that begins with a capital."""
        following = self._lines[index + 1]
        if following.page:
            return False
        return self._fill(index) < (0.65 if following.blank else 0.6)

    def _find_items(self) -> Iterator[int]:
        """Find the lines that begin a list item.

        ``(b)`` at the start of a line is an item only where ``(a)`` was one: else the list runs on
        inside the sentence, and the line merely happened to end there.
        """
        latest: dict[tuple[str, str], int] = {}
        for index, line in enumerate(self._lines):
            if item := _ITEM.match(line.text):
                style = (item["open"], item["close"])
                place = _place_in_list(item["mark"])
                in_order = place == 1 or latest.get(style) == place - 1
                if line.blank or (in_order and self._may_precede_item(index - 1)):
                    latest[style] = place
                    yield index
            elif _BULLET.match(line.text) and (line.blank or self._may_precede_item(index - 1)):
                yield index

    def _may_precede_item(self, index: int) -> bool:
        if index < 0 or _MAY_PRECEDE_ITEM.search(self._lines[index].text):
            return True
        return self._fill(index) < 0.7 or self._is_heading(index)

    def _is_heading(self, index: int) -> bool:
        line = self._lines[index]
        if len(line.text) > 90 or self._is_inside_sentence(index):
            return False
        if _is_capitals(line.text) or self._is_caption(index):
            return True
        numbered = _NUMBERED.fullmatch(line.text)
        if not numbered or line.text[-1] in ",;:-" or self._follows_comma(index):
            return False
        return self._begins_anew(index + 1) and (self._fill(index) < 0.65 or _is_title(numbered["title"]))

    def _follows_comma(self, index: int) -> bool:
        return index > 0 and self._lines[index - 1].text.endswith(",")

    def _is_caption(self, index: int) -> bool:
        last = index + 1 == len(self._lines)
        return bool(_CAPTION.match(self._lines[index].text)) and (last or self._lines[index + 1].blank)

    def _is_inside_sentence(self, index: int) -> bool:
        """Tell whether a line stands, without any gap, amid a sentence that goes on in lower case."""
        if index + 1 >= len(self._lines) or self._lines[index + 1].blank:
            return False
        return self._lines[index + 1].text[0].islower()

    def _begins_anew(self, index: int) -> bool:
        return index >= len(self._lines) or not self._lines[index].text[0].islower()

    def _fill(self, index: int) -> float:
        """Give how much of the column's width a line fills."""
        return len(self._lines[index].text) / self._widths[index]


def is_hard_wrapped(text: str) -> bool:
    r"""Tell whether the lines of a text end where a page's width ended, amid sentences.

    Parameters
    ----------
    text
        Plain text, or the body of one. (Markdown says itself what a line end means.)

    Examples
    --------
    >>> is_hard_wrapped("Rapat dibuka oleh kepala badan pada\npukul sembilan pagi di ruang rapat\n" * 4)
    True
    >>> is_hard_wrapped("Satu paragraf yang panjang di satu baris saja.\n\nLalu paragraf kedua.\n")
    False
    """
    found = [line.strip() for line in re.split(r"[\n\f]", text)]
    written = [line for line in found if line]
    if len(written) < 4 or sorted(map(len, written))[int(0.95 * (len(written) - 1))] > 130:
        return False
    pairs = [(one, two) for one, two in pairwise(found) if one and two]
    amid = [one for one, two in pairs if two[0].islower() and not _SENTENCE_END.search(one) and len(one) > 20]
    return len(amid) >= 3 and len(amid) >= 0.25 * len(written)


def _is_row(text: str) -> bool:
    """Tell whether a line is a row of a table: nothing but figures, or several at its end."""
    only_figures = len(text.split()) > 1 and not any(character.isalpha() for character in text)
    return only_figures or bool(_FIGURES_AT_END.search(text))


def _is_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters) and text[-1] not in ",-"


def _is_title(text: str) -> bool:
    """Tell whether nearly all longer words begin with a capital."""
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    ends_in_name = not text.split()[-1][0].islower()
    return bool(words) and small * 3 <= len(words) and ends_in_name and not _SENTENCE_END.search(text)


def _place_in_list(mark: str) -> int:
    """Give 1 for ``1``, ``a``, ``A`` and ``i``, 2 for what follows them, and so on."""
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
    if mark.isdigit():
        return int(mark)
    return roman[mark] if mark in roman and mark != "i" else ord(mark[0].casefold()) - ord("a") + 1


def _local_widths(lengths: Sequence[int]) -> list[float]:
    """Give the width of the column around each line: the ninth decile of the lengths near it."""
    widths = []
    for index in range(len(lengths)):
        near = sorted(lengths[max(0, index - _WINDOW) : index + _WINDOW + 1])
        widths.append(max(1.0, float(near[int(0.9 * (len(near) - 1))])))
    return widths
