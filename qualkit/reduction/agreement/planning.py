"""How many units to double-code for a coefficient of a given precision, and which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.intervals import Sample, influence
from qualkit.reduction.agreement.methods import METHODS, Percent
from qualkit.reduction.agreement.ratings import Codes
from qualkit.reduction.agreement.spans import Positions
from qualkit.reduction.agreement.weighting import Matrix, Weights, agreement_weights

_MOST_PATTERNS = 300_000
_MANY = 1e9


def sample_size(
    method: str,
    *,
    expected: float,
    half_width: float,
    prevalence: float | Sequence[float] = 0.5,
    coders: int = 2,
    confidence: float = 0.95,
    weights: Weights = None,
) -> int:
    """How many units all coders must rate, for an interval of ``expected`` ± ``half_width``.

    Parameters
    ----------
    method
        As of `coefficient`.
    expected
        The value that you expect, or fear.
    half_width
        Half the width of the interval, such as 0.1.
    prevalence
        How common the categories are: of two, the share of one; of more, the shares of all.
    coders, confidence, weights
        As of `coefficient`; weights by the order of the categories.

    Returns
    -------
    int
        Units. The figure is of large samples: below 30 take more.

    Notes
    -----
    A unit has a category, in the shares given; each coder sees it with some probability, else guesses by
    these shares, and the probability is the one that brings the expected value. The variance is Gwet's
    linearization (2014) under this model; of two coders, two categories and kappa it is that of Bloch &
    Kraemer (1989), Biometrics 45, 269-287.

    Examples
    --------
    >>> sample_size("cohen", expected=0.7, half_width=0.1)
    196
    """
    from scipy.special import ndtri

    if not 0 < half_width < 1 or not 0 < confidence < 1:
        raise InvalidInput("The half width and the confidence lie between 0 and 1, such as 0.1 and 0.95.")
    model = _model(method, _shares(prevalence), coders=coders, weights=weights)
    sample = model.sample(model.seeing(expected))
    variance = _MANY * float(sample.times @ influence(sample, model.formula) ** 2)
    return max(2, ceil(variance * (float(ndtri((1 + confidence) / 2)) / half_width) ** 2 - 1e-6))


def double_coding_plan(
    units: pd.DataFrame, *, n: int, strata: str | Sequence[str] | None = None, seed: int = 0
) -> pd.DataFrame:
    """Which units a second coder codes: drawn at random, from every stratum in proportion.

    Parameters
    ----------
    units
        One row a unit.
    n
        How many to draw.
    strata
        Columns, such as ``source`` or ``case``: each stratum gives its share of ``n``, and at least one.
    seed
        The same seed draws the same units.

    Returns
    -------
    pandas.DataFrame
        The rows drawn, in the order of ``units``.

    Examples
    --------
    >>> units = pd.DataFrame({"case": ["a"] * 8 + ["b"] * 2, "segment": range(10)})
    >>> double_coding_plan(units, n=5, strata="case")["case"].value_counts().to_dict()
    {'a': 4, 'b': 1}
    """
    columns = [] if strata is None else [strata] if isinstance(strata, str) else list(strata)
    if absent := [name for name in columns if name not in units.columns]:
        raise InvalidInput(f"The units have no column {absent[0]!r} to divide them by.")
    stratum = units.groupby(columns, dropna=False).ngroup() if columns else pd.Series(0, units.index)
    sizes = np.bincount(stratum)
    if not len(sizes) <= n <= len(units):
        raise InvalidInput(
            f"{n} units cannot be drawn: there are {len(units)}, and each of {len(sizes)} strata gives at "
            "least one. Ask for a number between, or for fewer strata."
        )
    random = np.random.default_rng(seed)
    places = [
        random.choice(np.flatnonzero(stratum == each), size=part, replace=False)
        for each, part in enumerate(_allocated(sizes, n))
    ]
    return units.iloc[np.sort(np.concatenate(places))]


@dataclass(frozen=True, slots=True)
class _Model:
    """Coders who see the category of a unit with some probability, and else guess by its prevalence."""

    formula: Percent
    shares: Matrix
    rows: Codes
    features: Matrix

    def sample(self, seeing: float) -> Sample:
        """Very many units, each kind as often as the model has it."""
        sees = np.arange(len(self.shares))[:, None, None] == self.rows
        chances = (seeing * sees + (1 - seeing) * self.shares[self.rows]).prod(axis=2)
        return Sample(self.features, _MANY * (self.shares @ chances))

    def value(self, seeing: float) -> float:
        """The coefficient of so many units."""
        return float(self.formula.value(self.sample(seeing).totals)[0])

    def seeing(self, expected: float) -> float:
        """The probability that brings a value of the coefficient."""
        from scipy.optimize import brentq

        if not self.value(0) <= expected < 1:
            raise InvalidInput(
                f"The expected value lies between {self.value(0):.2f}, which is guessing, and 1; {expected} "
                "does not."
            )
        return float(brentq(lambda seeing: self.value(seeing) - expected, 0, 1))


def _model(method: str, shares: Matrix, *, coders: int, weights: Weights) -> _Model:
    if method not in METHODS:
        raise InvalidInput(f"There is no coefficient {method!r}: it is one of {', '.join(METHODS)}.")
    if coders < 2 or len(shares) ** coders > _MOST_PATTERNS:
        raise InvalidInput(f"The plan is for 2 coders or a few more, not {coders}.")
    formula = METHODS[method](agreement_weights(weights, range(len(shares))))
    rows = np.array(list(product(range(len(shares)), repeat=coders)), dtype=np.int64)
    return _Model(formula, shares, rows, formula.features(rows))


def _shares(prevalence: float | Sequence[float]) -> Matrix:
    shares = np.atleast_1d(np.asarray(prevalence, dtype=np.float64))
    shares = np.array([shares[0], 1 - shares[0]]) if len(shares) == 1 else shares
    if shares.min() <= 0 or abs(shares.sum() - 1) > 1e-6:
        raise InvalidInput(f"The prevalence of categories is above 0 and sums to 1; {prevalence} does not.")
    return shares


def _allocated(sizes: Positions, n: int) -> Positions:
    """One each, and the rest by the largest remainders of the shares."""
    exact = sizes * n / sizes.sum()
    parts: Positions = np.maximum(np.floor(exact), 1).astype(np.int64)
    while parts.sum() < n:
        parts[(exact - parts).argmax()] += 1
    while parts.sum() > n:
        parts[np.where(parts > 1, parts - exact, -np.inf).argmax()] -= 1
    return parts
