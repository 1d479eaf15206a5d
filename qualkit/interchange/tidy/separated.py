"""Flat tables ↔ CSV, also as spreadsheets save it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from qualkit.collection.decoding import decode
from qualkit.errors import InvalidInput
from qualkit.interchange.tables import Table

_DELIMITERS = ",;\t"
_LONGEST = 2**31 - 1  # characters; the csv module's own limit is less than the text of an interview


def write_table(table: Table) -> bytes:
    """Write a table as CSV: UTF-8, a row a line."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return stream.getvalue().encode()


def read_table(data: bytes, *, name: str, known: Sequence[str]) -> Table:
    """Read a table from CSV, in any encoding, with commas, semicolons or tabs.

    Parameters
    ----------
    data
        What the file holds.
    name
        Its name, for messages.
    known
        Columns that it should have, by which the sign between cells is told.

    Raises
    ------
    InvalidInput
        The file is no text, or quotes do not match: in which line.
    """
    if not data.strip():
        return Table(())
    try:
        text = decode(data)
    except InvalidInput as error:
        raise InvalidInput(f"{name}: {error}") from None
    delimiter = max(_DELIMITERS, key=lambda each: _known_columns(text, each, known))
    (_, columns), *body = _records(text, delimiter, name)
    filled = [(line, row) for line, row in body if any(row)]
    return Table(columns, [row for _, row in filled], [line for line, _ in filled])


def _known_columns(text: str, delimiter: str, known: Sequence[str]) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return len({title.strip() for title in next(reader)} & {*known})


def _records(text: str, delimiter: str, name: str) -> list[tuple[int, tuple[str, ...]]]:
    """The rows, the header among them, each with the line in which it begins."""
    limit = csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(_numbered(reader))
    except csv.Error as error:
        raise InvalidInput(
            f"{name}, line {reader.line_num}: {error}. Put a text with quotes in it in quotes, and write "
            "each quote in it twice."
        ) from None
    finally:
        csv.field_size_limit(limit)


def _numbered(reader: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    line = 1
    for row in reader:
        yield line, tuple(row)
        line = reader.line_num + 1
