from __future__ import annotations

import itertools
import re
import unicodedata
from pathlib import Path

import numpy as np
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction import patterns as module
from qualkit.reduction.matching import automaton
from qualkit.reduction.patterns import Patterns, check

WRITTEN = [
    "ab",
    "Ab e",
    "a",
    "é",
    "e\u0301",
    "ẹ\u0301",
    "a*",
    "*b",
    "*e*",
    "a*b",
    "a* *b",
    "a * b",
    "* b",
    "b *",
    "a-b",
    "a+",
    "+a",
    "+",
    "*-a",
    "אב*",
    "😀",
    "한",
    "_a",
    "ß",
]
LETTERS = [
    *"aAbBeéß אב+-_1😀\n\u00a0한ᄒ",
    "e\u0301",
    "E\u0323\u0301",
    "\u1161",
    "\u11ab",
    "❤\ufe0f",
    "😀\u200d",
    "+\u0301",
]
TEXTS = st.lists(st.sampled_from(LETTERS), max_size=14).map("".join)


EXTENDER = r"[\p{M}\u200c\u200d]"


def found(text: str, *patterns: str) -> list[tuple[str, str]]:
    compiled = Patterns.compile(("code", each) for each in patterns)
    return [(patterns[number], text[start:end]) for number, start, end in compiled.find(text).tolist()]


def canonical(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).lower()


def by_hand(pattern: str, text: str) -> list[tuple[int, int]]:
    """All spans that the grammar describes, by trying each one."""
    words = canonical(pattern).split(" ")
    whole = " ".join(
        r"\w+" if word == "*" else r"\w*".join(map(regex.escape, word.split("*"))) for word in words
    )
    edge = r"[\w*]"
    spans = []
    for start, end in itertools.combinations(range(len(text) + 1), 2):
        before, after = regex.sub(rf"{EXTENDER}+\Z", "", text[:start])[-1:], text[end : end + 1]
        if regex.match(EXTENDER, after) or regex.match(EXTENDER, text[start]):
            continue
        if regex.match(edge, pattern[0]) and regex.match(r"\w", before):
            continue
        if regex.search(edge + r"\Z", pattern) and regex.match(r"\w", after):
            continue
        if regex.fullmatch(whole, canonical(text[start:end])):
            spans.append((start, end))
    return spans


@settings(max_examples=1500)
@given(TEXTS, st.sampled_from(WRITTEN))
def test_the_hits_are_those_that_trying_every_span_gives(text: str, pattern: str) -> None:
    hits = Patterns.compile([("code", pattern)]).find(text)
    assert [tuple(each) for each in hits[:, 1:].tolist()] == by_hand(pattern, text)


@settings(max_examples=300, deadline=None)  # the first example loads what knows lemmas and sentences
@given(st.lists(TEXTS, max_size=5))
def test_texts_are_matched_together_as_each_alone(texts: list[str]) -> None:
    written = [*WRITTEN, r"re:\w+\s", "a* NEAR/1 b", "a | *b", "é EXCEPT lemma:b", "b UNLESS/sentence a"]
    compiled = Patterns.compile((("code", each) for each in written), language="en")
    alone = [(place, *hit) for place, text in enumerate(texts) for hit in compiled.find(text).tolist()]
    assert [tuple(each) for each in compiled.find_all(texts).tolist()] == alone


def test_batches_give_what_one_pass_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["surat tugas", "", "tugas surat", "surat", "tugas"]
    compiled = Patterns.compile([("code", "surat tugas"), ("code", "tugas*"), ("code", "surat NEAR/0 tugas")])
    whole = compiled.find_all(texts)
    monkeypatch.setattr(module, "_BATCH", 8)
    assert np.array_equal(compiled.find_all(texts), whole)
    assert whole.tolist() == [
        [0, 0, 0, 11],
        [0, 2, 0, 11],
        [0, 1, 6, 11],
        [2, 1, 0, 5],
        [2, 2, 0, 11],
        [4, 1, 0, 5],
    ]


