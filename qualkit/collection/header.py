"""The lines at the top of a transcript or note that say when, where and who: ``Tanggal: …``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from qualkit.collection.metadata import normalised
from qualkit.collection.spans import lines
from qualkit.collection.vocabulary import attribute_name, kind_within

_KEY_LINE = re.compile(
    r"(?:[-*][ \t]+)?(?:\*\*|__)?(?P<key>[^\W\d_][\w/() .-]{2,40}?)[ \t]*(?:\*\*|__)?[ \t]*:(?!//)"
    r"[ \t]*(?:\*\*|__)?[ \t]*(?P<value>\S.*?)[ \t]*\\?"
)
_COMMENT = re.compile(r"o\.?c\b|komentar|catatan pengamat|observer comment", re.IGNORECASE)
_NOTICE = re.compile(r"\[[^\[\]]*\]|<!--.*-->")
_HEADING = re.compile(r"#{1,6}\s")
_SPEECH_OR_TIME = re.compile(
    r"\W*\d{1,2}[.:]\d{2}\b|[QATJ]\.\s|\[|[-*]\s|.*:(?:\s|\*|$)"
    r"|.*\s{2}\d{1,2}:\d{2}\S*$|.*\t|\*\*.*\*\*\\$|.*(?:\[[\d:.]+\]|#[\d:.,-]+#)$"
)
_SENTENCE_END = re.compile(r"[.?!;,…][\"'”’)*]*$")
_PEOPLE = frozenset(("participant", "interviewer"))
_TELLING = frozenset(("case", "kind", "date", "site", "language", "observer"))
_LONGEST_VALUE = 120


def header(text: str, start: int = 0) -> tuple[dict[str, Any], int]:
    r"""Read title lines, a bracketed notice and ``Key: value`` lines at the top of a text.

    A block of ``Key: value`` lines counts only when it names something that the header of a note
    names (a date, a site, an observer, …): ``Pewawancara: …`` alone may be the first turn.

    Parameters
    ----------
    text
        The canonical text.
    start
        Where to begin, in characters: after the front matter.

    Returns
    -------
    attributes : dict
        Values by normalised name.
    body : int
        The offset at which the text after the header begins; `start` when there is none.

    Examples
    --------
    >>> header("Catatan\n\nTanggal: 12 Januari 2023\nPengamat: Peneliti 1\n\n09.05 Mulai.")
    ({'date': '2023-01-12', 'observer': 'Peneliti 1'}, 55)
    """
    attributes: dict[str, Any] = {}
    body = start
    for block in _blocks(text, start):
        titles = 0 if attributes else len(list(takewhile(lambda line: _is_title(text, line), block)))
        pairs = list(_pairs(text, block[titles:]))
        known = normalised({key: value for key, value in pairs if kind_within(key) is None})
        if not _TELLING & known.keys():
            pairs = []
        else:
            attributes |= known
        taken = titles + len(pairs)
        if taken:
            body = min(block[taken - 1][1] + 1, len(text))
        if taken < len(block):
            break
    return attributes, body


def _blocks(text: str, start: int) -> Iterator[list[tuple[int, int]]]:
    """Give the runs of lines between blank lines."""
    block: list[tuple[int, int]] = []
    for first, last in lines(text, start):
        if text[first:last].strip():
            block.append((first, last))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _pairs(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    seen = set()
    for first, last in block:
        match = _KEY_LINE.fullmatch(text[first:last].strip())
        if not match or match["key"] in seen or not _is_pair(match["key"], match["value"].strip("* ")):
            return
        seen.add(match["key"])
        yield match["key"], match["value"].strip("* ")


def _is_pair(key: str, value: str) -> bool:
    name = attribute_name(key)
    if name in _PEOPLE:
        return len(value) <= 60 and not _SENTENCE_END.search(value)
    if _COMMENT.match(key):
        return False
    return bool(value) and (name in _TELLING or (len(value) <= _LONGEST_VALUE and len(key.split()) <= 4))


def _is_title(text: str, line: tuple[int, int]) -> bool:
    content = text[slice(*line)].strip()
    if _HEADING.match(content) or _NOTICE.fullmatch(content):
        return True
    return len(content) <= 100 and not _SENTENCE_END.search(content) and not _SPEECH_OR_TIME.match(content)
