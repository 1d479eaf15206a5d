from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.vocabulary.words import words


def said(*texts: str | None, language: str = "xx", lemmas: bool = False) -> list[str]:
    """The words of the texts, with a stroke where a sentence or text ends."""
    found = words(pd.DataFrame({"text": [*texts]}), "text", language=language, lemmas=lemmas)
    return [found.types[number] if number >= 0 else "|" for number in found.numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anak-anak TIDAK hadir", "anak-anak tidak hadir |"),
        ("Don’t, don't; it's the teacher's.", "don't don't | it's the teacher's | |"),
        ("'Ya' - katanya", "ya katanya |"),
        ("Naik 1.183,5 (persen)? Ya…", "naik 1 183 5 persen | ya | |"),
        ("Cafe\u0301 CAFÉ", "café café |"),
        ("हिन्दी भाषा", "हिन्दी भाषा |"),
        ("İstanbul", "istanbul |"),
        ("ماذا؟ نعم", "ماذا | نعم |"),
        ("", "|"),
    ],
)
def test_a_word_keeps_what_joins_its_parts_and_loses_what_surrounds_it(text: str, expected: str) -> None:
    assert " ".join(said(text)) == expected


def test_missing_texts_are_passed_over_and_rows_say_where_words_stand() -> None:
    found = words(pd.DataFrame({"text": ["satu dua", None, "tiga"]}), "text", language="id")
    assert found.rows.tolist() == [0, 0, 0, 2, 2]
    assert len(words(pd.DataFrame({"text": []}), "text", language="id").numbers) == 0


@given(st.lists(st.text(st.sampled_from("aB' -.\né\u0301😀ي؟"))))
def test_every_letter_is_in_a_word_once(texts: list[str]) -> None:
    found = "".join(each for each in "".join(said(*texts)) if each.isalpha())
    composed = unicodedata.normalize("NFC", "\n".join(texts)).lower()
    assert found == "".join(each for each in composed if each.isalpha())


@pytest.mark.parametrize(
    ("language", "dropped"),
    [("en", "it's don't can't the"), ("id", "yang seolah-olah"), ("jv", ""), ("xx", "")],
)
def test_stop_words_are_spacys_also_where_they_are_run_together(language: str, dropped: str) -> None:
    text = "it's don't can't the teacher's yang seolah-olah anggaran"
    found = words(pd.DataFrame({"text": [text]}), "text", language=language)
    stops = found.stop_words(language)
    assert [word for word, stop in zip(found.types, stops, strict=True) if stop] == dropped.split()


def test_forms_of_a_word_can_be_one() -> None:
    assert said("Targets... target! Children", language="en", lemmas=True) == [
        *("target", "|", "target", "|", "child", "|")
    ]


def test_a_language_without_lemmas_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no lemmas of the language 'jv'"):
        said("a", language="jv", lemmas=True)


def test_an_unknown_column_is_an_error_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="Did you mean 'text'"):
        words(pd.DataFrame({"text": ["a"]}), "texts", language="en")
