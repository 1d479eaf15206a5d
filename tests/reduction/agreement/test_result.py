"""An agreement shows itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pandas as pd
import pytest

from qualkit.reduction.agreement import coefficient, unitizing_alpha
from qualkit.reduction.agreement.result import rounded

RATINGS = pd.DataFrame({"a<b>": ["yes", "yes", "no", "no"], "ben": ["yes", "no", "no", "no"]})


def test_a_line_says_the_value_its_interval_and_what_it_rests_on() -> None:
    made = coefficient(RATINGS, "krippendorff", interval="analytic")
    assert str(made) == (
        "krippendorff = 0.533, 95% analytic interval -1.144 to 1.000 "
        "(observed agreement 0.750, 2 coders, 4 units)"
    )


def test_a_figure_next_to_nothing_has_no_sign() -> None:
    made = coefficient(RATINGS, "krippendorff", interval="analytic")
    near = replace(made, value=-0.0, interval=replace(made.interval, low=-1e-17, high=-0.0004))
    assert "krippendorff = 0.000, 95% analytic interval 0.000 to 0.000" in str(near)
    shown = rounded(near.frame)[["value", "low", "high", "observed", "units"]]
    assert shown.map(str).iloc[0].tolist() == ["0.0", "0.0", "0.0", "0.75", "4"]


def test_the_frame_is_one_row_that_says_all() -> None:
    made = coefficient(RATINGS, "gwet", seed=4, weights="linear", categories=["yes", "no"])
    row = made.frame.iloc[0]
    assert len(made.frame) == 1
    assert row["value"] == made.value
    assert (row["weights"], row["seed"], row["interval"]) == ("linear", 4, "bootstrap")
    assert (row["units"], row["pairable"], row["ratings"]) == (4, 4, 8)
    assert pd.concat([made.frame, coefficient(RATINGS, "cohen").frame])["method"].tolist() == [
        "gwet",
        "cohen",
    ]


def test_the_page_shows_warnings_and_escapes_names() -> None:
    page = coefficient(RATINGS, "gwet")._repr_html_()
    assert "Only 4 units" in page
    assert "a&lt;b&gt;" in page
    assert "<b>" not in page


def test_of_spans_the_coverage_is_shown() -> None:
    marks = pd.DataFrame({"coder": ["ana", "ben"], "start": [0, 5], "end": [10, 15], "code": ["A", "B"]})
    assert unitizing_alpha(marks, length=20, kind="cu").frame.loc[0, "coverage"] == 0.25


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        coefficient(RATINGS, "percent").value = 1  # type: ignore[misc]
