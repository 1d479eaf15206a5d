"""The rows of a table of codes → the codebook, or all that is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.codebooks.columns import Column, column, headings, said
from qualkit.reduction.codebooks.contents import Contents, Entry, contents, faults


class Row(NamedTuple):
    """The cells of a row under their headings, and where the row stands, for messages."""

    place: str
    cells: Sequence[tuple[str, str]]


def read_rows(
    rows: Sequence[Row], *, where: str, title: str = "", language: str | None = None, end: str = "\n"
) -> Contents:
    """The codebook that a table is.

    Parameters
    ----------
    rows
        Those below the headings.
    where
        The file, for messages.
    title, language
        What the file says of the whole codebook.
    end
        What ends a line in a cell.

    Raises
    ------
    InvalidInput
        If the table is no codebook: all problems, a line each, with their rows.
    """
    entries = [_entry(row, end) for row in rows]
    places = [row.place for row in rows]
    found = read_entries(entries, places, where=where, wrong=_misplaced(rows))
    return found._replace(title=title, language=language)


def read_entries(
    entries: Sequence[Entry], places: Sequence[str], *, where: str, wrong: Iterable[tuple[int, str]] = ()
) -> Contents:
    """The codes that entries without others below them are, or all that is wrong, by the place of each."""
    book = {"codes": [*entries]}
    told = {(int(place[1]), message) for place, message in faults(book)} | {*wrong}
    if told:
        lines = (f"{where}, {places[number]}: {message}" for number, message in sorted(told))
        raise InvalidInput("\n".join(lines))
    return contents(book)


def _entry(row: Row, end: str) -> Entry:
    cells: defaultdict[Column, list[str]] = defaultdict(list)
    for heading, cell in row.cells:
        known = column(heading)
        if known and cell.strip():
            cells[known].append(cell)
    return said({each: end.join(texts) for each, texts in cells.items()}, end=end)


def _misplaced(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """The rows in which something first stands under a heading that no column has."""
    told: set[str] = set()
    for number, row in enumerate(rows):
        for heading, cell in row.cells:
            if cell.strip() and heading not in told and column(heading) is None:
                told.add(heading)
                yield number, f"{not_found('column', heading, headings())} Correct it, or take it out."
