"""The layout of a graph: the one of its kind, in the first of some ways that fits a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

import numpy as np

from qualkit.display.graphs.appearance import shapes
from qualkit.display.graphs.boxes import Boxes, boxes
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.graphviz import graphviz
from qualkit.display.graphs.layered import layered
from qualkit.display.graphs.layout import Layout
from qualkit.display.graphs.trees import outline, tree
from qualkit.errors import InvalidInput

Engine = Literal["layered", "graphviz"]
Edge = tuple[int, int]
PAGE = np.array([453.0, 640.0])  # points: 16 cm, and the height of a page less its caption
_WRAPS = (20, 15, 11)
_WIDE = 60
_MANY = 60


def placed(graph: Graph, *, engine: Engine) -> tuple[Boxes, Layout]:
    """The words of a graph in lines, and where they go; the graph has nodes.

    Raises `InvalidInput` for an engine that there is not.
    """
    if engine not in get_args(Engine):
        raise InvalidInput(f"Nothing is laid out by {engine!r}; choose one of {', '.join(get_args(Engine))}.")
    best: tuple[Boxes, Layout] | None = None
    for found in _ways(graph, engine):
        if best is None or _fit(found[1]) > _fit(best[1]):
            best = found
        if _fit(best[1]) == 1 or len(graph.nodes) > _MANY:
            break
    assert best is not None
    return best


def _fit(layout: Layout) -> float:
    """How small the layout must be made to go on a page, 1 where it fits."""
    return float(min(1.0, *(PAGE / np.maximum(layout.extent, 1.0))))


def _ways(graph: Graph, engine: Engine) -> Iterator[tuple[Boxes, Layout]]:
    number = {node: place for place, node in enumerate(graph.nodes["node"])}
    edges = [
        (number[a], number[b]) for a, b in zip(graph.edges["source"], graph.edges["target"], strict=True)
    ]
    if graph.kind == "code map":
        yield _outlined(graph, edges)
        return
    sorted_terms = graph.kind == "folk taxonomy" and _forest(edges)
    downward = (False,) if sorted_terms else (True, False) if graph.kind == "context chart" else (False, True)
    for down in downward:
        for wrap in _WRAPS:
            held = boxes(graph, shapes(graph), wrap=wrap)
            if engine == "graphviz":
                yield (
                    held,
                    graphviz(
                        held.sizes, edges, shapes=held.shapes, label_sizes=held.word_sizes, downward=down
                    ),
                )
            elif sorted_terms:
                steps = list(graph.nodes["place"])
                yield held, tree(held.sizes, edges, steps=steps, label_sizes=held.word_sizes)
            else:
                yield held, _layered(graph, held, edges, downward=down)


def _forest(edges: Sequence[Edge]) -> bool:
    """Whether nothing is under two things."""
    return len({child for child, _ in edges}) == len(edges)


def _outlined(graph: Graph, edges: Sequence[Edge]) -> tuple[Boxes, Layout]:
    held = boxes(graph, shapes(graph), wrap=_WIDE)
    upward = [not label for label in graph.edges["label"]]
    steps = list(graph.nodes["place"])
    return held, outline(held.sizes, edges, steps=steps, upward=upward, label_sizes=held.word_sizes)


def _layered(graph: Graph, held: Boxes, edges: Sequence[Edge], *, downward: bool) -> Layout:
    turn = slice(None, None, -1 if downward else 1)
    found = layered(
        held.sizes[:, turn],
        edges,
        steps=list(graph.nodes["place"]),
        shapes=held.shapes,
        label_sizes=held.word_sizes[:, turn],
    )
    return found.turned() if downward else found
