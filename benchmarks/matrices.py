"""Matrices of codings by case and code, against pandas grouping the same frame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

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
            Peer(name="pandas groupby.size", prepare=_group),
            Peer(name="pandas.crosstab", prepare=_crosstab),
        ),
    )
    for cells in ("quotes", "mixed", "symbol"):
        yield Benchmark(
            topic=f"matrix of case × code, {cells}",
            unit="codings",
            sizes=(10_000, 100_000, 1_000_000) if full else (10_000, 100_000),
            prepare=partial(_matrix, cells=cells),
            peers=(Peer(name=f"pandas group-by, {_GROUPED[cells]}", prepare=partial(_grouped, cells=cells)),),
        )


_GROUPED = {"quotes": "first two of each", "mixed": "median and first two", "symbol": "kinds of each"}


@contextmanager
def _matrix(codings: int, *, cells: str = "count") -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        study.display.matrix(cells=cells)  # reads the frames
        yield lambda: study.display.matrix(cells=cells)


@contextmanager
def _group(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        frame = study.codings
    yield lambda: frame.groupby(["case", "code"]).size().unstack(fill_value=0)


@contextmanager
def _grouped(codings: int, *, cells: str) -> Iterator[Work]:
    """What the cells hold, found by a bare group-by and left as it is."""
    with data.opened(data.coded(codings)) as study:
        frame = study.codings

    def work() -> None:
        groups = frame.groupby(["case", "code"])
        if cells == "symbol":
            groups["kind"].agg(lambda kinds: "".join(sorted(set(kinds))))
            return
        if cells == "mixed":
            groups["weight"].median()
        frame.sort_values("weight", ascending=False, kind="stable").groupby(["case", "code"]).head(2)

    yield work


@contextmanager
def _crosstab(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        frame = study.codings
    yield lambda: pd.crosstab(frame["case"], frame["code"])
