"""Refreshing a manuscript with twenty displays, against making and writing the same displays one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work

_DISPLAYS = 20
_CODES = 8  # columns of each: a table that can be read


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic=f"refresh a manuscript with {_DISPLAYS} displays",
        unit="codings",
        sizes=(10_000, 100_000) if full else (3_000, 10_000),
        prepare=_refreshed,
        peers=(Peer(name=f"{_DISPLAYS} × to_docx of the same", prepare=_one_by_one),),
    )


@contextmanager
def _refreshed(codings: int) -> Iterator[Work]:
    from docx import Document

    path = Path(data.new_path("paper.docx"))
    document = Document()
    with data.opened(data.coded(codings)) as study:
        codes = study.codes["code"].tolist()[-_CODES:]
        document.add_paragraph(f'{{{{n: code="{codes[0]}"}}}} codings.')
        for number in range(_DISPLAYS):
            study.display.save(f"d{number}", "matrix", codes=codes, cells="count", title=f"Display {number}")
            document.add_paragraph(f"{{{{table:d{number}}}}}")
        document.save(str(path))
        study.display.refresh_manuscript(path)
        yield lambda: study.display.refresh_manuscript(path)


@contextmanager
def _one_by_one(codings: int) -> Iterator[Work]:
    path = Path(data.new_path("one.docx"))
    with data.opened(data.coded(codings)) as study:
        codes = study.codes["code"].tolist()[-_CODES:]
        study.display.matrix(cells="count")

        def work() -> None:
            for number in range(_DISPLAYS):
                made = study.display.matrix(codes=codes, cells="count", title=f"Display {number}")
                made.to_docx(path)

        yield work
