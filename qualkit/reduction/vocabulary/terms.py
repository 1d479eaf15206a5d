"""The terms of texts: words, or so many words in a row, each time that they are said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.overlaps import Positions
from qualkit.reduction.vocabulary.words import words


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """``names`` are the different terms; ``numbers`` says which was said each time, in which row.

    Number -1 stands for a term that begins or ends with a stop word.
    """

    names: tuple[str, ...]
    numbers: Positions
    rows: Positions


def terms(frame: pd.DataFrame, text: str, *, language: str, n: int, lemmas: bool, stop: bool) -> Terms:
    """The terms of ``n`` words of a column of texts; see `frequencies`.

    Raises
    ------
    InvalidInput
        If terms have no word, and as for `words`.
    """
    if n < 1:
        raise InvalidInput(f"A term cannot have {n} words. Give n=1 for words, n=2 for pairs of words.")
    said = words(frame, text, language=language, lemmas=lemmas)
    grams, rows = said.grams(n)
    keys = grams[:, 0]
    for column in grams.T[1:]:
        keys = pd.factorize(keys * len(said.types) + column)[0]
    if stop:
        dropped = said.stop_words(language)
        keys = np.where(dropped[grams[:, 0]] | dropped[grams[:, -1]], -1, keys)
    return _numbered(said.types, grams, keys, rows)


def _numbered(types: tuple[str, ...], grams: Positions, keys: Positions, rows: Positions) -> Terms:
    first = pd.Series(keys).drop_duplicates().index.to_numpy()
    first = first[keys[first] >= 0]
    names = tuple(" ".join(types[word] for word in gram) for gram in grams[first].tolist())
    numbers = pd.Index(keys[first]).get_indexer(pd.Index(keys))
    return Terms(names, numbers.astype(np.int64), rows)
