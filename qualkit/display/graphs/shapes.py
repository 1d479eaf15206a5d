"""The shapes of nodes: the room that a text takes in them, and where a line meets their border."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from qualkit.display.labels import Numbers

Shape = Literal["box", "round", "ellipse", "diamond"]
SHAPES: tuple[Shape, ...] = ("box", "ellipse", "round", "diamond")
_ROOM = {"box": (1.0, 1.0), "round": (1.0, 1.0), "ellipse": (1.3, 1.5), "diamond": (1.8, 2.1)}
_PADDING = (10.0, 7.0)  # points


def around(text: Numbers, shape: Shape) -> Numbers:
    """Width and height, in points, of the shape around a text of some width and height."""
    size: Numbers = text * np.array(_ROOM[shape]) + np.array(_PADDING)
    return size


def reach(shape: Shape, size: Numbers, offset: float) -> float:
    """How far from its middle a shape's border is, on a line that far beside its middle.

    >>> reach("diamond", np.array([40.0, 20.0]), 5.0)
    10.0
    """
    half, across = size / 2
    share = min(abs(offset) / across, 1.0)
    if shape == "ellipse":
        return float(half * np.sqrt(1 - share**2))
    return float(half * (1 - share)) if shape == "diamond" else float(half)


def patch(shape: Shape, centre: Numbers, size: Numbers, **style: Any) -> Any:
    """The shape as a ``matplotlib.patches.Patch``."""
    from matplotlib.patches import Ellipse, FancyBboxPatch, Polygon, Rectangle

    (x, y), (width, height) = centre, size
    corner = (x - width / 2, y - height / 2)
    if shape == "ellipse":
        return Ellipse((x, y), width, height, **style)
    if shape == "diamond":
        steps = np.array([[-width, 0], [0, height], [width, 0], [0, -height]]) / 2
        return Polygon(steps + centre, closed=True, **style)
    if shape == "round":
        rounding = f"round,pad=0,rounding_size={min(height / 2, 8)}"
        return FancyBboxPatch(corner, width, height, boxstyle=rounding, **style)
    return Rectangle(corner, width, height, **style)
