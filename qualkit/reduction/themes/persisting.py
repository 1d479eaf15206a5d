"""Themes that persist when new material came in: their numbers and labels are kept."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qualkit.reduction.themes.space import Floats
from qualkit.reduction.themes.stability import jaccard
from qualkit.reduction.themes.value import Themes

_PERSISTS = 0.5  # Jaccard similarity up to which a theme counts as dissolved (Hennig 2007)
_PLACE = ("source", "turn", "start", "end", "code")


def persisting(before: Themes, members: pd.DataFrame, words: list[list[str]], *, text: str) -> dict[int, int]:
    """The places of new themes that persist, with their places in the frame of the themes before.

    ``members`` has the places of the new themes in ``theme``. Themes are matched, one to one, by the
    segments that both fits hold, or by their words where these have none in common.
    """
    from scipy.optimize import linear_sum_assignment

    similar = _by_members(before, members, text, len(words))
    if similar is None:
        similar = _by_words(before.frame["words"].tolist(), words)
    olds, news = linear_sum_assignment(-similar)
    kept = similar[olds, news] > _PERSISTS
    return dict(zip(news[kept].tolist(), olds[kept].tolist(), strict=True))


def _by_members(before: Themes, members: pd.DataFrame, text: str, count: int) -> Floats | None:
    """Similarity of old × new themes by the segments that both hold; None if there are none."""
    known = [each for each in (*_PLACE, text) if each in members.columns and each in before.members.columns]
    if not known:
        return None
    old = before.members.drop_duplicates(known).set_index(known)["theme"]
    new = members.drop_duplicates(known).set_index(known)["theme"]
    shared = old.index.intersection(new.index)
    if shared.empty:
        return None
    numbers = pd.Index(before.frame["theme"])
    one = numbers.get_indexer(pd.Index(old[shared].fillna(0)))
    other = new[shared].fillna(-1).to_numpy(dtype=np.int64)
    similar = jaccard(one.astype(np.int64), other, len(numbers))
    return np.pad(similar, ((0, 0), (0, count - similar.shape[1])))


def _by_words(old: list[list[str]], new: list[list[str]]) -> Floats:
    return np.array([[len({*a} & {*b}) / max(len({*a} | {*b}), 1) for b in new] for a in old])
