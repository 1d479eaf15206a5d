"""The order of the items within each layer, so that few lines cross."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from qualkit.display.labels import Numbers

Edge = tuple[int, int]
_SWEEPS = 24
_MANY = 800  # items for which one first order has to do


def ordered(layer: Sequence[int], edges: Sequence[Edge]) -> list[list[int]]:
    """The items of each layer from top to bottom; edges join items of neighbouring layers.

    Each layer in turn is sorted by the middle of its neighbours' places, to and fro, from two first
    orders; the order with the fewest crossings of all that were met is kept.

    >>> ordered([0, 0, 1, 1], [(0, 3), (1, 2)])
    [[0, 1], [3, 2]]
    """
    best: list[list[int]] = []
    fewest: int | None = None
    for backward in (False, True) if len(layer) <= _MANY else (False,):
        before, after = _neighbours(len(layer), edges[::-1] if backward else edges)
        rows, found = _swept(_first(layer, before, after), before, after)
        if fewest is None or found < fewest:
            best, fewest = rows, found
    return best


def _swept(
    rows: list[list[int]], before: list[list[int]], after: list[list[int]]
) -> tuple[list[list[int]], int]:
    """The best order met while sorting the layers to and fro, and its crossings."""
    best, fewest = [list(row) for row in rows], _crossings(rows, after)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        onward = sweep % 2 == 0
        for row in range(1, len(rows)) if onward else range(len(rows) - 2, -1, -1):
            rows[row] = _sorted(rows[row], rows[row - 1 if onward else row + 1], before if onward else after)
        found = _crossings(rows, after)
        if found < fewest:
            best, fewest = [list(row) for row in rows], found
    return best, fewest


def _neighbours(count: int, edges: Sequence[Edge]) -> tuple[list[list[int]], list[list[int]]]:
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for start, end in edges:
        before[end].append(start)
        after[start].append(end)
    return before, after


def _first(layer: Sequence[int], before: list[list[int]], after: list[list[int]]) -> list[list[int]]:
    """The items in the order in which a walk along the edges meets them."""
    rows: list[list[int]] = [[] for _ in range(max(layer, default=-1) + 1)]
    met: set[int] = set()
    for start in range(len(layer)):
        waiting = [start]
        while waiting:
            item = waiting.pop()
            if item not in met:
                met.add(item)
                rows[layer[item]].append(item)
                waiting.extend(reversed(before[item] + after[item]))
    return rows


def _sorted(row: list[int], beside: list[int], neighbours: list[list[int]]) -> list[int]:
    """A layer sorted by the middle of each item's neighbours; what has none keeps its place."""
    place = {item: number for number, item in enumerate(beside)}
    middles = {
        item: float(np.median([place[each] for each in neighbours[item]])) for item in row if neighbours[item]
    }
    moved = iter(sorted(middles, key=lambda item: middles[item]))
    return [next(moved) if item in middles else item for item in row]


def _crossings(rows: list[list[int]], after: list[list[int]]) -> int:
    total = 0
    for row, below in pairwise(rows):
        place = {item: number for number, item in enumerate(below)}
        ends = np.array([(number, place[end]) for number, item in enumerate(row) for end in after[item]])
        if len(ends):
            total += _inversions(ends.astype(float))
    return total


def _inversions(ends: Numbers) -> int:
    """How many pairs of lines, each given by its place above and below, cross."""
    above, below = (np.sign(column[:, None] - column[None]) for column in ends.T)
    return int((above * below < 0).sum()) // 2
