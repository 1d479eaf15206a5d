"""Texts as numbers that a model can learn from, and texts with one word left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualkit.errors import InvalidInput

Encoder = Callable[[Sequence[str]], NDArray[Any]]
"""Turns texts into the rows of an array of numbers, as a sentence encoder does."""

Representation = Callable[[Sequence[str]], Any]
"""Turns texts into the rows of a matrix, dense or sparse, each of length 1."""

_BEGINNING = 5
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def representation(texts: Sequence[str], encoder: Encoder | None) -> Representation:
    """How texts like these are represented: by an encoder, or by the weights (TF-IDF) of their words.

    Raises
    ------
    InvalidInput
        If no word stands in two of the texts.
    """
    return _weighted(texts) if encoder is None else _encoded(encoder)


def features(text: str) -> list[str]:
    """The words of a text, its pairs of words, and the beginnings of long words, which unite their forms.

    >>> features("Target tercapai")
    ['target', 'tercapai', 'target tercapai', 'targe…', 'terca…']
    """
    words = _WORD.findall(text.lower())
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return words + pairs + [f"{word[:_BEGINNING]}…" for word in words if len(word) > _BEGINNING]


def without_each_word(text: str) -> dict[str, str]:
    """For each word of a text, the text without it.

    >>> without_each_word("Ya, target itu ya.")
    {'ya': ', target itu .', 'target': 'Ya,  itu ya.', 'itu': 'Ya, target  ya.'}
    """
    words = dict.fromkeys(word.lower() for word in _WORD.findall(text))
    return {word: _without(word, text) for word in words}


def _without(word: str, text: str) -> str:
    return _WORD.sub(lambda match: "" if match[0].lower() == word else match[0], text)


def _weighted(texts: Sequence[str]) -> Representation:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer=features, sublinear_tf=True, min_df=2)
    try:
        vectorizer.fit(texts)
    except ValueError:
        raise InvalidInput(
            "No word stands in two of the segments, so there is nothing to learn from. Give more text."
        ) from None
    transform: Representation = vectorizer.transform
    return transform


def _encoded(encoder: Encoder) -> Representation:
    def represent(texts: Sequence[str]) -> Any:
        from sklearn.preprocessing import normalize

        rows = np.asarray(encoder(texts), dtype=np.float64)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise InvalidInput(
                f"The encoder made an array of shape {rows.shape} of {len(texts)} texts. It must make a row "
                "of finite numbers of each text."
            )
        return normalize(rows)

    return represent
