"""Places along each layer: as near as can be to the neighbours, and nothing on top of anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualkit.display.labels import Numbers

Edge = tuple[int, int]
_ROUNDS = 150


def aligned(
    rows: Sequence[Sequence[int]], edges: Sequence[Edge], *, sizes: Numbers, runs: Sequence[int]
) -> Numbers:
    """The centre of each item across its layer, growing in the order of each row.

    ``sizes`` is the room that each item takes; items of the same number in ``runs`` are kept in line.
    """
    places = np.zeros(len(sizes))
    for row in rows:
        places[list(row)] = _packed(sizes[list(row)])
    ends = np.array(edges, dtype=int).reshape(-1, 2)
    run = np.array(runs, dtype=int)
    for stiffness in range(1, _ROUNDS):
        for layers in (rows[::2], rows[1::2]):
            wishes = _wishes(places, ends, run, stiffness=stiffness)
            for row in layers:
                _settle(places, np.array(row), sizes=sizes, wishes=wishes)
    return places


def _packed(sizes: Numbers) -> Numbers:
    places: Numbers = np.cumsum(sizes) - (sizes + sizes.sum()) / 2
    return places


def _wishes(places: Numbers, ends: Numbers, run: Numbers, *, stiffness: float) -> tuple[Numbers, Numbers]:
    """Of each item the mean place of its neighbours and its run, and how strongly both pull.

    A neighbour pulls by 1 and a run by its stiffness.
    """
    start, end = ends.T
    size = np.bincount(run)
    middle = (np.bincount(run, places) / np.maximum(size, 1))[run]
    weight = np.where(size[run] > 1, stiffness, 1e-3)
    total = weight * middle
    for one, other in ((start, end), (end, start)):
        np.add.at(total, one, places[other])
        np.add.at(weight, one, 1.0)
    return total / weight, weight


def _settle(places: Numbers, row: Numbers, *, sizes: Numbers, wishes: tuple[Numbers, Numbers]) -> None:
    offsets = _packed(sizes[row])
    wanted, weight = wishes[0][row] - offsets, wishes[1][row]
    places[row] = _rising(wanted, weight) + offsets


def _rising(values: Numbers, weights: Numbers) -> Numbers:
    """The values, moved as little as possible so that none is below the one before it."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        size = 1
        while pools and pools[-1][0] >= value:
            former, held, held_size = pools.pop()
            value = (former * held + value * weight) / (held + weight)
            weight, size = held + weight, size + held_size
        pools.append((value, weight, size))
    return np.repeat([value for value, _, _ in pools], [size for _, _, size in pools])
