"""Pairs of codings on overlapping spans, found for all sources at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from qualkit.reduction.overlaps import Positions, folded, overlapping


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
