"""Themes of codes: codes that are put on the same passages, or on passages of the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal, get_args

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.overlaps import folded, overlapping
from qualkit.reduction.themes.assembling import Grouping, assemble
from qualkit.reduction.themes.choice import Trial, best, choice_frame, numbers, silhouette
from qualkit.reduction.themes.clustering import by_size
from qualkit.reduction.themes.leaves import cosine_distances, tree
from qualkit.reduction.themes.space import Floats, Labels, membership
from qualkit.reduction.themes.stability import Refit, Rows, agreement, recovery, refits
from qualkit.reduction.themes.value import Themes
from qualkit.reduction.themes.words import count_words, stop_words, tf_idf

By = Literal["co-occurrence", "wording"]
Measure = Callable[[Rows, Labels], Floats]
"""Makes the distances between codes, given the rows of codings and the place of the code of each."""

_MOST = 12  # themes tried when no number was named


def code_themes(
    codings: pd.DataFrame,
    *,
    by: By = "co-occurrence",
    k: int | Iterable[int] | None = None,
    language: str = "en",
    seed: int = 0,
    stability: int = 20,
) -> Themes:
    """Group codes that belong together, in a tree that is cut into themes.

    Parameters
    ----------
    codings
        A row for each coding: ``code source start end``, and ``text`` to go by wording.
    by
        ``co-occurrence``: two codes are the nearer, the more of the codings of both overlap with one of the
        other. ``wording``: the more alike the words of the texts coded with them (TF-IDF, cosine).
    k
        The number of themes, or several to choose from; by default all from 2 to 12 are tried.
    language
        The language of the texts, for stop words.
    seed
        What randomness begins with.
    stability
        The number of bootstrap draws of codings from which the tree is made again; 0 leaves it out.

    Returns
    -------
    Themes
        The members are codes: ``code codings theme typicality``, typicality being the mean similarity to the
        other codes of the theme (1 for one that is alone). A theme's ``words`` are its codes, the most used
        first. Nothing is written to a study.

    Raises
    ------
    InvalidInput
        If there are fewer than three codes, none of them overlap, or k does not fit.
    NotFound
        If a column is missing.

    Examples
    --------
    >>> rows = [("a", 0, 9), ("b", 2, 8), ("c", 20, 29), ("d", 22, 28)]
    >>> codings = pd.DataFrame(rows, columns=["code", "start", "end"]).assign(source="P01")
    >>> code_themes(codings, k=2).frame["words"].tolist()
    [['a', 'b'], ['c', 'd']]
    """
    codes = _codes(codings, by)
    place = pd.Index(codes["code"]).get_indexer(pd.Index(codings["code"])).astype(np.int64)
    measure = _measure(codings, by, language)
    distances = measure(np.arange(len(codings)), place)
    _check(distances, by)
    tried = []
    for count in numbers(k or range(2, min(_MOST, len(codes) - 1) + 1), len(codes)):
        fit = partial(_refit, measure, place, k=count)
        found = refits(np.arange(len(codings)), fit, draws=stability, seed=seed)
        apart = silhouette(distances, _cut(distances, count), metric="precomputed")
        tried.append(Trial(count, apart, agreement(found), found))
    chosen = best(tried)
    labels = _cut(distances, chosen.k)
    grouping = Grouping(
        members=codes,
        text="code",
        labels=labels,
        typicality=_typicality(distances, labels),
        words=[codes["code"][labels == theme].tolist() for theme in range(chosen.k)],
        stability=recovery(labels, chosen.refits),
        choice=choice_frame(tried, chosen),
    )
    provenance = {"of": "codes", "method": f"average linkage by {by}", "k": chosen.k, "seed": seed}
    provenance |= {"language": language, "codes": len(codes), "codings": len(codings), "draws": stability}
    return assemble(grouping, distances=distances, provenance=provenance, notes=_alone(codes, distances))


def _codes(codings: pd.DataFrame, by: str) -> pd.DataFrame:
    """``code codings``, the most used first."""
    if by not in get_args(By):
        raise InvalidInput(f"Codes cannot be grouped by {by!r}. Take one of: {', '.join(get_args(By))}.")
    for column in ("code", "source", "start", "end") if by == "co-occurrence" else ("code", "text"):
        if column not in codings.columns:
            raise not_found("column", column, map(str, codings.columns))
    counted = codings["code"].value_counts().rename_axis("code").reset_index(name="codings")
    if len(counted) < 3:
        raise InvalidInput(
            f"There are codings with {len(counted)} codes; themes of codes need three or more."
        )
    return counted.sort_values(["codings", "code"], ascending=[False, True], ignore_index=True)


def _check(distances: Floats, by: str) -> None:
    if (distances[np.triu_indices(len(distances), 1)] >= 1).all():
        reason, other = (
            ("No two codes overlap", "wording")
            if by == "co-occurrence"
            else ("No two codes have a word in common", "co-occurrence")
        )
        raise InvalidInput(f"{reason}, so that no tree joins them. Take by={other!r}.")


def _measure(codings: pd.DataFrame, by: str, language: str) -> Measure:
    """Measures the distances, from 0 to 1, between the codes of some codings."""
    if by == "co-occurrence":
        starts, ends = folded(codings, unit="overlap")
        return lambda rows, place: _apart(starts[rows], ends[rows], place)
    counts = count_words(codings["text"].fillna("").tolist(), stop=stop_words(language)).counts
    return lambda rows, place: cosine_distances(tf_idf(membership(place).T @ counts[rows]).toarray())


def _apart(starts: Labels, ends: Labels, place: Labels) -> Floats:
    """One less the share of two codes' codings that overlap with one of the other code."""
    first, second = overlapping(starts, ends)
    count = int(place.max()) + 1
    meets = np.concatenate([first * count + place[second], second * count + place[first]])
    coding, other = np.divmod(np.unique(meets), count)
    meeting = np.bincount(place[coding] * count + other, minlength=count**2).reshape(count, count)
    sizes = np.bincount(place, minlength=count)
    distances: Floats = 1 - (meeting + meeting.T) / (sizes[:, None] + sizes)
    np.fill_diagonal(distances, 0)
    return distances


def _cut(distances: Floats, k: int) -> Labels:
    """The labels of codes when their tree is cut into k themes."""
    from scipy.cluster.hierarchy import cut_tree

    if k >= len(distances):
        return np.arange(len(distances))
    return by_size(cut_tree(tree(distances), n_clusters=k).ravel().astype(np.int64))


def _refit(measure: Measure, place: Labels, rows: Rows, *, k: int) -> Refit:
    """The codes that drawn codings have, and their labels."""
    codes, drawn = np.unique(place[rows], return_inverse=True)
    return codes, _cut(measure(rows, drawn), k)


def _typicality(distances: Floats, labels: Labels) -> Floats:
    """The mean similarity of each code to the other codes of its theme."""
    together = (labels[:, None] == labels) & ~np.eye(len(labels), dtype=bool)
    others = together.sum(axis=1)
    typicality: Floats = np.where(
        others > 0, ((1 - distances) * together).sum(axis=1) / np.maximum(others, 1), 1
    )
    return typicality


def _alone(codes: pd.DataFrame, distances: Floats) -> list[str]:
    alone = codes["code"][(distances >= 1).sum(axis=1) == len(codes) - 1]
    return [f"Near no other code: {', '.join(alone)}."] if len(alone) else []
