"""Codebooks as CSV and as a workbook: a row a code."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from qualkit.collection.survey_files import SurveyTable, is_blank, read_table
from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.codebooks.cells import from_cell, to_cell
from qualkit.reduction.codebooks.columns import NAME, cell, column, columns_of, heading
from qualkit.reduction.codebooks.contents import Contents
from qualkit.reduction.codebooks.paths import parents_of
from qualkit.reduction.codebooks.rows import Row, read_rows

_ABOUT = "about"
_LONGEST = 32_767  # units of UTF-16 in a cell of a workbook
_LONGEST_IN_CSV = 2**31 - 1
_COUNTS = ("number of highlights", "number of documents")
_WIDTH = 30


def read_csv(data: bytes, where: str) -> Contents:
    """Read a codebook from CSV, as it is written here, in Taguette, or by hand.

    Raises
    ------
    InvalidInput
        If the file is no codebook: all problems, with their rows.
    """
    with _cells_of_any_length():
        table = _read(data, where, ".csv")
    return read_rows(_rows(table, where), where=where)


def read_workbook(data: bytes, where: str) -> Contents:
    """Read a codebook from the first sheet of a workbook; title and language from the sheet ``about``.

    Raises
    ------
    InvalidInput
        If the workbook holds no codebook: all problems, with their rows.
    """
    rows = _rows(_read(data, where, ".xlsx"), where)
    try:
        about = _read(data, where, ".xlsx", sheet=_ABOUT).columns
    except (NotFound, InvalidInput):
        about = {}
    title, language = (from_cell(_text(about.get(name, ("",))[0])) for name in ("title", "language"))
    return read_rows(rows, where=where, title=title, language=language or None)


def _read(data: bytes, where: str, suffix: str, sheet: str | None = None) -> SurveyTable:
    return read_table(data, path=str(Path(where).with_suffix(suffix)), sheet=sheet)


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """Lift the limit that Python sets to the cells of every CSV, for the time being."""
    limit = csv.field_size_limit(_LONGEST_IN_CSV)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def write_csv(book: Contents) -> bytes:
    """Write the codes as CSV, in UTF-8; title and language stay behind."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(_table(book))
    return stream.getvalue().encode("utf-8-sig")


def write_workbook(book: Contents) -> bytes:
    """Write the codes as the first sheet of a workbook, title and language as the second.

    Raises
    ------
    InvalidInput
        If a text is longer than a cell can be.
    """
    import xlsxwriter

    about = [to_cell(text) if text else "" for text in (book.title, book.language)]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        _write_sheet(workbook, "codes", _table(book))
        _write_sheet(workbook, _ABOUT, [["title", "language"], about])
    return stream.getvalue()


def _table(book: Contents) -> list[Sequence[str]]:
    columns = columns_of(book.codes)
    rows = [[cell(code, each) for each in columns] for code in book.codes]
    return [[heading(each) for each in columns], *rows]


def _write_sheet(workbook: Any, name: str, table: Sequence[Sequence[str]]) -> None:
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(table[0]) - 1, _WIDTH)
    for number, row in enumerate(table):
        for place, text in enumerate(row):
            _refuse_longer(text, row[0])
            sheet.write_string(number, place, text, wrapped if number else bold)


def _refuse_longer(text: str, code: str) -> None:
    if len(text.encode("utf-16-le")) // 2 > _LONGEST:
        raise InvalidInput(
            f"Code {code!r} has a text of {len(text):,} characters; a cell of a workbook ends at "
            f"{_LONGEST:,}. Write the codebook as YAML."
        )


def _rows(table: SurveyTable, where: str) -> list[Row]:
    if table.problems:
        raise InvalidInput("\n".join(f"{where}, row {row}: {each}" for row, each in table.problems.items()))
    headings = [each for each in table.columns if each.casefold() not in _COUNTS]
    if NAME not in map(column, headings):
        raise InvalidInput(
            f"{where}: there is no column of codes. Give the column with names the heading 'code'."
        )
    cells = zip(*(map(_text, table.columns[each]) for each in headings), strict=True)
    rows = [
        Row(f"row {row}", [*zip(headings, each, strict=True)])
        for row, each in zip(table.rows, cells, strict=True)
    ]
    return _nested(rows) if headings[0].casefold() == "tag" else rows


def _nested(rows: Sequence[Row]) -> list[Row]:
    """Taguette's tags, each below the tag that its path begins with, whether that was listed or not."""
    tags = [row.cells[0][1] for row in rows]
    parents = parents_of(tags)
    made = [Row("a parent", [("tag", tag)]) for tag in parents if tag not in tags]
    return [
        row._replace(cells=[*row.cells, ("parent", parents[row.cells[0][1]] or "")]) for row in (*rows, *made)
    ]


def _text(value: Any) -> str:
    if is_blank(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
