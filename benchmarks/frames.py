"""Reading the frame of codings, against pandas reading the bare table of codings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work
from qualkit import Study


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    sizes = (10_000, 100_000, 1_000_000) if full else (10_000, 30_000, 100_000)
    table = Peer(name="pandas.read_sql of the table", prepare=_table)
    yield Benchmark(
        topic="study.codings, first read", unit="codings", sizes=sizes, prepare=_first, peers=(table,)
    )
    yield Benchmark(topic="study.codings, read again", unit="codings", sizes=sizes, prepare=_again)


@contextmanager
def _first(codings: int) -> Iterator[Work]:
    path = data.coded(codings)

    def work() -> pd.DataFrame:
        with Study.open(path, coder=data.CODER) as study:
            return study.codings

    yield work


@contextmanager
def _again(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        assert len(study.codings) == codings
        yield lambda: study.codings


@contextmanager
def _table(codings: int) -> Iterator[Work]:
    path = data.coded(codings)

    def work() -> pd.DataFrame:
        connection = sqlite3.connect(path)
        try:
            return pd.read_sql("SELECT * FROM coding", connection)
        finally:
            connection.close()

    yield work
