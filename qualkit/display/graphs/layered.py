"""Nodes in layers from left to right, with a lane of its own for every line and every word on a line.

After Sugiyama, Tagawa and Toda (1981). Between any two layers of nodes stands a layer for words, so that
an edge's words have room as a node has; a long edge passes every layer between its ends in a lane.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qualkit.display.graphs.alignment import aligned
from qualkit.display.graphs.crossings import ordered
from qualkit.display.graphs.layout import Layout, swung
from qualkit.display.graphs.shapes import Shape, reach
from qualkit.display.labels import Numbers

Edge = tuple[int, int]
_APART, _LANE = 11.0, 7.0  # points between two nodes of a layer, and that a line takes
_GAP, _WIDE_GAP = 13.0, 42.0  # points between layers, at least and at most
_SLOPE = 0.13  # of a gap, for each point that a line in it climbs
_PORT = 7.0  # points between two lines at the side of a node


@dataclass(frozen=True, slots=True, eq=False)
class _Lanes:
    """Nodes, then the lane places of each edge: ``layer``, size and the joints between neighbours."""

    layer: list[int]
    sizes: Numbers
    joints: list[Edge]
    chains: list[list[int]]
    words: list[int]


def layered(
    sizes: Numbers,
    edges: Sequence[Edge],
    *,
    steps: Sequence[int],
    shapes: Sequence[Shape],
    label_sizes: Numbers,
) -> Layout:
    """The layout of nodes that stand on some steps; an edge to an earlier step runs back."""
    lanes = _lanes(sizes, edges, steps=steps, label_sizes=label_sizes)
    rows = ordered(lanes.layer, lanes.joints)
    across = aligned(rows, lanes.joints, sizes=_room(lanes, len(sizes)), runs=_runs(lanes))
    spans = _columns(rows, lanes, across)[lanes.layer]
    centres = np.stack([spans.mean(axis=1), -across], axis=1)
    routes = []
    for edge, chain, port in zip(edges, lanes.chains, _ports(lanes, centres, sizes), strict=True):
        ends = [
            centres[node] + (side * reach(shapes[node], sizes[node], offset), offset)
            for node, side, offset in ((chain[0], 1, port[0]), (chain[-1], -1, port[1]))
        ]
        route = _route(ends, centres[chain, 1], spans[chain])
        routes.append(route if edge[0] == chain[0] else route[::-1])
    return Layout(centres[: len(sizes)], sizes, tuple(routes), centres[lanes.words], label_sizes)


def _lanes(sizes: Numbers, edges: Sequence[Edge], *, steps: Sequence[int], label_sizes: Numbers) -> _Lanes:
    layer, room = [2 * step for step in steps], list(sizes)
    chains: list[list[int]] = []
    words: list[int] = []
    joints: list[Edge] = []
    for (start, end), label in zip(edges, label_sizes, strict=True):
        first, last = sorted((start, end), key=lambda node: layer[node])
        between = range(layer[first] + 1, layer[last])
        chain = [first, *range(len(layer), len(layer) + len(between)), last]
        middle = len(between) // 2 // 2 * 2
        words.append(chain[1 + middle])
        room.extend(label if place == middle else np.zeros(2) for place in range(len(between)))
        layer.extend(between)
        chains.append(chain)
        joints.extend(pairwise(chain))
    return _Lanes(layer, np.array(room).reshape(-1, 2), joints, chains, words)


def _room(lanes: _Lanes, nodes: int) -> Numbers:
    """What each item takes of its layer, with the space around it."""
    room: Numbers = lanes.sizes[:, 1] + _LANE
    room[:nodes] += _APART - _LANE
    return room


def _runs(lanes: _Lanes) -> list[int]:
    """Of each item the number of its run: all places of a lane have the same."""
    runs = list(range(len(lanes.layer)))
    for chain in lanes.chains:
        for item in chain[1:-1]:
            runs[item] = chain[1]
    return runs


def _columns(rows: Sequence[Sequence[int]], lanes: _Lanes, across: Numbers) -> Numbers:
    """Where each layer begins and ends from left to right; steeper lines get wider gaps."""
    climbs = np.zeros(len(rows))
    for one, other in lanes.joints:
        climbs[lanes.layer[one]] = max(climbs[lanes.layer[one]], abs(across[one] - across[other]))
    columns, begin = [], 0.0
    for row, climb in zip(rows, climbs, strict=True):
        end = begin + max(lanes.sizes[item, 0] for item in row)
        columns.append((begin, end))
        begin = end + min(max(_GAP, _SLOPE * climb), _WIDE_GAP)
    return np.array(columns)


def _ports(lanes: _Lanes, centres: Numbers, sizes: Numbers) -> Numbers:
    """How far above a node's middle each edge (m × 2: its left and right end) meets the node."""
    sides: dict[tuple[int, int], list[tuple[float, int]]] = {}
    for number, chain in enumerate(lanes.chains):
        for side, (node, beside) in enumerate(((chain[0], chain[1]), (chain[-1], chain[-2]))):
            sides.setdefault((node, side), []).append((float(centres[beside, 1]), number))
    ports = np.zeros((len(lanes.chains), 2))
    for (node, side), met in sides.items():
        apart = min(_PORT, 0.7 * sizes[node, 1] / len(met))
        for place, (_, number) in enumerate(sorted(met)):
            ports[number, side] = (place - (len(met) - 1) / 2) * apart
    return ports


def _route(ends: Sequence[Numbers], heights: Numbers, spans: Numbers) -> Numbers:
    """From border to border: level within the span of each layer, swinging from layer to layer."""
    (start, leaves), (end, arrives) = ends
    points = [(start, leaves), (spans[0, 1], leaves)]
    for height, (left, right) in zip(heights[1:-1], spans[1:-1], strict=True):
        points += [(left, height), (right, height)]
    return swung(np.array([*points, (spans[-1, 0], arrives), (end, arrives)]))
