from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.matching.trie import Trie

STEPS = st.one_of(st.integers(0, 3), st.integers(0, 2**64 - 1))
PATHS = st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=60)


def walked(trie: Trie, path: list[int]) -> int:
    node = np.zeros(1, np.int64)
    for step in path:
        node = trie.follow(node, np.array([step], np.uint64))
    return int(node[0])


@given(PATHS)
def test_a_path_leads_to_its_end(paths: list[list[int]]) -> None:
    trie, ends = Trie.of(paths)
    assert [walked(trie, path) for path in paths] == ends
    assert len(set(ends)) == len({tuple(path) for path in paths})


@given(PATHS, STEPS)
def test_a_step_leads_on_from_where_a_path_takes_it_and_nowhere_else(
    paths: list[list[int]], step: int
) -> None:
    trie, ends = Trie.of(paths)
    nodes = np.arange(len(trie.goes_on))
    taken = {
        walked(trie, path[:length]) for path in paths for length in range(4) if path[length:][:1] == [step]
    }
    assert set(np.flatnonzero(trie.follow(nodes, np.full(len(nodes), step, np.uint64))).tolist()) == taken
    assert set(np.flatnonzero(~trie.goes_on).tolist()) <= set(ends)


def test_nodes_of_one_slot_are_told_apart() -> None:
    trie, ends = Trie.of([step] for step in range(5_000))
    nodes = trie.follow(np.zeros(10_000, np.int64), np.arange(10_000, dtype=np.uint64))
    assert nodes.tolist() == ends + [0] * 5_000
