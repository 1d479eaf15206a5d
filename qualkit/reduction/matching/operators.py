"""The operators of patterns, applied to the hits of all patterns at once.

Hits are rows of pattern, start and end on a line of texts. What stands before what is found by one search
for all patterns, in which each pattern's positions lie beyond those of the patterns before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualkit.errors import InvalidInput
from qualkit.model import Unit
from qualkit.reduction.folding import Offsets, kinds
from qualkit.reduction.line import Line
from qualkit.reduction.matching.grammar import OPERATORS, Step
from qualkit.reduction.matching.words import words

_PATTERN, _START, _END = range(3)
_NONE = len(OPERATORS)
_MOST_PAIRS = 5_000_000
_CUTS: tuple[Unit, ...] = ("paragraph", "sentence")


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """The step that each pattern takes at one place: the number of its operator, and its reach."""

    operators: Offsets
    words: Offsets
    in_sentence: NDArray[np.bool_]

    @classmethod
    def of(cls, steps: Sequence[Step | None]) -> Steps:
        """The steps of patterns by their number; those that have none stay as they are."""
        return cls(
            np.array([OPERATORS.index(each.operator) if each else _NONE for each in steps], np.int64),
            np.array([each.words if each else 0 for each in steps], np.int64),
            np.array([each is not None and each.in_sentence for each in steps], bool),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Operators:
    """What applies steps to the hits on one line of texts."""

    _line: Line
    _patterns: Sequence[str]
    _language: str
    _word_starts: Offsets
    _word_ends: Offsets

    @classmethod
    def on(cls, line: Line, *, patterns: Sequence[str], language: str) -> Operators:
        """The operators on a line; the patterns are for messages, and the language for sentences."""
        return cls(line, patterns, language, *words(kinds(line.joined())))

    def apply(self, steps: Steps, hits: Offsets, *, operands: Offsets) -> Offsets:
        """The hits of each pattern after its step, whose right side has hits of its own; each span once.

        Raises
        ------
        InvalidInput
            If patterns pair millions of words.
        """
        operators = steps.operators[hits[:, _PATTERN]]
        near, then, unless, excepting, others = (hits[operators == each] for each in range(_NONE + 1))
        _, denied = self._followed(operands, unless, steps)
        parts = (
            self._joined(np.concatenate((near, then)), operands, steps),
            self._joined(operands, near, steps),
            np.delete(unless, denied, axis=0),
            excepting[~self._overlapped(excepting, operands)],
            others,
        )
        return np.unique(np.concatenate(parts), axis=0)

    def _joined(self, left: Offsets, right: Offsets, steps: Steps) -> Offsets:
        """The spans from each left hit to each right one that follows it."""
        first, last = self._followed(left, right, steps)
        return np.column_stack((left[first, :_END], right[last, _END]))

    def _followed(self, left: Offsets, right: Offsets, steps: Steps) -> tuple[Offsets, Offsets]:
        """The places of left hits and of right ones of the same pattern that follow them within its reach."""
        starts = self._moved(right, right[:, _START])
        order = np.argsort(starts)
        starts = starts[order]
        firsts = np.searchsorted(starts, self._moved(left, left[:, _END]))
        limits = self._limits(left, steps)
        units = self._line.spans
        # It takes long to find sentences, so they are cut from paragraphs in which something follows.
        for unit in _CUTS:
            followed = np.searchsorted(starts, self._moved(left, limits)) > firsts
            limited = np.flatnonzero(followed & steps.in_sentence[left[:, _PATTERN]])
            ends = left[limited, _END]
            units = self._cut(units[np.unique(np.searchsorted(units[:, 1], ends))], unit)
            limits[limited] = np.clip(units[np.searchsorted(units[:, 1], ends), 1], ends, limits[limited])
        counts = np.searchsorted(starts, self._moved(left, limits)) - firsts
        self._refuse_too_many(left[:, _PATTERN], counts)
        nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(np.arange(len(left)), counts), order[np.repeat(firsts, counts) + nth]

    def _cut(self, spans: Offsets, unit: Unit) -> Offsets:
        """The units in some spans, and what is behind the last of them."""
        end = self._line.spans[-1, 1]
        return np.vstack((self._line.units(spans, unit, self._language), (end, end)))

    def _limits(self, left: Offsets, steps: Steps) -> Offsets:
        """Before which position what follows must begin: the end of the first word that is too far."""
        ends = left[:, _END]
        too_far = np.searchsorted(self._word_starts, ends) + steps.words[left[:, _PATTERN]]
        word_ends = np.append(self._word_ends, self._line.spans[-1, 1])
        text_ends = self._line.spans[self._line.numbers(ends), 1]
        limits: Offsets = np.minimum(word_ends[np.minimum(too_far, len(self._word_ends))], text_ends)
        return limits

    def _overlapped(self, hits: Offsets, others: Offsets) -> NDArray[np.bool_]:
        """Whether each hit shares a character with one of the others of its pattern."""
        others = others[np.lexsort((others[:, _START], others[:, _PATTERN]))]
        furthest = np.maximum.accumulate(self._moved(others, others[:, _END]))
        before = np.searchsorted(self._moved(others, others[:, _START]), self._moved(hits, hits[:, _END]))
        return np.append(-1, furthest)[before] > self._moved(hits, hits[:, _START])

    def _moved(self, hits: Offsets, positions: Offsets) -> Offsets:
        """Positions of the hits, each pattern's beyond those of the patterns before it."""
        moved: Offsets = hits[:, _PATTERN] * (self._line.spans[-1, 1] + 1) + positions
        return moved

    def _refuse_too_many(self, patterns: Offsets, counts: Offsets) -> None:
        if counts.sum() > _MOST_PAIRS:
            pattern = self._patterns[int(np.argmax(np.bincount(patterns, counts)))]
            raise InvalidInput(
                f"Pattern {pattern!r} would pair too many words of long texts: over {_MOST_PAIRS:,} times. "
                "Give it a number of words or a sentence as its reach, as in NEAR/5 or NEAR/sentence."
            )
