from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.values import as_text, names, numbers, printed


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        (2023, "2023", "2023"),
        (2023.0, "2023", "2023"),
        (0.001, "0.001", "0,001"),
        (-0.001, "-0.001", "-0,001"),
        (3.14159, "3.14159", "3,14159"),
        (993762064073, "993762064073", "993762064073"),
        (196512311990031001, "196512311990031001", "196512311990031001"),
        (True, "True", "True"),
        ("1,5", "1,5", "1,5"),
        (None, "", ""),
    ],
)
def test_a_value_is_printed_with_its_own_digits(value: object, english: str, indonesian: str) -> None:
    assert (printed(value, "en"), printed(value, "id")) == (english, indonesian)


@given(st.integers(0, 10**18))
def test_whole_numbers_keep_every_digit(value: int) -> None:
    assert as_text(value) == str(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_two_numbers_have_the_same_text(value: float) -> None:
    assert float(as_text(value) or "") == value


def test_what_is_true_or_false_is_no_number() -> None:
    assert numbers([True, False]) is None
    assert numbers([1, None, 2.5]) == [1, None, 2.5]


@pytest.mark.parametrize("odd", [True, 3, 2.5, {"a": 1}])
def test_what_is_neither_text_nor_list_has_no_names(odd: object) -> None:
    assert names(odd) == ()
