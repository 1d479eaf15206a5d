"""Tables as the sheets of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from qualkit.errors import InvalidInput
from qualkit.interchange.tables import Table
from qualkit.interchange.workbook.sheets import MOST_ROWS, read_sheets, write_sheets

CELLS = (
    "=1+1",
    "+62",
    "-x",
    "@a",
    "\t",
    "007",
    "1e5",
    "12",
    "-0.1",
    "1.50",
    "1" * 16,
    "https://x.id",
    " a ",
    "{=1}",
)


def test_another_program_reads_the_same_cells_and_no_formula(tmp_path: Path) -> None:
    write_sheets({"one": Table(CELLS, [CELLS])}, tmp_path / "x.xlsx")
    header, row = load_workbook(tmp_path / "x.xlsx")["one"].iter_rows()
    assert {cell.data_type for cell in (*header, *row)} == {"s", "n"}
    assert [cell.value for cell in header] == [*CELLS]
    assert [str(cell.value) for cell in row] == [*CELLS]
    assert [cell.value for cell in row if cell.data_type == "n"] == [12, -0.1]
    assert {cell.hyperlink for cell in row} == {None}


def test_rows_know_their_numbers_and_cells_their_types(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["a", "b", None])
    book.active.append([None])
    book.active["A4"], book.active["B4"] = True, 2.0
    book.save(tmp_path / "x.xlsx")
    found = read_sheets(tmp_path / "x.xlsx", ["Sheet"])["Sheet"]
    assert (found.columns, found.rows, found.lines) == (("a", "b"), [("true", "2")], [4])


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"1,048,576 codings; a sheet of a workbook ends at 1,048,575"):
        write_sheets({"codings": Table(("a",), [("x",)] * (MOST_ROWS + 1))}, tmp_path / "x.xlsx")
    assert [*tmp_path.iterdir()] == []


def test_a_cell_at_the_end_of_the_sheet_does_not_fill_the_memory(tmp_path: Path) -> None:
    book = Workbook()
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(InvalidInput, match="a cell far away from all others"):
        read_sheets(tmp_path / "x.xlsx", ["Sheet"])
