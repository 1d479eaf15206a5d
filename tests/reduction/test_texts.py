from __future__ import annotations

import pandas as pd
import pytest

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.texts import texts


def test_missing_texts_are_passed_over() -> None:
    positions, found = texts(
        pd.DataFrame({"text": ["a", None, float("nan"), pd.NA, ""]}, dtype=object), "text"
    )
    assert (positions.tolist(), found) == ([0, 4], ["a", ""])


def test_an_unknown_column_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="Did you mean 'text'"):
        texts(pd.DataFrame({"text": ["a"]}), "texts")


def test_what_is_no_text_is_refused_with_its_row() -> None:
    with pytest.raises(InvalidInput, match="Row 'r2': column 'text' holds 3"):
        texts(pd.DataFrame({"text": ["a", 3]}, index=["r1", "r2"]), "text")
