"""A quotation is found where it stands word for word, and nowhere else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.suggesting.quotations import located

TEXTS = st.text(st.sampled_from("ab.é́ \n\t(*"), max_size=30)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("kami sepakat", "Lalu kami\n  sepakat.", "kami\n  sepakat"),
        ("  sepakat ", "kami sepakat.", "sepakat"),
        ("ada", "pada saat ada", "ada"),
        ("sepak", "kami sepakat", "sepak"),
        ("(a.*)", "see (a.*) there", "(a.*)"),
        ("我们", "他说我们同意", "我们"),
        ("café", unicodedata.normalize("NFD", "un café noir"), unicodedata.normalize("NFD", "café")),
    ],
)
def test_a_quotation_is_found(quote: str, text: str, found: str) -> None:
    span = located(quote, text)
    assert span is not None
    assert text[slice(*span)] == found


def test_whole_words_are_found_before_parts_of_words() -> None:
    assert located("ada", "pada saat ada") == (10, 13)


@pytest.mark.parametrize(
    "quote", ["", " \n", "Kami sepakat", "kami, sepakat", "kami … sepakat", "sepakat kami"]
)
def test_other_words_are_not_found(quote: str) -> None:
    assert located(quote, "Lalu kami sepakat.") is None


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_any_stretch_of_whole_characters_is_found_and_reads_the_same(text: str, one: int, other: int) -> None:
    composed = unicodedata.normalize("NFC", text)
    quote = composed[min(one, other) : max(one, other)]
    span = located(quote, text)
    if not quote.strip():
        assert span is None
        return
    assert span is not None
    found = unicodedata.normalize("NFC", text[slice(*span)])
    assert unicodedata.normalize("NFC", quote).split()[0] in found
    assert len(found.split()) == len(quote.split())
