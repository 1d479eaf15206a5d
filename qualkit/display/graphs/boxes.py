"""The words of a graph broken into lines, and the room that they take."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from qualkit.display.graphs.shapes import Shape, around
from qualkit.display.labels import Numbers
from qualkit.display.values import as_text
from qualkit.figures import extent, new_figure

if TYPE_CHECKING:
    from qualkit.display.graphs.graph import Graph

SIZE, SMALL = 8.0, 7.0  # points of the text of nodes; of what is below it, and on edges
_LINES = 6
_EDGE_LINES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Boxes:
    """Texts and sizes in points: of each node its label, detail and shape, of each edge its words."""

    labels: list[str]
    details: list[str]
    shapes: list[Shape]
    sizes: Numbers
    words: list[str]
    word_sizes: Numbers

    @property
    def label_heights(self) -> Numbers:
        """The height of each node's label without its detail."""
        return measured(self.labels, SIZE)[:, 1]

    @property
    def detail_heights(self) -> Numbers:
        """The height of what is below each node's label."""
        return measured(self.details, SMALL)[:, 1]


def boxes(graph: Graph, shapes: list[Shape], *, wrap: int) -> Boxes:
    """The boxes of a graph whose labels are broken after so many characters."""
    texts, below = list(graph.nodes["label"]), [as_text(detail) or "" for detail in graph.nodes["detail"]]
    if graph.kind == "code map":  # an outline has one line a row
        texts, below = (
            [" · ".join(filter(None, pair)) for pair in zip(texts, below, strict=True)],
            [""] * len(texts),
        )
    labels = [_broken(text, wrap, lines=_LINES) for text in texts]
    details = [_broken(text, wrap + 4, lines=_LINES) for text in below]
    words = [_broken(label, wrap, lines=_EDGE_LINES) for label in graph.edges["label"]]
    upper, lower = measured(labels, SIZE), measured(details, SMALL)
    text = np.stack([np.maximum(upper[:, 0], lower[:, 0]), upper[:, 1] + lower[:, 1]], axis=1)
    sizes = np.array([around(size, shape) for size, shape in zip(text, shapes, strict=True)])
    return Boxes(labels, details, shapes, sizes.reshape(-1, 2), words, measured(words, SMALL))


def measured(texts: Sequence[str], size: float) -> Numbers:
    """Width and height of each text in points, nothing for none."""
    return np.array([_measured(text, size) for text in texts], dtype=float).reshape(-1, 2)


@lru_cache(maxsize=4096)
def _measured(text: str, size: float) -> tuple[float, float]:
    if not text:
        return 0.0, 0.0
    width, height = extent(new_figure(1, 1), [text], size=size)
    return width * 72 + 1, height * 72 + 1


def _broken(text: str, width: int, *, lines: int) -> str:
    paragraphs = [textwrap.wrap(line, width, max_lines=lines, placeholder=" …") for line in text.splitlines()]
    return "\n".join(line for paragraph in paragraphs for line in paragraph)
