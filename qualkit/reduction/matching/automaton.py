"""One pass over a text for any number of words, phrases and wildcards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualkit.reduction.folding import EXTENDER, WORD, Offsets, folded, kinds
from qualkit.reduction.matching.wildcards import Wildcard

_STRETCH = 250_000
_NO_HITS = np.empty((0, 3), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Automaton:
    """Wildcards compiled into one Aho-Corasick automaton, with what holds for each as an array."""

    wildcards: tuple[Wildcard, ...]
    _pieces: Any
    _opens: NDArray[np.bool_]
    _closes: NDArray[np.bool_]
    _from_edge: NDArray[np.bool_]
    _to_edge: NDArray[np.bool_]
    _whole: NDArray[np.bool_]

    @classmethod
    def of(cls, wildcards: Sequence[Wildcard]) -> Automaton:
        """The automaton that finds all of the wildcards."""
        from ahocorasick_rs import AhoCorasick

        return cls(
            tuple(wildcards),
            AhoCorasick([each.piece for each in wildcards]),
            np.array([each.opens for each in wildcards], bool),
            np.array([each.closes for each in wildcards], bool),
            np.array([each.from_edge for each in wildcards], bool),
            np.array([each.to_edge for each in wildcards], bool),
            np.array([each.whole is not None for each in wildcards], bool),
        )

    def find(self, text: str) -> Offsets:
        """Every hit in a text, overlapping ones too: rows of wildcard, start and end, in no order."""
        copy = folded(text)
        hits = np.concatenate([*self._found(copy.text)] or [_NO_HITS])
        around = kinds(copy.text)
        hits = self._verified(self._extended(self._bounded(hits, around), around), copy.text)
        # A letter is not split from its marks.
        whole: Offsets = hits[(around[hits[:, 2] + 1] & EXTENDER) == 0]
        whole[:, 1], whole[:, 2] = copy.original(whole[:, 1], whole[:, 2])
        return whole

    def _found(self, text: str) -> Iterator[Offsets]:
        """The hits of the pieces; a stretch of the text at a time, which is much faster than the whole."""
        reach = max(len(each.piece) for each in self.wildcards) - 1
        for first in range(0, len(text), _STRETCH):
            stretch = text[first : first + _STRETCH + reach]
            found = self._pieces.find_matches_as_indexes(stretch, overlapping=True)
            hits = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3)
            yield hits[hits[:, 1] < _STRETCH] + (0, first, first)

    def _bounded(self, hits: Offsets, around: NDArray[np.uint8]) -> Offsets:
        """The hits that begin and end where their pattern allows."""
        number, start, end = hits.T
        before, after = around[start], around[end + 1]
        runs_on_left = self._from_edge[number] & ((before & WORD) > 0)
        runs_on_right = self._to_edge[number] & ((after & WORD) > 0)
        kept: Offsets = hits[~(runs_on_left | runs_on_right)]
        return kept

    def _extended(self, hits: Offsets, around: NDArray[np.uint8]) -> Offsets:
        """The hits with those at an open end drawn out over the word; each span once."""
        opens, closes = self._opens[hits[:, 0]], self._closes[hits[:, 0]]
        if not (opens.any() or closes.any()):
            return hits
        gaps = np.flatnonzero((around & WORD) == 0)
        starts = gaps[np.searchsorted(gaps, hits[:, 1], side="right") - 1]
        ends = gaps[np.searchsorted(gaps, hits[:, 2] + 1, side="left")] - 1
        drawn = np.column_stack(
            (hits[:, 0], np.where(opens, starts, hits[:, 1]), np.where(closes, ends, hits[:, 2]))
        )
        return np.unique(drawn, axis=0) if opens.any() else drawn

    def _verified(self, hits: Offsets, text: str) -> Offsets:
        """The hits whose whole pattern matches, with the end that it has."""
        rest = self._whole[hits[:, 0]]
        if not rest.any():
            return hits
        starts = np.unique(hits[rest, :2], axis=0)
        found = np.array([*self._matches(starts, text)], np.int64).reshape(-1, 3)
        return np.concatenate((hits[~rest], found))

    def _matches(self, starts: Offsets, text: str) -> Iterator[tuple[int, int, int]]:
        for number, start in starts.tolist():
            match = self.wildcards[number].whole.match(text, start)
            if match:
                yield number, start, match.end()
