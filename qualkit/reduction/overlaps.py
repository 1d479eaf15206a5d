"""Codings that share text: pairs of them, and counts of the codes that occur together."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput

Positions = npt.NDArray[np.int64]

_PAIRS_AT_A_TIME = 1 << 17


def overlapping(starts: Positions, ends: Positions) -> tuple[Positions, Positions]:
    """All pairs of half-open spans that share at least one place: positions of the first and the second.

    >>> [each.tolist() for each in overlapping(np.array([0, 4, 8]), np.array([5, 8, 9]))]
    [[0], [1]]
    """
    order, followers = _followers(starts, ends)
    first = np.repeat(np.arange(len(order)), followers)
    return order[first], order[_seconds(followers, 0)]


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


def cooccurrence(codings: pd.DataFrame, *, unit: str = "overlap") -> pd.DataFrame:
    """Count how often codes occur together.

    Every coding counts, whoever made it: where one coder put a code on two overlapping spans and both
    meet a coding of another code, these are two pairs. Narrow the codings to one coder, or unite
    overlapping spans of a code, to count otherwise.

    Parameters
    ----------
    codings
        A row a coding: ``source code start end`` (code points), and ``turn`` for that unit.
    unit
        ``overlap``: two codings meet where they share text; ``turn``: where they begin in the same turn
        (codings outside the turns meet none).

    Returns
    -------
    DataFrame
        Codes × codes, by name: the number of pairs of codings that meet, one of either code; on the
        diagonal the number of the code's codings.

    Raises
    ------
    InvalidInput
        If the unit is neither of these.

    Examples
    --------
    >>> codings = pd.DataFrame(
    ...     {"source": "P1", "code": ["letter", "target", "target"], "start": [0, 3, 20], "end": [9, 12, 30]}
    ... )
    >>> cooccurrence(codings).to_numpy().tolist()
    [[1, 1], [1, 2]]
    """
    if unit not in ("overlap", "turn"):
        raise InvalidInput(f"Codings cannot meet by {unit!r}. Take overlap or turn.")
    codes, names = pd.factorize(codings["code"], sort=True)
    standing = np.arange(len(codings)) if unit == "overlap" else np.flatnonzero(codings["turn"].notna())
    pairs = _pairs(codes[standing], *folded(codings.iloc[standing], unit=unit), count=len(names))
    counts = pairs + pairs.T
    np.fill_diagonal(counts, np.bincount(codes, minlength=len(names)))
    index = pd.Index(names, name="code")
    return pd.DataFrame(counts, index=index, columns=index.rename("with"))


def _pairs(codes: Positions, starts: Positions, ends: Positions, *, count: int) -> Positions:
    """Of each two codes, the pairs of overlapping spans of which the first is of the one code."""
    order, followers = _followers(starts, ends)
    # Listing pairs takes a step for each pair; looking up running counts, one for each span and code.
    counted = _by_listing if followers.sum() <= len(order) * count else _by_code
    return counted(codes[order], followers, count)


def _by_listing(codes: Positions, followers: Positions, count: int) -> Positions:
    """Count the pairs, some at a time, so that they stay in the processor's cache."""
    pairs = np.zeros(count * count, np.int64)
    upto = np.cumsum(followers)
    cuts = np.searchsorted(upto, np.arange(0, upto[-1:].sum(), _PAIRS_AT_A_TIME), side="right")
    for begin, end in pairwise((*cuts.tolist(), len(codes))):
        first = np.repeat(codes[begin:end] * count, followers[begin:end])
        second = codes[_seconds(followers[begin:end], begin)]
        pairs += np.bincount(first + second, minlength=count * count)
    return pairs.reshape(count, count)


def _by_code(codes: Positions, followers: Positions, count: int) -> Positions:
    """For each code, how many of its spans are among the followers of each span."""
    pairs = np.zeros((count, count), np.int64)
    here = np.arange(1, len(codes) + 1)
    for code in range(count):
        before = np.concatenate(([0], np.cumsum(codes == code)))
        among = before[here + followers] - before[here]
        pairs[:, code] = np.bincount(codes, weights=among, minlength=count)
    return pairs


def _followers(starts: Positions, ends: Positions) -> tuple[Positions, Positions]:
    """The order of the spans by start, and how many of those after each in that order overlap it."""
    order = np.argsort(starts, kind="stable")
    starts, ends = starts[order], ends[order]
    reached = np.searchsorted(starts, ends, side="left")
    return order, np.maximum(reached - np.arange(1, len(starts) + 1), 0)


def _seconds(followers: Positions, begin: int) -> Positions:
    """The followers of each span, as places; ``begin`` is the place of the first span."""
    before = np.cumsum(followers) - followers
    places = np.arange(begin + 1, begin + 1 + len(followers))
    seconds: Positions = np.arange(followers.sum()) + np.repeat(places - before, followers)
    return seconds
