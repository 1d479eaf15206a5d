"""Counting codings by case and code, against pandas counting the same frame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic="matrix of case × code, counts",
        unit="codings",
        sizes=(10_000, 100_000, 1_000_000) if full else (10_000, 30_000, 100_000),
        prepare=_matrix,
        peers=(
            Peer(name="pandas.crosstab", prepare=_crosstab),
            Peer(name="pandas pivot_table", prepare=_pivot),
        ),
    )


@contextmanager
def _matrix(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        study.display.matrix(cells="count")  # reads the frames
        yield lambda: study.display.matrix(cells="count")


@contextmanager
def _crosstab(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        frame = study.codings
    yield lambda: pd.crosstab(frame["case"], frame["code"])


@contextmanager
def _pivot(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        frame = study.codings
    yield lambda: frame.pivot_table(
        index="case", columns="code", values="coding_id", aggfunc="count", observed=True
    )
