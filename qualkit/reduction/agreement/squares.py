"""The older unitizing alpha, of squared differences of boundaries (Krippendorff, 1995; corrected 2004)."""

from __future__ import annotations

from itertools import permutations
from math import nan

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.result import Agreement, Interval
from qualkit.reduction.agreement.spans import Coders, Positions, readings, united


def boundary_alpha(
    units: pd.DataFrame, *, length: int, code: str | None = None, coders: Coders = None
) -> Agreement:
    """Compute the unitizing alpha of 1995 and 2004, to compare with older studies.

    Otherwise use `unitizing_alpha`. This one squares the differences of the ends of intersecting units, code
    by code, so that codes may overlap; its value depends on the length of the text.

    Parameters
    ----------
    units
        Columns ``coder start end code``, of one source.
    length
        Code points of the text.
    code
        One code alone; without it, the disagreements of all codes are summed.
    coders
        Who read the text, whether they marked anything or not.

    Returns
    -------
    Agreement
        ``observed`` and ``expected`` are 1 minus the disagreement, which may exceed 1. It has no interval.

    Notes
    -----
    Krippendorff (2004), Quality & Quantity 38, 787-800; the expected disagreement printed in 1995 is wrong.

    Examples
    --------
    >>> marks = pd.DataFrame(
    ...     [("ana", 75, 145, "c"), ("ana", 220, 250, "c"), ("ben", 70, 150, "c"), ("ben", 205, 225, "c"),
    ...      ("ben", 250, 270, "c")],
    ...     columns=["coder", "start", "end", "code"],
    ... )
    >>> round(boundary_alpha(marks, length=300).value, 4)
    0.7286
    """
    spans = united(units)
    reading, *others = readings(spans, length, coders)
    if others:
        raise InvalidInput("This coefficient is of one source; compute it for each.")
    codes = sorted(set(spans["code"])) if code is None else [code]
    tracks = [_tracks(spans[spans["code"] == each], reading.coders) for each in codes]
    observed = sum(_observed(each, reading.length) for each in tracks)
    expected = sum(_expected(each, reading.length) for each in tracks)
    reason = None if expected else "nobody marked anything, or only one coder read the text"
    return Agreement(
        method="unitizing alpha (2004)",
        value=nan if reason else 1 - observed / expected,
        observed=1 - observed,
        expected=1 - expected,
        reason=reason,
        interval=Interval(kind="none", confidence=nan, reason="this coefficient has none"),
        coders=reading.coders,
        categories=tuple(codes),
        declared=code is not None,
        units=len(spans),
        pairable=len(spans),
        ratings=len(spans),
    )


def _tracks(spans: pd.DataFrame, coders: tuple[str, ...]) -> list[Positions]:
    """Of each coder, rows of ``start end`` in order."""
    ordered = spans.sort_values("start")
    return [ordered.loc[ordered["coder"] == each, ["start", "end"]].to_numpy(np.int64) for each in coders]


def _observed(tracks: list[Positions], length: int) -> float:
    pairs = len(tracks) * (len(tracks) - 1)
    return sum(_difference(*pair) for pair in permutations(tracks, 2)) / max(pairs * length**2, 1)


def _difference(mine: Positions, other: Positions) -> int:
    """Squared differences of the ends of intersecting units; of a unit within a gap, twice its square."""
    low = np.searchsorted(other[:, 1], mine[:, 0], side="right")
    high = np.searchsorted(other[:, 0], mine[:, 1], side="left")
    alone = (mine[:, 1] - mine[:, 0])[low == high]
    summed = np.pad(np.cumsum(other, axis=0), ((1, 0), (0, 0)))
    squared = np.pad(np.cumsum(other**2, axis=0), ((1, 0), (0, 0)))
    crossing = (high - low)[:, None] * mine**2 - 2 * mine * (summed[high] - summed[low])
    return int((crossing + squared[high] - squared[low]).sum() + 2 * (alone**2).sum())


def _expected(tracks: list[Positions], length: int) -> float:
    units = np.concatenate([np.diff(each)[:, 0] for each in tracks]).astype(np.float64)
    gaps = np.sort(np.concatenate([_gaps(each, length) for each in tracks]))
    room = len(tracks) * length
    longer = np.searchsorted(gaps, units, side="left")
    total = np.append(np.cumsum(gaps[::-1])[::-1], 0)[longer]
    within = units**2 * (total - (len(gaps) - longer) * (units - 1))
    crossing = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    pairs = room * (room - 1) - (units * (units - 1)).sum()
    return float(2 / length * (crossing + within).sum() / pairs)


def _gaps(track: Positions, length: int) -> Positions:
    gaps: Positions = np.append(track[:, 0], length) - np.append(0, track[:, 1])
    return gaps
