from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.charting.times import dated, middle, moment
from qualkit.display.material import Material


@given(st.dates())
def test_a_date_lies_in_its_month_and_its_month_in_its_year(date: datetime.date) -> None:
    day = date.isoformat()
    assert moment(day) == day
    assert abs(middle(day) - middle(day[:7])) <= 15.5
    assert abs(middle(day[:7]) - middle(day[:4])) <= 168


def test_days_are_numbered_as_matplotlib_does() -> None:
    from matplotlib.dates import date2num

    assert middle("2023-05-14") == date2num(datetime.datetime(2023, 5, 14, 12))
    assert middle("2023-12") == date2num(datetime.datetime(2023, 12, 16, 12))


def test_what_is_told_comes_before_the_date_of_the_telling(charted: Material) -> None:
    found = dated(charted, charted.codings)
    assert found.iloc[0] == "2022-11-05"
    assert found.iloc[4] == "2024-05-02"
    assert found.iloc[7] is None or found.isna().iloc[7]
