"""What Taguette exports as tables comes in as far as it goes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.formats import read, taguette_exports
from qualkit.interchange.project import Project
from qualkit.interchange.soundness import sound

HIGHLIGHTS = [
    ["id", "document", "tag", "content"],
    ["1", "visit", "people.trust", "We met 😀, twice."],
    ["1", "visit", "people.joy", "We met 😀, twice."],
    ["3", "visit", "", 'He said "سلام"'],
    ["9", "call", "people.trust", "=1+1"],
]


def as_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def as_excel(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a workbook with the library with which Taguette does."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2024, 5, 1)})  # so that its bytes are the same every time
        sheet = book.add_worksheet("highlights")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def codings(project: Project) -> list[tuple[str, str, str]]:
    codes, sources = project.by_id("code"), project.by_id("source")
    return [
        (
            sources[row["source"]]["name"],
            codes[row["code"]]["name"],
            project.transcripts[row["source"]].text[row["start"] : row["end"]],
        )
        for row in project.rows("coding")
    ]


@pytest.mark.parametrize("write", [as_csv, as_excel])
def test_highlights_are_paragraphs_of_a_document_of_excerpts(tmp_path: Path, write: object) -> None:
    path = tmp_path / ("all_tags.csv" if write is as_csv else "all_tags.xlsx")
    assert callable(write)
    project = sound(read(write(path, HIGHLIGHTS)))
    assert codings(project) == [
        ("visit", "people.trust", "We met 😀, twice."),
        ("visit", "people.joy", "We met 😀, twice."),
        ("call", "people.trust", "=1+1"),
    ]
    visit = project.rows("source")[0]
    assert project.transcripts[visit["id"]].text == 'We met 😀, twice.\n\nHe said "سلام"'
    assert len(project.transcripts[visit["id"]].turns) == 2
    assert visit["kind"] == "document"
    assert [each.name for each in project.remarks if each.kind == "source"] == ["visit", "call"]


@pytest.mark.parametrize("column", ["tag", "name", "Path"])
def test_a_codebook_has_its_tags_descriptions_and_hierarchy(tmp_path: Path, column: str) -> None:
    rows = [[column, "description", "number of highlights"], ["a/b", "first, second", "3"], ["a/c", "", "0"]]
    project = sound(read(as_csv(tmp_path / "codebook.csv", rows)))
    assert [row["name"] for row in project.rows("code")] == ["a", "a/b", "a/c"]
    assert project.rows("code")[1]["definition"]["definition"] == "first, second"
    assert project.rows("code")[2]["parent"] == project.rows("code")[0]["id"]


def test_a_codebook_that_names_parents_is_believed(tmp_path: Path) -> None:
    rows = [["tag", "parent", "description"], ["joy", "people", ""], ["people", "", ""]]
    project = sound(read(as_excel(tmp_path / "codebook.xlsx", rows)))
    joy, people = (
        next(row for row in project.rows("code") if row["name"] == name) for name in ("joy", "people")
    )
    assert joy["parent"] == people["id"]


def test_a_row_without_a_tag_is_said(tmp_path: Path) -> None:
    rows = [["tag", "description"], ["a", ""], ["", "of nothing"]]
    project = read(as_csv(tmp_path / "codebook.csv", rows))
    assert [(each.name, each.status) for each in project.remarks] == [("row 3", "left out")]


@pytest.mark.parametrize("header", [["tag", "name"], ["name", "age"], ["id", "document", "content"], ["x"]])
def test_other_tables_are_not_taken_for_exports(tmp_path: Path, header: list[str]) -> None:
    path = as_csv(tmp_path / "other.csv", [header, ["1"] * len(header)])
    assert not taguette_exports.sniff(path)
    with pytest.raises(InvalidInput, match="no export of Taguette"):
        taguette_exports.read(path)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([".csv", ".xlsx"]), st.data())
def test_a_damaged_export_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / f"damaged{suffix}"
    whole = (as_csv if suffix == ".csv" else as_excel)(path, HIGHLIGHTS).read_bytes()
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(whole)), st.integers(0, 255)), max_size=5)
    ):
        damaged[at % max(1, len(damaged)) : at % max(1, len(damaged)) + 1] = bytes([byte])
    path.write_bytes(damaged)
    refused, found = None, Project()
    try:
        found = sound(taguette_exports.read(path))
    except InvalidInput as error:
        refused = str(error)
    assert refused or set(found.transcripts) == {row["id"] for row in found.rows("source")}
    assert refused is None or not taguette_exports.sniff(path)
