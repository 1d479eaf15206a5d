"""Confidence intervals: bootstrap over units or clusters, linearization, and KALPHA's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualkit.reduction.agreement.methods import Cohen, Percent, Sums
from qualkit.reduction.agreement.result import Interval
from qualkit.reduction.agreement.weighting import Matrix

_CELLS = 4_000_000
"""Numbers held at once."""

_STEP = 1e-20


@dataclass(frozen=True, slots=True)
class Sample:
    """Kinds of unit (or clusters of units): what each adds to the sums, and how often it occurs."""

    features: Matrix
    times: npt.NDArray[Any]

    @property
    def size(self) -> int:
        """How many units or clusters there are."""
        return int(self.times.sum())

    @property
    def totals(self) -> Matrix:
        """One row: the sums over all units."""
        return self.times[None, :] @ self.features


@dataclass(frozen=True, slots=True)
class Resampling:
    """What is asked of an interval, and recorded with it."""

    confidence: float
    replicates: int
    seed: int

    def draws(self, probabilities: Matrix, *, size: int) -> Iterator[Matrix]:
        """Replicates × kinds: how often each kind was drawn, some replicates at a time."""
        random = np.random.default_rng(self.seed)
        block = max(1, _CELLS // len(probabilities))
        for begin in range(0, self.replicates, block):
            count = min(block, self.replicates - begin)
            yield random.multinomial(size, probabilities, size=count).astype(np.float64)

    def interval(self, values: Sums, *, kind: str) -> Interval:
        """The percentiles and the spread of those replicates that are defined."""
        defined = values[~np.isnan(values)]
        if len(defined) < 2:
            return Interval(kind=kind, confidence=self.confidence, reason="no replicate shows any variation")
        tail = (1 - self.confidence) / 2
        low, high = np.quantile(defined, [tail, 1 - tail])
        return Interval(
            kind=kind,
            confidence=self.confidence,
            low=float(low),
            high=float(high),
            se=float(np.std(defined, ddof=1)),
            replicates=self.replicates,
            degenerate=len(values) - len(defined),
            seed=self.seed,
        )


def bootstrap(sample: Sample, value: Callable[[Sums], Sums], resampling: Resampling) -> Interval:
    """Draw as many units (or clusters) as there are, with replacement, and take percentiles."""
    if sample.size < 2:
        return _alone("bootstrap", resampling.confidence)
    draws = resampling.draws(sample.times / sample.size, size=sample.size)
    values = np.concatenate([value(each @ sample.features) for each in draws])
    return resampling.interval(values, kind="bootstrap")


def linearized(sample: Sample, method: Percent, *, confidence: float, degrees: int) -> Interval:
    """Gwet's linearization (2014), by t; of Cohen, that of Fleiss, Cohen & Everitt (1969), normal."""
    from scipy.special import ndtri, stdtrit

    size, level = sample.size, (1 + confidence) / 2
    if size < 2:
        return _alone("analytic", confidence)
    spread = float(sample.times @ influence(sample, method) ** 2)
    if isinstance(method, Cohen):
        se, quantile = spread**0.5, ndtri(level)
    else:
        se, quantile = (spread * size / (size - 1)) ** 0.5, stdtrit(degrees, level)
    middle, reach = float(method.value(sample.totals)[0]), float(se * quantile)
    return Interval(
        kind="analytic", confidence=confidence, low=middle - reach, high=min(middle + reach, 1.0), se=se
    )


def influence(sample: Sample, method: Percent) -> Matrix:
    """How much one unit of each kind moves the coefficient.

    The derivative in the direction of what the unit adds, exact to rounding by a complex step. Gwet holds
    the share of units with two ratings to be fixed, which adds a term for the units with one.
    """
    totals = sample.totals
    moved = method.value(totals + 1j * _STEP * sample.features).imag / _STEP
    counted, paired = (sample.features[:, place] / totals[0, place] for place in (0, 1))
    return np.asarray(moved + method.value(totals)[0] * (paired - counted), dtype=np.float64)


def kalpha(
    coincidences: Matrix, distances: Matrix, resampling: Resampling, *, expected: float, coders: int
) -> Interval:
    """Krippendorff's own (Algorithm for bootstrapping a distribution of alpha, 2006, revised 2011).

    Pairs of values are drawn as if they were independent, and the expected disagreement is kept: the
    interval is narrower than one over units. A replicate of one and the same category is degenerate.
    """
    total = coincidences.sum()
    pairs = int(min(25 * np.count_nonzero(coincidences), (coders - 1) * total / 2))
    values = []
    for drawn in resampling.draws(coincidences.ravel() / total, size=pairs):
        alpha = 1 - drawn @ distances.ravel() / (pairs * expected)
        constant = (drawn[:, :: len(coincidences) + 1] == pairs).any(axis=1)
        values.append(np.where(constant, np.nan, np.maximum(alpha, -1)))
    return resampling.interval(np.concatenate(values), kind="kalpha")


def _alone(kind: str, confidence: float) -> Interval:
    return Interval(
        kind=kind, confidence=confidence, reason="an interval needs two units or sources to resample"
    )
