"""The terms of all patterns, found together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np

from qualkit.reduction.folding import Offsets, composed, fold
from qualkit.reduction.line import Line
from qualkit.reduction.matching.automaton import Automaton
from qualkit.reduction.matching.expressions import expression, matches
from qualkit.reduction.matching.grammar import Kind, Term
from qualkit.reduction.matching.lemmas import Lemmas, phrase
from qualkit.reduction.matching.phrases import Phrases, is_phrase
from qualkit.reduction.matching.wildcards import wildcard

_CHECKS: dict[Kind, Callable[[str], object]] = {"words": wildcard, "lemma": phrase, "re": expression}

_Finder = tuple[Offsets, Phrases | Automaton | Lemmas]


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Compiled terms: phrases, wildcards and lemmas found together, each regular expression by itself."""

    _finders: tuple[_Finder, ...]
    _expressions: tuple[tuple[int, str, Any], ...]

    @classmethod
    def of(cls, terms: Sequence[Term], language: str) -> Terms:
        """Compile terms; the number of each is its place among them.

        Raises
        ------
        InvalidInput
            If a term does not compile, or there are no lemmas for the language.
        """
        words, lemmas, expressions = (
            [(number, term.text) for number, term in enumerate(terms) if term.kind == kind]
            for kind in get_args(Kind)
        )
        finders = [*_finders(words)]
        if lemmas:
            finders.append((_numbers(lemmas), Lemmas.of([text for _, text in lemmas], language)))
        return cls(tuple(finders), tuple((number, text, expression(text)) for number, text in expressions))

    def find(self, line: Line) -> Offsets:
        """Every hit on a line of texts: rows of term, start and end on the line, in no order.

        Raises
        ------
        InvalidInput
            If a regular expression takes too long, or matches the empty string.
        """
        matched = self._matched(line) if self._expressions else ()
        return np.concatenate([np.empty((0, 3), np.int64), *self._found(line), *matched])

    def _found(self, line: Line) -> Iterator[Offsets]:
        """The hits of words and lemmas, which do not run from one text into the next."""
        text = line.joined() if self._finders else ""
        for numbers, finder in self._finders:
            hits = finder.find(text)
            hits = hits[hits[:, 2] <= line.spans[line.numbers(hits[:, 1]), 1]]
            hits[:, 0] = numbers[hits[:, 0]]
            yield hits

    def _matched(self, line: Line) -> Iterator[Offsets]:
        """The hits of the regular expressions, a text at a time."""
        for text, offset in zip(line.texts, line.spans[:, 0].tolist(), strict=True):
            copy = composed(text)
            rows = [
                (number, *span)
                for number, pattern, compiled in self._expressions
                for span in matches(compiled, copy, pattern=pattern)
            ]
            if rows:
                hits = np.array(rows, np.int64)
                hits[:, 1], hits[:, 2] = copy.original(hits[:, 1], hits[:, 2])
                yield hits + np.array((0, offset, offset))


def check_terms(terms: Iterable[Term]) -> None:
    """Raise `InvalidInput` for a term that can be found in no language."""
    for term in terms:
        _CHECKS[term.kind](term.text)


def _finders(words: Sequence[tuple[int, str]]) -> Iterator[_Finder]:
    """What finds words, phrases and wildcards; those of two that read the same are not both phrases."""
    phrases = {text: number for number, each in words if is_phrase(text := fold(each))}
    others = [(number, each) for number, each in words if phrases.get(fold(each)) != number]
    if phrases:
        yield np.array([*phrases.values()], np.int64), Phrases.of([*phrases])
    if others:
        yield _numbers(others), Automaton.of([wildcard(text) for _, text in others])


def _numbers(terms: Sequence[tuple[int, str]]) -> Offsets:
    return np.array([number for number, _ in terms], np.int64)
