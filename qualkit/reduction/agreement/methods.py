"""The coefficients: what each counts of a unit, and what agreement it observes and expects.

Every coefficient depends on the units only through sums over them. A method says what one unit adds
(`features`, one row a unit) and turns such sums (`totals`, one row a sample of units) into the observed and
the expected agreement. So resampling is one matrix product, and the linearization of any method is one
derivative. The first two features are always whether the unit counts, and whether two coders rated it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from qualkit.reduction.agreement.ratings import Codes
from qualkit.reduction.agreement.weighting import Matrix

Sums = npt.NDArray[np.inexact[Any]]
"""Samples × features: real, or complex where a derivative is taken."""

_LEADING = 3


@dataclass(frozen=True, slots=True)
class Percent:
    """The share of agreeing pairs of coders in a unit, averaged over units (Gwet, 2014); no chance."""

    weights: Matrix
    ordered: ClassVar[bool] = False
    """Whether it matters who chose what, not only how often a category was chosen."""

    def features(self, rows: Codes) -> Matrix:
        """Units × features: what each unit adds to the sums."""
        counts = self._counts(rows)
        times = counts.sum(axis=1)
        return np.column_stack([times > 0, times > 1, _agreement(counts, self.weights)])

    def observed(self, totals: Sums) -> Sums:
        """The agreement that each sample shows."""
        return totals[:, 2] / totals[:, 1]

    def expected(self, totals: Sums) -> Sums:
        """The agreement that chance would bring to each sample."""
        return np.zeros_like(totals[:, 0])

    def value(self, totals: Sums) -> Sums:
        """The coefficient; NaN where it is undefined."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return chance_corrected(self.observed(totals), self.expected(totals))

    def _counts(self, rows: Codes) -> Matrix:
        """Units × categories: how many coders chose each."""
        counts = np.zeros((len(rows), len(self.weights)))
        for column in rows.T:
            (rated,) = np.nonzero(column >= 0)
            counts[rated, column[rated]] += 1
        return counts


class BrennanPrediger(Percent):
    """Chance chooses every category of the codebook alike."""

    __slots__ = ()

    def expected(self, totals: Sums) -> Sums:
        """See `Percent.expected`."""
        return np.full_like(totals[:, 0], self.weights.mean())


class Fleiss(Percent):
    """Chance chooses as all coders together do; of two coders this is Scott's pi."""

    __slots__ = ()

    def features(self, rows: Codes) -> Matrix:
        """See `Percent.features`."""
        counts = self._counts(rows)
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        return np.hstack([super().features(rows), shares])

    def expected(self, totals: Sums) -> Sums:
        """See `Percent.expected`."""
        return _quadratic_form(self._shares(totals), self.weights)

    def _shares(self, totals: Sums) -> Sums:
        return totals[:, _LEADING:] / totals[:, :1]


class Gwet(Fleiss):
    """Chance is what coders do only with units that are hard to rate (AC1; weighted, AC2)."""

    __slots__ = ()

    def expected(self, totals: Sums) -> Sums:
        """See `Percent.expected`."""
        shares, categories = self._shares(totals), len(self.weights)
        spread = _sum(shares * (1 - shares))
        return spread * float(self.weights.sum()) / (categories * (categories - 1))


class Conger(Percent):
    """Chance chooses as each coder does: Cohen's kappa for any number of coders."""

    __slots__ = ()
    ordered = True

    def features(self, rows: Codes) -> Matrix:
        """See `Percent.features`."""
        chosen = (rows[:, :, None] == np.arange(len(self.weights))).reshape(len(rows), -1)
        return np.hstack([super().features(rows), chosen])

    def expected(self, totals: Sums) -> Sums:
        """See `Percent.expected`."""
        chosen = totals[:, _LEADING:].reshape(len(totals), -1, len(self.weights))
        shares = chosen / chosen.sum(axis=2, keepdims=True)
        coders = len(shares[0])
        within = _quadratic_form(shares.reshape(-1, len(self.weights)), self.weights)
        pairs = _quadratic_form(_sum(shares), self.weights) - _sum(within.reshape(-1, coders))
        return pairs / (coders * (coders - 1))


class Cohen(Conger):
    """Two coders, and the units that both rated."""

    __slots__ = ()

    def features(self, rows: Codes) -> Matrix:
        """See `Percent.features`."""
        return super().features(rows) * (rows >= 0).all(axis=1, keepdims=True)


