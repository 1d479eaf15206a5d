"""The codings behind the cells of a matrix as a sheet, one a row, whether they are quoted or not."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from qualkit.display.cells.quotations import entry
from qualkit.display.grid import Entry, Matrix
from qualkit.display.xlsx.sheets import Book, refuse_more
from qualkit.language import say

_HEADS = ("Row", "Column", "Address", "Source", "Speaker", "Coder", "Words", "Quoted")
_WIDE = 80.0  # characters of the column of words


def add_quotations(book: Book, matrix: Matrix, codings: pd.DataFrame | None) -> None:
    """Add the codings behind a matrix as a sheet; ``codings`` has the words of those that are not quoted.

    Raises
    ------
    InvalidInput
        When there are more than a sheet has rows.

    """
    name = say("Quotations", matrix.language)
    refuse_more(name, rows=len(matrix.codings) + 1, columns=len(_HEADS))
    heads = [say(each, matrix.language) for each in _HEADS]
    book.sheet(name).listed(heads, list(_rows(matrix, codings)), wide=_WIDE)


def _rows(matrix: Matrix, codings: pd.DataFrame | None) -> Iterator[tuple[str, ...]]:
    quoted = _quoted(matrix)
    known = {} if codings is None else _known(codings, matrix.codings["coding_id"])
    row_labels = {row.key: row.label for row in matrix.rows}
    column_labels = {column.key: column.label for column in matrix.columns}
    answers = {each: say("yes" if each else "no", matrix.language) for each in (True, False)}
    behind = (matrix.codings[name].tolist() for name in ("row", "column", "coding_id"))
    for row, column, coding in zip(*behind, strict=True):
        here = quoted.get((row, column, coding))
        facts = _facts(here or known.get(coding))
        yield row_labels.get(row, row), column_labels.get(column, column), *facts, answers[here is not None]


def _quoted(matrix: Matrix) -> dict[tuple[str, str, object], Entry]:
    """What is quoted in each cell of each coding."""
    return {
        (row.key, column.key, each.coding_id): each
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
        for column, cell in zip(matrix.columns, cells, strict=True)
        for each in cell.entries
        if each.coding_id is not None
    }


def _known(codings: pd.DataFrame, wanted: pd.Series) -> dict[object, Entry]:
    frame = codings[codings["coding_id"].isin(wanted)]
    return {coding.coding_id: entry(coding) for coding in frame.itertuples(index=False)}


def _facts(coding: Entry | None) -> tuple[str, ...]:
    """Address, source, speaker, coder and words of a coding, as far as they are known."""
    if coding is None:
        return ("",) * 5
    address = coding.address or ""
    source, _, turn = address.rpartition(":")
    whence = source if source and turn.isdecimal() else address
    return address, whence, coding.speaker or "", coding.coder or "", coding.text
