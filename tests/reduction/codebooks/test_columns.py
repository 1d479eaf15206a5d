from __future__ import annotations

import pytest

from qualkit.model import Code
from qualkit.reduction.codebooks.columns import Column, cell, column, columns_of, heading, said

CODE = Code(name="a", labels={"id": "Satu", "he": "אחת"}, kind="process", scale=("low", "high"), retired=True)


@pytest.mark.parametrize("language", [None, "en", "id", "nl"])
def test_every_column_is_known_by_its_heading(language: str | None) -> None:
    columns = columns_of([CODE])
    assert [column(heading(each, language)) for each in columns] == columns


def test_there_is_a_label_for_each_language() -> None:
    assert [each.key for each in columns_of([CODE, Code(name="b", labels={"en": "B"})])[1:4]] == [
        "id",
        "he",
        "en",
    ]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("  KODE ", "name"),
        ("tag", "name"),
        ("Description", "definition"),
        ("when  to use", "when"),
        ("color", "colour"),
        ("Induk", "parent"),
    ],
)
def test_headings_are_known_in_any_case_and_both_languages(title: str, field: str) -> None:
    assert column(title) == Column(field)


def test_a_heading_of_no_column_is_none() -> None:
    assert column("Remarks") is None
    assert column("") is None


def test_words_are_written_and_read_in_the_language() -> None:
    assert cell(CODE, Column("kind"), language="id") == "proses"
    assert cell(CODE, Column("retired"), language="id") == "ya"
    assert said({Column("kind"): "Proses", Column("retired"): "ya", Column("unit"): "Kalimat"}) == {
        "kind": "process",
        "retired": True,
        "unit": "sentence",
    }


def test_empty_cells_say_nothing() -> None:
    assert said({Column("brief"): "  ", Column("retired"): "", Column("scale"): ""}) == {}


def test_a_word_that_is_not_known_is_left_to_be_refused() -> None:
    assert said({Column("kind"): "proces", Column("retired"): "perhaps"}) == {
        "kind": "proces",
        "retired": "perhaps",
    }
