"""Whatever type a database has for a value, a study gets what it means."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.interchange.values import measured, time_of, whole_of, words_of

CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.text(), st.binary())


@given(CELLS)
def test_no_value_of_a_database_is_too_odd(value: object) -> None:
    assert isinstance(words_of(value), str)
    assert whole_of(value) is None or isinstance(whole_of(value), int)
    assert isinstance(measured(words_of(value)), (str, int, float))
    assert time_of(value) is None or len(str(time_of(value))) <= 32


def test_times_of_r_and_of_sqlite_become_iso() -> None:
    assert time_of("Tue Mar 03 10:20:30 2009") == "2009-03-03T10:20:30"
    assert time_of("2021-07-01 08:00:00.123456") == "2021-07-01T08:00:00.123456"
    assert time_of("Di Mrz 03 10:20:30 2009") is None
    assert time_of(None) is None
