"""Drawing themes: the tree that joins them, and a map of them."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from qualkit.figures import FAINT, GREY, INK, PALETTE, fonts, new_figure, plain

if TYPE_CHECKING:
    from qualkit.reduction.themes.value import Themes

_LINE = 0.26  # inches of height for each leaf of the tree
_LARGE = 26.0  # radius of the largest circle, in points
_ROUNDS = 400


def dendrogram(themes: Themes) -> Any:
    """The figure of the tree: leaves on the left with their labels, joined further right the less alike."""
    from scipy.cluster.hierarchy import dendrogram as arrange

    leaves = themes.leaves
    figure = new_figure(6.0, _LINE * len(leaves) + 0.5)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    drawn = arrange(themes.links.to_numpy(dtype=float), no_plot=True)
    for heights, lines in zip(drawn["icoord"], drawn["dcoord"], strict=True):
        axes.plot(lines, [(each - 5) / 10 for each in heights], color=GREY, linewidth=1.1)
    for line, leaf in enumerate(drawn["leaves"]):
        _name(axes, leaves.iloc[leaf], line)
    _tidy(axes, len(leaves))
    return figure


def _name(axes: Any, leaf: Any, line: int) -> None:
    axes.annotate(
        plain(f"{leaf['label']} ({leaf['size']})"),
        (0, line),
        xytext=(-8, 0),
        textcoords="offset points",
        ha="right",
        va="center_baseline",
        fontsize=8.5,
        fontfamily=fonts(),
        color=INK,
    )
    axes.plot([0], [line], marker="o", markersize=5, color=_shade(leaf["theme"]), clip_on=False)


def _shade(theme: Any) -> str:
    import pandas as pd

    return GREY if pd.isna(theme) else PALETTE[(int(theme) - 1) % len(PALETTE)]


def _tidy(axes: Any, count: int) -> None:
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.set_yticks([])
    axes.set_xlim(left=0)
    axes.set_ylim(count - 0.4, -0.6)
    axes.tick_params(labelsize=7.5, colors=GREY, labelfontfamily=fonts()[0])


def theme_map(themes: Themes) -> Any:
    """The figure of the map: a circle for each leaf, as large as its size, the more alike the nearer."""
    leaves = themes.leaves
    radii = np.maximum(_LARGE * np.sqrt(leaves["size"] / leaves["size"].max()).to_numpy(), 4)
    labels = ["\n".join(textwrap.wrap(each, 22)) for each in leaves["label"]]
    boxes = _boxes(labels, radii)
    centres = _spread(_scaled(leaves[["x", "y"]].to_numpy(), boxes), boxes)
    low, high = (centres - boxes / 2).min(axis=0) - 6, (centres + boxes / 2).max(axis=0) + 6
    figure = new_figure(*((high - low) / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    for (x, y), box, radius, label, theme in zip(centres, boxes, radii, labels, leaves["theme"], strict=True):
        _circle(axes, (x, y + box[1] / 2 - radius), radius, _shade(theme))
        axes.text(
            x,
            y + box[1] / 2 - 2 * radius - 2,
            plain(label),
            ha="center",
            va="top",
            fontsize=8.5,
            fontfamily=fonts(),
            color=INK,
        )
    return figure


def _circle(axes: Any, middle: tuple[float, float], radius: float, shade: str) -> None:
    from matplotlib.patches import Circle

    axes.add_patch(Circle(middle, radius, facecolor=shade, edgecolor="white", linewidth=1.0, alpha=0.9))


def _boxes(labels: list[str], radii: Any) -> Any:
    """Width and height, in points, of each circle together with its label below it."""
    ruler = new_figure(1, 1)
    sizes = []
    for label in labels:
        drawn = ruler.text(0, 0, plain(label), fontsize=8.5, fontfamily=fonts())
        box = drawn.get_window_extent()
        sizes.append((box.width * 72 / ruler.dpi, box.height * 72 / ruler.dpi))
    wide, high = np.array(sizes).T
    return np.stack([np.maximum(wide, 2 * radii) + 6, high + 2 * radii + 6], axis=1)


def _scaled(places: Any, boxes: Any) -> Any:
    """The places in points, on a field that holds all boxes with room between them."""
    extent = np.maximum(np.ptp(places, axis=0), 1e-9)
    return (places - places.mean(axis=0)) / extent.max() * np.sqrt(boxes.prod(axis=1).sum() * 2.5)


def _spread(centres: Any, boxes: Any) -> Any:
    """The centres pushed apart until no two boxes overlap, along whichever side needs the smaller push."""
    centres = centres.copy()
    first, second = np.triu_indices(len(boxes), 1)
    room = (boxes[first] + boxes[second]) / 2
    for _ in range(_ROUNDS):
        apart = centres[second] - centres[first]
        lacking = room - np.abs(apart)
        hit = (lacking > 0.5).all(axis=1)
        if not hit.any():
            break
        push = np.where(lacking == lacking.min(axis=1, keepdims=True), lacking, 0)[hit] * 0.3
        push *= np.where(apart[hit] < 0, -1, 1)
        np.add.at(centres, second[hit], push)
        np.add.at(centres, first[hit], -push)
    return centres
