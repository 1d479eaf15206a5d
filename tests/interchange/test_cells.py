"""Values as cells of a table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.cells import (
    from_cell,
    text_from_cell,
    text_to_cell,
    texts_from_cell,
    texts_to_cell,
    to_cell,
    whole_from_cell,
)

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(VALUES)
def test_every_value_is_itself_again(value: Any) -> None:
    found = from_cell(to_cell(value))
    assert (found, type(found)) == (value, type(value))


@given(TEXTS)
def test_every_text_is_itself_again(text: str) -> None:
    assert text_from_cell(text_to_cell(text)) == text


@given(st.lists(TEXTS, min_size=1))
def test_several_texts_are_themselves_again(texts: list[str]) -> None:
    assert texts_from_cell(texts_to_cell(texts)) == texts


@pytest.mark.parametrize("cell", ["ya", '"yes" she said', "[sic]", "01", "{", "1" * 5000])
def test_what_people_write_is_text(cell: str) -> None:
    assert from_cell(cell) == text_from_cell(cell) == cell


@pytest.mark.parametrize("cell", ["x", "1.5", "nan", "inf", "9" * 30])
def test_what_is_no_whole_number_is_refused(cell: str) -> None:
    with pytest.raises(InvalidInput, match="is no"):
        whole_from_cell(cell)
