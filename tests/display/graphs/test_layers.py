from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.graphs.layers import layers

edges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda edge: edge[0] != edge[1]))


@given(edges=edges)
def test_every_edge_goes_on_but_those_without_which_there_is_no_circle(edges: list[tuple[int, int]]) -> None:
    step, back = layers(10, edges)
    assert all(step[start] < step[end] for start, end in edges if (start, end) not in back)
    onward = networkx.DiGraph(edge for edge in edges if edge not in back)
    assert networkx.is_directed_acyclic_graph(onward)
    assert bool(back) != networkx.is_directed_acyclic_graph(networkx.DiGraph(edges))
    assert all(networkx.has_path(onward, end, start) for start, end in back)


@given(edges=edges)
def test_steps_are_no_more_than_the_longest_path_needs(edges: list[tuple[int, int]]) -> None:
    step, back = layers(10, edges)
    onward = networkx.DiGraph(edge for edge in edges if edge not in back)
    assert max(step) == networkx.dag_longest_path_length(onward)
    assert min(step) == 0


def test_a_beginning_stands_just_before_what_it_leads_to() -> None:
    assert layers(4, [(0, 1), (1, 2), (3, 2)])[0] == [0, 1, 2, 1]


def test_what_leads_on_from_the_last_node_leads_back() -> None:
    assert layers(3, [(0, 1), (1, 2), (2, 0)]) == ([0, 1, 2], {(2, 0)})
    assert layers(3, [(0, 1), (1, 2), (2, 0)], last=1) == ([1, 2, 0], {(1, 2)})
