"""workbooks (.xlsx): the tables of a tidy study as sheets, for people in spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qualkit.archive import Archive
from qualkit.errors import InvalidInput
from qualkit.interchange.cells import text_from_cell, text_to_cell
from qualkit.interchange.project import Project
from qualkit.interchange.tables import NAMES, Reading, Table, flat

SUFFIXES = (".xlsx",)
_HEAD = "qualkit"
_LONGEST = 16_000  # characters: a cell holds 32,767 units of UTF-16, of which a character may need two
_MOST_ROWS = 1_048_576
_WIDEST = 60
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_MOMENT = datetime(1980, 1, 1)
_SHEETS = frozenset((_HEAD, *NAMES.values(), "turns", "texts", "long cells"))
_PARTS = ("sheet", "row", "column", "part", "text")
_SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def sniff(path: Path) -> bool:
    """Tell a workbook of a study by its sheet ``qualkit``."""
    try:
        with Archive(path, what="workbook") as archive:
            found = archive.read("xl/workbook.xml") if "xl/workbook.xml" in archive else b""
            return f'name="{_HEAD}"'.encode() in found
    except (InvalidInput, OSError):
        return False


def write(project: Project, path: Path) -> None:
    """Write a study as a workbook, a sheet a table; no cell of it is a formula.

    Text that is too long for a cell goes on in the sheet ``long cells``. Files of media are not in it.

    Raises
    ------
    InvalidInput
        A table has more rows than a sheet (1,048,575).
    """
    tables = {_HEAD: _head(project), **flat(project, {}), "texts": _texts(project)}
    tables["long cells"] = _shortened(tables)
    for name, table in tables.items():
        if len(table.rows) >= _MOST_ROWS:
            raise InvalidInput(
                f"There are {len(table.rows):,} {name}; a sheet of a workbook ends at {_MOST_ROWS - 1:,}. "
                "Export to a folder or .zip, which have no such limit."
            )
    draft = path.with_name(f".{path.name}-draft")
    try:
        _write_sheets(tables, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read(path: Path) -> Project:
    """Read a workbook back, also after people have edited it.

    Raises
    ------
    InvalidInput
        It is damaged, or a sheet lacks a column: which.
    """
    sheets = _sheets(path)
    for part in sorted(sheets.pop("long cells", Table(())).rows, key=_place):
        _lengthen(sheets, part)
    head = {row[0]: row[1] for row in sheets.pop(_HEAD).rows}
    texts = {row[0]: text_from_cell(row[1]) or "" for row in sheets.pop("texts", Table(())).rows}
    reading = Reading(sheets)
    reading.read()
    scripts = reading.transcripts({row["id"]: texts.get(row["id"], "") for row in reading.rows["source"]})
    reading.check_texts(scripts)
    for row in (*reading.rows["source"], *reading.rows["media"]):
        del row["file"]
    return Project(
        title=text_from_cell(head.get("title", "")),
        language=text_from_cell(head.get("language", "")),
        tables=reading.rows,
        transcripts=scripts,
        remarks=tuple(reading.remarks),
    )


def _head(project: Project) -> Table:
    said = {"title": project.title, "language": project.language}
    return Table(("what", "value"), [(name, text_to_cell(value)) for name, value in said.items()])


def _texts(project: Project) -> Table:
    rows: list[tuple[str, ...]] = [
        (each, text_to_cell(script.text)) for each, script in project.transcripts.items()
    ]
    return Table(("source_id", "text"), rows)


def _shortened(tables: dict[str, Table]) -> Table:
    """Cut long cells, and give what was cut off as a table."""
    rest: list[tuple[str, ...]] = []
    for name, table in tables.items():
        for number, row in enumerate(table.rows):
            if any(len(cell) > _LONGEST for cell in row):
                table.rows[number] = tuple(cell[:_LONGEST] for cell in row)
                rest += _parts(name, number, zip(table.columns, row, strict=True))
    return Table(_PARTS, rest)


def _parts(sheet: str, number: int, cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    for column, cell in cells:
        for part, start in enumerate(range(_LONGEST, len(cell), _LONGEST)):
            yield sheet, str(number), column, str(part), cell[start : start + _LONGEST]


def _place(part: Sequence[str]) -> tuple[str, int, str, int]:
    return part[0], int(part[1]), part[2], int(part[3])


def _lengthen(sheets: Mapping[str, Table], part: Sequence[str]) -> None:
    """Put a part that was cut off back behind its cell."""
    sheet, number, column, _, text = part
    try:
        table = sheets[sheet]
        row, at = list(table.rows[int(number)]), table.columns.index(column)
    except (KeyError, IndexError, ValueError):
        raise InvalidInput(
            f"The sheet 'long cells' continues row {number} of {sheet!r}, column {column!r}, which is gone. "
            "Rows must keep their order while they have long texts."
        ) from None
    row[at] += text
    table.rows[int(number)] = tuple(row)


def _write_sheets(tables: Mapping[str, Table], path: Path) -> None:
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


def _sheets(path: Path) -> dict[str, Table]:
    from python_calamine import CalamineError, CalamineWorkbook

    with Archive(path, what="workbook"):
        pass
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        raw = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
            if name in _SHEETS
        }
    except CalamineError as error:
        raise InvalidInput(f"The workbook is damaged ({error}). Open it and save it again.") from None
    return {name: _table(rows) for name, rows in raw.items()}


def _table(raw: Sequence[Sequence[Any]]) -> Table:
    header, *body = [tuple(map(_as_cell, row)) for row in raw] or [()]
    width = next((len(header) - at for at, cell in enumerate(reversed(header)) if cell), 0)
    return Table(header[:width], [row[:width] for row in body if any(row)])


def _as_cell(value: Any) -> str:
    """What a cell holds, as a text: numbers without a needless point, dates as ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
