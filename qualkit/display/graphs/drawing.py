"""Drawing a graph: its nodes, the curves between them with their words, and the key below."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from qualkit.display.graphs.appearance import DASHES, Sample, borders, key
from qualkit.display.graphs.boxes import SIZE, SMALL, Boxes, measured
from qualkit.display.graphs.layout import Layout
from qualkit.display.graphs.placing import PAGE, Engine, placed
from qualkit.display.graphs.shapes import patch
from qualkit.display.labels import Numbers
from qualkit.display.values import as_text
from qualkit.figures import GREY, INK, fonts, new_figure, plain

if TYPE_CHECKING:
    from qualkit.display.graphs.graph import Graph

_MARGIN = 5.0  # points around everything
_TITLE = 10.0  # points of the title's letters
_SMALLEST = 0.82  # a wider graph is not made smaller than this to fit the page
_ROW, _SAMPLE, _BETWEEN = 14.0, 22.0, 14.0  # points of the key: a row, a sample, between two entries
_HEAD = 5.5  # points of an arrow's head
_LINE = "#4a4a4a"


def draw(graph: Graph, *, titled: bool, engine: Engine = "layered") -> Any:
    """The figure of a graph, 16 cm wide at most where its text stays legible."""
    boxes, layout = placed(graph, engine=engine)
    size = _extent(graph, layout)
    fit = float(PAGE[0] / size[0])
    size = size * (fit if _SMALLEST <= fit < 1 else 1.0)
    title = _broken(graph.title, size[0]) if titled else ""
    top = measured([title], _TITLE)[0, 1] + 6 if titled else 0.0
    figure = new_figure(size[0] / 72, (size[1] + top) / 72)
    axes = figure.add_axes((0, 0, 1, size[1] / (size[1] + top)))
    _fill(axes, graph, boxes=boxes, layout=layout)
    if titled:
        figure.text(
            _MARGIN / size[0], 1 - 2 / (size[1] + top), plain(title), fontsize=_TITLE, fontweight="bold",
            fontfamily=fonts(), va="top", color=INK,
        )  # fmt: skip
    return figure


def draw_on(axes: Any, graph: Graph, *, engine: Engine = "layered") -> Any:
    """Draw a graph on ``matplotlib.axes.Axes``, as large as they are, and return them."""
    boxes, layout = placed(graph, engine=engine)
    _fill(axes, graph, boxes=boxes, layout=layout)
    return axes


def _fill(axes: Any, graph: Graph, *, boxes: Boxes, layout: Layout) -> None:
    low, _ = layout.bounds
    size = _extent(graph, layout)
    corner = low - _MARGIN - (0, size[1] - layout.extent[1] - 2 * _MARGIN)
    axes.set_axis_off()
    axes.set_xlim(corner[0], corner[0] + size[0])
    axes.set_ylim(corner[1], corner[1] + size[1])
    axes.set_aspect("equal", adjustable="box", anchor="NW")
    room = np.array(axes.get_window_extent().size) / axes.figure.dpi * 72
    pen = _Pen(axes, float(min(room / size)))
    _edges(pen, graph, boxes=boxes, layout=layout)
    _nodes(pen, graph, boxes=boxes, layout=layout)
    _key(pen, key(graph), corner=low - (0, _MARGIN), width=size[0] - 2 * _MARGIN)


def _broken(title: str, width: float) -> str:
    letters = len(title) * width / max(measured([title], _TITLE)[0, 0] * 1.12, 1)
    return "\n".join(textwrap.wrap(title, max(int(letters), 12)))


def _extent(graph: Graph, layout: Layout) -> Numbers:
    """Width and height of the graph with its key and margins."""
    samples = key(graph)
    widest = max((_widths(samples)), default=0.0)
    width = max(layout.extent[0], min(widest, PAGE[0]), 150.0)
    rows = len(_flowing(samples, width))
    return np.array([width, layout.extent[1] + rows * _ROW]) + 2 * _MARGIN


class _Pen:
    """Axes whose unit is a point of the layout, and how large such a point is in print."""

    def __init__(self, axes: Any, scale: float) -> None:
        self.axes, self.scale = axes, scale

    def write(self, place: Numbers, words: str, *, size: float, **style: Any) -> None:
        """Words at a place, in letters of a size in the layout's points."""
        self.axes.text(
            *place, plain(words), fontsize=size * self.scale, fontfamily=fonts(), linespacing=1.15,
            **{"color": INK, "va": "center", "ha": "center", "zorder": 4, **style},
        )  # fmt: skip

    def line(self, route: Numbers, *, width: float, dashes: Any) -> None:
        """The joined curves with some control points."""
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        codes = [Path.MOVETO] + [Path.CURVE4] * (len(route) - 1)
        style = {"linewidth": width * self.scale, "linestyle": dashes, "edgecolor": _LINE}
        self.axes.add_patch(PathPatch(Path(route, codes), fill=False, zorder=1, capstyle="butt", **style))

    def head(self, tip: Numbers, direction: Numbers, *, size: float) -> None:
        """The head of an arrow."""
        from matplotlib.patches import Polygon

        back, side = tip - direction * size, np.array([-direction[1], direction[0]]) * size * 0.42
        self.axes.add_patch(
            Polygon([tip, back + side, back - side], facecolor=_LINE, edgecolor="none", zorder=1.5)
        )


