from __future__ import annotations

import unicodedata

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.folding import EXTENDER, WORD, composed, fold, folded, kinds

TEXTS = st.text(
    st.sampled_from("aAeEiIJqß İıſΣς\u0301\u0323\u0307\u030c  \n\t가ᄒ\u1161\u11ab😀א٣_-\u212b\u0958")
)


def positions(*each: int) -> np.ndarray:
    return np.array(each, np.int64)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_takes_the_letter_that_has_one_code_point() -> None:
    assert fold("İSTANBUL STRAẞE ΣΑΣ ſ\u00a0Ａ") == "istanbul straße σασ s ａ"


@given(TEXTS)
def test_canonically_equivalent_texts_have_one_copy(text: str) -> None:
    forms = {folded(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(TEXTS)
def test_every_stretch_of_a_copy_leads_back_to_what_it_was_made_of(text: str) -> None:
    copy = composed(text)
    offsets = np.arange(len(copy.text), dtype=np.int64)
    starts, ends = copy.original(offsets, offsets + 1)
    assert (starts < ends).all()
    assert (np.diff(starts) >= 0).all()
    assert ends[-1:].tolist() == [len(text)][: len(text)]
    assert unicodedata.normalize("NFC", text) == copy.text


def test_a_run_of_white_space_is_one_space_and_leads_back_to_all_of_it() -> None:
    copy = folded("a \n\tB")
    assert copy.text == "a b"
    starts, ends = copy.original(positions(0, 1, 2), positions(1, 2, 3))
    assert starts.tolist() == [0, 1, 4]
    assert ends.tolist() == [1, 4, 5]


def test_neighbours_that_change_one_by_one_keep_their_own_offsets() -> None:
    copy = folded("\u212b\u212b")
    assert copy.text == "åå"
    starts, ends = copy.original(positions(1), positions(2))
    assert (starts.tolist(), ends.tolist()) == ([1], [2])


def test_letters_digits_underscore_and_marks_are_word_characters() -> None:
    word = (kinds("aé_٣\u0301-+😀 ") & WORD) > 0
    assert word[1:-1].tolist() == [True] * 5 + [False] * 4
    assert ((kinds("a\u0301\u200d") & EXTENDER) > 0).tolist() == [False, False, True, True, False]


def test_a_mark_on_a_sign_is_no_word_character() -> None:
    assert ((kinds("\u0301❤\ufe0f\u200da") & WORD) > 0)[1:-1].tolist() == [False, False, False, False, True]


def test_an_apostrophe_and_a_hyphen_of_a_word_processor_are_those_that_are_typed() -> None:
    assert fold("Don’t re‑open ‘it’") == "don't re-open 'it'"
