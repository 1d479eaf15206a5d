"""Pieces of text with their places on a page → its lines in reading order, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_GUTTER = 0.8  # times the height of a line: what separates columns, where it is empty all the way down
_NARROWEST = 0.25  # of the width of the text: a column of names beside speech is narrower, and no column
_FEWEST = 4
_FILLED = 0.5
_PARAGRAPH = 0.7  # times the height of a line: so much more space than usual begins a paragraph
_APART = 2.0


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
    """Give the lines of a page as people read them; a blank one before a paragraph that stands apart."""
    return [
        line for column in _columns([each for each in pieces if each.text.strip()]) for line in _lines(column)
    ]


def _columns(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Cut a page into columns, and where a heading runs over them, above and below it first."""
    if len(pieces) < 2 * _FEWEST:
        yield pieces
        return
    sides = _side_by_side(pieces)
    parts = sides or _one_above_the_other(pieces)
    if parts is None:
        yield pieces
        return
    for part in parts:
        yield from _columns(part)


def _side_by_side(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Cut at the widest gutter that is empty from top to bottom, with a real column on either side."""
    width = max(each.right for each in pieces) - min(each.left for each in pieces)
    gap, edge = _widest((each.left, each.right) for each in pieces)
    if gap < _GUTTER * median(each.height for each in pieces):
        return None
    left = [each for each in pieces if each.right <= edge]
    right = [each for each in pieces if each.right > edge]
    return (left, right) if all(_is_prose(side, _NARROWEST * width) for side in (left, right)) else None


def _is_prose(pieces: list[Piece], narrowest: float) -> bool:
    """Tell a column of prose, whose lines fill it, from columns of a table or of names."""
    if len(pieces) < _FEWEST or _width(pieces) < narrowest:
        return False
    return median(each.right - each.left for each in pieces) >= _FILLED * _width(pieces)


def _one_above_the_other(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Cut at the widest stripe that is empty from left to right, if columns appear below or above it."""
    gap, edge = _widest((each.bottom, each.top) for each in pieces)
    if gap <= 0:
        return None
    above = [each for each in pieces if each.bottom >= edge]
    below = [each for each in pieces if each.bottom < edge]
    if not above or not below or not any(_has_columns(part) for part in (above, below)):
        return None
    return above, below


def _has_columns(pieces: list[Piece]) -> bool:
    if len(pieces) < 2 * _FEWEST:
        return False
    return _side_by_side(pieces) is not None or _one_above_the_other(pieces) is not None


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
    text = row[0].text.strip()
    for before, each in pairwise(row):
        apart = each.left - before.right > _APART * each.height
        text += ("\t" if apart else " ") + each.text.strip()
    return text


def _top(row: list[Piece]) -> float:
    return max(each.top for each in row)


def _bottom(row: list[Piece]) -> float:
    return min(each.bottom for each in row)
