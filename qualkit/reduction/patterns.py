"""The patterns of codes, compiled together and found in one pass over any number of texts.

A word or a phrase matches whole tokens in any case, with any white space between its words; ``*`` stands
for word characters, and standing alone for one word; ``re:`` begins a regular expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qualkit.reduction.automaton import Automaton
from qualkit.reduction.expressions import PREFIX, expression, matches
from qualkit.reduction.folding import Offsets, composed
from qualkit.reduction.wildcards import wildcard

_BATCH = 1_000_000
_SEPARATOR = "\0"


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Compiled patterns; ``codes`` and ``texts`` say for each number whose pattern it is and how it reads."""

    codes: tuple[str, ...]
    texts: tuple[str, ...]
    _numbers: Offsets
    _automaton: Automaton | None
    _expressions: tuple[tuple[int, Any], ...]

    @classmethod
    def compile(cls, pairs: Iterable[tuple[str, str]]) -> Patterns:
        """Compile pairs of a code and a pattern; a pattern's number is its place among them.

        Raises
        ------
        InvalidInput
            If a pattern does not compile, or matches the empty string.

        Examples
        --------
        >>> patterns = Patterns.compile([("commitment", "komit*"), ("letter", "surat tugas")])
        >>> patterns.find("Surat  tugas, lalu KOMITMEN.").tolist()
        [[1, 0, 12], [0, 19, 27]]
        """
        codes, texts = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((), ())
        written = [number for number, text in enumerate(texts) if not text.startswith(PREFIX)]
        wildcards = [wildcard(texts[number]) for number in written]
        return cls(
            codes,
            texts,
            np.array(written, np.int64),
            Automaton.of(wildcards) if wildcards else None,
            tuple((number, expression(text)) for number, text in enumerate(texts) if text.startswith(PREFIX)),
        )

    def find(self, text: str) -> Offsets:
        """Every hit in a text, overlapping ones too.

        Returns
        -------
        ndarray of int64, shape (hits, 3)
            The pattern's number, and the span in code points of the text; by start, end and number.
            A span never splits a letter from its marks. Hits of one regular expression do not overlap.

        Raises
        ------
        InvalidInput
            If a regular expression takes too long, or matches the empty string.
        """
        return self.find_all([text])[:, 1:]

    def find_all(self, texts: Sequence[str]) -> Offsets:
        """Every hit in each of the texts, as rows of text number, pattern number, start and end.

        Returns
        -------
        ndarray of int64, shape (hits, 4)
            Sorted by text, start, end and pattern; the span is in code points of its own text.

        Raises
        ------
        InvalidInput
            If a regular expression takes too long, or matches the empty string.
        """
        hits = np.concatenate([np.empty((0, 4), np.int64), *self._batches(texts), *self._matches(texts)])
        return hits[np.lexsort((hits[:, 1], hits[:, 3], hits[:, 2], hits[:, 0]))]

    def _batches(self, texts: Sequence[str]) -> Iterator[Offsets]:
        """The hits of words, phrases and wildcards, a batch of joined texts at a time."""
        if self._automaton is None:
            return
        for first, last in _batches(texts):
            hits = self._automaton.find(_SEPARATOR.join(texts[first:last]))
            lengths = np.array([len(text) for text in texts[first:last]], np.int64)
            ends = np.cumsum(lengths + 1) - 1
            text = np.searchsorted(ends, hits[:, 1], side="right")
            inside = hits[:, 2] <= ends[text]
            hits, text = hits[inside], text[inside]
            offset = ends[text] - lengths[text]
            yield np.column_stack(
                (text + first, self._numbers[hits[:, 0]], hits[:, 1] - offset, hits[:, 2] - offset)
            )

    def _matches(self, texts: Sequence[str]) -> Iterator[Offsets]:
        """The hits of the regular expressions, a text at a time."""
        for place, text in enumerate(texts if self._expressions else ()):
            copy = composed(text)
            rows = [
                (place, number, *span)
                for number, compiled in self._expressions
                for span in matches(compiled, copy, pattern=self.texts[number])
            ]
            if rows:
                hits = np.array(rows, np.int64)
                hits[:, 2], hits[:, 3] = copy.original(hits[:, 2], hits[:, 3])
                yield hits


def check(pattern: str) -> str:
    """The pattern, if it can be used; `InvalidInput` with the reason if not."""
    Patterns.compile([("", pattern)])
    return pattern


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of texts that together have about as many code points as are matched at a time."""
    first = size = 0
    for last, text in enumerate(texts):
        size += len(text) + 1
        if size >= _BATCH:
            yield first, last + 1
            first, size = last + 1, 0
    if first < len(texts):
        yield first, len(texts)
