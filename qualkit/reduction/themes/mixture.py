"""Settling segments into themes by their words."""

from __future__ import annotations

from typing import Any

import numpy as np

from qualkit.reduction.themes.space import Floats, Labels, membership

_ROUNDS = 15
_SETTLED = 0.001  # share of segments that still change their theme
_TINY = np.finfo(float).tiny
_COMMON = 0.6  # how much of a theme's words are everybody's


def settle(counts: Any, labels: Labels) -> Labels:
    """Move each segment to the theme that most probably made its words, until few move.

    No theme is left empty: before one would be, the moving ends.

    The themes are a mixture of word distributions (Nigam, McCallum, Thrun & Mitchell 2000), each smoothed by
    the words of all segments (Zhai & Lafferty 2004), and fitted by expectation and maximisation from the
    labels given.
    """
    everybody = np.asarray(counts.sum(axis=0)).ravel()
    everybody = np.maximum(everybody / everybody.sum(), _TINY)
    shares: Floats = membership(labels).toarray()
    for _ in range(_ROUNDS):
        shares = _shares(counts, _log_words(counts, shares, everybody), shares.mean(axis=0))
        settled = shares.argmax(axis=1)
        if len(np.unique(settled)) < len(np.unique(labels)):
            break
        moved, labels = np.mean(settled != labels), settled
        if moved < _SETTLED:
            break
    return labels


def _log_words(counts: Any, shares: Floats, everybody: Floats) -> Floats:
    """The log of each theme's probability of each word, words × themes."""
    own = counts.T @ shares
    own /= np.maximum(own.sum(axis=0), _TINY)
    logged: Floats = np.log((1 - _COMMON) * own + _COMMON * everybody[:, None])
    return logged


def _shares(counts: Any, log_words: Floats, sizes: Floats) -> Floats:
    """The probability of each theme for each segment, segments × themes."""
    score: Floats = counts @ log_words + np.log(np.maximum(sizes, _TINY))
    score -= score.max(axis=1, keepdims=True)
    np.exp(score, out=score)
    score /= score.sum(axis=1, keepdims=True)
    return score
