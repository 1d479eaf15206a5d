"""A trie that many walkers go down at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from qualkit.reduction.folding import Offsets

Steps = NDArray[np.uint64]

_SLOTS_PER_NODE = 4
_STEP_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # two odd numbers with no regularity, which scatter any others
_ORIGIN_FACTOR = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True, eq=False)
class Trie:
    """Nodes, each with the node that it is reached from and the step that leads there; node 0 is the root.

    They are kept in a hash table by both: ``_heads`` has a node for each slot, and ``_nexts`` for each node
    another one in its slot; 0 is none. ``goes_on`` says whether a step leads on from a node.
    """

    goes_on: NDArray[np.bool_]
    _origins: Offsets
    _steps: Steps
    _heads: Offsets
    _nexts: Offsets

    @classmethod
    def of(cls, paths: Iterable[Iterable[int]]) -> tuple[Trie, list[int]]:
        """The trie of some paths, which are steps from the root, and the node at which each path ends."""
        nodes = {(-1, 0): 0}
        ends = [
            reduce(lambda node, step: nodes.setdefault((node, step), len(nodes)), path, 0) for path in paths
        ]
        origins = np.array([origin for origin, _ in nodes], np.int64)
        steps = np.array([step for _, step in nodes], np.uint64)
        heads = np.zeros(1 << (len(nodes) * _SLOTS_PER_NODE).bit_length(), np.int64)
        nexts = np.zeros(len(nodes), np.int64)
        for node, slot in enumerate(_slots(origins[1:], steps[1:], heads).tolist(), 1):
            nexts[node], heads[slot] = heads[slot], node
        goes_on = np.isin(np.arange(len(nodes)), origins)
        return cls(goes_on, origins, steps, heads, nexts), ends

    def follow(self, origins: Offsets, steps: Steps) -> Offsets:
        """The node that each step leads to from its origin, or 0."""
        nodes: Offsets = self._heads[_slots(origins, steps, self._heads)]
        left = self._mistaken(nodes, origins, steps)
        while len(left):
            nodes[left] = self._nexts[nodes[left]]
            left = left[self._mistaken(nodes[left], origins[left], steps[left])]
        return nodes

    def _mistaken(self, nodes: Offsets, origins: Offsets, steps: Steps) -> NDArray[np.intp]:
        """Where there is a node that is not reached by the step from the origin."""
        differ = (self._origins[nodes] != origins) | (self._steps[nodes] != steps)
        return np.flatnonzero(differ & (nodes > 0))


def _slots(origins: Offsets, steps: Steps, heads: Offsets) -> Offsets:
    """The slot for each origin and step: the upper bits of a sum that wraps around."""
    mixed = steps * _STEP_FACTOR + origins.view(np.uint64) * _ORIGIN_FACTOR
    slots: Offsets = (mixed >> np.uint64(65 - len(heads).bit_length())).view(np.int64)
    return slots
