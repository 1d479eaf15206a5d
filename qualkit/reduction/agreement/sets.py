"""Agreement where a unit may have several codes at once: alpha with a distance between sets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.intervals import Resampling
from qualkit.reduction.agreement.measuring import Asked, Clusters, Kind, measured
from qualkit.reduction.agreement.methods import Krippendorff
from qualkit.reduction.agreement.ratings import read_ratings
from qualkit.reduction.agreement.result import Agreement
from qualkit.reduction.agreement.weighting import Matrix

Codes = frozenset[object]

_DISTANCES = ("masi", "jaccard")


def set_agreement(
    units: pd.DataFrame,
    *,
    distance: str = "masi",
    confidence: float = 0.95,
    interval: Kind = "bootstrap",
    replicates: int = 1000,
    seed: int = 0,
    clusters: Clusters = None,
) -> Agreement:
    """How far coders agree on units that may have several codes at once, beyond chance.

    Krippendorff's alpha, with a distance between the sets of codes.

    Parameters
    ----------
    units
        Units × coders, of sets, tuples or lists of codes; an empty one says that no code applies, None that
        the coder did not rate the unit.
    distance
        ``masi`` (Passonneau, 2006): ``1 - J·M``, with J the Jaccard index and M 1 for equal sets, 2/3 where
        one holds the other, 1/3 where they share a code, else 0. Or ``jaccard``: ``1 - J``. Two empty sets
        are equal.
    confidence, interval, replicates, seed, clusters
        As of `coefficient`.

    Returns
    -------
    Agreement
        Its categories are the sets that were seen.

    Examples
    --------
    >>> ratings = pd.DataFrame({"ana": [["trust"], ["trust", "fear"], []], "ben": [["trust"], ["fear"], []]})
    >>> round(set_agreement(ratings).value, 2)
    0.72
    """
    if distance not in _DISTANCES:
        raise InvalidInput(f"There is no distance {distance!r}: it is one of {', '.join(_DISTANCES)}.")
    given = read_ratings(units.map(_frozen), None)
    asked = Asked(
        method="krippendorff",
        weights=distance,
        kind=interval,
        resampling=Resampling(confidence=confidence, replicates=replicates, seed=seed),
        clusters=clusters,
    )
    return measured(given, Krippendorff(nearness(given.categories, distance)), asked)


def nearness(sets: Sequence[Any], distance: str) -> Matrix:
    """Sets × sets: 1 minus their distance."""
    codes = {code: place for place, code in enumerate(dict.fromkeys(code for each in sets for code in each))}
    holds = np.zeros((len(sets), len(codes)))
    for place, each in enumerate(sets):
        holds[place, [codes[code] for code in each]] = 1
    shared, sizes = holds @ holds.T, holds.sum(axis=1)
    union = sizes[:, None] + sizes - shared
    near: Matrix = np.where(union > 0, shared / np.maximum(union, 1), 1)
    if distance == "masi":
        smaller = np.minimum(sizes[:, None], sizes)
        near *= np.select([near == 1, shared == smaller, shared > 0], [1, 2 / 3, 1 / 3], 0)
    return near


def _frozen(cell: object) -> Codes | None:
    if isinstance(cell, Collection) and not isinstance(cell, str):
        return frozenset(cell)
    if cell is None or cell is pd.NA or cell != cell:
        return None
    raise InvalidInput(f"A rating here is a set of codes, and {cell!r} is none. Write it as {{{cell!r}}}.")
