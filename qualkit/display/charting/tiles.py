"""A table in colours: squares with what is written in them, names on the left and above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clear, write

_TILE: Size = (0.46, 0.3)  # inches
BLUES = ("#f4f7fa", "#c3d5e6", "#8fb1d0", "#5a88b3", "#33608c", "#1d3f63")


def table(axes: Any, *, rows: Sequence[str], columns: Sequence[str]) -> Size:
    """Make axes a table with names; cell (x, y) is the unit square from there. Returns its size in inches."""
    clear(axes)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(len(rows), 0)
    for y, name in enumerate(rows):
        write(axes, (0, y + 0.52), name, shift=(-5, 0), ha="right", va="center_baseline")
    for x, name in enumerate(columns):
        slanted: dict[str, Any] = {"rotation": 45, "rotation_mode": "anchor", "ha": "left", "va": "bottom"}
        write(axes, (x + 0.5, 0), name, shift=(-2, 4), **slanted)
    return len(columns) * _TILE[0], len(rows) * _TILE[1]


def tile(axes: Any, x: int, y: int, *, face: Any, hatch: str | None = None) -> None:
    """Colour a cell."""
    from matplotlib.patches import Rectangle

    style: dict[str, Any] = {"facecolor": face, "edgecolor": "white", "lw": 0.8}
    axes.add_patch(Rectangle((x, y), 1, 1, hatch=hatch, **style))
