from __future__ import annotations

from itertools import combinations

import networkx

from qualkit.display.graphs.crossings import ordered


def _crossings(rows: list[list[int]], edges: list[tuple[int, int]]) -> int:
    place = {item: number for row in rows for number, item in enumerate(row)}
    layer = {item: number for number, row in enumerate(rows) for item in row}
    pairs = combinations(edges, 2)
    return sum(
        layer[a] == layer[c] and (place[a] - place[c]) * (place[b] - place[d]) < 0 for (a, b), (c, d) in pairs
    )


def test_a_tree_is_laid_out_without_crossings() -> None:
    tree = networkx.balanced_tree(3, 3)
    layer = [networkx.shortest_path_length(tree, 0, node) for node in tree]
    shuffled = [(a, b) for a, b in sorted(tree.edges, key=lambda edge: (edge[1] * 17) % 40)]
    rows = ordered(layer, shuffled)
    assert sorted(item for row in rows for item in row) == list(range(40))
    assert _crossings(rows, shuffled) == 0


def test_no_crossing_is_left_that_can_be_avoided_between_two_layers() -> None:
    edges = [(0, 5), (1, 4), (2, 3), (0, 4)]
    assert _crossings(ordered([0, 0, 0, 1, 1, 1], edges), edges) == 0


def test_layers_without_edges_keep_their_order() -> None:
    assert ordered([0, 0, 1], []) == [[0, 1], [2]]


def test_a_line_back_goes_round_where_it_need_not_cross() -> None:
    """0 leads over 3 to 6, 1 over 5 to 6; the line back from 9 to 0 passes 4, 7 and 8."""
    edges = [(0, 3), (3, 6), (1, 5), (5, 6), (6, 2), (2, 9), (0, 4), (4, 7), (7, 8), (8, 9)]
    layer = [0, 0, 3, 1, 1, 1, 2, 2, 3, 4]
    assert _crossings(ordered(layer, edges), edges) == 0
