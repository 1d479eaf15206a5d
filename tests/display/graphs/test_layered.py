from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.display.graphs.layered import layered
from qualkit.display.graphs.layers import layers
from qualkit.display.graphs.layout import Layout
from qualkit.display.labels import Numbers, overlaps

edges = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda edge: edge[0] != edge[1]),
    min_size=1,
    max_size=18,
)


def laid(edges: list[tuple[int, int]]) -> Layout:
    sizes = np.array([[50.0 + 5 * node, 20.0 + 3 * (node % 4)] for node in range(9)])
    labels = np.array([[25.0 + place % 3 * 9, 10.0] for place in range(len(edges))])
    return layered(sizes, edges, steps=layers(9, edges)[0], shapes=["box"] * 9, label_sizes=labels)


def along(route: Numbers) -> Numbers:
    """Points on the joined cubic curves with some control points."""
    share = np.linspace(0, 1, 25)[:, None]
    weights = (1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3
    parts = [route[place : place + 4] for place in range(0, len(route) - 1, 3)]
    return np.concatenate([sum(w * point for w, point in zip(weights, part, strict=True)) for part in parts])


@settings(deadline=None, max_examples=60)
@given(edges=edges)
def test_neither_nodes_nor_words_lie_on_each_other(edges: list[tuple[int, int]]) -> None:
    layout = laid(edges)
    centres = np.concatenate([layout.centres, layout.labels])
    assert not overlaps(centres, np.concatenate([layout.sizes, layout.label_sizes]) - 0.01).any()


@settings(deadline=None, max_examples=60)
@given(edges=edges)
def test_lines_run_from_border_to_border_and_through_nothing_else(edges: list[tuple[int, int]]) -> None:
    layout = laid(edges)
    inner = layout.sizes / 2 - 0.5
    words = layout.label_sizes / 2 - 0.5
    for place, (start, end) in enumerate(edges):
        points = along(layout.routes[place])
        for node, tip in ((start, points[0]), (end, points[-1])):
            distance = np.abs(tip - layout.centres[node]) - layout.sizes[node] / 2
            assert np.isclose(distance.max(), 0)
        inside = (np.abs(points[:, None] - layout.centres[None]) < inner).all(axis=2)
        assert not inside.any()
        read = (np.abs(points[:, None] - layout.labels[None]) < words).all(axis=2).any(axis=0)
        assert read.tolist() == [other == place for other in range(len(edges))]


def test_it_runs_from_left_to_right_or_turned_from_top_to_bottom() -> None:
    layout = laid([(0, 1), (1, 2)])
    assert layout.centres[0, 0] < layout.centres[1, 0] < layout.centres[2, 0]
    turned = layout.turned()
    assert turned.centres[0, 1] > turned.centres[1, 1] > turned.centres[2, 1]
    assert np.allclose(turned.extent, layout.extent[::-1])
