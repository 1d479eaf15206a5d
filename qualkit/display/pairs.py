"""Pairs of codings on overlapping spans, found for all sources at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Positions = npt.NDArray[np.int64]


def overlapping(starts: Positions, ends: Positions) -> tuple[Positions, Positions]:
    """All pairs of half-open spans that share at least one place: positions of the first and the second.

    >>> [each.tolist() for each in overlapping(np.array([0, 4, 8]), np.array([5, 8, 9]))]
    [[0], [1]]
    """
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], ends[order]
    here = np.arange(len(starts))
    followers = np.maximum(np.searchsorted(starts, ends, side="left") - here - 1, 0)
    first = np.repeat(here, followers)
    before = np.cumsum(followers) - followers
    second = np.arange(len(first)) - np.repeat(before, followers) + first + 1
    return order[first], order[second]


def folded(codings: pd.DataFrame, *, unit: str) -> tuple[Positions, Positions]:
    """Starts and ends on one line on which no two sources meet.

    With unit ``turn`` a coding stands for its whole turn; codings must then have one.
    """
    source = pd.factorize(codings["source"])[0].astype(np.int64)
    if unit == "turn":
        turn = codings["turn"].to_numpy(dtype=np.int64)
        starts = source * (int(turn.max(initial=0)) + 1) + turn
        return starts, starts + 1
    start, end = codings["start"].to_numpy(dtype=np.int64), codings["end"].to_numpy(dtype=np.int64)
    shift = source * (int(end.max(initial=0)) + 1)
    return start + shift, end + shift


def edges(codings: pd.DataFrame, codes: Positions, *, unit: str) -> pd.DataFrame:
    """The pairs of different codes that meet: ``first second weight codings``.

    ``codes`` are the positions of the codings' codes in the codebook; ``first`` comes before
    ``second`` there. ``codings`` holds the pairs of coding ids in that order.
    """
    one, other = overlapping(*folded(codings, unit=unit))
    apart = codes[one] != codes[other]
    one, other = one[apart], other[apart]
    swap = codes[one] > codes[other]
    one, other = np.where(swap, other, one), np.where(swap, one, other)
    key = codes[one] * (int(codes.max(initial=0)) + 1) + codes[other]
    order = np.lexsort((other, one, key))
    one, other, key = one[order], other[order], key[order]
    starts = np.flatnonzero(np.append(True, np.diff(key) != 0)) if len(key) else np.array([], dtype=np.int64)
    stops = np.append(starts[1:], len(key)) if len(key) else starts
    ids = codings["coding_id"].to_numpy(dtype=object)
    held: list[tuple[tuple[Any, Any], ...]] = [
        tuple(zip(ids[one[start:stop]].tolist(), ids[other[start:stop]].tolist(), strict=True))
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)
    ]
    return pd.DataFrame(
        {
            "first": codes[one[starts]],
            "second": codes[other[starts]],
            "weight": stops - starts,
            "codings": pd.Series(held, dtype=object),
        }
    )
