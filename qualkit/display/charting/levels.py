"""Names on the left, one below the other, with a line for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.display.charting.lettering import write

LINE = 0.21  # inches of height


def names(axes: Any, labels: Sequence[str]) -> None:
    """Make the y axis lines with names, the first at the top (y = 0, 1, …)."""
    axes.set_yticks([])
    axes.set_ylim(len(labels) - 0.4, -0.6)
    style: dict[str, Any] = {"ha": "right", "va": "center_baseline", "shift": (-5, 0)}
    for line, label in enumerate(labels):
        write(axes, (0, line), label, coords=("axes fraction", "data"), **style)
