from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction import segments as module_function
from qualkit.reduction.segments import _pipeline, segments


def cut(text: str, unit: Any = "sentence", language: str = "id") -> list[str]:
    return [text[start:end] for start, end in segments(text, unit, language=language)]


@given(st.text(st.sampled_from("aB1 .!?\n\"'(é\u0301😀")), st.sampled_from(["sentence", "paragraph", "turn"]))
def test_units_are_in_order_without_white_space_and_leave_out_nothing_else(text: str, unit: Any) -> None:
    spans = segments(text, unit)
    bounds = [at for span in spans for at in span]
    assert bounds == sorted(bounds)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "Drs. Ahmad dan Dr. Budi hadir.",
        "Anggaran Rp 1.183.148.550.640 naik.",
        "Pajak Rp. 5 juta naik.",
        "Surat No. 5 dll. dibawa, mis. ini.",
        "We use forms, e.g. Section No. 4, in St. Louis.",
        "1. Tujuan ditetapkan.",
    ],
)
@pytest.mark.parametrize("language", ["id", "en", "xx"])
def test_sentences_are_not_broken_inside(sentence: str, language: str) -> None:
    assert cut(f"Pertama. {sentence} Kedua!", language=language) == ["Pertama.", sentence, "Kedua!"]


def test_short_answers_are_sentences() -> None:
    assert cut("Ya. No. Kami tahu banyak hal. Selesai?", language="en") == [
        "Ya.",
        "No.",
        "Kami tahu banyak hal.",
        "Selesai?",
    ]


def test_an_opening_quote_belongs_to_what_it_opens() -> None:
    assert cut('He said. "Yes." Then he left.') == ["He said.", '"Yes."', "Then he left."]


def test_a_sentence_ends_with_its_paragraph() -> None:
    assert cut("PENDAHULUAN\n \nUndang-Undang berlaku.") == ["PENDAHULUAN", "Undang-Undang berlaku."]


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert cut("\n a\nb \n\t\n\n c\n", "paragraph") == ["a\nb", "c"]


def test_a_turn_is_the_whole_text() -> None:
    assert cut(" a.\n\nb. ", "turn") == ["a.\n\nb."]


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "turn"])
def test_nothing_has_no_units(unit: Any) -> None:
    assert segments(" \n ", unit) == []


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Take sentence, paragraph or turn"):
        segments("a", "match")


def test_a_language_without_rules_is_cut_by_general_ones() -> None:
    assert cut("Satu. Dua.", language="sas") == cut("Satu. Dua.", language="id-ID") == ["Satu.", "Dua."]


def test_texts_longer_than_spacy_takes_are_cut_at_white_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pipeline("xx"), "max_length", 10)
    assert cut("Satu dua. Tiga empat. Limaenamtujuh", language="xx") == [
        "Satu dua.",
        "Tiga",
        "empat.",
        "Limaenamt",
        "ujuh",
    ]


def test_a_real_paper_is_cut_into_sentences(shared: Path) -> None:
    (path,) = (shared / "corpora" / "coaching-paper").glob("*.txt")
    sentences = cut(path.read_text("utf-8"))
    assert len(sentences) > 100
    assert not [each for each in sentences if each.endswith((" Dr.", " Rp.", " Drs."))]


def test_the_package_gives_the_function() -> None:
    assert module_function is segments
