from __future__ import annotations

from itertools import combinations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.folding import folded
from qualkit.reduction.matching.phrases import Phrases, is_phrase

WORDS = st.sampled_from(
    ["a", "b", "é", "abcdefg", "abcdefgh", "abcdefghi", "abcdefgh" * 2, "abcdefgh" * 2 + "ÿ"]
)
GAPS = st.sampled_from([" ", " ", "  ", "\n", "-", "\0", ", ", "", "ż", "\u0301", " \u0301"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=12).map(lambda each: "".join(map("".join, each)))
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).filter(is_phrase)


def by_hand(phrase: str, text: str) -> list[tuple[int, int]]:
    """All spans that read as the phrase and do not cut a word, by trying each one."""
    starts = {each.start() for each in regex.finditer(r"(?<![\w--\p{M}]\p{M}*)(?!\p{M})", text, regex.V1)}
    ends = {each.start() for each in regex.finditer(r"(?![\w\p{M}])", text)}
    return [
        (start, end)
        for start, end in combinations(range(len(text) + 1), 2)
        if start in starts and end in ends and folded(text[start:end]).text == phrase
    ]


@given(TEXTS, st.lists(PHRASES, min_size=1, max_size=6, unique=True))
def test_the_hits_are_those_that_trying_every_span_gives(text: str, phrases: list[str]) -> None:
    hits = sorted(map(tuple, Phrases.of(phrases).find(text).tolist()))
    assert hits == [(number, *span) for number, each in enumerate(phrases) for span in by_hand(each, text)]


def test_a_word_is_not_taken_for_a_phrase_of_its_parts() -> None:
    compiled = Phrases.of(["abcdefgh ij"])
    assert len(compiled.find("abcdefghij")) == 0
    assert compiled.find("ABCDEFGH ij").tolist() == [[0, 0, 11]]


@pytest.mark.parametrize("text", ["a", "surat tugas", "été 2_3", "þ"])
def test_words_with_a_space_between_them_are_a_phrase(text: str) -> None:
    assert is_phrase(text)


@pytest.mark.parametrize("text", ["", " a", "a  b", "a-b", "a*", "ÿ", "ş", "e\u0301", "a\0b", "²"])
def test_anything_else_is_no_phrase(text: str) -> None:
    assert not is_phrase(text)
