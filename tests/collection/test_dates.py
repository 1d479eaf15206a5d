import pytest

from qualkit.collection.dates import iso_date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12 Januari 2023", "2023-01-12"),
        ("Kamis, 12 Januari 2023", "2023-01-12"),
        ("12 January 2023", "2023-01-12"),
        ("January 12, 2023", "2023-01-12"),
        ("1st March 2023", "2023-03-01"),
        ("12/01/2023", "2023-01-12"),
        ("12-01-2023", "2023-01-12"),
        ("12.1.2023", "2023-01-12"),
        ("2023-1-5", "2023-01-05"),
        ("2023-02-14T09:00:00", "2023-02-14"),
    ],
)
def test_certain_dates_become_iso(written: str, read: str) -> None:
    assert iso_date(written) == read


@pytest.mark.parametrize(
    "written", ["", "Juli 2023", "31 Februari 2023", "01/13/2023", "12 Foo 2023", "12/1-2023"]
)
def test_uncertain_dates_stay_as_given(written: str) -> None:
    assert iso_date(written) == written
