"""Whole words and phrases in Latin letters, found by walking on from each word of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualkit.reduction.folding import Offsets, code_points, folded, kinds
from qualkit.reduction.matching.trie import Steps, Trie
from qualkit.reduction.matching.words import words

_WIDTH = 8
_MASKS = np.array([(1 << 8 * width) - 1 for width in range(_WIDTH + 1)], np.uint64)
_OTHER = 0xFF


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Phrases in a trie, where a step is the next eight letters of a word, read as one number.

    A word ends with a step of fewer than eight, which may be none. ``_ending`` is the phrase that ends at
    each node, or -1.
    """

    _trie: Trie
    _ending: Offsets

    @classmethod
    def of(cls, phrases: Sequence[str]) -> Phrases:
        """What finds all of the phrases; `is_phrase` holds for each, and no two are the same."""
        trie, ends = Trie.of(map(_path, phrases))
        ending = np.full(len(trie.goes_on), -1)
        ending[ends] = np.arange(len(phrases))
        return cls(trie, ending)

    def find(self, text: str) -> Offsets:
        """Every hit in a text, overlapping ones too: rows of phrase, start and end, in no order."""
        copy = folded(text)
        hits = np.concatenate([np.empty((0, 3), np.int64), *self._found(_Words.of(copy.text))])
        hits[:, 1], hits[:, 2] = copy.original(hits[:, 1], hits[:, 2])
        return hits

    def _found(self, words: _Words) -> Iterator[Offsets]:
        """The hits, those of fewer steps first."""
        start, word = words.starts, np.arange(len(words.starts))
        read = node = np.zeros(len(word), np.int64)
        while len(word):
            steps, over = words.steps(word, read)
            node = self._trie.follow(node, steps)
            phrase = self._ending[node]
            hit = np.flatnonzero(over & (phrase >= 0))
            yield np.column_stack((phrase[hit], start[hit], words.ends[word[hit]]))
            on = np.flatnonzero((node > 0) & self._trie.goes_on[node] & (words.linked[word] | ~over))
            start, node, over = start[on], node[on], over[on]
            word, read = word[on] + over, (read[on] + _WIDTH) * ~over


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The words of a folded text; one is ``linked`` if just a space parts it from the next.

    ``_eights`` has the eight letters from each place on, in a byte each: any but those of phrases as 255.
    """

    starts: Offsets
    ends: Offsets
    linked: NDArray[np.bool_]
    _eights: Steps

    @classmethod
    def of(cls, text: str) -> _Words:
        starts, ends = words(kinds(text))
        letters = np.zeros(len(text) + _WIDTH, np.uint8)
        letters[: len(text)] = np.minimum(code_points(text), _OTHER)
        linked = (letters[ends] == ord(" ")) & (np.append(starts[1:], 0) == ends + 1)
        return cls(starts, ends, linked, np.ndarray(len(text) + 1, "<u8", letters, strides=(1,)))

    def steps(self, words: Offsets, read: Offsets) -> tuple[Steps, NDArray[np.bool_]]:
        """The steps over the next letters of words, of which some are read, and whether they end them."""
        at = self.starts[words] + read
        left = self.ends[words] - at
        return self._eights[at] & _MASKS[np.minimum(left, _WIDTH)], left < _WIDTH


def is_phrase(text: str) -> bool:
    """Whether a folded text is words with a space between them, in letters that fit in a byte."""
    return bool(_phrase().fullmatch(text))


@cache
def _phrase() -> Any:
    import regex

    word = rf"[\w--[^\x00-\x{_OTHER - 1:x}]]+"
    return regex.compile(f"{word}(?: {word})*", regex.V1)


def _path(phrase: str) -> Iterator[int]:
    """The steps over a phrase."""
    for word in phrase.encode("latin-1").split(b" "):
        for start in range(0, len(word) + 1, _WIDTH):
            yield int.from_bytes(word[start : start + _WIDTH], "little")
