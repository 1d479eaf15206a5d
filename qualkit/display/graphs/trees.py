"""Layouts of hierarchies: a tree from left to right, and an outline of rows with arcs beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qualkit.display.graphs.layout import Layout, straight
from qualkit.display.labels import Numbers

Edge = tuple[int, int]
_APART, _GAP = 9.0, 26.0  # points between rows, and between steps of a tree
_INDENT, _STEM = 20.0, 9.0  # points of an outline's step, and from a row's left to its stem
_LANE, _PORT = 9.0, 5.0  # points around an arc's lane, and between two arcs at a row


def tree(sizes: Numbers, edges: Sequence[Edge], *, steps: Sequence[int], label_sizes: Numbers) -> Layout:
    """The layout of a forest whose edges lead from each node to the one above it, the roots at the left."""
    lefts = _lefts(sizes, steps, label_sizes)
    heights = _heights(sizes, edges)
    centres = np.stack([lefts[list(steps)] + sizes[:, 0] / 2, heights], axis=1)
    routes, labels = [], []
    for child, parent in edges:
        left = centres[child] - (sizes[child, 0] / 2, 0)
        right = centres[parent] + (sizes[parent, 0] / 2, 0)
        bend = lefts[steps[child]] - label_sizes[:, 0].max() - _GAP / 2
        routes.append(straight(np.array([left, (bend, left[1]), (bend, right[1]), right])))
        labels.append(((bend + left[0]) / 2, left[1]))
    return Layout(centres, sizes, tuple(routes), np.array(labels).reshape(-1, 2), label_sizes)


def _lefts(sizes: Numbers, steps: Sequence[int], label_sizes: Numbers) -> Numbers:
    """Where the nodes of each step begin."""
    gap = _GAP + label_sizes[:, 0].max(initial=0)
    widest = np.zeros(max(steps) + 1)
    np.maximum.at(widest, list(steps), sizes[:, 0])
    lefts: Numbers = np.cumsum(widest + gap) - widest - gap
    return lefts


def _heights(sizes: Numbers, edges: Sequence[Edge]) -> Numbers:
    """How high each node stands: in the middle of the room that it and all below it take."""
    below: dict[int, list[int]] = {-1: sorted(set(range(len(sizes))) - {child for child, _ in edges})}
    for child, parent in edges:
        below.setdefault(parent, []).append(child)
    order = [-1]
    for node in order:
        order.extend(below.get(node, ()))
    room = np.append(sizes[:, 1] + _APART, 0.0)  # the last is that of what is above the roots
    for node in reversed(order):
        room[node] = max(room[node], room[below.get(node, [])].sum())
    heights = np.zeros(len(room))
    for node in order:
        top = heights[node] + room[below.get(node, [])].sum() / 2
        for child in below.get(node, ()):
            heights[child] = top - room[child] / 2
            top -= room[child]
    return heights[:-1]


def outline(
    sizes: Numbers,
    edges: Sequence[Edge],
    *,
    steps: Sequence[int],
    upward: Sequence[bool],
    label_sizes: Numbers,
) -> Layout:
    """The layout of nodes in the rows of an outline.

    ``upward`` edges lead to the row that a row is under; all others are arcs at the right of the rows.
    """
    foot = np.cumsum(sizes[:, 1] + _APART)
    lefts = np.array(steps, dtype=float) * _INDENT
    centres = np.stack([lefts + sizes[:, 0] / 2, sizes[:, 1] / 2 - foot], axis=1)
    arcs = [number for number, above in enumerate(upward) if not above]
    lane = _lanes([edges[number] for number in arcs], label_sizes[arcs])
    begin = (lefts + sizes[:, 0]).max() + _LANE
    of_arc = {number: begin + place for number, place in zip(arcs, lane, strict=True)}
    ports = _ports(edges, arcs, sizes)
    routes, labels = [], []
    for number, (start, end) in enumerate(edges):
        if number not in of_arc:
            routes.append(_stem(centres[start] - (sizes[start, 0] / 2, 0), centres[end], sizes[end]))
            labels.append(centres[start])
            continue
        corners = [
            centres[node] + (sizes[node, 0] / 2, port)
            for node, port in zip((start, end), ports[number], strict=True)
        ]
        along = of_arc[number]
        bends = [(along, corner[1]) for corner in corners]
        routes.append(straight(np.array([corners[0], *bends, corners[1]])))
        labels.append((along, -_APART / 2 - foot[(start + end - 1) // 2]))
    return Layout(centres, sizes, tuple(routes), np.array(labels).reshape(-1, 2), label_sizes)


def _stem(left: Numbers, parent: Numbers, size: Numbers) -> Numbers:
    stem = parent[0] - size[0] / 2 + _STEM
    return straight(np.array([left, (stem, left[1]), (stem, parent[1] - size[1] / 2)]))


def _lanes(arcs: Sequence[Edge], label_sizes: Numbers) -> Numbers:
    """The middle of each arc's lane; short arcs are inside, and arcs that share no row share a lane."""
    held: list[list[Edge]] = []
    lane = [0] * len(arcs)
    for number in sorted(range(len(arcs)), key=lambda each: (abs(arcs[each][0] - arcs[each][1]), each)):
        low, high = sorted(arcs[number])
        free = (place for place, spans in enumerate(held) if all(high <= a or low >= b for a, b in spans))
        lane[number] = next(free, len(held))
        if lane[number] == len(held):
            held.append([])
        held[lane[number]].append((low, high))
    widths = np.zeros(len(held))
    np.maximum.at(widths, lane, label_sizes[:, 0])
    middles: Numbers = (np.cumsum(widths + _LANE) - widths / 2)[lane]
    return middles


def _ports(edges: Sequence[Edge], arcs: Sequence[int], sizes: Numbers) -> Numbers:
    """How far above the middle of its rows each arc begins and ends; those from above meet it above."""
    met: dict[int, list[tuple[int, int, int]]] = {}
    for number in arcs:
        for side, (node, other) in enumerate((edges[number], edges[number][::-1])):
            met.setdefault(node, []).append((-other, number, side))
    ports = np.zeros((len(edges), 2))
    for node, ends in met.items():
        apart = min(_PORT, 0.7 * sizes[node, 1] / len(ends))
        for place, (_, number, side) in enumerate(sorted(ends)):
            ports[number, side] = (place - (len(ends) - 1) / 2) * apart
    return ports
