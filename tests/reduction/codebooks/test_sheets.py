from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from qualkit import Codebook
from qualkit.errors import InvalidInput
from qualkit.model import Code

BOOK = Codebook(
    (
        Code(name="stages", labels={"id": "Tahapan"}, examples={"typical": ("=SUM(A1)", "a;b")}),
        Code(name="01", parent="stages", patterns=("x*", "y"), definition="Two\nlines", retired=True),
    ),
    "Coaching",
    "id",
)


def test_other_programs_read_the_workbook_as_texts_without_formulas(tmp_path: Path) -> None:
    BOOK.write(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    header, *rows = book["codes"].iter_rows()
    cells = {cell.value: [row[place] for row in rows] for place, cell in enumerate(header)}
    assert [cell.value for cell in cells["code"]] == ["stages", "01"]
    assert cells["typical"][0].value == "=SUM(A1)\na;b"
    assert cells["typical"][0].data_type == "s"
    assert cells["retired"][1].value == "yes"
    assert [[cell.value for cell in row] for row in book["about"].iter_rows()] == [
        ["title", "language"],
        ["Coaching", "id"],
    ]


def test_other_programs_read_the_csv(tmp_path: Path) -> None:
    BOOK.write(tmp_path / "book.csv")
    frame = pd.read_csv(tmp_path / "book.csv", dtype=str, keep_default_na=False)
    assert frame["code"].tolist() == ["stages", "01"]
    assert frame["definition"].tolist() == ["", "Two\nlines"]
    assert frame["patterns"].tolist() == ["", "x*\ny"]


def test_a_workbook_of_another_program_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [("Nama", "Deskripsi", "Induk", None), (2019, "A year.", None, None), ("b", None, 2019, " ")]:
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    assert Codebook.read(tmp_path / "book.xlsx").codes == (
        Code(name="2019", definition="A year."),
        Code(name="b", parent="2019"),
    )


def test_a_csv_of_a_spreadsheet_with_semicolons_and_another_encoding_is_read(tmp_path: Path) -> None:
    text = "Kode;Definisi;Jenis\r\nmasalah;“Sulit”;evaluasi\r\ncafé;;\r\n"
    (tmp_path / "book.csv").write_bytes(text.encode("cp1252"))
    assert Codebook.read(tmp_path / "book.csv").codes == (
        Code(name="masalah", definition="“Sulit”", kind="evaluation"),
        Code(name="café"),
    )


def test_the_tags_of_taguette_are_codes_below_each_other(shared: Path) -> None:
    book = Codebook.read(shared / "refi" / "taguette-1.5.2-codebook.csv")
    assert [(code.name, code.parent, code.definition) for code in book.codes] == [
        ("interesting", None, "Further review required"),
        ("interesting.places", "interesting", "sites & offices"),
        ("people", None, "Known people"),
        ("pembinaan", None, ""),
        ("pembinaan.provinsi", "pembinaan", "coaching of provinces — “ünïcode”"),
    ]


def test_a_file_without_a_column_of_codes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text("label,definition\na,b\n")
    with pytest.raises(InvalidInput, match="there is no column of codes"):
        Codebook.read(tmp_path / "book.csv")


def test_problems_are_told_with_the_rows_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text('code,brief,kind\na,"two\nlines",\n\nb,,nothing\na,,\n')
    with pytest.raises(InvalidInput) as caught:
        Codebook.read(tmp_path / "book.csv")
    assert [line.partition(": ")[0].rpartition(", ")[2] for line in str(caught.value).splitlines()] == [
        "row 4",
        "row 5",
    ]


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_text("code,brief\na,one, two\nb,x\nc,y\n")
    with pytest.raises(InvalidInput, match="row 2: 3 cells under 2 headings"):
        Codebook.read(tmp_path / "book.csv")


def test_a_text_too_long_for_a_workbook_is_refused_rather_than_cut(tmp_path: Path) -> None:
    long = Codebook((Code(name="a", definition="🪜" * 20_000),))
    with pytest.raises(InvalidInput, match=r"Code 'a' has a text of 20,000 characters; .* 32,767"):
        long.write(tmp_path / "book.xlsx")
    long.write(tmp_path / "book.csv")
    assert Codebook.read(tmp_path / "book.csv") == long


def test_equal_codebooks_make_equal_files(tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        BOOK.write(tmp_path / name)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert io.BytesIO((tmp_path / "one.csv").read_bytes()).read(3) == b"\xef\xbb\xbf"


def test_a_cell_of_any_length_is_read_from_csv_and_the_limit_of_others_stays(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    names = [Code(name=name) for name in "abcd"]
    book = Codebook((*names, Code(name="long", definition="word, " * 40_000 + "end"), Code(name="last")))
    book.write(tmp_path / "book.csv")
    assert Codebook.read(tmp_path / "book.csv") == book
    (tmp_path / "broken.csv").write_text('code,definition\na,"never closed\n')
    with pytest.raises(InvalidInput, match="a quotation mark that is not closed"):
        Codebook.read(tmp_path / "broken.csv")
    assert csv.field_size_limit() == limit
