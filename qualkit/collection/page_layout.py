"""Pieces of text with their places on a page → its lines in reading order, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from unicodedata import bidirectional

_GUTTER = 0.8  # times the height of a line: what separates columns, where it is empty all the way down
_NARROWEST = 0.25  # of the width of the text: a column of names beside speech is narrower, and no column
_FEWEST = 4
_FILLED = 0.5
_PARAGRAPH = 0.7  # times the height of a line: so much more space than usual begins a paragraph
_APART = 2.0  # times the height of a line: what a tab leaves
_CUTS = 16
_LEADING = re.compile(r"^([.?!…؟]+)(.*)$")  # what ends a line from right to left stands at its left


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top - self.bottom


def lines_of_page(pieces: Sequence[Piece]) -> list[str]:
    """Give the lines of a page as people read them; a blank one before a paragraph that stands apart.

    Examples
    --------
    >>> lines_of_page([Piece(45, 10, 65, 20, "siap?"), Piece(10, 10, 37, 20, "Sudah")])
    ['Sudah siap?']
    """
    written = [each for each in pieces if each.text.strip()]
    return [line for column in _columns(written, _CUTS) for line in (*_lines(column),) or ("",)]


def _columns(pieces: list[Piece], cuts: int) -> Iterator[list[Piece]]:
    """Cut a page into columns; what is above and below these is set apart by an empty one."""
    if sides := _side_by_side(pieces, cuts):
        for side in sides:
            yield from _columns(side, cuts - 1)
    elif stack := _one_above_the_other(pieces, cuts):
        yield from _columns(stack[0], cuts - 1)
        yield []
        yield from _columns(stack[1], cuts - 1)
    else:
        yield pieces


def _is_divided(pieces: list[Piece], cuts: int) -> bool:
    return bool(_side_by_side(pieces, cuts) or _one_above_the_other(pieces, cuts))


def _side_by_side(pieces: list[Piece], cuts: int) -> tuple[list[Piece], list[Piece]] | None:
    """Cut at the widest gutter that is empty from top to bottom, with real columns on either side."""
    if len(pieces) < 2 * _FEWEST or not cuts:
        return None
    gap, edge = _widest((each.left, each.right) for each in pieces)
    if gap < _GUTTER * median(each.height for each in pieces):
        return None
    narrowest = _NARROWEST * _width(pieces)
    left = [each for each in pieces if each.right <= edge]
    right = [each for each in pieces if each.right > edge]
    for side in (left, right):
        if not _is_prose(side, narrowest) and not _is_divided(side, cuts - 1):
            return None
    return left, right


def _is_prose(pieces: list[Piece], narrowest: float) -> bool:
    """Tell a column of prose, whose lines fill it, from columns of a table or of names."""
    if len(pieces) < _FEWEST or _width(pieces) < narrowest:
        return False
    return median(each.right - each.left for each in pieces) >= _FILLED * _width(pieces)


def _one_above_the_other(pieces: list[Piece], cuts: int) -> tuple[list[Piece], list[Piece]] | None:
    """Cut at the widest stripe that is empty from left to right, if columns appear below or above it."""
    if len(pieces) < 2 * _FEWEST or not cuts:
        return None
    gap, edge = _widest((each.bottom, each.top) for each in pieces)
    if gap <= 0:
        return None
    above = [each for each in pieces if each.bottom >= edge]
    below = [each for each in pieces if each.bottom < edge]
    return (above, below) if any(_is_divided(part, cuts - 1) for part in (above, below)) else None


def _widest(stretches: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Find the widest gap between stretches: its width, and where it begins."""
    reach, widest, place = float("-inf"), 0.0, 0.0
    for start, end in sorted(stretches):
        if reach > float("-inf") and start - reach > widest:
            widest, place = start - reach, reach
        reach = max(reach, end)
    return widest, place


def _width(pieces: list[Piece]) -> float:
    return max(each.right for each in pieces) - min(each.left for each in pieces)


def _lines(pieces: list[Piece]) -> Iterator[str]:
    """Give the lines of one column, from top to bottom."""
    rows = list(_rows(pieces))
    gaps = [max(0.0, _bottom(above) - _top(below)) for above, below in pairwise(rows)]
    usual = median(gaps) if gaps else 0.0
    for number, row in enumerate(rows):
        if number and gaps[number - 1] > usual + _PARAGRAPH * median(each.height for each in row):
            yield ""
        yield _joined(row)


def _rows(pieces: list[Piece]) -> Iterator[list[Piece]]:
    row: list[Piece] = []
    for each in sorted(pieces, key=lambda piece: (-(piece.top + piece.bottom), piece.left)):
        if row and (each.top + each.bottom) / 2 < _bottom(row[:1]):
            yield sorted(row, key=lambda piece: piece.left)
            row = []
        row.append(each)
    if row:
        yield sorted(row, key=lambda piece: piece.left)


def _joined(row: list[Piece]) -> str:
    """Write the pieces of a line from left to right, or from right to left where its script is."""
    leftwards = _is_right_to_left("".join(each.text for each in row))
    row = row[::-1] if leftwards else row
    text = row[0].text.strip()
    for before, each in pairwise(row):
        gap = max(each.left - before.right, before.left - each.right)
        text += ("\t" if gap > _APART * each.height else " ") + each.text.strip()
    return _LEADING.sub(r"\2\1", text) if leftwards else text


def _is_right_to_left(text: str) -> bool:
    if text.isascii():
        return False
    letters = [bidirectional(character) for character in text if character.isalpha()]
    return sum(each in ("R", "AL") for each in letters) > len(letters) / 2


def _top(row: list[Piece]) -> float:
    return max(each.top for each in row)


def _bottom(row: list[Piece]) -> float:
    return min(each.bottom for each in row)
