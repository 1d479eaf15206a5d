"""Texts too long for a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.tables import Table
from qualkit.interchange.workbook.long_cells import LONGEST, NAME, lengthened, shortened

KEYS = {"memos": "memo_id"}
LONG = "😀ab" * LONGEST


def memos(*rows: tuple[str, ...]) -> dict[str, Table]:
    return {"memos": Table(("text", "memo_id"), [*rows])}


@given(st.lists(st.integers(0, 3 * LONGEST), max_size=3))
def test_what_is_cut_is_put_back(lengths: list[int]) -> None:
    tables = memos(*((LONG[:length], str(place)) for place, length in enumerate(lengths)))
    short = shortened(tables, KEYS)
    assert (
        max((len(cell) for table in short.values() for row in table.rows for cell in row), default=0)
        <= LONGEST
    )
    assert lengthened(short, KEYS) == tables


def test_sheets_may_be_sorted_and_rows_taken_out() -> None:
    short = shortened(memos((LONG, "1"), ("short", "2"), ("x" + LONG, "3")), KEYS)
    short["memos"].rows[:] = short["memos"].rows[:0:-1]
    short[NAME].rows.reverse()
    assert lengthened(short, KEYS) == memos(("x" + LONG, "3"), ("short", "2"))


def test_a_part_that_is_gone_is_missed() -> None:
    short = shortened(memos((LONG, "1")), KEYS)
    del short[NAME].rows[0]
    with pytest.raises(InvalidInput, match="lacks part 1 of the column 'text' of '1'"):
        lengthened(short, KEYS)
