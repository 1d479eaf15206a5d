"""The space in which segments lie near each other: by their words, or by an encoder's vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from qualkit.errors import InvalidInput
from qualkit.reduction.themes.words import tf_idf

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Encoder = Callable[[Sequence[str]], npt.NDArray[Any]]
"""Makes a matrix of texts × dimensions of texts."""

_DIMENSIONS = 50


@dataclass(frozen=True, slots=True)
class Space:
    """Segments as unit vectors (segments × dimensions), with their words unless an encoder made them."""

    vectors: Floats
    counts: Any

    def __len__(self) -> int:
        return len(self.vectors)

    def take(self, rows: npt.NDArray[np.intp]) -> Space:
        """Some of the segments."""
        return Space(self.vectors[rows], None if self.counts is None else self.counts[rows])


def word_space(counts: Any, *, seed: int) -> Space:
    """Segments by their words: TF-IDF in at most 50 dimensions (latent semantic analysis).

    Fewer segments have fewer dimensions, since what is rare in them is chance.
    """
    from sklearn.utils.extmath import randomized_svd

    dimensions = min(_DIMENSIONS, max(10, isqrt(counts.shape[0])), *counts.shape)
    left, weights, _ = randomized_svd(tf_idf(counts), dimensions, n_iter=5, random_state=seed)
    return Space(unit(left * weights), counts)


def encoded_space(texts: Sequence[str], encoder: Encoder) -> Space:
    """Segments by the vectors of an encoder; raises `InvalidInput` for vectors that cannot be used."""
    vectors = np.asarray(encoder(texts), dtype=np.float64)
    if vectors.ndim != 2 or len(vectors) != len(texts):
        raise InvalidInput(
            f"The encoder made an array of shape {vectors.shape} of {len(texts)} texts. "
            "It must give a row of numbers for each text."
        )
    if not np.isfinite(vectors).all():
        row = int(np.flatnonzero(~np.isfinite(vectors).all(axis=1))[0])
        raise InvalidInput(
            f"The encoder gave no finite numbers for {texts[row][:60]!r}. Leave that text out."
        )
    return Space(unit(vectors), None)


def unit(vectors: Floats) -> Floats:
    """Rows of length one; rows of zeros stay so."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = vectors / np.where(lengths > 0, lengths, 1)
    return scaled


def centres(vectors: Floats, labels: Labels) -> Floats:
    """The unit vector in the middle of each group 0, 1, …, in order; those labelled -1 are in none."""
    return unit(membership(labels).T @ vectors)


def membership(labels: Labels) -> Any:
    """Labels as a sparse matrix of items × groups."""
    from scipy.sparse import csr_array

    placed = np.flatnonzero(labels >= 0)
    shape = (len(labels), int(labels.max(initial=-1)) + 1)
    return csr_array((np.ones(len(placed)), (placed, labels[placed])), shape=shape)