class Holsti(Percent):
    """Twice the agreements over the decisions of two coders, averaged over pairs of coders; no chance."""

    __slots__ = ()
    ordered = True

    def features(self, rows: Codes) -> Matrix:
        """See `Percent.features`."""
        first, second = np.triu_indices(rows.shape[1], k=1)
        rated = rows >= 0
        both = rated[:, first] & rated[:, second]
        agreeing = np.where(both, self.weights[rows[:, first], rows[:, second]], 0)
        any_pair = both.any(axis=1)
        return np.column_stack([any_pair, any_pair, 2 * agreeing, rated[:, first] * 1 + rated[:, second]])

    def observed(self, totals: Sums) -> Sums:
        """See `Percent.observed`."""
        agreeing, decisions = np.split(totals[:, 2:], 2, axis=1)
        return _sum(agreeing / decisions) / len(agreeing.T)


class Krippendorff(Percent):
    """Chance draws two ratings, without putting the first back, from all that can be paired."""

    __slots__ = ()

    def features(self, rows: Codes) -> Matrix:
        """See `Percent.features`."""
        counts = self._counts(rows)
        times = counts.sum(axis=1, keepdims=True)
        pairable = times > 1
        agreeing = _agreement(counts, self.weights)[:, None] * times
        return np.hstack([pairable, pairable, agreeing, counts * pairable])

    def observed(self, totals: Sums) -> Sums:
        """See `Percent.observed`."""
        return totals[:, 2] / _sum(totals[:, _LEADING:])

    def expected(self, totals: Sums) -> Sums:
        """See `Percent.expected`."""
        ratings = totals[:, _LEADING:]
        size = _sum(ratings)
        return 1 - _without_replacement(1 - _quadratic_form(ratings / size[:, None], self.weights), size)


class OrdinalKrippendorff(Krippendorff):
    """The same, where two categories are as far apart as there are ratings between them."""

    __slots__ = ()

    def features(self, rows: Codes) -> Matrix:
        """See `Percent.features`."""
        counts = self._counts(rows)
        times = counts.sum(axis=1, keepdims=True)
        pairs = counts[:, :, None] * counts[:, None, :]
        own = np.arange(counts.shape[1])
        pairs[:, own, own] -= counts
        pairs = pairs.reshape(len(rows), -1) / np.maximum(times - 1, 1)
        return np.hstack([times > 1, times > 1, pairs])

    def observed(self, totals: Sums) -> Sums:
        """See `Percent.observed`."""
        pairs = self.pairs(totals)
        return _sum(pairs * self.nearness(totals), axis=(1, 2)) / _sum(pairs, axis=(1, 2))

    def expected(self, totals: Sums) -> Sums:
        """See `Percent.expected`."""
        ratings = self.pairs(totals).sum(axis=2)
        size = _sum(ratings)
        shares = ratings / size[:, None]
        near = _sum(shares[:, :, None] * shares[:, None, :] * self.nearness(totals), axis=(1, 2))
        return 1 - _without_replacement(1 - near, size)

    def nearness(self, totals: Sums) -> Sums:
        """Samples × categories × categories: the weights that the ratings of each sample imply."""
        ratings = self.pairs(totals).sum(axis=2)
        ranks = np.cumsum(ratings, axis=1) - ratings / 2
        distances = (ranks[:, :, None] - ranks[:, None, :]) ** 2
        farthest = distances.real.max(axis=(1, 2), keepdims=True)
        near: Sums = 1 - distances / np.where(farthest > 0, farthest, 1)
        return near

    def pairs(self, totals: Sums) -> Sums:
        """Samples × categories × categories: the observed coincidences."""
        categories = len(self.weights)
        return totals[:, 2:].reshape(-1, categories, categories)


METHODS: dict[str, type[Percent]] = {
    "percent": Percent,
    "cohen": Cohen,
    "conger": Conger,
    "scott": Fleiss,
    "fleiss": Fleiss,
    "krippendorff": Krippendorff,
    "gwet": Gwet,
    "brennan_prediger": BrennanPrediger,
    "holsti": Holsti,
}


def chance_corrected(observed: Sums, expected: Sums) -> Sums:
    """The share of what chance leaves open; NaN where it leaves nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(1 - expected) < 1e-12, np.nan, (observed - expected) / (1 - expected))


def _agreement(counts: Matrix, weights: Matrix) -> Matrix:
    """The share of agreeing pairs within each unit; 0 where there is no pair."""
    times = counts.sum(axis=1)
    pairs = (counts * (counts @ weights - 1)).sum(axis=1)
    shares: Matrix = pairs / np.maximum(times * (times - 1), 1)
    return shares


def _quadratic_form(rows: Sums, matrix: Matrix) -> Sums:
    return _sum((rows @ matrix) * rows)


def _sum(values: Sums, *, axis: int | tuple[int, ...] = 1) -> Sums:
    """The sum, which numpy's types call anything."""
    summed: Sums = values.sum(axis=axis)
    return summed


def _without_replacement(disagreement: Sums, size: Sums) -> Sums:
    """Of two draws. Gwet's linearization leaves this correction out, so a derivative is taken without it."""
    return disagreement if np.iscomplexobj(size) else disagreement * (size / (size - 1))
