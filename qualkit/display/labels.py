"""Room for labels: along a line, and on a plane."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Places on a line moved as little as possible so that neighbours are at least ``gap`` apart.

    >>> spread([0.0, 0.0, 5.0], 1.0)
    [-0.5, 0.5, 5.0]
    """
    order = sorted(range(len(places)), key=lambda each: places[each])
    pools: list[tuple[float, int]] = []  # of neighbours that must move together: their sum and number
    for rank, each in enumerate(order):
        pools.append((places[each] - rank * gap, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            total, size = pools.pop()
            pools[-1] = (pools[-1][0] + total, pools[-1][1] + size)
    means = [total / size for total, size in pools for _ in range(size)]
    moved = [0.0] * len(places)
    for rank, each in enumerate(order):
        moved[each] = means[rank] + rank * gap
    return moved


def overlaps(centres: Numbers, sizes: Numbers) -> Numbers:
    """How far each two of n boxes (n × 2 centres and sizes) overlap along x and y: n × n × 2, 0 if apart."""
    distance = np.abs(centres[:, None] - centres[None])
    depth = (sizes[:, None] + sizes[None]) / 2 - distance
    depth[~(depth > 0).all(axis=2)] = 0
    depth[np.arange(len(centres)), np.arange(len(centres))] = 0
    return depth


def push_apart(centres: Numbers, sizes: Numbers, *, rounds: int = 2000) -> Numbers:
    """Centres of boxes moved until no two boxes overlap; always the same for the same boxes."""
    moved = centres.astype(float).copy()
    for _ in range(rounds):
        depth = overlaps(moved, sizes)
        if not depth.any():
            break
        side = np.sign(moved[:, None] - moved[None])
        earlier = np.sign(np.arange(len(moved))[:, None] - np.arange(len(moved))[None])[..., None]
        side = np.where(side == 0, earlier, side)
        along_x = (depth[..., 0] <= depth[..., 1])[..., None]
        step = np.where(np.concatenate([along_x, ~along_x], axis=2), depth + 0.5, 0) * (depth > 0)
        moved += (side * step).sum(axis=1) * 0.45
    return moved
