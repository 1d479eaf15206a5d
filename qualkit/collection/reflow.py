"""Hard-wrapped text (OCR, a printed page) → running paragraphs, and back.

Words are never changed. Every stretch that is changed (a line end, a hyphen, a page number) is kept
as an `Edit`, so that the text as imported can always be had again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.collection.hyphens import Hyphenation
from qualkit.collection.pages import Line, content_lines
from qualkit.collection.wrapping import Wrapping
from qualkit.model import Edit

_SPACES = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
_TOKEN = re.compile(r"[^\s]+")
_PUNCTUATION = re.compile(r"[.,:;?!…()\[\]{}%‰&\"'“”‘’]+|([-–—=•·*+/#@§°|«»<>])\1*")
_CURRENCY = re.compile(r"[$€£¥]")


@dataclass(frozen=True, slots=True)
class _Change:
    """The stretch ``[start, end)`` of the imported text is to become ``new``."""

    start: int
    end: int
    new: str


def reflow(text: str, start: int = 0) -> tuple[str, tuple[Edit, ...]]:
    r"""Join the lines of hard-wrapped text to paragraphs separated by a blank line.

    Hyphenation at a line end is undone (but a reduplication keeps its hyphen), spaces that
    justified a line are collapsed, and page numbers, running headers, form feeds and tokens
    without a letter or digit (``~``) are taken out.

    Parameters
    ----------
    text
        The text as imported.
    start
        Where to begin, in characters: what is before stays as it is.

    Returns
    -------
    text : str
        The canonical text.
    edits : tuple of Edit
        What `restore` needs to give back the text as imported; in order, never overlapping.

    Examples
    --------
    >>> reflow("Ini tahap pengem-\nbangan masing-\nmasing  dinas.")[0]
    'Ini tahap pengembangan masing-masing dinas.'
    """
    kept = content_lines(text, start)
    if not kept:
        return text, ()
    return _applied(text, [change for change in _changes(text, kept, start) if _alters(text, change)])


def restore(text: str, edits: Iterable[Edit]) -> str:
    r"""Give back the text as it was imported.

    Parameters
    ----------
    text
        The canonical text.
    edits
        The edits that came with it, in order.

    Examples
    --------
    >>> restore(*reflow("dua  kata\nlagi"))
    'dua  kata\nlagi'
    """
    pieces = []
    position = 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.original]
        position = edit.end
    return "".join([*pieces, text[position:]])


def _changes(text: str, kept: Sequence[Line], start: int) -> Iterator[_Change]:
    wrapping = Wrapping(kept)
    hyphenation = Hyphenation(text)
    position = start
    joiner = ""
    for index, line in enumerate(kept):
        yield _Change(position, line.start, joiner)
        position = line.end
        if index + 1 < len(kept):
            if wrapping.ends_paragraph(index):
                joiner = "\n\n"
            else:
                joiner, dropped = hyphenation.joiner(line.text, kept[index + 1].text)
                position -= dropped
        yield from _changes_within(text, line.start, position)
    yield _Change(position, len(text), "")


def _changes_within(text: str, start: int, end: int) -> Iterator[_Change]:
    """Collapse spaces, and take out tokens that are the scanner's dirt with the space behind them."""
    gaps: list[tuple[int, int]] = []
    for match in _SPACES.finditer(text, start, end):
        gaps.append(match.span())
    dirt = [match.span() for match in _TOKEN.finditer(text, start, end) if _is_dirt(text, match, start, end)]
    yield from _merged(text, sorted([*gaps, *dirt]), start, end)


def _merged(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[_Change]:
    """Give one change for spans that touch or have only a space between them."""
    groups: list[tuple[int, int]] = []
    for first, last in spans:
        if groups and not text[groups[-1][1] : first].strip(" "):
            groups[-1] = (groups[-1][0], last)
        else:
            groups.append((first, last))
    for first, last in groups:
        while first > start and text[first - 1] == " ":
            first -= 1
        while last < end and text[last] == " ":
            last += 1
        yield _Change(first, last, "" if first == start or last == end else " ")


def _is_dirt(text: str, token: re.Match[str], start: int, end: int) -> bool:
    if any(character.isalnum() for character in token[0]) or _PUNCTUATION.fullmatch(token[0]):
        return False
    neighbours = (
        text[max(start, token.start() - 2) : token.start()] + text[token.end() : min(end, token.end() + 2)]
    )
    beside_number = any(character.isdigit() for character in neighbours)
    return not (_CURRENCY.fullmatch(token[0]) and beside_number)


def _alters(text: str, change: _Change) -> bool:
    return text[change.start : change.end] != change.new


def _applied(text: str, changes: Sequence[_Change]) -> tuple[str, tuple[Edit, ...]]:
    pieces: list[str] = []
    edits: list[Edit] = []
    length = position = 0
    for change in changes:
        unchanged = text[position : change.start]
        pieces += [unchanged, change.new]
        length += len(unchanged)
        edits.append(Edit(length, length + len(change.new), text[change.start : change.end]))
        length += len(change.new)
        position = change.end
    return "".join([*pieces, text[position:]]), tuple(edits)
