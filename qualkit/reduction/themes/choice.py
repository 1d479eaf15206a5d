"""How many themes: each number tried, with how well its themes part and how far they are found again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.themes.clustering import Method, cluster
from qualkit.reduction.themes.space import Floats, Labels, Space
from qualkit.reduction.themes.stability import Refit, Rows, agreement, refits

SAMPLE = 4_000  # segments on which numbers are tried and themes refitted
_MOST = 30  # themes tried when no number was named


@dataclass(frozen=True, slots=True)
class Trial:
    """What one number of themes came to."""

    k: int
    silhouette: float
    stability: float
    refits: list[Refit]


def numbers(k: int | Iterable[int] | None, items: int) -> list[int]:
    """The numbers of themes to try among items: the one or those named, or else a spread from 2 up.

    Raises
    ------
    InvalidInput
        If a number is below 2 or above the number of items.

    Examples
    --------
    >>> numbers(None, 200), numbers(range(3, 6), 200)
    ([2, 3, 4, 5, 6, 8, 10], [3, 4, 5])
    """
    if k is None:
        most = min(_MOST, max(2, round(np.sqrt(items / 2))), items)
        return sorted({round(each) for each in np.geomspace(2, most, 8)})
    named = sorted({int(each) for each in k} if isinstance(k, Iterable) else {int(k)})
    if not named or named[0] < 2:
        raise InvalidInput("The number of themes, k, must be 2 or more; leave it out to have it chosen.")
    if named[-1] > items:
        raise InvalidInput(f"There cannot be {named[-1]} themes of {items}. Ask for fewer, or add material.")
    return named


def trials(space: Space, ks: Sequence[int], *, method: Method, seed: int, draws: int) -> list[Trial]:
    """Try each number on at most `SAMPLE` of the segments, drawn at random."""
    sample = np.sort(np.random.default_rng(seed).permutation(len(space))[:SAMPLE])

    def fit(rows: Rows, k: int) -> Refit:
        return rows, cluster(space.take(rows), min(k, len(rows)), method=method, seed=seed)

    tried = []
    for k in ks:
        apart = silhouette(space.vectors[sample], fit(sample, k)[1])
        found = refits(sample, partial(fit, k=k), draws=draws, seed=seed)
        tried.append(Trial(k, apart, agreement(found), found))
    return tried


def silhouette(vectors: Floats, labels: Labels, *, metric: str = "cosine") -> float:
    """How much nearer items are to their own group than to the next, from -1 to 1; NaN where undefined."""
    from sklearn.metrics import silhouette_score

    placed = labels >= 0
    if not 1 < len(np.unique(labels[placed])) < placed.sum():
        return float("nan")
    if metric == "precomputed":
        vectors = vectors[:, placed]
    return float(silhouette_score(vectors[placed], labels[placed], metric=metric))


def best(tried: Sequence[Trial]) -> Trial:
    """The trial with the highest silhouette × stability, a number below zero counting as zero."""
    return tried[int(np.argmax([_score(each) for each in tried]))]


def _score(trial: Trial) -> float:
    known = [max(each, 0.0) for each in (trial.silhouette, trial.stability) if not np.isnan(each)]
    return float(np.prod(known)) if known else 0.0


def choice_frame(tried: Sequence[Trial], chosen: Trial) -> pd.DataFrame:
    """``k silhouette stability chosen``, a row for each number tried."""
    return pd.DataFrame(
        {
            "k": [each.k for each in tried],
            "silhouette": [each.silhouette for each in tried],
            "stability": [each.stability for each in tried],
            "chosen": [each is chosen for each in tried],
        }
    )
