"""Word frequencies: which words and phrases are said how often, and by how many."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from qualkit.errors import not_found
from qualkit.reduction.overlaps import Positions
from qualkit.reduction.vocabulary.terms import terms


def frequencies(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    by: str | None = None,
    language: str = "xx",
    n: int = 1,
    lemmas: bool = False,
    stop: bool = True,
    least: int = 1,
) -> pd.DataFrame:
    """Count the words, or phrases of ``n`` words, that are said.

    Words are in small letters and keep the apostrophes and hyphens inside them (``anak-anak``, ``don't``).
    A phrase does not run over the end of a sentence or text.

    Parameters
    ----------
    frame
        Any frame with a column of texts, as turns or codings; missing texts are passed over.
    text
        The column that holds the texts.
    by
        A column by whose values to count apart; rows without a value are passed over.
    language
        Whose stop words and lemmas are meant; spaCy's lists, so that a language without one drops none.
    n
        The number of words in a term.
    lemmas
        Count the forms of a word as one (``targets`` as ``target``).
    stop
        Leave out stop words, and phrases that begin or end with one.
    least
        Leave out terms that are said less often (in their group).

    Returns
    -------
    DataFrame
        The ``by`` column if there is one, then ``term count share texts`` and, where the frame has sources,
        ``sources``: how often the term is said, its share of all terms (stop words too, in its group),
        and the number of texts and sources in which it is said. The most frequent come first.

    Raises
    ------
    NotFound
        If the frame has no such column.
    InvalidInput
        If a text is none, ``n`` is less than 1, or the language has no lemmas.

    Examples
    --------
    >>> turns = pd.DataFrame({"text": ["The target was set.", "A target, and another target."]})
    >>> frequencies(turns, language="en")[["term", "count", "texts"]].to_numpy().tolist()
    [['target', 3, 2], ['set', 1, 1]]
    """
    if by is not None and by not in frame.columns:
        raise not_found("column", by, map(str, frame.columns))
    found = terms(frame, text, language=language, n=n, lemmas=lemmas, stop=stop)
    groups, names = _groups(frame, by)
    said = pd.DataFrame({"group": groups[found.rows], "term": found.numbers, "text": found.rows})
    if "source" in frame.columns:
        said["source"] = pd.factorize(frame["source"])[0][found.rows]
    counted = _counted(said[said["group"] >= 0])
    counted = counted[counted["count"] >= least]
    counted["term"] = np.array(found.names, object)[counted["term"]]
    ordered = counted.sort_values(
        ["group", "count", "term"], ascending=[True, False, True], ignore_index=True
    )
    if by is None:
        return ordered.drop(columns="group")
    return ordered.assign(group=names[ordered["group"]]).rename(columns={"group": by})


def _groups(frame: pd.DataFrame, by: str | None) -> tuple[Positions, pd.Index[Any]]:
    """The group of each row, and the groups' values in their order; a row without a value is in -1."""
    if by is None:
        return np.zeros(len(frame), np.int64), pd.Index([None])
    groups, names = pd.factorize(frame[by], sort=True)
    return groups, pd.Index(names)


def _counted(said: pd.DataFrame) -> pd.DataFrame:
    """How often, in what share, and in how many texts and sources each term of each group is said."""
    totals = said.groupby("group").size()
    grouped = said[said["term"] >= 0].groupby(["group", "term"])
    counts = grouped.size().rename("count").reset_index()
    counts["share"] = counts["count"] / counts["group"].map(totals)
    counts["texts"] = grouped["text"].nunique().to_numpy()
    if "source" in said.columns:
        counts["sources"] = grouped["source"].nunique().to_numpy()
    return counts
