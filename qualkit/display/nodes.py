"""Drawing a network: circles with their labels below, lines as wide as they are heavy."""

from __future__ import annotations

import math
import textwrap
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from qualkit.display.labels import Numbers, push_apart
from qualkit.figures import GREY, INK, extent, fonts, new_figure, nothing, plain
from qualkit.language import say

if TYPE_CHECKING:
    from qualkit.display.network import Network

_SIZE = 8.5
_SMALL, _LARGE = 5.0, 17.0  # radius of a circle, in points
_THIN, _THICK = 0.6, 6.0  # width of a line, in points
_GAP = 2.0  # points between a circle and its label
_MARGIN = 10.0  # points around everything
_SEED = 11
_PULL = 0.03


def draw(network: Network, *, titled: bool) -> Any:
    """The figure of the nodes that have edges; the same network is always drawn the same."""
    linked = set(network.edges["source"]) | set(network.edges["target"])
    nodes = network.nodes[network.nodes["code"].isin(linked)].reset_index(drop=True)
    if nodes.empty:
        return nothing(say("No two codes meet.", network.language))
    labels = ["\n".join(textwrap.wrap(label, 18)) for label in nodes["label"]]
    radii = _radii(nodes["count"].to_numpy(dtype=float))
    boxes = _boxes(labels, radii)
    centres = push_apart(_layout(network, list(nodes["code"])) * _field(boxes), boxes + 6)
    top = 28.0 if titled else 4.0
    low = (centres - boxes / 2).min(axis=0) - _MARGIN
    high = (centres + boxes / 2).max(axis=0) + _MARGIN
    width, height = high - low
    figure = new_figure(width / 72, (height + top) / 72)
    axes = figure.add_axes((0, 0, 1, height / (height + top)))
    axes.set_axis_off()
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    circles = centres + np.stack([np.zeros(len(boxes)), boxes[:, 1] / 2 - radii], axis=1)
    _edges(axes, network, dict(zip(nodes["code"], circles, strict=True)))
    _circles(axes, circles, radii, nodes["colour"].tolist())
    _labels(axes, labels, circles, radii)
    _key(figure, network, dict(zip(nodes["family"], nodes["family_colour"], strict=True)))
    if titled:
        figure.text(
            0.01,
            1,
            plain(network.title),
            fontsize=10,
            fontweight="bold",
            fontfamily=fonts(),
            va="top",
            color=INK,
        )
    return figure


def _radii(counts: Numbers) -> Numbers:
    """Radii in points; areas are as the counts."""
    radii: Numbers = _LARGE * np.sqrt(counts / counts.max())
    radii[radii < _SMALL] = _SMALL
    return radii


def _boxes(labels: list[str], radii: Numbers) -> Numbers:
    """Width and height, in points, of each circle together with its label."""
    ruler = new_figure(1, 1)
    sizes = np.array([extent(ruler, [label], size=_SIZE) for label in labels]) * 72
    return np.stack([np.maximum(sizes[:, 0], 2 * radii), sizes[:, 1] + 2 * radii + _GAP], axis=1)


def _field(boxes: Numbers) -> float:
    """Half the side, in points, of the field over which the nodes are first spread."""
    return max(math.sqrt(float((boxes[:, 0] * boxes[:, 1]).sum()) * 3.6) / 2, 90.0)


def _layout(network: Network, codes: list[str]) -> Numbers:
    """Places around the origin, about as wide as high; unlinked parts are held together by a faint pull."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_weighted_edges_from((one, other, _PULL) for one, other in combinations(codes, 2))
    pairs = network.edges[["source", "target", "weight"]].to_numpy().tolist()
    heaviest = max(weight for _, _, weight in pairs)
    for source, target, weight in pairs:
        graph.add_edge(source, target, weight=0.4 + weight / heaviest)
    found = networkx.spring_layout(
        graph, pos=networkx.circular_layout(graph), iterations=300, seed=_SEED, method="force"
    )
    places: Numbers = np.array([found[code] for code in codes], dtype=float)
    places -= places.mean(axis=0)
    places /= np.maximum(places.std(axis=0), 0.2 * places.std() + 1e-9)
    places *= np.array([0.75, 0.55])
    return places


def _edges(axes: Any, network: Network, places: dict[str, Numbers]) -> None:
    heaviest = network.edges["weight"].max()
    lightest_first = network.edges[["source", "target", "weight"]].to_numpy().tolist()[::-1]
    for source, target, weight in lightest_first:
        share = weight / heaviest
        (x, y), (to_x, to_y) = places[source], places[target]
        axes.plot(
            [x, to_x],
            [y, to_y],
            color="#8795a5",
            alpha=0.3 + 0.5 * share,
            linewidth=max(_THICK * share, _THIN),
            solid_capstyle="round",
            zorder=1,
        )


def _circles(axes: Any, circles: Numbers, radii: Numbers, shades: list[str]) -> None:
    from matplotlib.patches import Circle

    for (x, y), radius, shade in zip(circles, radii, shades, strict=True):
        axes.add_patch(Circle((x, y), radius, facecolor=shade, edgecolor="white", linewidth=1.2, zorder=2))


def _labels(axes: Any, labels: list[str], circles: Numbers, radii: Numbers) -> None:
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=4, foreground="white")]
    for label, (x, y), radius in zip(labels, circles, radii, strict=True):
        text = axes.text(
            x,
            y - radius - _GAP,
            plain(label),
            ha="center",
            va="top",
            fontsize=_SIZE,
            fontfamily=fonts(),
            color=INK,
            zorder=3,
        )
        text.set_path_effects(halo)


def _key(figure: Any, network: Network, palette: dict[str, str]) -> None:
    """The families by colour, and what widths and areas stand for."""
    from matplotlib.lines import Line2D

    circle: dict[str, Any] = {"marker": "o", "linestyle": "none", "markersize": 6}
    handles: list[Any] = []
    if len(palette) > 1:
        handles = [
            Line2D([], [], color=shade, label=plain(family), **circle) for family, shade in palette.items()
        ]
    weights, counts = network.edges["weight"], network.nodes["count"]
    said = (
        (
            "Line width: number of pairs of codings ({low} to {high})",
            weights,
            {"linewidth": 3, "color": "#8795a5"},
        ),
        ("Circle area: number of codings ({low} to {high})", counts, {**circle, "color": GREY}),
    )
    for phrase, held, style in said:
        words = say(phrase, network.language, low=held.min(), high=held.max())
        handles.append(Line2D([], [], label=words, **style))
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.01, 0),
        frameon=False,
        borderaxespad=0,
        prop={"family": fonts(), "size": _SIZE - 0.5},
        labelspacing=0.35,
    )
