"""How far themes are found again in other draws of the same material."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from qualkit.reduction.themes.space import Labels

Rows = npt.NDArray[np.intp]
Refit = tuple[Rows, Labels]
"""Which items were in a draw, in order, and the label of each."""


def refits(rows: Rows, fit: Callable[[Rows], Refit], *, draws: int, seed: int) -> list[Refit]:
    """Fit anew to bootstrap draws of rows: as many as there are, with replacement, each counted once."""
    random = np.random.default_rng(seed)
    return [fit(np.unique(random.choice(rows, len(rows)))) for _ in range(draws)]


def agreement(found: Sequence[Refit]) -> float:
    """The mean adjusted Rand index of all pairs of refits, on the items in both; NaN for fewer than two."""
    from sklearn.metrics import adjusted_rand_score

    indices = []
    for (first, one), (second, other) in combinations(found, 2):
        _, here, there = np.intersect1d(first, second, assume_unique=True, return_indices=True)
        indices.append(adjusted_rand_score(one[here], other[there]))
    return float(np.mean(indices)) if indices else float("nan")


def recovery(labels: Labels, found: Sequence[Refit]) -> list[float]:
    """For each theme the mean, over refits, of its Jaccard similarity to the most similar theme found.

    Hennig (2007), Cluster-wise assessment of cluster stability. A theme of which nothing was drawn in any
    refit has NaN.
    """
    count = int(labels.max(initial=-1)) + 1
    total, times = np.zeros(count), np.zeros(count)
    for rows, refitted in found:
        total += jaccard(labels[rows], refitted, count).max(axis=1, initial=0)
        times += np.isin(np.arange(count), labels[rows])
    return [float(each / drawn) if drawn else np.nan for each, drawn in zip(total, times, strict=True)]


def jaccard(one: Labels, other: Labels, count: int) -> npt.NDArray[np.float64]:
    """How similar each of `count` groups of items is to each of the other groups of the same items."""
    others = int(other.max(initial=-1)) + 1
    both = (one >= 0) & (other >= 0)
    shared = np.bincount(one[both] * others + other[both], minlength=count * others).reshape(count, others)
    size, other_size = np.bincount(one[one >= 0], minlength=count), np.bincount(other[other >= 0])
    either = size[:, None] + other_size[None, :others] - shared
    similar: npt.NDArray[np.float64] = shared / np.maximum(either, 1)
    return similar


def verdict(stability: float, size: int, *, of: str) -> str:
    """What Hennig's bounds make of a theme's stability; empty where it was not looked at.

    >>> [verdict(each, 4, of="codes") for each in (0.9, 0.7, 0.3)], verdict(1.0, 1, of="codes")
    (['stable', 'doubtful', 'unstable'], 'a single code: nothing to be stable about')
    """
    if size == 1:
        return f"a single {of.removesuffix('s')}: nothing to be stable about"
    if np.isnan(stability):
        return ""
    return "stable" if stability >= 0.75 else "doubtful" if stability >= 0.6 else "unstable"