@given(TEXTS)
def test_stretches_give_what_one_pass_gives(text: str) -> None:
    compiled = Patterns.compile(("code", each) for each in WRITTEN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(automaton, "_STRETCH", 2)
        hits = compiled.find(text)
    assert np.array_equal(hits, compiled.find(text))


def test_a_phrase_does_not_run_from_one_text_into_the_next() -> None:
    assert Patterns.compile([("code", "a\0b")]).find_all(["a", "b"]).tolist() == []


def test_words_are_found_whole_and_in_any_case() -> None:
    assert found("Komitmen, KOMITMEN! berkomitmen komitmennya", "komitmen") == [
        ("komitmen", "Komitmen"),
        ("komitmen", "KOMITMEN"),
    ]


def test_a_hyphen_parts_words_and_an_underscore_does_not() -> None:
    assert found("sama-sama sama_rata sama2", "sama") == [("sama", "sama")] * 2


def test_white_space_in_a_phrase_is_any_white_space() -> None:
    assert found("surat \n\n\ttugas surat\u00a0tugas surat-tugas", "Surat   tugas") == [
        ("Surat   tugas", "surat \n\n\ttugas"),
        ("Surat   tugas", "surat\u00a0tugas"),
    ]


def test_overlapping_hits_are_all_found() -> None:
    assert found("ha ha ha", "ha ha", "ha") == [
        ("ha", "ha"),
        ("ha ha", "ha ha"),
        ("ha", "ha"),
        ("ha ha", "ha ha"),
        ("ha", "ha"),
    ]


def test_offsets_hold_after_letters_that_grow_when_lowered() -> None:
    text = "İİİ İzmir 😀 Ankara"
    assert found(text, "ankara", "izmir") == [("izmir", "İzmir"), ("ankara", "Ankara")]


def test_decomposed_letters_match_composed_ones_and_the_other_way() -> None:
    assert found("café cafe\u0301 cafe", "cafe\u0301") == [
        ("cafe\u0301", "café"),
        ("cafe\u0301", "cafe\u0301"),
    ]
    assert found("café cafe\u0301 cafe", "café") == [("café", "café"), ("café", "cafe\u0301")]
    assert found("cafe\u0301", "cafe", "caf", "cafe*") == []
    assert found("J\u030c", "ǰ") == [("ǰ", "J\u030c")]


def test_a_sign_with_a_mark_is_another_sign() -> None:
    assert found("+\u0301 +x", "+*", "+") == [("+", "+"), ("+*", "+x")]


def test_words_next_to_an_emoji_with_a_variation_mark_are_found() -> None:
    assert found("❤\ufe0fkeren❤\ufe0f", "keren", "*ren", "❤\ufe0f") == [
        ("❤\ufe0f", "❤\ufe0f"),
        ("keren", "keren"),
        ("*ren", "keren"),
        ("❤\ufe0f", "❤\ufe0f"),
    ]


def test_a_pattern_may_be_written_twice() -> None:
    compiled = Patterns.compile([("first", "a"), ("second", "a")])
    assert compiled.find("a").tolist() == [[0, 0, 1], [1, 0, 1]]
    assert compiled.codes == ("first", "second")


def test_right_to_left_words_are_found() -> None:
    assert found("التزام الفريق والتزام", "التزام", "*التزام") == [
        ("التزام", "التزام"),
        ("*التزام", "التزام"),
        ("*التزام", "والتزام"),
    ]


def test_no_patterns_find_nothing() -> None:
    assert Patterns.compile([]).find("text").shape == (0, 3)


def test_checking_gives_the_pattern_or_the_reason_against_it() -> None:
    assert check("komit* UNLESS/3 tidak, re:belum?") == "komit* UNLESS/3 tidak, re:belum?"
    with pytest.raises(InvalidInput, match="has no word to look for"):
        check("komit* NEAR/3 *")
    with pytest.raises(InvalidInput, match="not a regular expression"):
        check("re:(")


@pytest.mark.parametrize("corpus", ["coaching-paper", "tanf"])
def test_real_texts_give_what_one_scan_for_each_pattern_gives(shared: Path, corpus: str) -> None:
    files = sorted((shared / "corpora" / corpus).rglob("*.*"))
    text = "\n".join(path.read_text("utf-8") for path in files if path.suffix in (".txt", ".md"))[:300_000]
    words = [
        "coaching",
        "target*",
        "*nya",
        "error",
        "data file",
        "tahun 2023",
        "per*an",
        "the",
        "di",
        "user*",
    ]
    compiled = Patterns.compile(("code", each) for each in words)
    hits = compiled.find(text)
    assert len(hits) > 200
    for number, pattern in enumerate(words):
        scanned = r"\s+".join(regex.escape(part).replace(r"\*", r"\w*") for part in pattern.split())
        expected = [
            each.span() for each in regex.finditer(rf"(?<!\w){scanned}(?!\w)", text, regex.IGNORECASE)
        ]
        assert [tuple(each) for each in hits[hits[:, 0] == number, 1:].tolist()] == expected
