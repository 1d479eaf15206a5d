"""The words of texts as one row of numbers, in which nothing runs over the end of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.folding import fold, folded
from qualkit.reduction.matching.lemmatisers import lemmatiser
from qualkit.reduction.overlaps import Positions
from qualkit.reduction.texts import texts

_STOPS = ".!?…;:؟۔।"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """``types`` are the different words; ``numbers`` says which stands at each place, in which row.

    Number -1 stands where a sentence or text ends.
    """

    types: tuple[str, ...]
    numbers: Positions
    rows: Positions

    def stop_words(self, language: str) -> npt.NDArray[np.bool_]:
        """Of each type, whether it is a stop word of the language; none is where spaCy has no list."""
        listed = _stop_words(language)
        return np.array([_is_stop(word, listed) for word in self.types], bool)

    def grams(self, n: int) -> tuple[Positions, Positions]:
        """Each row of ``n`` words that stand together, as their types; and the rows of the frame."""
        padded = np.append(self.numbers, np.full(n, -1))
        windows = np.lib.stride_tricks.sliding_window_view(padded, n)[: len(self.numbers)]
        whole = np.flatnonzero((windows >= 0).all(axis=1))
        return windows[whole], self.rows[whole]


def words(frame: pd.DataFrame, text: str, *, language: str, lemmas: bool = False) -> Words:
    """The words of a column of texts, in small letters, with the apostrophes and hyphens inside them.

    Raises
    ------
    NotFound
        If the frame has no such column.
    InvalidInput
        If it does not hold texts, or lemmas are wanted of a language for which there are none.
    """
    positions, found = texts(frame, text)
    pieces = [[*_piece().findall(folded(each).text), _STOPS[0]] for each in found]
    rows = np.repeat(positions, np.array([len(each) for each in pieces], np.int64))
    numbers, different = pd.factorize(np.array([piece for each in pieces for piece in each], object))
    types = [each.replace("’", "'") for each in different.tolist()]
    if lemmas:
        types = _lemmatiser(language)(types)
    return _merged(types, numbers, rows)


def _merged(types: Sequence[str], numbers: Positions, rows: Positions) -> Words:
    """Number the words anew by types of which some may now be the same, or the end of a sentence."""
    kept = np.array([None if each[0] in _STOPS else each for each in types], object)
    again, different = pd.factorize(kept)
    return Words(tuple(different), again[numbers].astype(np.int64), rows)


def _lemmatiser(language: str) -> Callable[[Sequence[str]], list[str]]:
    found = lemmatiser(language)
    if found is None:
        raise InvalidInput(f"There are no lemmas of the language {language!r}. Count words as they are.")
    return lambda types: [fold(each) for each in found(types)]


@cache
def _piece() -> Any:
    """A word with what joins its parts, or the end of a sentence."""
    import regex

    letter = r"[\w\p{M}\u200c\u200d]"
    return regex.compile(rf"{letter}+(?:['’‑-]{letter}+)*|[{_STOPS}]+(?=\s|$)")


@cache
def _stop_words(language: str) -> frozenset[str]:
    import spacy

    try:
        listed = spacy.blank(language.partition("-")[0].lower()).Defaults.stop_words
    except ImportError:
        return frozenset()
    return frozenset(fold(word).replace("’", "'") for word in listed)


def _is_stop(word: str, listed: frozenset[str]) -> bool:
    """Whether a word is listed, or as spaCy would split it, both parts of it: *don't* is *do* and *n't*."""
    at = word.rfind("'")
    cuts = (at, at - 1) if at > 0 else ()
    return word in listed or any(word[:cut] in listed and word[cut:] in listed for cut in cuts)
