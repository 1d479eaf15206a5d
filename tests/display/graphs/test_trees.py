from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.graphs.trees import outline, tree
from qualkit.display.labels import overlaps

parents = st.lists(st.integers(-1, 20), min_size=1, max_size=14).map(
    lambda picks: [min(pick, place - 1) for place, pick in enumerate(picks)]
)


def _depth_first(parents: list[int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Edges and depths of a forest whose nodes are numbered as an outline lists them."""
    order: list[int] = []
    waiting = [place for place, parent in enumerate(parents) if parent < 0][::-1]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting += [place for place, parent in enumerate(parents) if parent == node][::-1]
    rank = {node: place for place, node in enumerate(order)}
    depth: list[int] = []
    edges = []
    for node in order:
        parent = parents[node]
        depth.append(0 if parent < 0 else depth[rank[parent]] + 1)
        if parent >= 0:
            edges.append((rank[node], rank[parent]))
    return edges, depth


@given(parents=parents)
def test_no_terms_of_a_tree_lie_on_each_other(parents: list[int]) -> None:
    edges, steps = _depth_first(parents)
    sizes = np.array([[40.0 + 7 * (place % 5), 16.0 + place % 3 * 9] for place in range(len(parents))])
    layout = tree(sizes, edges, steps=steps, label_sizes=np.zeros((len(edges), 2)))
    assert not overlaps(layout.centres, layout.sizes).any()
    for route, (child, parent) in zip(layout.routes, edges, strict=True):
        assert np.allclose(route[0], layout.centres[child] - (sizes[child, 0] / 2, 0))
        assert np.allclose(route[-1], layout.centres[parent] + (sizes[parent, 0] / 2, 0))


@given(parents=parents, data=st.data())
def test_arcs_beside_an_outline_have_lanes_and_words_of_their_own(
    parents: list[int], data: st.DataObject
) -> None:
    upward, steps = _depth_first(parents)
    rows = st.integers(0, len(parents) - 1)
    arcs = data.draw(
        st.lists(st.tuples(rows, rows).filter(lambda arc: arc[0] != arc[1]), max_size=6, unique=True)
    )
    edges = [*upward, *arcs]
    sizes = np.full((len(parents), 2), (70.0, 18.0))
    words = np.array([*([(0.0, 0.0)] * len(upward)), *([(28.0, 9.0)] * len(arcs))]).reshape(-1, 2)
    above = [True] * len(upward) + [False] * len(arcs)
    layout = outline(sizes, edges, steps=steps, upward=above, label_sizes=words)
    labels = slice(len(upward), None)
    boxes = np.concatenate([layout.centres, layout.labels[labels]])
    assert not overlaps(boxes, np.concatenate([sizes, words[labels]]) - 0.01).any()
    level = [layout.routes[place][0, 1] for place in range(len(upward), len(edges))]
    for center, size in zip(layout.labels[labels], words[labels], strict=True):
        assert all(abs(height - center[1]) > size[1] / 2 for height in level)