def _edges(pen: _Pen, graph: Graph, *, boxes: Boxes, layout: Layout) -> None:
    widths = _line_widths(graph)
    for place, route in enumerate(layout.routes):
        sign = as_text(graph.edges["sign"].iloc[place]) or ""
        _edge(pen, route, width=widths[place], dashes=DASHES[sign], headed=_headed(graph, boxes.words[place]))
        if boxes.words[place]:
            ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8 * pen.scale}
            pen.write(layout.labels[place], boxes.words[place], size=SMALL, bbox=ground, zorder=2)


def _edge(pen: _Pen, route: Numbers, *, width: float, dashes: Any, headed: bool) -> None:
    if not headed:
        pen.line(route, width=width, dashes=dashes)
        return
    tip = route[-1]
    before = route[np.flatnonzero(np.abs(route - tip).max(axis=1) > 1e-6)[-1]]
    direction = (tip - before) / np.linalg.norm(tip - before)
    size = _HEAD + width
    pen.line(np.concatenate([route[:-1], [tip - direction * size * 0.8]]), width=width, dashes=dashes)
    pen.head(tip, direction, size=size)


def _headed(graph: Graph, words: str) -> bool:
    """Whether an edge is an arrow; those of a hierarchy are plain lines."""
    return graph.kind != "folk taxonomy" and (graph.kind != "code map" or bool(words))


def _line_widths(graph: Graph) -> Numbers:
    counts = graph.edges["n"].to_numpy(dtype=float)
    if graph.kind != "composite sequence" or not len(counts):
        return np.ones(len(counts))
    widths: Numbers = 0.7 + 2.1 * counts / counts.max()
    return widths


def _nodes(pen: _Pen, graph: Graph, *, boxes: Boxes, layout: Layout) -> None:
    lines = borders(graph)
    above, below = boxes.label_heights, boxes.detail_heights
    for place, node in enumerate(graph.nodes.to_dict("records")):
        centre = layout.centres[place]
        style = {
            "facecolor": _tint(node["colour"]),
            "edgecolor": node["colour"],
            "linestyle": lines[place],
            "linewidth": (2.4 if node["emphasis"] else 1.1) * pen.scale,
            "zorder": 3,
        }
        pen.axes.add_patch(patch(boxes.shapes[place], centre, layout.sizes[place], **style))
        weight = "bold" if node["emphasis"] else "normal"
        pen.write(centre + _by(0, below[place] / 2), boxes.labels[place], size=SIZE, fontweight=weight)
        if boxes.details[place]:
            pen.write(centre - _by(0, above[place] / 2), boxes.details[place], size=SMALL, color="#444444")


def _by(along: float, up: float) -> Numbers:
    return np.array([along, up], dtype=float)


def _tint(colour: str) -> Any:
    from matplotlib.colors import to_rgb

    return tuple(1 - 0.14 * (1 - part) for part in to_rgb(colour))


def _widths(samples: list[Sample]) -> list[float]:
    texts = measured([sample.words for sample in samples], SMALL)[:, 0]
    marked = [sample.shape is not None or sample.dashes is not None for sample in samples]
    return [float(text) + _SAMPLE * mark + _BETWEEN for text, mark in zip(texts, marked, strict=True)]


def _flowing(samples: list[Sample], width: float) -> list[list[tuple[float, Sample]]]:
    """The entries of the key in rows, each with how far from the left it begins."""
    rows: list[list[tuple[float, Sample]]] = []
    end = width
    for sample, wide in zip(samples, _widths(samples), strict=True):
        if not rows or end + wide - _BETWEEN > width:
            rows.append([])
            end = 0.0
        rows[-1].append((end, sample))
        end += wide
    return rows


def _key(pen: _Pen, samples: list[Sample], *, corner: Numbers, width: float) -> None:
    for number, row in enumerate(_flowing(samples, width)):
        for begin, sample in row:
            place = corner + _by(begin, -(number + 0.5) * _ROW)
            if sample.shape is not None:
                style = {"facecolor": _tint(sample.colour), "edgecolor": sample.colour}
                mark = patch(
                    sample.shape, place + _by(8, 0), np.array([16.0, 9.0]), linestyle=sample.border, **style
                )
                pen.axes.add_patch(mark)
            elif sample.dashes is not None:
                ends = np.array([place + _by(along, 0) for along in (0, 6, 12, 18)])
                pen.line(ends, width=1, dashes=sample.dashes)
            indent = 0 if sample.shape is None and sample.dashes is None else _SAMPLE
            pen.write(place + _by(indent, 0), sample.words, size=SMALL, ha="left", color=GREY)
