"""Texts that are too long for a cell of a spreadsheet ↔ a sheet on which they go on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from qualkit.errors import InvalidInput
from qualkit.interchange.tables import Table

LONGEST = 16_000
"""Characters in a cell: it holds 32,767 units of UTF-16, of which a character may need two."""

NAME = "long cells"
_COLUMNS = ("sheet", "row", "column", "part", "text")
_Tails = Mapping[tuple[str, str], str]


def shortened(tables: Mapping[str, Table], keys: Mapping[str, str]) -> dict[str, Table]:
    """Cut cells that are too long, and put what was cut off into a table of its own.

    Parameters
    ----------
    tables
        By the names of their sheets.
    keys
        For each sheet the column that tells its rows apart. Of a sheet without one, what is cut off is lost.
    """
    short = {name: Table(table.columns, [*map(_cut, table.rows)]) for name, table in tables.items()}
    rest = [
        part for name, key in keys.items() if name in tables for part in _cut_off(name, tables[name], key)
    ]
    return short | {NAME: Table(_COLUMNS, rest)}


def lengthened(tables: Mapping[str, Table], keys: Mapping[str, str]) -> dict[str, Table]:
    """Put back what `shortened` cut off, also where rows and columns were moved or taken out since.

    Raises
    ------
    InvalidInput
        A part is missing, or a sheet has lost the column by which its rows are told apart.
    """
    rest = tables.get(NAME, Table(()))
    parts: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for sheet, row, column, part, text in rest.cells(_COLUMNS, where=f"sheet {NAME!r}"):
        parts[sheet, row, column][part] = text
    tails: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for (sheet, row, column), found in parts.items():
        tails[sheet][row, column] = "".join(_in_order(found, row, column))
    kept = {name: table for name, table in tables.items() if name != NAME}
    return kept | {
        name: _whole(name, kept[name], keys[name], tails[name])
        for name in tails
        if name in kept and name in keys
    }


def _cut(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell[:LONGEST] for cell in row) if max(map(len, row)) > LONGEST else row


def _cut_off(name: str, table: Table, key: str) -> Iterator[tuple[str, ...]]:
    at = table.columns.index(key)
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            for part, start in enumerate(range(LONGEST, len(cell), LONGEST), 1):
                yield name, row[at], column, str(part), cell[start : start + LONGEST]


def _in_order(parts: Mapping[str, str], row: str, column: str) -> Iterator[str]:
    for number in range(1, len(parts) + 1):
        if str(number) not in parts:
            raise InvalidInput(
                f"The sheet {NAME!r} lacks part {number} of the column {column!r} of {row!r}. Put it back."
            )
        yield parts[str(number)]


def _whole(name: str, table: Table, key: str, tails: _Tails) -> Table:
    keys = [own for (own,) in table.cells([key], where=f"sheet {name!r}")]
    rows = [
        tuple(cell + tails.get((own, column), "") for column, cell in zip(table.columns, row, strict=True))
        for own, row in zip(keys, table.rows, strict=True)
    ]
    return Table(table.columns, rows, table.lines)
