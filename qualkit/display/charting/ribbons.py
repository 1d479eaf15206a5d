"""Ribbons: bands that lead from one stretch to another."""

from __future__ import annotations

from typing import Any

from qualkit.display.labels import Numbers

Point = tuple[float, float]


def ribbon(axes: Any, corners: list[Point], bends: list[Point], *, colour: str, strength: float) -> None:
    """Draw a band from corners 0, 1 to corners 2, 3, bent towards two points on the way there and back."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    first, second, third, fourth = corners
    points = [first, second, *bends[:2], third, fourth, *bends[2:], first]
    moves = [Path.MOVETO, Path.LINETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3]
    style: dict[str, Any] = {"facecolor": colour, "edgecolor": "white", "lw": 0.4, "alpha": strength}
    axes.add_patch(PathPatch(Path(points, moves), **style))


def stacked(sizes: Numbers, *, start: float) -> list[tuple[float, float]]:
    """Where stretches of some sizes begin and end when they follow each other.

    >>> import numpy as np
    >>> stacked(np.array([1.0, 2.0]), start=0.5)
    [(0.5, 1.5), (1.5, 3.5)]
    """
    ends = start + sizes.cumsum()
    return list(zip((ends - sizes).tolist(), ends.tolist(), strict=True))
