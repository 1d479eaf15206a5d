from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.matching import operators
from qualkit.reduction.patterns import Patterns
from qualkit.reduction.segments import segments

Span = tuple[int, int]
Pieces = list[tuple[str, str]]

WORDS = {
    "a": "a",
    "A": "a",
    "b": "b",
    "İ": "i",
    "e\u0301": "é",
    "é": "é",
    "אב": "אב",
    "ل\u064e": "ل\u064e",
    "a\u200db": "a\u200db",
}
SIGNS = ("😀", "❤\ufe0f", "👩\u200d👩\u200d👧")
GAPS = (" ", " ", "", "\n", "  ", ". ", "-", "\n\n")
OFTEN = st.sampled_from(["a", "b", "😀"])
PIECES = OFTEN | st.sampled_from([*WORDS, *SIGNS])
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(GAPS)), min_size=2, max_size=10)
TERMS = OFTEN | st.sampled_from(["i", "é", "אב", "ل\u064e", "a b", "b a a", "b | é", "a | a b"])
REACHES = st.sampled_from(["/0", "/1", "/3", "/sentence", "/turn"])
STEPS = st.one_of(
    st.tuples(st.sampled_from(["NEAR", "THEN", "UNLESS"]), REACHES, TERMS),
    st.tuples(st.just("EXCEPT"), st.just(""), TERMS),
)
PATTERNS = st.tuples(TERMS, st.lists(STEPS, min_size=1, max_size=3))


class Reference:
    """What the operators mean, by trying every pair of words of a text that is known piece by piece."""

    def __init__(self, pieces: Pieces) -> None:
        self.text = ""
        self.pieces: list[tuple[str | None, Span, str]] = []
        for (piece, gap), (following, _) in itertools.pairwise([*pieces, ("", "")]):
            gap = gap or " " * (piece in WORDS and following in WORDS)
            span = (len(self.text), len(self.text) + len(piece))
            self.pieces.append((WORDS.get(piece, piece), span, gap))
            self.text += piece + gap
        self.words = [span for said, span, _ in self.pieces if said not in SIGNS]
        self.sentences = segments(self.text, "sentence")

    def hits(self, first: str, steps: list[tuple[str, str, str]]) -> list[Span]:
        found = self.operand(first)
        for operator, reach, operand in steps:
            found = self.step(found, operator, reach[1:], self.operand(operand))
        return sorted(found)

    def operand(self, operand: str) -> set[Span]:
        return {span for each in operand.split(" | ") for span in self.phrase(each.split(" "))}

    def phrase(self, said: list[str]) -> Iterator[Span]:
        for place in range(len(self.pieces) - len(said) + 1):
            stretch = self.pieces[place : place + len(said)]
            if [piece for piece, _, _ in stretch] == said and all(
                gap.isspace() for _, _, gap in stretch[:-1]
            ):
                yield stretch[0][1][0], stretch[-1][1][1]

    def step(self, found: set[Span], operator: str, reach: str, others: set[Span]) -> set[Span]:
        if operator == "EXCEPT":
            return {hit for hit in found if not any(hit[0] < end and start < hit[1] for start, end in others)}
        if operator == "UNLESS":
            reaches = [reach, "sentence"] if reach.isdecimal() else [reach]
            return {
                hit for hit in found if not any(all(self.follows(x, hit, r) for r in reaches) for x in others)
            }
        pairs = [*itertools.product(found, others)]
        pairs += [(other, hit) for hit, other in pairs] if operator == "NEAR" else []
        return {(left[0], right[1]) for left, right in pairs if self.follows(left, right, reach)}

    def follows(self, left: Span, right: Span, reach: str) -> bool:
        if right[0] < left[1]:
            return False
        if reach == "sentence":
            return any(start < left[1] <= end and start <= right[0] < end for start, end in self.sentences)
        between = sum(left[1] <= start and end <= right[0] for start, end in self.words)
        return reach == "turn" or between <= int(reach)


