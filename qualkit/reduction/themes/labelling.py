"""The words that tell a theme from the others."""

from __future__ import annotations

import numpy as np

from qualkit.reduction.themes.space import Labels, membership
from qualkit.reduction.themes.words import Words

_WORDS = 8
_IN_LABEL = 3


def telling_words(words: Words, labels: Labels) -> list[list[str]]:
    """The words that weigh most in each theme, by class-based TF-IDF (Grootendorst 2022).

    A word counts once for a segment, so that one long segment names no theme.
    """
    present = words.counts.copy()
    present.data[:] = 1
    inside = (membership(labels).T @ present).toarray()
    sizes = inside.sum(axis=1, keepdims=True)
    rarity = np.log1p(sizes.mean() / np.maximum(inside.sum(axis=0), 1))
    weights = inside / np.maximum(sizes, 1) * rarity
    order = np.argsort(-weights, axis=1, kind="stable")[:, :_WORDS]
    return [
        [str(words.names[word]) for word in row if weights[theme, word] > 0]
        for theme, row in enumerate(order)
    ]


def label(words: list[str]) -> str:
    """A provisional label: the first words.

    >>> label(["pajak", "daerah", "kendaraan", "samsat"])
    'pajak, daerah, kendaraan'
    """
    return ", ".join(words[:_IN_LABEL])
