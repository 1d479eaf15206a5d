from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.manuscript import parse_number
from qualkit.errors import InvalidInput

VALUES = st.text(st.characters(exclude_characters='"', exclude_categories=["C", "Z"]), min_size=1)


@given(st.dictionaries(st.sampled_from(["code", "case", "kind", "role", "source"]), VALUES))
def test_any_value_in_quotes_is_read_back(filters: dict[str, str]) -> None:
    written = ", ".join(f'{name}="{value}"' for name, value in filters.items())
    assert parse_number(f"sources: {written}") == {"what": "sources", **filters}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("count: code=a", "should begin with one of n, sources, cases and percent"),
        ("n: kode=a", "'kode' is none of"),
        ("n: code", "'code' is not of the form"),
        ("n: code=", "'code' has no value"),
        ("n: code=a, code=b", "'code' is given twice"),
        ('n: code="a', "not of the form"),
    ],
)
def test_a_wrong_expression_is_refused_with_what_is_wrong(expression: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as error:
        parse_number(expression, place="paragraph 3")
    assert "in paragraph 3 cannot be read" in str(error.value)


def test_values_without_quotes_may_hold_spaces_and_word_may_curl_the_quotes() -> None:
    assert parse_number("percent: case=Dinas Kota, code=“a, b”") == {
        "what": "percent",
        "case": "Dinas Kota",
        "code": "a, b",
    }
