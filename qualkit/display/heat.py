"""Drawing a matrix of numbers in colours."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from qualkit.display.grid import Cell, Header, Matrix
from qualkit.figures import GREY, INK, bare, extent, fonts, new_figure, nothing, plain
from qualkit.language import number, say

if TYPE_CHECKING:
    from qualkit.display.charts import Chart

_CELL = (0.52, 0.3)  # inches
_SIZE = 8.0
_SHADES = ("#eef3f8", "#c3d5e6", "#8fb1d0", "#5a88b3", "#33608c", "#1d3f63")
_DARK = 0.42  # of the range, from which numbers are white


def draw(chart: Chart, *, titled: bool) -> Any:
    """The figure: a coloured square for each number, marks for empty cells, and their key below."""
    matrix: Matrix = chart.detail["matrix"]
    if not matrix.rows or not matrix.columns:
        return nothing(say("No rows or no columns.", matrix.language))
    ruler = new_figure(1, 1)
    left = extent(ruler, [row.label for row in matrix.rows], size=_SIZE)[0] + 0.15
    slant = extent(ruler, [column.label for column in matrix.columns], size=_SIZE)[0]
    above = slant * 0.71 + 0.25 + (0.35 if titled else 0)
    beside = extent(ruler, [row.band or "" for row in matrix.rows], size=_SIZE)[0] + slant * 0.71
    width, height = len(matrix.columns) * _CELL[0], len(matrix.rows) * _CELL[1]
    lines = max((_wrapped(*run).count("\n") + 1 for run in _runs(matrix.columns)), default=0)
    below = 0.2 + lines * 0.15
    figure = new_figure(left + width + beside, above + height + below)
    size = figure.get_size_inches()
    axes = figure.add_axes((left / size[0], below / size[1], width / size[0], height / size[1]))
    bare(axes)
    axes.set_xlim(0, len(matrix.columns))
    axes.set_ylim(len(matrix.rows), 0)
    _squares(axes, matrix)
    _names(axes, matrix)
    _bands(axes, matrix)
    _key(figure, matrix, left / size[0])
    if titled:
        figure.text(
            0, 1, plain(chart.title), fontsize=10, fontweight="bold", fontfamily=fonts(), va="top", color=INK
        )
    return figure


def _squares(axes: Any, matrix: Matrix) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    shades = LinearSegmentedColormap.from_list("shades", _SHADES)
    held = [float(cell.value) for row in matrix.cells for cell in row if isinstance(cell.value, int | float)]
    low, high = (min(held), max(held)) if held else (0.0, 1.0)
    if matrix.content != "rating":
        low = 0.0
    for y, row in enumerate(matrix.cells):
        for x, cell in enumerate(row):
            if isinstance(cell.value, int | float) and cell.state == "data":
                share = (cell.value - low) / ((high - low) or 1)
                _square(axes, x, y, face=shades(share))
                colour = "white" if share >= _DARK else INK
                _figure(axes, x, y, number(cell.value, matrix.language), colour=colour)
            else:
                _empty(axes, x, y, cell=cell)


def _square(axes: Any, x: float, y: float, *, face: Any, hatch: str | None = None) -> None:
    from matplotlib.patches import Rectangle

    line = "#bdbdbd" if hatch else "white"
    axes.add_patch(
        Rectangle((x + 0.02, y + 0.03), 0.96, 0.94, facecolor=face, edgecolor=line, hatch=hatch, lw=0)
    )


def _figure(axes: Any, x: float, y: float, text: str, *, colour: str) -> None:
    axes.text(
        x + 0.5,
        y + 0.52,
        text,
        ha="center",
        va="center_baseline",
        fontsize=_SIZE,
        fontfamily=fonts(),
        color=colour,
    )


def _empty(axes: Any, x: float, y: float, *, cell: Cell) -> None:
    if cell.state == "no data":
        _square(axes, x, y, face="white", hatch="//////")
        return
    _square(axes, x, y, face="#f7f7f7")
    if cell.value == 0:
        _figure(axes, x, y, "0", colour=GREY)
    else:
        axes.plot([x + 0.5], [y + 0.5], **_MARKS[cell.state])


_MARKS: dict[str, dict[str, Any]] = {
    "none found": {"marker": "_", "color": GREY, "markersize": 5},
    "not asked": {"marker": "o", "color": GREY, "markersize": 5, "fillstyle": "none", "linestyle": "none"},
    "not coded": {"marker": "x", "color": GREY, "markersize": 4.5, "linestyle": "none"},
    "data": {"marker": ".", "color": GREY, "markersize": 3, "linestyle": "none"},
}


def _names(axes: Any, matrix: Matrix) -> None:
    style: dict[str, Any] = {"fontsize": _SIZE, "fontfamily": fonts(), "color": INK, "annotation_clip": False}
    for y, row in enumerate(matrix.rows):
        axes.annotate(
            plain(row.label),
            (0, y + 0.52),
            xytext=(-5, 0),
            textcoords="offset points",
            ha="right",
            va="center_baseline",
            **style,
        )
    for x, column in enumerate(matrix.columns):
        axes.annotate(
            plain(column.label),
            (x + 0.5, 0),
            xytext=(-2, 4),
            textcoords="offset points",
            rotation=45,
            rotation_mode="anchor",
            ha="left",
            va="bottom",
            **style,
        )


def _runs(headers: tuple[Header, ...]) -> Iterator[tuple[str, int, int]]:
    """The bands with their first and last position."""
    for band, members in groupby(enumerate(headers), key=lambda pair: pair[1].band):
        places = [place for place, _ in members]
        if band is not None and [headers[place].label for place in places] != [band]:
            yield band, places[0], places[-1]


def _bands(axes: Any, matrix: Matrix) -> None:
    style: dict[str, Any] = {"fontsize": _SIZE, "fontfamily": fonts(), "color": INK, "style": "italic"}
    height, width = len(matrix.rows), len(matrix.columns)
    for band, first, last in _runs(matrix.columns):
        edge = height + 0.2
        axes.plot([first + 0.06, last + 0.94], [edge, edge], color=GREY, linewidth=0.8, clip_on=False)
        words = plain(_wrapped(band, first, last))
        axes.text((first + last + 1) / 2, edge + 0.15, words, ha="center", va="top", **style)
    for band, first, last in _runs(matrix.rows):
        edge = width + 0.15
        axes.plot([edge, edge], [first + 0.08, last + 0.92], color=GREY, linewidth=0.8, clip_on=False)
        axes.text(edge + 0.12, (first + last + 1) / 2, plain(band), ha="left", va="center", **style)


def _wrapped(band: str, first: int, last: int) -> str:
    return "\n".join(textwrap.wrap(band, (last - first + 1) * 8))


def _key(figure: Any, matrix: Matrix, left: float) -> None:
    """What the marks of the empty cells mean, as far as they occur."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    occur = {cell.state for row in matrix.cells for cell in row if cell.value is None}
    handles: list[Any] = []
    for state, words in (
        ("not asked", "not asked"),
        ("not coded", "not yet coded"),
        ("none found", "none found"),
    ):
        if state in occur:
            handles.append(
                Line2D([], [], label=say(words, matrix.language), **{"linestyle": "none", **_MARKS[state]})
            )
    if "data" in occur:
        handles.append(Line2D([], [], label=say("not weighted", matrix.language), **_MARKS["data"]))
    if "no data" in occur:
        label = say("no data", matrix.language)
        handles.append(Patch(facecolor="white", edgecolor="#bdbdbd", hatch="//////", lw=0, label=label))
    if handles:
        figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(left, 0),
            borderaxespad=0,
            ncols=len(handles),
            frameon=False,
            prop={"family": fonts(), "size": _SIZE},
            handletextpad=0.4,
            columnspacing=1.5,
        )
