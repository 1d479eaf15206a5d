"""Studies as workbooks, written, edited by people, and read back."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qualkit import InvalidInput, Study
from qualkit.interchange import formats
from qualkit.interchange.project import Project, Row, Transcript
from qualkit.interchange.soundness import sound

slow = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
SOURCE: Row = {
    "id": "00000000-0000-4000-8000-000000000001",
    "name": "=cmd()",
    "kind": "document",
    "digest": "d" * 64,
    "created": "2026-03-01",
    "attributes": {"phone": "+62 812", "note": "@x", "size": 3, "share": 0.1, "code": "007"},
}


@slow
@given(st.data())
def test_a_study_that_is_written_is_read_back_whole(
    projects: st.SearchStrategy[Project], contents: Callable[[Project], dict[str, Any]], data: st.DataObject
) -> None:
    project = data.draw(projects)
    with tempfile.TemporaryDirectory() as folder:
        formats.write(project, Path(folder) / "study.xlsx")
        found = sound(formats.read(Path(folder) / "study.xlsx"))
    assert contents(found) == contents(project)
    assert found.remarks == ()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    text = "😀 long, " * 20_000
    project = Project(
        title="T", language="id", tables={"source": [SOURCE]}, transcripts={SOURCE["id"]: Transcript(text)}
    )
    formats.write(replace(sound(project), remarks=()), tmp_path / "study.xlsx")
    return tmp_path / "study.xlsx"


def test_a_text_longer_than_a_cell_is_whole(written: Path) -> None:
    (script,) = formats.read(written).transcripts.values()
    assert script.text == "😀 long, " * 20_000


def test_no_cell_is_a_formula_and_numbers_are_numbers(written: Path) -> None:
    book = load_workbook(written)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    header, row = ([cell.value for cell in row] for row in book["sources"].iter_rows())
    found = dict(zip(header, row, strict=True))
    assert found["name"] == "=cmd()"
    assert (found["phone"], found["size"], found["share"], found["code"]) == ("+62 812", 3, 0.1, "007")


def test_a_workbook_edited_in_a_spreadsheet_is_read(study: Study, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("I: How?\nR: We signed.\nI: So?\nR: So.\n")
    study.collection.add(tmp_path / "one.txt", case="Office")
    path = study.export(tmp_path / "study.xlsx")
    book = load_workbook(path)
    book["cases"].cell(2, 3).value = "text"
    book["cases"].insert_cols(2)
    book["cases"].cell(1, 2).value = "head"
    book["cases"].cell(2, 2).value = 7
    book.save(path)
    with Study.from_file(path, tmp_path / "again.qualkit") as again:
        assert again.cases[["case", "head"]].to_numpy().tolist() == [["Office", 7]]
        assert again.turns.equals(study.turns)


@pytest.mark.parametrize("sheet", ["qualkit", "sources", "texts", "long cells"])
@pytest.mark.parametrize("column", range(1, 5))
def test_a_sheet_without_a_column_is_read_or_refused(written: Path, sheet: str, column: int) -> None:
    book = load_workbook(written)
    book[sheet].delete_cols(column)
    book.save(written)
    with contextlib.suppress(InvalidInput):
        assert len(formats.read(written).transcripts) == 1


def test_a_text_that_is_gone_is_missed(written: Path) -> None:
    book = load_workbook(written)
    book["texts"].delete_rows(2)
    book.save(written)
    with pytest.raises(InvalidInput, match=r"no text of '=cmd\(\)', which the sheet 'sources' names"):
        formats.read(written)


def test_a_damaged_workbook_is_refused(written: Path) -> None:
    data = written.read_bytes()
    for cut in (10, len(data) // 2, len(data) - 30):
        written.write_bytes(data[:cut])
        with pytest.raises(InvalidInput, match=r"study\.xlsx"):
            formats.read(written)


def test_another_workbook_is_no_study(tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(InvalidInput, match="no study in a format that is read"):
        formats.read(tmp_path / "other.xlsx")
