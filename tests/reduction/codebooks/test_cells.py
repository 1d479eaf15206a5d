from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.codebooks.cells import from_cell, from_lines, to_cell, to_lines

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["01", '"Ya"', '"a\\nb"', '"\\""', '""', '" a"', " a", "a\nb", "\x7f", "_x0041_", '"', "\\"]
)


@given(ANYTHING)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert from_cell(to_cell(text)) == text


@given(st.lists(ANYTHING), st.sampled_from(["\n", "\u2029"]))
def test_texts_are_read_as_they_were_written(texts: list[str], end: str) -> None:
    assert from_lines(to_lines(texts, end), end) == texts


@given(ANYTHING)
def test_nothing_is_written_that_a_spreadsheet_or_xml_would_change(text: str) -> None:
    cell = to_cell(text)
    assert cell == cell.strip() != ""
    assert all(sign in "\t\n" or sign.isprintable() or ord(sign) > 0x9F for sign in cell)


@pytest.mark.parametrize("text", ["=1+1", "01", "“Ya,” kata dia", '"Ya"', '"Ya," kata dia', "a\tb", "a\nb"])
def test_what_people_write_stands_in_the_cell_as_it_is(text: str) -> None:
    assert to_cell(text) == text


def test_blanks_around_what_a_person_typed_are_no_text() -> None:
    assert from_cell("  trust \n") == "trust"
    assert from_lines("a\n\n  b \n", "\n") == ["a", "b"]
