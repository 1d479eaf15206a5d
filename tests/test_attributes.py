from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

import qualkit as qk
from qualkit.attributes import changed


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (np.int64(3), 3),
        (np.float64(1.5), 1.5),
        (float("nan"), None),
        (date(2023, 2, 14), "2023-02-14"),
        (pd.Timestamp("2023-02-14"), "2023-02-14T00:00:00"),
        (("a", np.int64(1)), ["a", 1]),
        ("teks", "teks"),
        (True, True),
    ],
)
def test_a_value_is_kept_as_a_plain_one(given: object, kept: object) -> None:
    assert changed({"old": 1}, {"new": given}).get("new") == kept


def test_attributes_stay_in_the_order_given_and_none_takes_one_away() -> None:
    assert list(changed({"b": 1, "a": 2}, {"c": 3, "b": None})) == ["a", "c"]


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(qk.InvalidInput, match="'size' cannot be dict"):
        changed({}, {"size": {}})
