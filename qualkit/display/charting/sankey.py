"""The Sankey diagram: the flow of codings from the values of one axis to those of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.charting.colouring import code_colours
from qualkit.display.charting.counted import Counted, counted
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clear, write
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.charting.ribbons import ribbon, stacked
from qualkit.display.labels import spread
from qualkit.display.material import Material
from qualkit.figures import GREY, colours
from qualkit.language import number, say

_WIDE = 3.2  # inches
_LINE = 0.17  # inches between labels
_NODE = 0.02  # of the width
_GAP = 0.06  # inches between nodes
_OF_CODES = ("code", "family")


def sankey(
    material: Material,
    *,
    rows: str = "family",
    columns: str = "kind",
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    top: int = 20,
    language: str | None = None,
) -> Plot:
    """How codings flow from rows, on the left, to columns, on the right; a band is as wide as they are many.

    Parameters
    ----------
    rows, columns, codes, where
        Axes and filters of `matrix`.
    top
        The most values on either side, those with the most codings.

    Returns
    -------
    Plot
        ``frame`` has a row ``row column count`` for each band.

    Raises
    ------
    NotFound
        For names that do not exist.
    """
    found = counted(
        material, rows=rows, columns=columns, codes=codes, where=where, top=top, language=language
    )
    words = found.language
    title = say("From {rows} to {columns}: the flow of codings", words, **found.names)
    if found.drawn.empty:
        return empty(material, kind="sankey", title=title, reason="No codings.", language=words)
    frame = _flows(found.drawn)
    lead = int(columns in _OF_CODES and rows not in _OF_CODES)
    leading = found.drawn.axes[lead]
    shades = code_colours(material, leading) if (rows, columns)[lead] in _OF_CODES else colours(leading)
    return Plot(
        kind="sankey",
        title=title,
        frame=frame,
        paint=partial(_paint, found=found, lead=lead, shades=shades),
        alternative=_alternative(title, frame, found),
        codings=found.codings,
        language=words,
        notes=found.notes,
        version=material.version,
    )


def _flows(drawn: pd.DataFrame) -> pd.DataFrame:
    """``row column count`` of each band."""
    across = len(drawn.columns)
    flows = pd.DataFrame(
        {
            "row": np.repeat(drawn.index.to_numpy(), across),
            "column": np.tile(drawn.columns.to_numpy(), len(drawn)),
            "count": drawn.to_numpy().ravel(),
        }
    )
    return flows[flows["count"] > 0].reset_index(drop=True)


def _alternative(title: str, frame: pd.DataFrame, found: Counted) -> str:
    most = frame.nlargest(5, "count").itertuples(index=False, name=None)
    said = [f"{found.rows[row]} → {found.columns[column]}: {count}" for row, column, count in most]
    return say("{title}. Most often: {pairs}.", found.language, title=title, pairs="; ".join(said))


def _paint(axes: Any, *, found: Counted, lead: int, shades: Mapping[str, str]) -> Size:
    clear(axes)
    counts = found.drawn.to_numpy()
    height = max(_LINE * max(counts.shape), 2.4)
    inch = (height - _GAP * (max(counts.shape) - 1)) / counts.sum()
    nodes = [_nodes(counts.sum(axis=axis), inch, height) for axis in (1, 0)]
    axes.set_xlim(0, 1)
    axes.set_ylim(height, 0)
    _bands(axes, found.drawn, nodes, inch=inch, lead=lead, shades=shades)
    for side, names in enumerate((found.rows, found.columns)):
        keys = found.drawn.axes[side]
        totals = counts.sum(axis=1 - side)
        labels = [f"{names[key]} ({number(n, found.language)})" for key, n in zip(keys, totals, strict=True)]
        faces = [shades[key] if side == lead else GREY for key in keys]
        _side(axes, nodes[side], labels, faces, x=side * (1 - _NODE), out=(-1, 1)[side])
    return _WIDE, height


def _nodes(totals: Any, inch: float, height: float) -> list[tuple[float, float]]:
    """The begin and end of each node, in inches from the top, in the middle of the height."""
    sizes = totals * inch
    start = (height - sizes.sum() - _GAP * (len(sizes) - 1)) / 2
    return [(begin, end - _GAP) for begin, end in stacked(sizes + _GAP, start=start)]


def _bands(
    axes: Any,
    drawn: pd.DataFrame,
    nodes: list[list[tuple[float, float]]],
    *,
    inch: float,
    lead: int,
    shades: Mapping[str, str],
) -> None:
    sizes = drawn.to_numpy(dtype=float) * inch
    left, right = ([begin for begin, _ in side] for side in nodes)
    for i, row in enumerate(drawn.index):
        for j, column in enumerate(drawn.columns):
            size = float(sizes[i, j])
            if size:
                _band(axes, (left[i], right[j]), size, colour=shades[(row, column)[lead]])
                left[i] += size
                right[j] += size


def _band(axes: Any, tops: tuple[float, float], size: float, *, colour: str) -> None:
    (one, other), begin, end = tops, _NODE, 1 - _NODE
    corners = [(begin, one + size), (begin, one), (end, other), (end, other + size)]
    bends = [(0.5, one), (0.5, other), (0.5, other + size), (0.5, one + size)]
    ribbon(axes, corners, bends, colour=colour, strength=0.5)


def _side(
    axes: Any, nodes: list[tuple[float, float]], labels: list[str], faces: list[str], *, x: float, out: int
) -> None:
    from matplotlib.patches import Rectangle

    middles = [(begin + end) / 2 for begin, end in nodes]
    edge = x if out < 0 else x + _NODE
    for (begin, end), middle, there, label, face in zip(
        nodes, middles, spread(middles, _LINE), labels, faces, strict=True
    ):
        axes.add_patch(Rectangle((x, begin), _NODE, end - begin, facecolor=face, lw=0))
        axes.plot([edge, edge + out * 0.03], [middle, there], color=GREY, lw=0.5, clip_on=False)
        side: dict[str, Any] = {"ha": "right" if out < 0 else "left", "va": "center_baseline"}
        write(axes, (edge + out * 0.035, there), label, **side)
