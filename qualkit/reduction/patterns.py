"""The patterns of codes, compiled together and found in one pass over any number of texts.

A word or a phrase matches whole tokens in any case, with any white space between its words; ``*`` stands
for word characters, and standing alone for one word; ``lemma:`` begins words that match in any form, and
``re:`` a regular expression. ``A | B`` is either. Operators in capitals combine them, from left to right:

``A NEAR/5 B``
    both, in any order, with at most five words between them; the hit runs from the first to the last.
``A THEN/5 B``
    the same, in this order.
``A UNLESS/3 B, C``
    A, unless B or C ends at most three words before it in the same sentence.
``A EXCEPT B, C``
    A, unless it overlaps with B or C.

The reach is a number of words, ``sentence`` or ``turn`` (the text). An operator or comma that is meant as
such is put in quotes, as in ``"NEAR/5"``. A codebook refuses what only looks like an operator, as ``near/5``,
``BEFORE/5`` or ``a|b``, and says what to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from qualkit.reduction.folding import Offsets
from qualkit.reduction.line import Line, in_order
from qualkit.reduction.matching.grammar import formula
from qualkit.reduction.matching.operators import Operators, Steps
from qualkit.reduction.matching.terms import Terms, check_terms

_BATCH = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Compiled patterns; ``codes`` and ``texts`` say for each number whose pattern it is and how it reads.

    ``_owners`` and ``_places`` tell of each term which pattern it belongs to, and to which operand of it.
    """

    codes: tuple[str, ...]
    texts: tuple[str, ...]
    language: str
    _terms: Terms
    _owners: Offsets
    _places: Offsets
    _combined: NDArray[np.bool_]
    _steps: tuple[Steps, ...]

    @classmethod
    def compile(cls, pairs: Iterable[tuple[str, str]], *, language: str = "xx") -> Patterns:
        """Compile pairs of a code and a pattern; a pattern's number is its place among them.

        Parameters
        ----------
        pairs
            The codes and patterns.
        language
            The language of the texts, for lemmas and sentences, as ``id`` or ``en``.

        Raises
        ------
        InvalidInput
            If a pattern does not compile, matches the empty string, or asks for lemmas of a language that
            has none.

        Examples
        --------
        >>> patterns = Patterns.compile([("commitment", "komit*"), ("letter", "surat tugas")])
        >>> patterns.find("Surat  tugas, lalu KOMITMEN.").tolist()
        [[1, 0, 12], [0, 19, 27]]
        >>> Patterns.compile([("plan", "rencana NEAR/2 aksi")]).find("Aksi dan rencana kami.").tolist()
        [[0, 0, 16]]
        """
        codes, texts = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((), ())
        formulas = [formula(text) for text in texts]
        placed = [
            (number, place, term)
            for number, each in enumerate(formulas)
            for place, terms in enumerate(each.operands())
            for term in terms
        ]
        return cls(
            codes,
            texts,
            language,
            Terms.of([term for _, _, term in placed], language),
            np.array([number for number, _, _ in placed], np.int64),
            np.array([place for _, place, _ in placed], np.int64),
            np.array([bool(each.steps) or len(each.terms) > 1 for each in formulas], bool),
            tuple(Steps.of(steps) for steps in zip_longest(*(each.steps for each in formulas))),
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
            If a regular expression takes too long, or matches the empty string; or if a pattern pairs
            millions of words.
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
            If a regular expression takes too long, or matches the empty string; or if a pattern pairs
            millions of words.
        """
        line = Line.of(texts)
        hits = self.find_on(line)
        numbers = line.numbers(hits[:, 1])
        return np.column_stack((numbers, hits[:, 0], hits[:, 1:] - line.spans[numbers, :1]))

    def find_on(self, line: Line) -> Offsets:
        """Every hit in the texts of a line, as rows of pattern, start and end on the line.

        Returns
        -------
        ndarray of int64, shape (hits, 3)
            Sorted by start, end and pattern.

        Raises
        ------
        InvalidInput
            As for `find_all`.
        """
        return np.concatenate([np.empty((0, 3), np.int64), *self._in_batches(line)])

    def _in_batches(self, line: Line) -> Iterator[Offsets]:
        """The hits in one batch of texts after another."""
        for first, last in _batches(line.texts):
            hits = in_order(self._found(Line.of(line.texts[first:last])))
            hits[:, 1:] += line.spans[first, 0]
            yield hits

    def _found(self, line: Line) -> Offsets:
        """The hits in one batch of texts, in any order."""
        hits = self._terms.find(line)
        places = self._places[hits[:, 0]]
        hits[:, 0] = self._owners[hits[:, 0]]
        combined = self._combined[hits[:, 0]]
        if not combined.any():
            return hits
        return np.concatenate((hits[~combined], self._combine(hits[combined], places[combined], line)))

    def _combine(self, hits: Offsets, places: Offsets, line: Line) -> Offsets:
        """The hits of patterns with alternatives or operators, from those of their terms."""
        combined = np.unique(hits[places == 0], axis=0)
        operators = Operators.on(line, patterns=self.texts, language=self.language)
        for place, steps in enumerate(self._steps, 1):
            combined = operators.apply(steps, combined, operands=hits[places == place])
        return combined


def check(pattern: str) -> str:
    """The pattern, if it can be used in some language; `InvalidInput` with the reason if not."""
    for terms in formula(pattern).operands():
        check_terms(terms)
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
