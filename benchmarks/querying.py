"""Codes that occur together and queries over codings, against a compiled sweep and plain comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.timing import Benchmark, Peer, Prepare, Work
from qualkit.reduction.overlaps import Positions, cooccurrence, folded
from qualkit.reduction.querying import query

_SOURCES = 1_000
_CODES = 200
_SEED = 20
_MERGING = "pandas merge on the source, then filter"


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    sizes = (10_000, 100_000, 1_000_000) if full else (10_000, 30_000, 100_000)
    yield Benchmark(
        topic="codes that occur together, 1,000 sources",
        unit="codings",
        sizes=sizes,
        prepare=_on(cooccurrence),
        peers=(
            Peer(name="compiled sweep (numba)", prepare=_swept),
            Peer(
                name="every two codings of a source, plain Python",
                prepare=_on(_compared),
                most=100_000,
                power=2,
            ),
        ),
    )
    for expression, peers in (
        ('"code 1" AND "code 2"', (Peer(name=_MERGING, prepare=_on(_merged_together)),)),
        ("code* WITHIN code*", (Peer(name=_MERGING, prepare=_on(_merged_within), most=100_000, power=2),)),
        ('code* NEAR/2 turns "code 5"', ()),
    ):
        yield Benchmark(
            topic=f"query {expression}",
            unit="codings",
            sizes=sizes,
            prepare=_on(partial(query, expression=expression)),
            peers=peers,
        )


def _on(work: Callable[[pd.DataFrame], object]) -> Prepare:
    @contextmanager
    def prepare(size: int) -> Iterator[Work]:
        frame = _codings(size)
        yield lambda: work(frame)

    return prepare


@cache
def _codings(size: int) -> pd.DataFrame:
    """Codings in the order of a study, of which each meets about eight others where there are a million."""
    random = np.random.default_rng(_SEED)
    frame = pd.DataFrame({"source": np.sort(random.integers(_SOURCES, size=size))})
    frame["start"] = random.integers(30_000, size=size)
    frame = frame.sort_values(["source", "start"], ignore_index=True)
    return frame.assign(
        end=frame["start"] + random.integers(20, 250, size),
        turn=(frame["start"] // 300 + 1).astype("Int64"),
        source="interview-" + frame["source"].astype(str),
        code="code " + pd.Series(random.integers(_CODES, size=size)).astype(str),
    )


@contextmanager
def _swept(size: int) -> Iterator[Work]:
    sweep = _sweep()
    frame = _codings(size)

    def work() -> object:
        codes, names = pd.factorize(frame["code"], sort=True)
        starts, ends = folded(frame, unit="overlap")
        order = np.argsort(starts, kind="stable")
        return sweep(codes[order], starts[order], ends[order], len(names))

    yield work


@cache
def _sweep() -> Any:
    """A forward sweep over sorted spans, compiled."""
    from numba import njit

    compiled: Any = njit(_counted)
    few = np.arange(3)
    compiled(few, few, few, 3)
    return compiled


def _counted(codes: Positions, starts: Positions, ends: Positions, count: int) -> Positions:
    pairs = np.zeros((count, count), np.int64)
    for first in range(len(starts)):
        second = first + 1
        while second < len(starts) and starts[second] < ends[first]:
            pairs[codes[first], codes[second]] += 1
            second += 1
    return pairs


def _compared(codings: pd.DataFrame) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for _, rows in codings.groupby("source"):
        for one, other in combinations(zip(rows["code"], rows["start"], rows["end"], strict=True), 2):
            if one[1] < other[2] and other[1] < one[2]:
                counts[one[0], other[0]] += 1
    return counts


def _merged_together(codings: pd.DataFrame) -> pd.DataFrame:
    """`"code 1" AND "code 2"`, with every two of a source side by side."""
    numbered = codings.reset_index()
    sides = [numbered[numbered["code"] == code] for code in ("code 1", "code 2")]
    pairs = sides[0].merge(sides[1], on="source")
    found = pairs[(pairs["start_x"] < pairs["end_y"]) & (pairs["start_y"] < pairs["end_x"])]
    return codings.loc[np.union1d(found["index_x"], found["index_y"])]


def _merged_within(codings: pd.DataFrame) -> pd.DataFrame:
    """`code* WITHIN code*`, with every two of a source side by side."""
    numbered = codings[["source", "start", "end"]].reset_index()
    pairs = numbered.merge(numbered, on="source")
    inside = (pairs["start_x"] >= pairs["start_y"]) & (pairs["end_x"] <= pairs["end_y"])
    found = pairs.loc[inside & (pairs["index_x"] != pairs["index_y"]), "index_x"]
    return codings.loc[np.unique(found)]
