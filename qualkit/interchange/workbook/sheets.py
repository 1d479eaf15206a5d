"""Flat tables ↔ the sheets of a workbook, in which no cell is a formula."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qualkit.archive import Archive
from qualkit.errors import InvalidInput
from qualkit.interchange.tables import Table
from qualkit.sheet_extent import sheet_extent

MOST_ROWS = 1_048_575
"""Rows of a sheet, below its header."""

_WIDEST = 60
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_SPARSE = 20  # empty cells to a full one; sheets that people fill have fewer
_SMALL = 1_000_000
_MOMENT = datetime(1980, 1, 1)  # in every workbook the same, so that equal studies make equal files
_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def archive(path: Path) -> Archive:
    """Open a workbook as the zip archive that it is."""
    return Archive(path, what="workbook")


def write_sheets(tables: Mapping[str, Table], path: Path) -> None:
    """Write tables as the sheets of a workbook: whole, or not at all.

    Raises
    ------
    InvalidInput
        A table has more rows than a sheet.
    """
    for name, table in tables.items():
        if len(table.rows) > MOST_ROWS:
            raise InvalidInput(
                f"There are {len(table.rows):,} {name}; a sheet of a workbook ends at {MOST_ROWS:,}. "
                "Export to a folder or .zip, which have no such limit."
            )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-draft")
    try:
        _write(tables, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read_sheets(path: Path, names: Collection[str]) -> dict[str, Table]:
    """Read the sheets of these names, as far as the workbook has them; empty rows are left out.

    Raises
    ------
    InvalidInput
        The workbook is damaged, or made to fill the memory.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_sparse(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        return {
            name: _table(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names
            if name in names
        }
    except CalamineError as error:
        raise InvalidInput(f"The workbook is damaged ({error}). Open it and save it again.") from None


def _write(tables: Mapping[str, Table], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), _SETTINGS) as workbook:
        workbook.set_properties({"created": _MOMENT})
        bold = workbook.add_format({"bold": True, "valign": "top"})
        for name, table in tables.items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, (title, width) in enumerate(zip(table.columns, _widths(table), strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, title, bold)
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    _write_cell(sheet, number, column, cell)


def _write_cell(sheet: Any, row: int, column: int, cell: str) -> None:
    """Write a number where it reads back as it stands, else the text; never a formula."""
    if _NUMBER.fullmatch(cell) and _as_cell(float(cell)) == _as_cell(float(f"{float(cell):.16G}")) == cell:
        sheet.write_number(row, column, float(cell))
    elif cell:
        sheet.write_string(row, column, cell)


def _widths(table: Table) -> list[int]:
    """Widths by content, as far as the first rows show it."""
    shown = [table.columns, *table.rows[:50]]
    return [min(_WIDEST, 2 + max(len(row[at]) for row in shown)) for at in range(len(table.columns))]


def _refuse_sparse(path: Path) -> None:
    # A sheet is laid out in memory as far as its last cell; one that is almost empty would fill it.
    with archive(path) as members:
        for name in members:
            if name.startswith("xl/worksheets/") and _is_sparse(members.read(name)):
                raise InvalidInput(
                    "The workbook has a cell far away from all others; it is not opened, since it would fill "
                    "the memory. Delete the empty rows and columns in between."
                )


def _is_sparse(sheet: bytes) -> bool:
    rows, columns, named = sheet_extent(sheet)
    return rows * columns > _SMALL + _SPARSE * named


def _table(raw: Sequence[Sequence[Any]]) -> Table:
    header, *body = [tuple(map(_as_cell, row)) for row in raw] or [()]
    width = next((len(header) - at for at, cell in enumerate(reversed(header)) if cell), 0)
    filled = [(number, row) for number, row in enumerate(body, 2) if any(row)]
    return Table(header[:width], [row[:width] for _, row in filled], [number for number, _ in filled])


def _as_cell(value: Any) -> str:
    """What a cell holds, as a text: numbers without a needless point, dates as ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
