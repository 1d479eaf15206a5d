from __future__ import annotations

import numpy as np
import pytest

from qualkit.display.xlsx.numbers import pattern


@pytest.mark.parametrize("value", [None, "5", True, float("inf"), float("nan"), 1e-05, 10**16])
def test_what_a_sheet_would_not_keep_as_it_is_printed_is_no_number(value: object) -> None:
    assert pattern(value, "en", grouped=False) is None


@pytest.mark.parametrize(
    ("value", "written"), [(np.int64(5), "0"), (np.float64(2.25), "0.00"), (-3.0, "0"), (0.1, "0.0")]
)
def test_a_number_keeps_the_decimals_that_are_printed(value: object, written: str) -> None:
    assert pattern(value, "xx", grouped=False) == written


def test_a_share_of_a_decimal_number() -> None:
    assert pattern(2.5, "xx", share=50) == '#,##0.0" (50\u00a0%)"'
