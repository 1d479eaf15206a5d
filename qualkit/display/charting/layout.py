"""A figure as wide as a page's text, in which everything that is drawn around the axes has its room."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np

from qualkit.display.labels import Numbers
from qualkit.figures import INK, fonts, new_figure, plain

Size = tuple[float, float]
Painter = Callable[[Any], Size]
"""Paints on matplotlib axes; returns the width and height, in inches, that the axes should have."""

PAGE = 16 / 2.54  # inches of width
_TRIES = 4  # paintings, each on axes of the size that the one before asked for
_EDGE = 0.06
_TITLE = 0.19  # inches of height for a line of the title
_LETTER = 0.078  # inches of width, of a letter of the title


def compose(paint: Painter, *, title: str | None) -> Any:
    """The figure of a picture: as wide as it asks for, at most as the text of a page, and titled if asked."""
    wanted: Size = (PAGE, 3.0)
    sides = np.zeros(4)
    for _ in range(_TRIES):
        width = max(min(wanted[0], PAGE - sides[0] - sides[1]), 1.0)
        figure, axes = _page((width, wanted[1]), sides, title)
        wanted = paint(axes)
        sides = _sides(axes)
    return figure


def _page(size: Size, sides: Numbers, title: str | None) -> tuple[Any, Any]:
    left, right, below, above = sides
    width = left + size[0] + right
    lines = textwrap.wrap(title or "", max(int(width / _LETTER), 20))
    above += len(lines) * _TITLE + (_EDGE if lines else 0)
    height = below + size[1] + above
    figure = new_figure(width, height)
    style: dict[str, Any] = {"fontsize": 10, "fontweight": "bold", "fontfamily": fonts(), "color": INK}
    if lines:
        figure.text(0, 1, plain("\n".join(lines)), va="top", **style)
    axes = figure.add_axes((left / width, below / height, size[0] / width, size[1] / height))
    return figure, axes


def _sides(axes: Any) -> Numbers:
    """How far, in inches, what was drawn reaches beyond the axes: left, right, below and above."""
    inner, outer = axes.get_window_extent(), axes.get_tightbbox()
    beyond = (inner.x0 - outer.x0, outer.x1 - inner.x1, inner.y0 - outer.y0, outer.y1 - inner.y1)
    sides: Numbers = np.maximum(np.array(beyond) / axes.figure.dpi, 0) + _EDGE
    return sides
