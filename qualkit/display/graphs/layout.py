"""Where the nodes, the lines and the words on them go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qualkit.display.labels import Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Places in points, the second coordinate growing upwards.

    ``centres`` and ``sizes`` (n × 2) are of the nodes, ``labels`` and ``label_sizes`` (m × 2) of the words
    on the edges; ``routes`` are of each edge, from its source to its target, the control points of
    joined cubic curves, (3k + 1) × 2.
    """

    centres: Numbers
    sizes: Numbers
    routes: tuple[Numbers, ...]
    labels: Numbers
    label_sizes: Numbers

    @property
    def bounds(self) -> tuple[Numbers, Numbers]:
        """The lower left and upper right corner of everything."""
        boxes = [(self.centres, self.sizes), (self.labels, self.label_sizes)]
        low = np.concatenate([*(centre - size / 2 for centre, size in boxes), *self.routes])
        high = np.concatenate([*(centre + size / 2 for centre, size in boxes), *self.routes])
        return low.min(axis=0), high.max(axis=0)

    @property
    def extent(self) -> Numbers:
        """Width and height of everything."""
        low, high = self.bounds
        extent: Numbers = high - low
        return extent

    def turned(self) -> Layout:
        """The layout that ran from left to right, running from top to bottom."""
        return Layout(
            -self.centres[:, ::-1],
            self.sizes[:, ::-1],
            tuple(-route[:, ::-1] for route in self.routes),
            -self.labels[:, ::-1],
            self.label_sizes[:, ::-1],
        )


def straight(points: Numbers) -> Numbers:
    """The control points of the straight lines that join some points."""
    parts = [points[:1]]
    for start, end in pairwise(points):
        parts.append(np.array([start + (end - start) / 3, end - (end - start) / 3, end]))
    return np.concatenate(parts)


def swung(points: Numbers) -> Numbers:
    """The control points of curves that join some points and leave and reach each of them level."""
    parts = [points[:1]]
    for start, end in pairwise(points):
        if np.allclose(start, end):
            continue
        middle = (start[0] + end[0]) / 2
        parts.append(np.array([[middle, start[1]], [middle, end[1]], end]))
    return np.concatenate(parts)
