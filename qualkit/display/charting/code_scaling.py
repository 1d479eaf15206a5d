"""The map of codes: the more alike two are used, the nearer they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from qualkit.display.charting.code_dendrogram import in_groups
from qualkit.display.charting.code_likeness import Alike, alike
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clear, footer
from qualkit.display.charting.naming import name_points
from qualkit.display.charting.plot import Plot
from qualkit.display.material import Material
from qualkit.language import say
from qualkit.reduction.themes.codes import By

_SIZE: Size = (5.6, 4.4)
_LARGEST = 420  # points², the area of the largest circle


def code_scaling(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    by: By = "co-occurrence",
    where: Mapping[str, Any] | None = None,
    top: int = 30,
    language: str | None = None,
) -> Plot:
    """Codes on a plane by classical multidimensional scaling of how alike they are used.

    Parameters
    ----------
    by
        ``co-occurrence``: put on overlapping passages; ``wording``: on passages of the same words.
    top
        The most codes; the codes used most.

    Returns
    -------
    Plot
        ``frame`` has a row ``code label size theme x y`` for each code.

    Raises
    ------
    InvalidInput
        If fewer than three codes were used, or none of them meet.
    NotFound
        For names that do not exist.
    """
    words = language or material.language
    found = alike(material, codes=codes, by=by, where=where, top=top, language=words)
    title = say("Codes by likeness, as a map", words)
    return Plot(
        kind="code map",
        title=title,
        frame=found.leaves[["code", "label", "size", "theme", "x", "y"]],
        paint=partial(_paint, found=found, language=words),
        alternative=in_groups(title, found, words),
        codings=found.codings,
        language=words,
        notes=found.coded.notes,
        version=material.version,
    )


def _paint(axes: Any, *, found: Alike, language: str) -> Size:
    clear(axes)
    leaves = found.leaves
    points = leaves[["x", "y"]].to_numpy()
    middle, half = (
        (points.max(axis=0) + points.min(axis=0)) / 2,
        np.maximum(np.ptp(points, axis=0) * 0.56, 1e-6),
    )
    axes.set_xlim(middle[0] - half[0], middle[0] + half[0])
    axes.set_ylim(middle[1] - half[1], middle[1] + half[1])
    areas = _LARGEST * leaves["size"] / leaves["size"].max()
    axes.scatter(*points.T, s=areas, c=leaves["colour"], edgecolors="white", linewidths=0.8, zorder=2)
    radii = np.sqrt(areas.to_numpy() / np.pi) / 72
    name_points(axes, points, leaves["label"].tolist(), taken=points, radii=radii)
    said = (
        "The nearer two codes, the more alike they are used; the area of a circle is its number of codings."
    )
    footer(axes, say(said, language))
    return _SIZE
