"""A matrix of quotations in Word, against python-docx cell by cell and row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic=".docx of rows × 20 quotations",
        unit="rows",
        sizes=(50, 200, 500) if full else (25, 50, 100),
        prepare=_written,
        peers=(
            Peer(name="python-docx table.cell", prepare=_cell_by_cell, most=50 if full else 25, power=2),
            Peer(name="python-docx row.cells", prepare=_row_by_row),
        ),
    )


@contextmanager
def _written(rows: int) -> Iterator[Work]:
    path = data.new_path("matrix.docx")
    with data.opened(data.quoted(rows)) as study:
        matrix = study.display.matrix(cells="quotes")
    yield lambda: matrix.to_docx(path)


@contextmanager
def _cell_by_cell(rows: int) -> Iterator[Work]:
    words, path = _quotations(rows), data.new_path("cells.docx")

    def work() -> None:
        document, table = _table(words)
        for row, quotations in enumerate(words):
            for column, quotation in enumerate(quotations):
                table.cell(row, column).text = quotation
        document.save(path)

    yield work


@contextmanager
def _row_by_row(rows: int) -> Iterator[Work]:
    words, path = _quotations(rows), data.new_path("rows.docx")

    def work() -> None:
        document, table = _table(words)
        for row, quotations in zip(table.rows, words, strict=True):
            for cell, quotation in zip(row.cells, quotations, strict=True):
                cell.text = quotation
        document.save(path)

    yield work


def _table(words: list[list[str]]) -> tuple[Any, Any]:
    import docx

    document = docx.Document()
    return document, document.add_table(len(words), len(words[0]))


def _quotations(rows: int) -> list[list[str]]:
    """What the matrix quotes in each cell."""
    with data.opened(data.quoted(rows)) as study:
        cells = study.display.matrix(cells="quotes").cells
    return [["\n".join(entry.text for entry in cell.entries) for cell in row] for row in cells]
