"""Names beside points: one for all that lie on one place, and a line to what could not stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from qualkit.display.charting.labelling import around
from qualkit.display.charting.lettering import text_size, wrapped, write
from qualkit.display.labels import Numbers
from qualkit.figures import GREY

_SAME = 0.05  # inches within which points are one place
_FAR = 0.14  # inches beyond which a label needs a line to its point


def name_points(
    axes: Any, points: Numbers, names: Sequence[str], *, taken: Numbers, radii: Numbers | None = None
) -> None:
    """Write the name of each point near it.

    Points (n × 2) and what labels should leave free (m × 2) are in data of the axes, radii in inches.
    """
    scale, box = axes.figure.dpi, axes.get_window_extent()
    here, there = ((axes.transData.transform(each) - (box.x0, box.y0)) / scale for each in (points, taken))
    places = _together(here)
    first = [members[0] for members in places]
    labels = [wrapped(", ".join(names[each] for each in members), line=26, lines=4) for members in places]
    wide = np.full(len(points), 0.04) if radii is None else radii
    sizes = np.array([text_size(label) for label in labels]) + 0.03
    field = box.width / scale, box.height / scale
    middles = around(here[first], wide[first], sizes, taken=there, field=field)
    line: dict[str, Any] = {"arrowstyle": "-", "color": GREY, "lw": 0.5, "shrinkA": 0, "shrinkB": 3}
    for each, label, size, shift in zip(first, labels, sizes, middles - here[first], strict=True):
        far = (np.abs(shift) > size / 2 + wide[each] + _FAR).any()
        style: dict[str, Any] = {"arrowprops": line} if far else {}
        write(axes, tuple(points[each]), label, shift=tuple(shift * 72), ha="center", va="center", **style)


def _together(here: Numbers) -> list[list[int]]:
    """The points that lie on one place, by position."""
    places: list[list[int]] = []
    for each, point in enumerate(here):
        near = [members for members in places if (np.abs(here[members[0]] - point) < _SAME).all()]
        if near:
            near[0].append(each)
        else:
            places.append([each])
    return places
