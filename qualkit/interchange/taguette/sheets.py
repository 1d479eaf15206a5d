"""The tables that Taguette exports, CSV files and simple Excel files → rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from qualkit.archive import Archive
from qualkit.collection.decoding import decode
from qualkit.errors import InvalidInput
from qualkit.markup import parse_xml

_WHAT = "Excel file"
_SHEET = "xl/worksheets/sheet1.xml"
_STRINGS = "xl/sharedStrings.xml"


def table(path: Path) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """Read a table whose first row names its columns.

    Returns
    -------
    tuple
        The names, in lower case, and the rows below by these names; what a row lacks is empty text.

    Raises
    ------
    InvalidInput
        It is no table, or a damaged file.
    """
    excel = path.suffix.lower() == ".xlsx"
    cells = _excel_rows(path) if excel else _csv_rows(decode(path.read_bytes()))
    names = {column: name.strip().lower() for column, name in next(cells, {}).items()}
    rows = [{name: row.get(column, "") for column, name in names.items()} for row in cells]
    return tuple(names.values()), [row for row in rows if any(row.values())]


def _csv_rows(text: str) -> Iterator[dict[int, str]]:
    import pandas as pd

    try:
        frame = pd.read_csv(StringIO(text), header=None, dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InvalidInput(f"This is no table in CSV ({error}). Export it again.") from None
    for row in frame.fillna("").to_numpy().tolist():
        yield dict(enumerate(row))


def _excel_rows(path: Path) -> Iterator[dict[int, str]]:
    """Give the cells of each row of the first sheet by the number of their column."""
    with Archive(path, what=_WHAT) as archive:
        if _SHEET not in archive:
            raise InvalidInput(f"The {_WHAT} has no sheet where Taguette writes one. Export it again.")
        sheet = parse_xml(archive.read(_SHEET), what=_WHAT)
        shared = parse_xml(archive.read(_STRINGS), what=_WHAT) if _STRINGS in archive else None
    items = [] if shared is None else shared.iter("{*}si")
    strings = {str(number): _words(item) for number, item in enumerate(items)}
    for row in sheet.iter("{*}row"):
        yield {
            _column(cell.get("r", ""), number): _value(cell, strings)
            for number, cell in enumerate(row.iter("{*}c"))
        }


def _column(reference: str, number: int) -> int:
    """The number of a column from the address of a cell such as ``B3``, else its place in the row."""
    letters = re.match("[A-Z]{1,3}", reference)
    if letters is None:
        return number
    column = 0
    for letter in letters[0]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _value(cell: Any, strings: Mapping[str, str]) -> str:
    if cell.get("t") == "inlineStr":
        return _words(cell)
    value = cell.findtext("{*}v", "")
    return strings.get(value, "") if cell.get("t") == "s" else str(value)


def _words(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter("{*}t"))
