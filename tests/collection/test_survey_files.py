from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit import InvalidInput, NotFound
from qualkit.collection.survey_files import read_table

_CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)


@given(
    rows=st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(_CELLS, min_size=width, max_size=width), min_size=3)
    ),
    delimiter=st.sampled_from(",;\t|"),
)
def test_delimited_text_reads_as_it_was_written(rows: list[list[str]], delimiter: str) -> None:
    header = [f"q{number}" for number in range(len(rows[0]))]
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([header, *rows])
    table = read_table(written.getvalue().encode(), path="a.csv")
    assert [list(row) for row in zip(*table.columns.values(), strict=True)] == rows
    assert list(table.columns) == header


def test_a_delimiter_is_told_by_the_rows_and_not_by_commas_in_the_questions() -> None:
    data = "id;What, if anything, helped, and why?\n1;Time, money\n2;Nothing\n3;Friends\n".encode("utf-16")
    table = read_table(data, path="a.csv")
    assert table.columns["What, if anything, helped, and why?"] == ("Time, money", "Nothing", "Friends")


def test_a_single_column_of_text_needs_no_delimiter() -> None:
    table = read_table(b"What helped?\nTime, money, friends\nNothing\n", path="a.csv")
    assert table.columns == {"What helped?": ("Time, money, friends", "Nothing")}


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers() -> None:
    table = read_table(b"id,why\n1,a\n,\n\n2,\n", path="a.csv")
    assert table.rows == [2, 5]
    assert table.columns["why"] == ("a", "")


def test_a_row_with_more_cells_than_headings_is_a_problem_of_that_row_only() -> None:
    table = read_table(b"id,why\n1,a\n2,b,c\n3,d\n", path="a.csv")
    assert list(table.problems) == [3]
    assert "3 cells under 2 headings" in table.problems[3]


def test_headings_that_come_twice_or_are_blank_are_told_apart() -> None:
    table = read_table(b"why,why,,id\na,b,c,1\nd,e,f,2\n", path="a.csv")
    assert list(table.columns) == ["why", "why (2)", "column 3", "id"]


def test_a_codebook_that_taguette_wrote_is_read_as_pandas_reads_it(shared: Path) -> None:
    path = shared / "refi" / "taguette-1.5.2-codebook.csv"
    table = read_table(path.read_bytes(), path=path.name)
    expected = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert {name: list(values) for name, values in table.columns.items()} == expected.to_dict("list")


def _workbook(path: Path) -> None:
    answers = {
        "id": ["007", "008"],
        "age": [41, None],
        "score": [2.5, 3.0],
        "on": [date(2023, 2, 1), date(2023, 2, 2)],
        "member": [True, False],
        "why": ["No time, no money.", "😀"],
    }
    with pd.ExcelWriter(path) as writer:
        pd.DataFrame({"ignored": [1]}).to_excel(writer, sheet_name="Notes", index=False)
        pd.DataFrame(answers).to_excel(writer, sheet_name="Answers", index=False)


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_keeps_texts_numbers_and_dates_apart(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    _workbook(path)
    columns = read_table(path.read_bytes(), path=path.name, sheet="Answers").columns
    assert columns["id"] == ("007", "008")
    assert columns["age"] == (41, "")
    assert columns["score"] == (2.5, 3)
    assert columns["on"] == (date(2023, 2, 1), date(2023, 2, 2))
    assert columns["member"] == (True, False)
    assert columns["why"] == ("No time, no money.", "😀")


def test_the_first_sheet_is_read_unless_another_is_named(tmp_path: Path) -> None:
    _workbook(tmp_path / "a.xlsx")
    assert read_table((tmp_path / "a.xlsx").read_bytes(), path="a.xlsx").columns == {"ignored": (1,)}


def test_a_workbook_with_a_cell_far_out_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = book.active["A2"] = book.active["XFD1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(InvalidInput, match="1,048,576 rows and a cell far to the right"):
        read_table((tmp_path / "far.xlsx").read_bytes(), path="far.xlsx")


def test_a_sheet_that_is_not_there_offers_the_nearest(tmp_path: Path) -> None:
    _workbook(tmp_path / "a.xlsx")
    with pytest.raises(NotFound, match="Did you mean 'Answers'"):
        read_table((tmp_path / "a.xlsx").read_bytes(), path="a.xlsx", sheet="Answer")


def test_parquet_is_read_with_its_types_and_rows_count_from_one(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["01", "02"], "why": ["a", None], "n": [1.5, float("nan")]})
    frame.to_parquet(tmp_path / "a.parquet")
    table = read_table((tmp_path / "a.parquet").read_bytes(), path="a.parquet")
    assert list(table.rows) == [1, 2]
    assert table.columns["id"] == ["01", "02"]
    assert table.columns["why"] == ["a", None]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF", r"a\.pdf: a survey is a table in one of the formats"),
        ("a.csv", b"id,why\n", "no row below the headings"),
        ("a.csv", b'id,why\n1,"open\n2,b\n', "quotation mark"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"no workbook", "no workbook"),
        ("a.xlsx", b"PK\x03\x04 half of one", "no workbook"),
        ("a.xls", b"no workbook", "no workbook"),
        ("a.parquet", b"PAR1 half of one", "no Parquet file"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        read_table(data, path=name)


@given(st.binary(max_size=300), st.sampled_from([".csv", ".xlsx", ".xls", ".ods", ".parquet"]))
def test_no_bytes_bring_anything_but_a_table_or_a_refusal(data: bytes, suffix: str) -> None:
    refusal = ""
    try:
        table = read_table(data, path=f"a{suffix}")
        assert all(len(values) == len(table.rows) for values in table.columns.values())
    except InvalidInput as error:
        refusal = str(error)
    assert not refusal or refusal.startswith(f"a{suffix}: ")
