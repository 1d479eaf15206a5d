"""Phrases of lemmas, found in any form of their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualkit.errors import InvalidInput
from qualkit.reduction.folding import Change, Copy, Offsets, composed, fold, kinds, rewritten
from qualkit.reduction.matching.automaton import Automaton
from qualkit.reduction.matching.lemmatisers import Lemmatiser, lemmatiser
from qualkit.reduction.matching.wildcards import wildcard
from qualkit.reduction.matching.words import words

PREFIX = "lemma:"


@dataclass(frozen=True, slots=True, eq=False)
class Lemmas:
    """Phrases, looked for in a copy of the text whose words are replaced by their lemmas."""

    _lemmatiser: Lemmatiser
    _phrases: Automaton
    _wanted: frozenset[str]

    @classmethod
    def of(cls, patterns: Sequence[str], language: str) -> Lemmas:
        """What finds the phrases that are written after ``lemma:``, in texts of a language.

        Raises
        ------
        InvalidInput
            If a pattern is no phrase, or nothing gives the lemmas of the language.
        """
        found = lemmatiser(language)
        if found is None:
            raise InvalidInput(
                f"Pattern {patterns[0]!r} asks for lemmas, and there are none for the language {language!r}. "
                "Say which language the texts are in, as 'id' or 'en', or write wildcards, as in 'target*'."
            )
        phrases = [_lemmatised(phrase(each), found).text for each in patterns]
        wanted = frozenset(fold(word) for each in phrases for _, word in _words(each))
        return cls(found, Automaton.of([wildcard(each) for each in phrases]), wanted)

    def find(self, text: str) -> Offsets:
        """Every hit in a text, overlapping ones too: rows of phrase, start and end, in no order."""
        plain = composed(text)
        copy = _lemmatised(plain.text, self._lemmatiser, wanted=self._wanted)
        hits = self._phrases.find(copy.text)
        hits[:, 1], hits[:, 2] = plain.original(*copy.original(hits[:, 1], hits[:, 2]))
        return hits


def phrase(pattern: str) -> str:
    """The words written after ``lemma:``.

    Raises
    ------
    InvalidInput
        If there is no word, or a ``*``.
    """
    text = composed(pattern.removeprefix(PREFIX)).text.strip()
    if "*" in text or not any(_words(text)):
        raise InvalidInput(f"Pattern {pattern!r} must have whole words, without '*'. Write any form of each.")
    return text


def _lemmatised(text: str, lemmatise: Lemmatiser, *, wanted: frozenset[str] | None = None) -> Copy:
    """The text with its words replaced by their lemmas; with some ``wanted``, as far as these need it."""
    forms = sorted({word for _, word in _words(text)})
    changed = {
        form: lemma
        for form, lemma in zip(forms, lemmatise(forms), strict=True)
        if form != lemma and (wanted is None or not wanted.isdisjoint((fold(form), fold(lemma))))
    }
    places = _words(text) if changed else ()
    return rewritten(
        text, (Change(start, start + len(word), changed[word]) for start, word in places if word in changed)
    )


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text, and where each begins."""
    starts, ends = words(kinds(text))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield start, text[start:end]
