"""The file of a survey, a table in one of several formats → its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from qualkit.archive import Archive
from qualkit.collection.decoding import decode
from qualkit.errors import InvalidInput, not_found
from qualkit.sheet_extent import sheet_extent

_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024
_MOST_CELLS = 20_000_000
_ONE_COLUMN = 0.6  # a delimiter must fit so many of the rows to be believed over none at all


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """The columns of a survey by their headings, with one value for each of its ``rows``.

    ``rows`` are the numbers that a spreadsheet shows (the headings are row 1; a table without such
    numbers is counted from 1). ``problems`` say by row why it cannot be read. A table that is not
    ``typed`` does not tell numbers from texts.
    """

    columns: Mapping[str, Sequence[Any]]
    rows: Sequence[int]
    problems: Mapping[int, str] = field(default_factory=dict)
    typed: bool = True


def read_table(data: bytes, *, path: str, sheet: str | None = None) -> SurveyTable:
    r"""Read the table of a survey; rows without anything in them are left out.

    Parameters
    ----------
    data
        The whole file: delimited text in any encoding, a workbook, or Parquet.
    path
        Its path, of which only the suffix is used.
    sheet
        The sheet of a workbook; the first by default.

    Returns
    -------
    SurveyTable
        Cells of delimited text are str, those of other formats str, int, float, bool or dates; what is
        missing is None. Headings that come twice are numbered.

    Raises
    ------
    InvalidInput
        The format is not read, the file is damaged, or it has no row below its headings.
    NotFound
        There is no sheet of that name.

    Examples
    --------
    >>> table = read_table(b"id;why\n01;no time, sorry\n", path="answers.csv")
    >>> table.columns, table.rows
    ({'id': ('01',), 'why': ('no time, sorry',)}, [2])
    """
    suffix = PurePosixPath(path).suffix.casefold()
    if suffix not in _FORMATS:
        raise InvalidInput(f"{path}: a survey is a table in one of the formats {', '.join(_FORMATS)}.")
    try:
        return _FORMATS[suffix](data, sheet)
    except InvalidInput as error:
        raise InvalidInput(f"{path}: {error}") from None


def is_blank(value: Any) -> bool:
    """Tell whether a cell says nothing: it is missing, no number (NaN), or only blanks."""
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def _delimited(data: bytes, _: str | None) -> SurveyTable:
    text = decode(data)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_SAMPLE]), strict=True)
    try:
        return replace(_table(rows), typed=False)
    except csv.Error as error:
        raise InvalidInput(
            f"line {rows.line_num}: {error}. Look for a quotation mark that is not closed."
        ) from None


def _delimiter(sample: str) -> str:
    """The delimiter that gives most rows of a sample as many cells as there are headings."""

    def fit(delimiter: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
        width = len(rows[0])
        alike = sum(len(row) == width for row in rows) / len(rows)
        return alike * (1 if width > 1 else _ONE_COLUMN), width

    return max(_DELIMITERS, key=fit)


def _workbook(data: bytes, sheet: str | None) -> SurveyTable:
    with Archive(data, what="workbook") as archive:
        _refuse_far_cells(archive)
    return _old_workbook(data, sheet)


def _refuse_far_cells(archive: Archive) -> None:
    """Refuse a sheet with a cell so far out that all those before it do not fit into memory."""
    for name in archive:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            rows, columns, _ = sheet_extent(archive.read(name))
            if rows * columns > _MOST_CELLS:
                raise InvalidInput(
                    f"{name} has {rows:,} rows and a cell far to the right, more than {_MOST_CELLS:,} cells. "
                    "Delete the cells outside the table, or save the table as .csv."
                )


def _old_workbook(data: bytes, sheet: str | None) -> SurveyTable:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = _sheet(workbook.sheet_names, sheet)
        return _table(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
    except CalamineError as error:
        raise InvalidInput(
            f"this is no workbook, or a damaged one ({error}). Save it again as .xlsx."
        ) from None


def _sheet(names: Sequence[str], wanted: str | None) -> str:
    if not names:
        raise InvalidInput("there is no sheet in the workbook. Save it again as .xlsx.")
    if wanted is not None and wanted not in names:
        raise not_found("sheet", wanted, names)
    return names[0] if wanted is None else wanted


def _parquet(data: bytes, _: str | None) -> SurveyTable:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.read_table(pyarrow.BufferReader(data))
        values = [column.to_pylist() for column in table.columns]
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        raise InvalidInput(f"this is no Parquet file, or a damaged one ({error}).") from None
    columns = dict(zip(_distinct(table.column_names), values, strict=True))
    return SurveyTable(columns, range(1, table.num_rows + 1))


def _table(rows: Iterable[Sequence[Any]]) -> SurveyTable:
    filled = ((number, row) for number, row in enumerate(rows, 1) if not all(map(is_blank, row)))
    header = next(filled, (0, ()))[1]
    headings = _distinct([str(cell).strip() or f"column {at}" for at, cell in enumerate(header, 1)])
    width = len(headings)
    read: list[Sequence[Any]] = []
    numbers: list[int] = []
    problems: dict[int, str] = {}
    for number, row in filled:
        if not all(map(is_blank, row[width:])):
            problems[number] = (
                f"{len(row)} cells under {width} headings. "
                "Put quotation marks around a cell that holds the delimiter."
            )
        numbers.append(number)
        read.append([*row[:width], *[None] * (width - len(row))])
    if not read:
        raise InvalidInput("there is no row below the headings.")
    return SurveyTable(dict(zip(headings, zip(*read, strict=True), strict=True)), numbers, problems)


def _distinct(names: Sequence[str]) -> list[str]:
    """Names as they are, those that came before with a number."""
    found: dict[str, None] = {}
    for name in names:
        candidate, number = name, 1
        while candidate in found:
            number += 1
            candidate = f"{name} ({number})"
        found[candidate] = None
    return list(found)


_FORMATS: dict[str, Callable[[bytes, str | None], SurveyTable]] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".xlsx": _workbook,
    ".ods": _workbook,
    ".xls": _old_workbook,
    ".parquet": _parquet,
}
