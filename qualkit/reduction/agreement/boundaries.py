"""Which spans of two coders are the same span, if their ends may differ a little."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.spans import Positions, united


def boundary_agreement(
    units: pd.DataFrame, *, tolerance: int = 0, coders: list[str] | None = None
) -> pd.DataFrame:
    """How many spans two coders have in common, when both ends may be off by a few code points.

    Parameters
    ----------
    units
        Columns ``coder start end code``, and ``source`` if there is more than one. A coder's overlapping
        spans of one code are united first.
    tolerance
        By how many code points each end may differ.
    coders
        The coders to compare, in this order; without it, all, by name.

    Returns
    -------
    pandas.DataFrame
        ``scope first second spans_first spans_second matched precision recall f1 overlap``, a row a ``pair``
        of coders and, last, ``pooled``, the spans of all pairs together. Precision is the share of the second
        coder's spans that match one of the first, recall that of the first's; ``overlap`` is the mean
        intersection over union of matches. A figure of no spans is NaN.

    Notes
    -----
    A span matches at most one other, of the same source and code: as many as possible are matched and, of
    the ways to do this, one with the smallest sum of differences of the ends.

    Examples
    --------
    >>> marks = pd.DataFrame(
    ...     [("ana", 0, 10, "trust"), ("ana", 20, 30, "trust"), ("ben", 1, 10, "trust")],
    ...     columns=["coder", "start", "end", "code"],
    ... )
    >>> boundary_agreement(marks, tolerance=2)[["matched", "precision", "recall", "overlap"]].iloc[0].tolist()
    [1.0, 1.0, 0.5, 0.9]
    """
    if tolerance < 0:
        raise InvalidInput(f"The tolerance is a number of code points, 0 or more, not {tolerance}.")
    spans = united(units)
    names = sorted(set(spans["coder"])) if coders is None else coders
    if len(names) < 2:
        raise InvalidInput(f"Two coders are needed to compare spans; there is {', '.join(names) or 'none'}.")
    spans = spans.assign(place=spans.groupby(["source", "code"]).ngroup())
    rows = [("pair", *_pair(spans, *pair, tolerance)) for pair in combinations(names, 2)]
    counts = pd.DataFrame(
        rows, columns=["scope", "first", "second", "spans_first", "spans_second", "matched", "joint"]
    )
    whole = counts.sum(numeric_only=True).to_dict() | {"scope": "pooled"}
    together = pd.concat([counts, pd.DataFrame([whole])], ignore_index=True)
    return _shares(together.astype(dict.fromkeys(["spans_first", "spans_second", "matched"], np.int64)))


def _pair(
    spans: pd.DataFrame, first: str, second: str, tolerance: int
) -> tuple[str, str, int, int, int, float]:
    mine, other = (
        spans.loc[spans["coder"] == name, ["place", "start", "end"]].to_numpy(dtype=np.int64)
        for name in (first, second)
    )
    left, right = _matched(mine, other, tolerance)
    (_, start, end), (_, begin, stop) = mine[left].T, other[right].T
    shared = np.maximum(np.minimum(end, stop) - np.maximum(start, begin), 0)
    joint = shared / (np.maximum(end, stop) - np.minimum(start, begin))
    return first, second, len(mine), len(other), len(left), float(joint.sum())


def _matched(mine: Positions, other: Positions, tolerance: int) -> tuple[Positions, Positions]:
    """Pair rows of ``place start end``: a cheapest matching, where to stay alone costs more than all else."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    left, right = _candidates(mine, other, tolerance)
    if not len(left):
        return left, right
    cost = 1.0 + np.abs(mine[left, 1:] - other[right, 1:]).sum(axis=1)
    alone = np.unique(left)
    dear = np.full(len(alone), (2.0 * tolerance + 2) * (len(alone) + 1))
    rows = np.searchsorted(alone, np.append(left, alone))
    columns = np.append(right, len(other) + np.arange(len(alone)))
    table = csr_array((np.append(cost, dear), (rows, columns)), shape=(len(alone), len(other) + len(alone)))
    rows, columns = min_weight_full_bipartite_matching(table)
    found = columns < len(other)
    return alone[rows[found]], columns[found].astype(np.int64)


def _candidates(mine: Positions, other: Positions, tolerance: int) -> tuple[Positions, Positions]:
    """All pairs in one place whose starts and ends are near; ``other`` is sought by place and start."""
    stretch = int(max(mine[:, 2].max(initial=0), other[:, 2].max(initial=0))) + 2 * tolerance + 1
    order = np.argsort(other[:, 0] * stretch + other[:, 1], kind="stable")
    keys = (other[:, 0] * stretch + other[:, 1])[order]
    at = mine[:, 0] * stretch + mine[:, 1]
    low = np.searchsorted(keys, at - tolerance, side="left")
    high = np.searchsorted(keys, at + tolerance, side="right")
    left = np.repeat(np.arange(len(mine)), high - low)
    right = order[np.arange(len(left)) - np.repeat(np.cumsum(high - low) - high, high - low)]
    near = (np.abs(mine[left, 2] - other[right, 2]) <= tolerance) & (mine[left, 0] == other[right, 0])
    return left[near], right[near]


def _shares(counts: pd.DataFrame) -> pd.DataFrame:
    matched = counts["matched"].where(counts["matched"] > 0)
    return counts.drop(columns="joint").assign(
        precision=_divided(counts["matched"], counts["spans_second"]),
        recall=_divided(counts["matched"], counts["spans_first"]),
        f1=_divided(2 * counts["matched"], counts["spans_first"] + counts["spans_second"]),
        overlap=counts["joint"] / matched,
    )


def _divided(above: pd.Series[int], below: pd.Series[int]) -> pd.Series[float]:
    return above / below.where(below > 0)
