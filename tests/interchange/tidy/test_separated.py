"""Tables as CSV, also as spreadsheets save them."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.tables import Table
from qualkit.interchange.tidy.separated import read_table, write_table

KNOWN = ("name", "case_id")


def read(data: bytes) -> Table:
    return read_table(data, name="cases.csv", known=KNOWN)


@given(
    st.lists(st.tuples(st.just("x"), st.text(st.characters(exclude_categories=("Cs", "Cc"))), st.just("\n")))
)
def test_what_is_written_is_read_by_us_and_by_others(rows: list[tuple[str, ...]]) -> None:
    data = write_table(Table(("name", "a;b;c\td", "case_id"), rows))
    found = read(data)
    assert (found.columns, found.rows) == (("name", "a;b;c\td", "case_id"), rows)
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, lineterminator="\n")
    assert [*frame.itertuples(index=False, name=None)] == rows


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_that_a_spreadsheet_saved_is_read(delimiter: str, encoding: str) -> None:
    text = 'name;case_id\r\n"café, and ""more""";1\r\n"two\r\nlines";2\r\n'.replace(";", delimiter)
    assert read(text.encode(encoding)).rows == [('café, and "more"', "1"), ("two\nlines", "2")]


def test_rows_know_the_line_in_which_they_begin() -> None:
    found = read(b'name,case_id\n"one\ntwo",1\n\n,\nthree,2\n')
    assert (found.rows, found.lines) == ([("one\ntwo", "1"), ("three", "2")], [2, 6])


def test_a_cell_longer_than_the_limit_of_the_csv_module_is_read_and_the_limit_stays() -> None:
    limit = csv.field_size_limit()
    assert len(read(b"name,case_id\n" + b"x" * 500_000 + b",1\n").rows[0][0]) == 500_000
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize("data", [b'name,case_id\n"one,1\ntwo,2\n', b'name,case_id\n"one" two,1\n'])
def test_quotes_that_do_not_match_are_refused_with_their_line(data: bytes) -> None:
    with pytest.raises(InvalidInput, match=r"cases\.csv, line \d: .*quotes"):
        read(data)


def test_what_is_no_text_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match=r"^cases\.csv: "):
        read(b"PK\x03\x04")
