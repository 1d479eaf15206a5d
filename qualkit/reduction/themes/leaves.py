"""Themes or codes in relation to each other: the tree that joins them, and their places on a map."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qualkit.reduction.themes.space import Floats


def tree(distances: Floats) -> Floats:
    """The merges of items by average linkage, as `scipy.cluster.hierarchy.linkage` gives them."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    merges: Floats = linkage(squareform(distances, checks=False), "average", optimal_ordering=True)
    return merges


def links(merges: Floats) -> pd.DataFrame:
    """``first second distance size``, a row for each merge."""
    frame = pd.DataFrame(merges, columns=pd.Index(["first", "second", "distance", "size"]))
    return frame.astype({"first": np.int64, "second": np.int64, "size": np.int64})


def places(distances: Floats) -> Floats:
    """Items in the plane, as near to each other as the distances let them be (classical scaling)."""
    centred = distances**2 - (distances**2).mean(axis=0)
    centred -= centred.mean(axis=1, keepdims=True)
    values, vectors = np.linalg.eigh(-centred / 2)
    plane: Floats = np.zeros((len(distances), 2))
    axes = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    axes *= np.where(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])] < 0, -1, 1)
    plane[:, : axes.shape[1]] = axes
    return plane


def cosine_distances(vectors: Floats) -> Floats:
    """Distances from 0 to 2 between unit vectors."""
    distances: Floats = np.clip(1 - vectors @ vectors.T, 0, 2)
    np.fill_diagonal(distances, 0)
    return distances
