"""Agreement between coders, against the krippendorff package; and of spans, as they grow in number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import krippendorff
import numpy as np
import pandas as pd

from benchmarks.timing import Benchmark, Peer, Work
from qualkit.reduction.agreement import coefficient, unitizing_alpha

_REPLICATES = 1000


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic="alpha of 5 coders, 20 % missing",
        unit="units",
        sizes=(10_000, 30_000, 100_000),
        prepare=_alpha,
        peers=(Peer(name="krippendorff.alpha", prepare=_package),),
    )
    yield Benchmark(
        topic=f"alpha of 5 coders × 10,000 units, bootstrap of {_REPLICATES:,}",
        unit="replicates",
        sizes=(10, 100, _REPLICATES),
        prepare=_bootstrap,
        peers=(
            Peer(
                name="a loop over krippendorff.alpha",
                prepare=_loop,
                most=_REPLICATES if full else 20,
            ),
        ),
    )
    yield Benchmark(
        topic="unitizing alpha of 3 coders, with its interval",
        unit="spans",
        sizes=(1_000, 10_000, 100_000),
        prepare=_unitizing,
    )


@contextmanager
def _alpha(units: int) -> Iterator[Work]:
    ratings = pd.DataFrame(_ratings(units))
    yield lambda: coefficient(ratings, "krippendorff", interval="analytic")


@contextmanager
def _package(units: int) -> Iterator[Work]:
    ratings = _ratings(units).T
    yield lambda: krippendorff.alpha(reliability_data=ratings, level_of_measurement="nominal")


@contextmanager
def _bootstrap(replicates: int) -> Iterator[Work]:
    ratings = pd.DataFrame(_ratings(10_000))
    yield lambda: coefficient(ratings, "krippendorff", replicates=replicates)


@contextmanager
def _loop(replicates: int) -> Iterator[Work]:
    ratings, random = _ratings(10_000).T, np.random.default_rng(0)

    def work() -> list[float]:
        draws = (random.integers(0, 10_000, 10_000) for _ in range(replicates))
        return [
            krippendorff.alpha(reliability_data=ratings[:, drawn], level_of_measurement="nominal")
            for drawn in draws
        ]

    yield work


@contextmanager
def _unitizing(spans: int) -> Iterator[Work]:
    """Sources of 5,000 characters, in each of which three coders mark about a dozen spans of five codes."""
    random, sources = np.random.default_rng(0), spans // 36
    names = [f"source {place}" for place in range(sources)]
    units = pd.concat([_marks(coder, names, random) for coder in ("ana", "ben", "eve")], ignore_index=True)
    lengths = dict.fromkeys(names, 5000)
    yield lambda: unitizing_alpha(units, length=lengths, kind="u")


def _marks(coder: str, names: list[str], random: np.random.Generator) -> pd.DataFrame:
    cuts = np.cumsum(random.integers(1, 200, (len(names), 24)), axis=1)
    return pd.DataFrame(
        {
            "source": np.repeat(names, 12),
            "coder": coder,
            "start": cuts[:, ::2].ravel(),
            "end": cuts[:, 1::2].ravel(),
            "code": random.choice(list("ABCDE"), cuts.size // 2),
        }
    )


def _ratings(units: int) -> np.ndarray:
    """Six categories: coders see the true one in seven cases of ten, and leave out two units of ten."""
    random = np.random.default_rng(0)
    shape = (units, 5)
    truth = random.integers(0, 6, (units, 1))
    ratings = np.where(random.random(shape) < 0.7, truth, random.integers(0, 6, shape)).astype(float)
    ratings[random.random(shape) < 0.2] = np.nan
    return ratings
