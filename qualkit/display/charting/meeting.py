"""How often codes meet, and how much of their text they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.charting.coded import Coded, coded
from qualkit.display.labels import Numbers
from qualkit.display.material import Material
from qualkit.display.network import cooccurrence_network
from qualkit.display.scope import Mask
from qualkit.reduction.overlaps import Positions, folded


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """The codes that are drawn; ``first second count jaccard`` of each two; the codings behind them."""

    coded: Coded
    pairs: pd.DataFrame
    codings: pd.DataFrame


def meeting(
    material: Material,
    *,
    codes: Sequence[str] | str | None,
    unit: str,
    where: Mapping[str, Any] | None,
    top: int,
    language: str,
) -> Meeting:
    """How the codes used most meet; two that never do have a row with 0.

    ``count`` is that of `qualkit.display.network.cooccurrence_network`, ``jaccard`` the share of the text (or
    of the turns) with either code that has both.
    """
    found = coded(material, codes=codes, where=where, top=top, language=language)
    network = cooccurrence_network(replace(material, codings=found.codings), unit=unit)
    weights = network.edges.set_index(["source", "target"])["weight"].to_dict()
    shared = _jaccard(found, unit)
    pairs = [
        (one, other, weights.get((one, other), 0), shared[i, j])
        for (i, one), (j, other) in combinations(enumerate(found.codes), 2)
    ]
    frame = pd.DataFrame(pairs, columns=pd.Index(["first", "second", "count", "jaccard"]))
    return Meeting(found, frame.astype({"count": int, "jaccard": float}), network.codings)


def _jaccard(found: Coded, unit: str) -> Numbers:
    """Codes × codes: the share of what is coded with either that is coded with both."""
    spans = found.codings[found.codings["turn"].notna()] if unit == "turn" else found.codings
    starts, ends = folded(spans, unit=unit)
    edges = np.unique(np.concatenate([starts, ends]))
    mine = [(spans["code"] == code).to_numpy() for code in found.codes]
    inside = [_inside(edges, starts[each], ends[each]) for each in mine]
    lengths = np.diff(edges)
    both = np.array([lengths[one & other].sum() for one in inside for other in inside], dtype=float)
    both = both.reshape(len(inside), len(inside))
    either = np.add.outer(both.diagonal(), both.diagonal()) - both
    shared: Numbers = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return shared


def _inside(edges: Positions, starts: Positions, ends: Positions) -> Mask:
    """Of each stretch between two edges, whether it is in some span."""
    begun, ended = (
        np.bincount(np.searchsorted(edges, each), minlength=len(edges)) for each in (starts, ends)
    )
    inside: Mask = np.cumsum(begun - ended)[:-1] > 0
    return inside
