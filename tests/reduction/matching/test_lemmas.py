from __future__ import annotations

from pathlib import Path

import pytest
import regex
import simplemma

from qualkit.errors import InvalidInput
from qualkit.reduction.patterns import Patterns, check


def found(text: str, *patterns: str, language: str = "id") -> list[str]:
    compiled = Patterns.compile((("code", each) for each in patterns), language=language)
    return [text[start:end] for _, start, end in compiled.find(text).tolist()]


@pytest.mark.parametrize(
    ("language", "pattern", "text", "forms"),
    [
        ("id", "target", "Target, menargetkan targetnya; sasaran", ["Target", "menargetkan", "targetnya"]),
        ("id", "komitmennya", "BERKOMITMEN 😀 komitmen", ["BERKOMITMEN", "komitmen"]),
        ("id", "koordinasi", "dikoordinasikan, berkoordinasi", ["dikoordinasikan", "berkoordinasi"]),
        ("en", "agency", "Agencies and an agency's agents", ["Agencies", "agency"]),
        ("en-GB", "go", "went GOING goes ago", ["went", "GOING", "goes"]),
        ("de", "Haus", "Häuser, Ha\u0308user, Haus", ["Häuser", "Ha\u0308user", "Haus"]),
    ],
)
def test_any_form_of_a_word_is_found(language: str, pattern: str, text: str, forms: list[str]) -> None:
    assert found(text, f"lemma:{pattern}", language=language) == forms


def test_a_phrase_is_found_in_the_forms_of_its_words() -> None:
    text = "Komitmennya \n tinggi, İİ berkomitmen  tertinggi. Tinggi komitmen"
    assert found(text, "lemma: berkomitmen tinggi") == ["Komitmennya \n tinggi", "berkomitmen  tertinggi"]


def test_a_word_that_reads_as_a_lemma_but_has_another_is_not_found() -> None:
    assert [simplemma.lemmatize(each, lang="en") for each in ("founded", "found")] == ["found", "find"]
    assert found("founded, found", "lemma:founded", language="en") == ["founded"]
    assert found("founded, found", "lemma:find", language="en") == ["found"]


def test_lemmas_stand_next_to_other_patterns() -> None:
    text = "Kami belum menargetkan; target kami"
    assert found(text, "lemma:target UNLESS/0 belum", "kami") == ["Kami", "target", "kami"]
    assert found(text, "kami THEN/1 lemma:target") == ["Kami belum menargetkan"]


def test_a_language_without_lemmas_is_told() -> None:
    with pytest.raises(InvalidInput, match=r"none for the language 'xx'.*wildcards"):
        found("a", "lemma:target", language="xx")


@pytest.mark.parametrize("pattern", ["lemma:", "lemma:target*", "lemma:- +"])
def test_what_is_no_word_has_no_lemma(pattern: str) -> None:
    with pytest.raises(InvalidInput, match="must have whole words"):
        check(pattern)


def test_a_lemma_can_be_checked_without_a_language() -> None:
    assert check("lemma:target NEAR/3 naik") == "lemma:target NEAR/3 naik"


@pytest.mark.parametrize("word", ["capai", "target", "tingkat", "laksana", "data"])
def test_real_texts_give_what_each_words_lemma_gives(shared: Path, word: str) -> None:
    (path,) = (shared / "corpora" / "coaching-paper").glob("*.txt")
    text = path.read_text("utf-8")
    forms = [each[0] for each in regex.finditer(r"\w+", text)]
    expected = [form for form in forms if simplemma.lemmatize(form, lang="id").lower() == word]
    assert len(set(expected)) > 1
    assert found(text, f"lemma:{word}") == expected
