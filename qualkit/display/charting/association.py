"""Association in a table of counts: the chi-square test, its effect size, and where the table departs."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import numpy.typing as npt

from qualkit.display.labels import Numbers

Counts = npt.NDArray[np.int64]
_SMALL = 5  # an expected count below which chi-square's distribution is not to be trusted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Association:
    """Pearson's chi-square with ``df`` and ``p``, Cramér's V, expected counts and adjusted residuals.

    ``small`` is the number of cells that expect fewer than 5; where there is one, ``p`` is that of
    ``draws`` random tables with the same totals, else ``draws`` is 0.
    """

    chi_square: float
    df: int
    p: float
    v: float
    n: int
    expected: Numbers
    residuals: Numbers
    small: int
    draws: int


def association(counts: Counts, *, draws: int = 5000, seed: int = 0) -> Association:
    """Test whether rows and columns of a table of counts, none of them empty, go together.

    Parameters
    ----------
    counts
        Rows × columns.
    draws, seed
        How many random tables give the p value where expected counts are small, and what they begin with.

    References
    ----------
    Agresti, A. (2013). *Categorical data analysis* (3rd ed.). Wiley. Sections 3.2 and 3.3.

    Examples
    --------
    >>> found = association(np.array([[10, 20], [30, 40]]))
    >>> round(found.chi_square, 4), found.df, round(found.p, 4), round(found.v, 4)
    (0.7937, 1, 0.373, 0.0891)
    """
    total = int(counts.sum())
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    expected = np.outer(rows, columns) / max(total, 1)
    df = (len(rows) - 1) * (len(columns) - 1)
    if df < 1:
        blank = np.full(counts.shape, nan)
        return Association(
            chi_square=nan, df=0, p=nan, v=nan, n=total, expected=expected, residuals=blank, small=0, draws=0
        )
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    small = int((expected < _SMALL).sum())
    return Association(
        chi_square=chi_square,
        df=df,
        p=_drawn(chi_square, expected, draws=draws, seed=seed) if small else _tabled(chi_square, df),
        v=sqrt(chi_square / (total * (min(counts.shape) - 1))),
        n=total,
        expected=expected,
        residuals=_adjusted(counts, expected),
        small=small,
        draws=draws if small else 0,
    )


def _adjusted(counts: Counts, expected: Numbers) -> Numbers:
    """What each cell has beyond what is expected, in standard errors."""
    total = counts.sum()
    free = np.outer(1 - counts.sum(axis=1) / total, 1 - counts.sum(axis=0) / total)
    adjusted: Numbers = (counts - expected) / np.sqrt(expected * free)
    return adjusted


def _tabled(chi_square: float, df: int) -> float:
    from scipy.stats import chi2

    return float(chi2.sf(chi_square, df))


def _drawn(chi_square: float, expected: Numbers, *, draws: int, seed: int) -> float:
    """The share of random tables with the same totals, this one among them, that depart as far."""
    from scipy.stats import random_table

    totals = (np.rint(expected.sum(axis=axis)).astype(int) for axis in (1, 0))
    tables = random_table(*totals).rvs(draws, random_state=seed)
    departures = ((tables - expected) ** 2 / expected).sum(axis=(1, 2))
    return float((1 + (departures >= chi_square - 1e-9).sum()) / (draws + 1))
