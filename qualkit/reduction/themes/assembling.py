"""Putting themes together from labels: numbers, labels, sizes, what is typical, and how they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import count
from typing import Any

import numpy as np
import pandas as pd

from qualkit.reduction.themes.labelling import label
from qualkit.reduction.themes.leaves import links, places, tree
from qualkit.reduction.themes.persisting import persisting
from qualkit.reduction.themes.space import Floats, Labels
from qualkit.reduction.themes.stability import verdict
from qualkit.reduction.themes.value import Themes

_LIBRARIES = ("scikit-learn", "scipy", "numpy", "spacy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Members with the place of their theme, and what is known of each theme in order of places."""

    members: pd.DataFrame
    text: str
    labels: Labels
    typicality: Floats
    words: list[list[str]]
    stability: Sequence[float]
    choice: pd.DataFrame


def assemble(
    found: Grouping,
    *,
    distances: Floats,
    provenance: Mapping[str, Any],
    notes: Sequence[str] = (),
    before: Themes | None = None,
) -> Themes:
    """The themes of a grouping; ``distances`` lie between themes, or else between members (codes)."""
    numbers, named, kept = _names(found, before)
    theme = pd.array([None if each < 0 else numbers[each] for each in found.labels.tolist()], dtype="Int64")
    members = found.members.assign(theme=theme, typicality=found.typicality)
    frame = _frame(found, numbers, named, of=provenance["of"])
    leaves = (
        members[["code", "theme", "codings"]]
        if provenance["of"] == "codes"
        else frame[["label", "theme", "size"]]
    )
    x, y = places(distances).T
    return Themes(
        frame=frame,
        members=members,
        choice=found.choice,
        leaves=leaves.set_axis(["label", "theme", "size"], axis=1).assign(x=x, y=y),
        links=links(tree(distances)) if len(leaves) > 1 else links(np.empty((0, 4))),
        provenance={**provenance, "versions": {each: version(each) for each in _LIBRARIES}},
        notes=(*notes, *_doubts(frame), *kept),
    )


def _names(found: Grouping, before: Themes | None) -> tuple[list[int], list[str], list[str]]:
    """The number and label of each theme, those of an earlier fit where they persist, and a note on that."""
    labels = [label(each) for each in found.words]
    if before is None:
        return list(range(1, len(labels) + 1)), labels, []
    placed = found.members.assign(theme=pd.Series(found.labels, found.members.index).where(lambda x: x >= 0))
    pairs = persisting(before, placed, found.words, text=found.text)
    old = before.frame[["theme", "label"]].to_numpy().tolist()
    fresh = count(int(before.frame["theme"].max()) + 1)
    numbers = [int(old[pairs[place]][0]) if place in pairs else next(fresh) for place in range(len(labels))]
    labels = [str(old[pairs[place]][1]) if place in pairs else each for place, each in enumerate(labels)]
    gone = [str(number) for place, (number, _) in enumerate(old) if place not in pairs.values()]
    said = f"{len(pairs)} of the {len(old)} earlier themes persist and keep their numbers and labels"
    return numbers, labels, [said + (f"; theme {', '.join(gone)} did not." if gone else ".")]


def _frame(found: Grouping, numbers: list[int], labels: list[str], *, of: str) -> pd.DataFrame:
    sizes = np.bincount(found.labels[found.labels >= 0], minlength=len(numbers))
    return pd.DataFrame(
        {
            "theme": numbers,
            "label": labels,
            "words": found.words,
            "size": sizes,
            "share": sizes / len(found.labels),
            "stability": np.asarray(found.stability, dtype=float),
            "verdict": [
                verdict(each, size, of=of) for each, size in zip(found.stability, sizes, strict=True)
            ],
            "representative": found.members[found.text].iloc[_typical(found, len(numbers))].tolist(),
        }
    )


def _typical(found: Grouping, themes: int) -> list[int]:
    """The position of each theme's most typical member."""
    mine = (np.where(found.labels == place, found.typicality, -np.inf) for place in range(themes))
    return [int(each.argmax()) for each in mine]


def _doubts(frame: pd.DataFrame) -> list[str]:
    doubtful = int(frame["verdict"].isin(["doubtful", "unstable"]).sum())
    if not doubtful:
        return []
    return [
        f"{doubtful} of {len(frame)} themes were not found again well enough in other draws of the same "
        "material to be called stable; read their members before building on them."
    ]