@settings(max_examples=700, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(PATTERNS, min_size=1, max_size=4))
def test_the_hits_are_those_that_trying_every_pair_gives(
    pieces: list[Pieces], patterns: list[tuple[str, list[tuple[str, str, str]]]]
) -> None:
    references = [Reference(each) for each in pieces]
    written = [
        " ".join([first, *(f"{op}{reach} {term}" for op, reach, term in steps)]) for first, steps in patterns
    ]
    found = Patterns.compile(("code", each) for each in written).find_all([each.text for each in references])
    for (text, reference), (number, pattern) in itertools.product(enumerate(references), enumerate(patterns)):
        mine = found[(found[:, 0] == text) & (found[:, 1] == number), 2:]
        assert [tuple(span) for span in mine.tolist()] == reference.hits(*pattern)


def found(text: str, pattern: str) -> list[str]:
    return [text[start:end] for _, start, end in Patterns.compile([("code", pattern)]).find(text).tolist()]


def test_near_pairs_words_in_either_order_and_then_in_one() -> None:
    text = "Komitmen itu dari coach, dan setelah itu coach minta komitmen"
    assert found(text, "coach* NEAR/2 komitmen*") == ["Komitmen itu dari coach", "coach minta komitmen"]
    assert found(text, "coach* THEN/1 komitmen*") == ["coach minta komitmen"]
    assert found(text, "coach* THEN/0 komitmen*") == []


def test_a_chain_is_read_from_left_to_right() -> None:
    text = "rencana aksi lalu target dan jadwal"
    assert found(text, "rencana THEN/0 aksi NEAR/1 target NEAR/1 jadwal") == [text]
    assert found(text, "target NEAR/1 jadwal THEN/5 rencana") == []


def test_parts_of_a_word_are_not_words_between() -> None:
    assert found("berkomitmen xkami", "re:komit NEAR/0 re:kami") == ["komitmen xkami"]


def test_a_word_is_not_near_itself() -> None:
    assert found("target", "target NEAR/3 target*") == []
    assert found("target target", "target NEAR/0 target") == ["target target"]


def test_a_sentence_ends_a_negation() -> None:
    assert found("Belum komitmen. Tidak. Komitmen itu kuat", "komitmen UNLESS/3 tidak, belum") == ["Komitmen"]
    assert found("Tidak. Komitmen", "komitmen UNLESS/turn tidak") == []


def test_white_space_is_in_no_sentence() -> None:
    assert found("   ", r"re:\s NEAR/sentence re:\s") == ["  ", "   ", "  "]


def test_what_overlaps_with_an_exception_is_no_hit() -> None:
    assert found("target audience; target awal", "target* EXCEPT target audience") == ["target"]
    assert found("coach yang tidak komitmen", "coach NEAR/3 komitmen EXCEPT tidak") == []


def test_a_long_exception_holds_behind_a_short_one_in_it() -> None:
    assert found("a b c d", "c EXCEPT a b c d, b") == []


@pytest.mark.parametrize(
    ("first", "second", "words"), [("coach", "target", 12), ("target", "coach", 9), ("di", "yang", 2)]
)
def test_real_texts_give_what_an_expression_gives(shared: Path, first: str, second: str, words: int) -> None:
    (path,) = (shared / "corpora" / "coaching-paper").glob("*.txt")
    text = path.read_text("utf-8")
    compiled = Patterns.compile([("code", f"{first}* THEN/{words} {second}*")])
    ahead = rf"(?<!\w){first}\w*(?=\W+(?:\w+\W+){{0,{words}}}{second})"
    starts = [each.start() for each in regex.finditer(ahead, text, regex.IGNORECASE)]
    assert len(starts) > 3
    assert sorted({start for _, start, _ in compiled.find(text).tolist()}) == starts


def test_pairs_beyond_measure_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operators, "_MOST_PAIRS", 3)
    assert len(found("a b a b", "a THEN/turn b")) == 3
    with pytest.raises(InvalidInput, match=re.escape("Pattern 'a NEAR/turn b' would pair too many words")):
        found("a b a b a b", "a NEAR/turn b")
