"""Drafts of summaries: the sentences that say best what a case says under a code."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.segments import segments
from qualkit.reduction.suggesting.wording import features

_NEEDED = ("coding_id", "case", "code", "source", "start", "text", "status")
_NOVELTY = 0.3
"""How much a sentence loses by being like one that was taken, against being typical."""
_REPETITION = 0.9
"""How much like one that was taken a sentence is that only repeats it."""

_CLOSING = "\"'”’»)]"


def drafts(codings: pd.DataFrame, *, language: str = "en", sentences: int = 2) -> pd.DataFrame:
    """Draft a summary for each case and code from its own most telling sentences.

    A sentence tells much if it is near the centre of all sentences of its cell (by the weights of words,
    TF-IDF) and unlike those that were taken before it (maximal marginal relevance). A draft is quotations,
    and waits for the researcher's own words.

    Parameters
    ----------
    codings
        `coding_id case code source start text status`; only accepted ones of a case count.
    language
        The language of the texts, for cutting them into sentences.
    sentences
        The most sentences in a draft.

    Returns
    -------
    pandas.DataFrame
        `case code text codings of`: the sentences in the order of the sources (each with a full stop where
        it has no mark at its end), a tuple of the ids of the codings that they stand in, and how many
        codings the case has under the code.

    Raises
    ------
    InvalidInput
        If a draft would have no sentence, or no accepted coding of a case holds a word.
    NotFound
        If the frame lacks a column.

    References
    ----------
    J. Carbonell and J. Goldstein, "The use of MMR, diversity-based reranking" (1998).
    """
    for column in _NEEDED:
        if column not in codings.columns:
            raise not_found("column", column, map(str, codings.columns))
    if sentences < 1:
        raise InvalidInput(f"A draft of {sentences} sentences says nothing. Take 1 or more.")
    counted = codings[(codings["status"] == "accepted") & codings["case"].notna() & codings["text"].notna()]
    cut = _sentences(counted, language)
    weights = _weights(cut["text"].tolist())
    sizes = counted.groupby(["case", "code"]).size().to_dict()
    rows = [
        (case, code, *_draft(cell, weights[cell.index.to_numpy()], sentences), sizes[case, code])
        for (case, code), cell in cut.groupby(["case", "code"])
    ]
    return pd.DataFrame(rows, columns=["case", "code", "text", "codings", "of"])


def _sentences(codings: pd.DataFrame, language: str) -> pd.DataFrame:
    """The sentences of codings, each in its own place: `case code source coding_id start end text`."""
    named = codings[["case", "code", "source", "coding_id", "start", "text"]]
    rows = [
        (*names, offset + start, offset + end, text[start:end])
        for *names, offset, text in named.itertuples(index=False, name=None)
        for start, end in segments(text, "sentence", language=language)
    ]
    cut = pd.DataFrame(rows, columns=["case", "code", "source", "coding_id", "start", "end", "text"])
    return cut.sort_values(["source", "start", "end"], kind="stable", ignore_index=True)


def _weights(texts: list[str]) -> Any:
    """The weights of the words of each text, a row of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    try:
        return TfidfVectorizer(analyzer=features, sublinear_tf=True).fit_transform(texts)
    except ValueError:
        raise InvalidInput(
            "No accepted coding of a case holds a word, so there is nothing to draft from. Code some texts, "
            "and assign their sources to cases."
        ) from None


def _draft(cell: pd.DataFrame, weights: Any, most: int) -> tuple[str, tuple[str, ...]]:
    """The sentences taken from a cell, and the codings that they stand in."""
    taken = sorted(_taken(cell, weights, most))
    told = np.logical_or.reduce([_meeting(cell, at) for at in taken])
    return " ".join(map(_ended, cell["text"].iloc[taken])), tuple(cell["coding_id"][told].unique())


def _ended(sentence: str) -> str:
    """A sentence on one line, with a mark at its end."""
    words = " ".join(sentence.split())
    return words if words.rstrip(_CLOSING).endswith(_marks()) else f"{words.rstrip(',;:')}."


@cache
def _marks() -> tuple[str, ...]:
    """What ends a sentence in any script."""
    from spacy.pipeline import Sentencizer

    return ("…", *Sentencizer.default_punct_chars)


def _taken(cell: pd.DataFrame, weights: Any, most: int) -> list[int]:
    centre = np.asarray(weights.mean(axis=0)).ravel()
    typical = weights @ centre / (np.linalg.norm(centre) or 1)
    repeated, left = np.zeros(len(cell)), np.ones(len(cell), dtype=bool)
    taken: list[int] = []
    while left.any() and len(taken) < most:
        best = int(np.argmax(np.where(left, (1 - _NOVELTY) * typical - _NOVELTY * repeated, -np.inf)))
        taken.append(best)
        repeated = np.maximum(repeated, weights @ weights[best].toarray().ravel())
        left &= (repeated < _REPETITION) & ~_meeting(cell, best)
        left[best] = False
    return taken


def _meeting(cell: pd.DataFrame, at: int) -> NDArray[np.bool_]:
    """The sentences of a cell that share text with one of them, which another coding may hold."""
    one = cell.iloc[at]
    shared = (cell["source"] == one["source"]) & (cell["start"] < one["end"]) & (cell["end"] > one["start"])
    return np.asarray(shared, dtype=bool)
