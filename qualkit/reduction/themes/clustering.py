"""Ways of grouping segments; each gives a label from 0 for every segment, and -1 where it has no group."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Literal

import numpy as np

from qualkit.reduction.themes.mixture import settle
from qualkit.reduction.themes.space import Floats, Labels, Space, unit
from qualkit.reduction.themes.words import tf_idf

Method = Literal["kmeans", "hdbscan", "ward", "nmf"]

_FINE = 3  # small groups for each theme, of which Ward's method then makes the themes
MANY = 10_000  # segments beyond which batches, samples or another method are needed
_NEIGHBOURS = 15
_SMALLEST = 5  # segments in a dense group, at the least


def cluster(space: Space, k: int, *, method: Method, seed: int) -> Labels:
    """Labels 0, 1, … without gaps, largest group first, for the segments of a space; -1 is no group."""
    if k >= len(space):
        return np.arange(len(space))
    return by_size(_METHODS[method](space, k, seed))


def by_size(labels: Labels) -> Labels:
    """The labels anew from 0 without gaps, the largest group first; -1 stays."""
    found, first, sizes = np.unique(labels[labels >= 0], return_index=True, return_counts=True)
    places = np.full(labels.max(initial=-1) + 2, -1)  # the last one, reached by -1, stays -1
    places[found[np.lexsort((first, -sizes))]] = np.arange(len(found))
    return places[labels]


def _kmeans(space: Space, k: int, seed: int) -> Labels:
    """Groups by k-means, settled by their words."""
    labels = _fine_first(space, k, seed) if len(space) > MANY else _means(space, k, seed)[0]
    return labels if space.counts is None else settle(space.counts, labels)


def _fine_first(space: Space, k: int, seed: int) -> Labels:
    """More groups than asked for, joined by Ward's method: these seldom miss a small theme."""
    from scipy.cluster.hierarchy import cut_tree, linkage

    labels, middles = _means(space, min(_FINE * k, len(space)), seed)
    joined: Labels = cut_tree(linkage(unit(middles), "ward"), n_clusters=k).ravel().astype(np.int64)
    return joined[labels]


def _means(space: Space, k: int, seed: int) -> tuple[Labels, Floats]:
    """The labels and the middles of k-means."""
    from sklearn.cluster import KMeans, MiniBatchKMeans

    if len(space) > MANY:
        model = MiniBatchKMeans(k, n_init=3, batch_size=4096, random_state=seed)
    else:
        model = KMeans(k, n_init=5, random_state=seed)
    with warnings.catch_warnings():
        # Repeated texts can make fewer groups than asked for; the result says how many it has.
        warnings.filterwarnings("ignore", "Number of distinct clusters")
        model.fit(space.vectors)
    labels: Labels = model.labels_.astype(np.int64)
    return labels, model.cluster_centers_


def _ward(space: Space, k: int, _seed: int) -> Labels:
    from scipy.cluster.hierarchy import cut_tree, linkage

    labels: Labels = cut_tree(linkage(space.vectors, "ward"), n_clusters=k).ravel().astype(np.int64)
    return labels


def _nmf(space: Space, k: int, seed: int) -> Labels:
    """The factor that each segment has most of."""
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    begin = "nndsvd" if k <= space.counts.shape[1] else "random"
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        # Which factor is largest is settled long before the last digits are, and an exact fit has an error
        # of a rounding below zero.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = NMF(k, init=begin, max_iter=50, random_state=seed)
        labels: Labels = model.fit_transform(tf_idf(space.counts)).argmax(axis=1).astype(np.int64)
    return labels


def _hdbscan(space: Space, _k: int, seed: int) -> Labels:
    """Dense groups of segments, each first moved to the middle of its nearest neighbours.

    In many dimensions no region is dense; in the middle of neighbours noise averages out, and groups are.
    """
    from sklearn.cluster import HDBSCAN

    rows = np.sort(np.random.default_rng(seed).permutation(len(space))[:MANY])
    drawn = space.vectors[rows]
    moved = _amid(drawn, drawn)
    smallest = max(_SMALLEST, len(rows) // 300)
    if len(rows) < 2 * smallest:
        return np.full(len(space), -1)
    found: Labels = HDBSCAN(smallest, min_samples=_SMALLEST, copy=True).fit(moved).labels_
    if len(rows) == len(space):
        return found
    labels = np.empty(len(space), np.int64)
    for start in range(0, len(space), MANY):
        part = slice(start, start + MANY)
        labels[part] = found[_nearest(_amid(space.vectors[part], drawn), moved)]
    return labels


def _amid(vectors: Floats, others: Floats) -> Floats:
    """The middle of the nearest others of each vector."""
    from sklearn.neighbors import NearestNeighbors

    count = min(_NEIGHBOURS, len(others))
    finder = NearestNeighbors(n_neighbors=count, algorithm="brute").fit(others)
    near = finder.kneighbors(vectors, return_distance=False)
    return unit(others[near].mean(axis=1))


def _nearest(vectors: Floats, others: Floats) -> Labels:
    from sklearn.metrics import pairwise_distances_argmin

    found: Labels = pairwise_distances_argmin(vectors, others)
    return found


_METHODS: dict[Method, Callable[[Space, int, int], Labels]] = {
    "kmeans": _kmeans,
    "hdbscan": _hdbscan,
    "ward": _ward,
    "nmf": _nmf,
}
