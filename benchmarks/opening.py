"""Opening a study and reading its sources, which must not read the codings that are in it too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work
from qualkit import Study


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic="open, read study.sources",
        unit="codings in it",
        sizes=(10_000, 100_000, 1_000_000) if full else (10_000, 30_000, 100_000),
        prepare=_opened,
        peers=(Peer(name="sqlite3 connect + select", prepare=_selected),),
    )


@contextmanager
def _opened(codings: int) -> Iterator[Work]:
    path = data.coded(codings)

    def work() -> pd.DataFrame:
        with Study.open(path, coder=data.CODER) as study:
            return study.sources

    yield work


@contextmanager
def _selected(codings: int) -> Iterator[Work]:
    path = data.coded(codings)

    def work() -> list[tuple[object, ...]]:
        connection = sqlite3.connect(path)
        try:
            return connection.execute("SELECT * FROM source").fetchall()
        finally:
            connection.close()

    yield work
