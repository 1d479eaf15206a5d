"""The text of an observation note → timed description and the observer's comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.collection.paragraphs import Separator, paragraphs
from qualkit.collection.spans import trim_emphasis
from qualkit.model import Role, Turn

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_ENTRY = re.compile(
    rf"^[ \t]*(?:[-*•][ \t]+)?(?:\*\*|__)?(?:\[|\()?(?:(?:pukul|jam|at)[ \t]+)?(?P<begins>{_CLOCK})"
    rf"(?:[ \t]*(?:[-–—]|s\.?/?d\.?|to|sampai)[ \t]*(?P<ends>{_CLOCK}))?(?:[ \t]*(?:WIB|WITA|WIT|am|pm))?"
    r"(?:\]|\))?(?:\*\*|__)?[ \t]*(?:[:–—|-](?=[ \t]|\*))?(?:\*\*|__)?(?=\s|$)"
    r"(?![ \t]*(?:%|persen\b|percent\b|juta\b|miliar\b|million\b))",
    re.MULTILINE | re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?P<paren>\()?(?:\*\*|__|\*)?"
    r"(?<!\w)(?:O\.?C\.?|(?i:komentar pengamat|catatan pengamat|observer(?:'s|’s)? comments?))"
    r"(?:\*\*|__|\*)?[ \t]*:(?:\*\*|__|\*(?!\*))?"
)
_BRACKETS = re.compile(r"(?<!!)\[([^\[\]]*[^\W\d_][^\[\]]*)\](?!\()")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is said in ``[start, end)``, and the end of all that stands for it (brackets, ``OC:``)."""

    start: int
    end: int
    role: Role
    outer_start: int
    outer_end: int


def find_notes(text: str, start: int = 0, *, separator: Separator = "blank line") -> tuple[Turn, ...]:
    """Find the entries of an observation note, the observer's own comments apart from what was seen.

    Parameters
    ----------
    text
        The canonical text.
    start
        Where the body begins, in characters: after front matter, title and header.
    separator
        What ends a paragraph in this format; a time at the start of a line always does.

    Returns
    -------
    tuple of Turn
        In order, nobody speaking, role ``description`` or ``comment``. An entry with a time begins
        (and ends) in seconds from midnight; the time, ``OC:`` and brackets are outside the spans.

    Examples
    --------
    >>> text = "09.05 Kepala masuk [semua berdiri] dan duduk."
    >>> [(turn.role, turn.begins, text[turn.start:turn.end]) for turn in find_notes(text)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('description', 32700.0, 'Kepala masuk'), ('comment', 32700.0, 'semua berdiri'),
     ('description', 32700.0, 'dan duduk.')]
    """
    turns: list[Turn] = []
    for first, last in _entries(text, start, separator=separator):
        time = _ENTRY.match(text, first, last)
        begins = _from_midnight(time["begins"]) if time else None
        ends = _from_midnight(time["ends"]) if time and time["ends"] else None
        for piece in _pieces(text, time.end() if time else first, last):
            turns.append(Turn(start=piece.start, end=piece.end, role=piece.role, begins=begins, ends=ends))
    return tuple(turns)


def timed_entries(text: str, start: int = 0) -> int:
    """Count the lines that begin with a time of day."""
    return sum(1 for _ in _ENTRY.finditer(text, start))


def comments(text: str, start: int = 0) -> int:
    """Count the observer's comments that are marked in words (``OC:``)."""
    return sum(1 for _ in _COMMENT.finditer(text, start))


def _entries(text: str, start: int, *, separator: Separator) -> Iterator[tuple[int, int]]:
    """Give the spans of paragraphs, cut again wherever a line begins with a time."""
    for paragraph in paragraphs(text, start, separator=separator):
        cuts = [match.start() for match in _ENTRY.finditer(text, paragraph.start, paragraph.end)]
        begins = [paragraph.start, *(cut for cut in cuts if cut > paragraph.start)]
        yield from zip(begins, [*begins[1:], paragraph.end], strict=True)


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    position = start
    for comment in _comments(text, start, end):
        yield from _piece(text, (position, comment.outer_start), "description")
        yield comment
        position = comment.outer_end
    yield from _piece(text, (position, end), "description")


def _comments(text: str, start: int, end: int) -> Iterator[_Piece]:
    position = start
    while position < end:
        worded = _COMMENT.search(text, position, end)
        bracketed = _BRACKETS.search(text, position, end)
        if bracketed and (not worded or bracketed.start() < worded.start()):
            inner, outer = _unlabelled(text, bracketed), bracketed.span()
        elif worded:
            closing = text.find(")", worded.end(), end) if worded["paren"] else -1
            inner = (worded.end(), closing if closing >= 0 else end)
            outer = (worded.start(), closing + 1 if closing >= 0 else end)
        else:
            return
        yield from _piece(text, inner, "comment", outer=outer)
        position = outer[1]


def _unlabelled(text: str, bracketed: re.Match[str]) -> tuple[int, int]:
    """Give the inside of brackets, without ``OC:`` if it begins with that."""
    start, end = bracketed.span(1)
    label = _COMMENT.match(text, start, end)
    return (label.end() if label else start), end


def _piece(
    text: str, span: tuple[int, int], role: Role, *, outer: tuple[int, int] | None = None
) -> Iterator[_Piece]:
    start, end = trim_emphasis(text, *span)
    if any(character.isalnum() for character in text[start:end]):
        outer_start, outer_end = outer or span
        yield _Piece(start, end, role, outer_start, outer_end)


def _from_midnight(clock: str) -> float:
    hours, minutes = clock.replace(".", ":").split(":")
    return float(int(hours) * 3600 + int(minutes) * 60)
