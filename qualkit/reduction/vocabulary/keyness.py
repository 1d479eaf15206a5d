"""Keyness: the words by which one group's texts differ from another's."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.overlaps import Positions
from qualkit.reduction.vocabulary.terms import Terms, terms

Measure = Literal["log-likelihood", "log-odds"]
Numbers = npt.NDArray[np.float64]
Measured = tuple[Numbers, Numbers, Numbers]
"""The score of each term, how many standard deviations it stands for, and the effect."""

_NEVER = 0.5
"""The count of a term that is never said, as far as ratios are concerned (Hardie 2014)."""


def keyness(
    frame: pd.DataFrame,
    *,
    by: str,
    one: Any,
    other: Any = None,
    text: str = "text",
    measure: Measure = "log-likelihood",
    language: str = "xx",
    n: int = 1,
    lemmas: bool = False,
    stop: bool = True,
    least: int = 1,
) -> pd.DataFrame:
    """Find the words that one group of texts uses more, or less, than another.

    Parameters
    ----------
    frame
        Any frame with a column of texts and one of groups; missing texts are passed over.
    by
        The column of the groups.
    one, other
        The values of the two groups; without ``other``, all rows with another value.
    text
        The column that holds the texts.
    measure
        ``log-likelihood``: Dunning's G² of the term and all other terms in the two groups (all four cells;
        Rayson and Garside leave out the two of the other terms, which changes little for rare terms);
        the effect is the binary logarithm of the ratio of the shares. ``log-odds``: the difference of the
        logarithms of the odds with an informative Dirichlet prior, the counts of both groups together;
        the score is its z. It makes less of rare terms.
    language, n, lemmas, stop
        As for `frequencies`.
    least
        Leave out terms that both groups together say less often.

    Returns
    -------
    DataFrame
        ``term count_one count_other share_one share_other score p effect``: the shares are of all terms
        of a group (stop words too). ``p`` is two-sided and of each term by itself: among many terms, some
        are small by chance. ``effect`` is above 0 where ``one`` uses the term more. Those come first, the
        highest score first; last are those that mark ``other`` most.

    Raises
    ------
    NotFound
        If the frame has no such column, or the column no such value.
    InvalidInput
        If a group says nothing, or the measure is neither; and as for `frequencies`.

    References
    ----------
    Dunning (1993), Computational Linguistics 19(1). Rayson and Garside (2000), Workshop on Comparing
    Corpora. Monroe, Colaresi and Quinn (2008), Political Analysis 16(4).

    Examples
    --------
    >>> turns = pd.DataFrame({"role": ["a", "b"], "text": ["trust trust money", "money money letter"]})
    >>> keyness(turns, by="role", one="a")["term"].tolist()
    ['trust', 'money', 'letter']
    """
    if measure not in _MEASURES:
        raise InvalidInput(f"Keyness is not measured by {measure!r}. Take log-likelihood or log-odds.")
    group = _groups(frame, by, one, other)
    found = terms(frame, text, language=language, n=n, lemmas=lemmas, stop=stop)
    sides = (
        _counts(found, group == 0, who=repr(one)),
        _counts(found, group == 1, who="everyone else" if other is None else repr(other)),
    )
    kept = np.flatnonzero(sides[0].of_each + sides[1].of_each >= max(least, 1))
    first, second = (replace(each, of_each=each.of_each[kept]) for each in sides)
    return _ordered(np.array(found.names, object)[kept], first, second, *_MEASURES[measure](first, second))


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """How often each term is said in a group, and how many terms are said in all."""

    of_each: Positions
    total: int


def _groups(frame: pd.DataFrame, by: str, one: Any, other: Any) -> Positions:
    """Of each row, 0 if it is of the one group, 1 if of the other, else -1."""
    if by not in frame.columns:
        raise not_found("column", by, map(str, frame.columns))
    column = frame[by]
    known = column.dropna().unique()
    for value in (one,) if other is None else (one, other):
        if value not in known:
            raise not_found(by, str(value), map(str, known))
    is_one = column.isin([one])
    is_other = column.notna() if other is None else column.isin([other])
    return np.where(is_one, 0, np.where(is_other, 1, -1))


def _counts(found: Terms, chosen: npt.NDArray[np.bool_], *, who: str) -> _Counts:
    said = found.numbers[chosen[found.rows]]
    if len(said) == 0:
        raise InvalidInput(f"There is nothing to compare: {who} says nothing. Take groups that have texts.")
    return _Counts(np.bincount(said[said >= 0], minlength=len(found.names)), len(said))


def _ordered(
    names: npt.NDArray[np.object_],
    one: _Counts,
    other: _Counts,
    score: Numbers,
    deviation: Numbers,
    effect: Numbers,
) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "term": names,
            "count_one": one.of_each,
            "count_other": other.of_each,
            "share_one": one.of_each / one.total,
            "share_other": other.of_each / other.total,
            "score": score,
            "p": [math.erfc(each / math.sqrt(2)) for each in deviation],
            "effect": effect,
        }
    )
    order = np.lexsort((names, -np.copysign(deviation, effect)))
    return frame.iloc[order].reset_index(drop=True)


def _log_likelihood(one: _Counts, other: _Counts) -> Measured:
    share = (one.of_each + other.of_each) / (one.total + other.total)
    score = np.zeros(len(share))
    for each in (one, other):
        score += _surprise(each.of_each, each.total * share)
        score += _surprise(each.total - each.of_each, each.total * (1 - share))
    score = np.maximum(2 * score, 0)
    shares = [np.maximum(each.of_each, _NEVER) / each.total for each in (one, other)]
    return score, np.sqrt(score), np.log2(shares[0] / shares[1])


def _surprise(observed: Positions, expected: Numbers) -> Numbers:
    said = observed > 0
    surprise: Numbers = np.log(np.where(said, observed, 1) / np.where(said, expected, 1)) * observed
    return surprise


def _log_odds(one: _Counts, other: _Counts) -> Measured:
    prior, total = one.of_each + other.of_each, one.total + other.total
    if (prior == total).any():
        raise InvalidInput("Both groups say nothing but one term, so that there are no odds to compare.")
    odds = [
        np.log((each.of_each + prior) / (each.total + total - each.of_each - prior)) for each in (one, other)
    ]
    effect = odds[0] - odds[1]
    score = effect / np.sqrt(1 / (one.of_each + prior) + 1 / (other.of_each + prior))
    return score, np.abs(score), effect


_MEASURES: dict[str, Callable[[_Counts, _Counts], Measured]] = {
    "log-likelihood": _log_likelihood,
    "log-odds": _log_odds,
}
