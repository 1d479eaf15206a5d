"""A project that RQDA made comes in without what was deleted, with every span on its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.formats import read, rqda
from qualkit.interchange.project import Project, Row
from qualkit.interchange.soundness import sound

SIGNED = "owner text, date text, dateM text, status integer"
CODED = "seltext text, selfirst real, selend real, status integer, owner text, date text, memo text"
SCHEMA: Mapping[str, str] = {
    "project": "databaseversion text, date text, dateM text, memo text, about text, imageDir text",
    "source": f"name text, id integer, file text, memo text, {SIGNED}",
    "freecode": f"name text, memo text, {SIGNED}, id integer, color text",
    "treecode": f"cid integer, catid integer, memo text, {SIGNED}",
    "treefile": f"fid integer, catid integer, memo text, {SIGNED}",
    "filecat": f"name text, fid integer, catid integer, memo text, {SIGNED}",
    "codecat": f"name text, cid integer, catid integer, memo text, {SIGNED}",
    "coding": f"cid integer, fid integer, {CODED}",
    "coding2": f"cid integer, fid integer, {CODED}",
    "cases": f"name text, memo text, {SIGNED}, id integer",
    "caselinkage": "caseid integer, fid integer, selfirst real, selend real, status integer, owner text, "
    "date text, memo text",
    "attributes": f"name text, memo text, {SIGNED}, class text",
    "caseAttr": f"variable text, value text, caseID integer, {SIGNED}",
    "fileAttr": f"variable text, value text, fileID integer, {SIGNED}",
    "journal": f"name text, journal text, {SIGNED}",
    "annotation": f"fid integer, position integer, annotation text, {SIGNED}",
    "image": f"name text, id integer, {SIGNED}",
}
"""The columns that RQDA creates, at version 0.2.2 of its database."""

WHEN = "Tue Mar 03 10:20:30 2009"
TEXT = "Ann 😀 met us.\nE\u0301te\u0301 سلام عليكم.\nTrust grew."
KEPT = {"owner": "ana", "date": WHEN, "status": 1}


def selected(text: str, words: str, **more: Any) -> Row:
    """A selection as GTK reports it, in characters."""
    at = text.index(words)
    return {"seltext": words, "selfirst": float(at), "selend": float(at + len(words)), **KEPT, **more}


def everything(text: str = TEXT) -> dict[str, list[Row]]:
    return {
        "project": [{"databaseversion": "0.2.2", "date": WHEN, "memo": "What we ask"}],
        "source": [
            {"id": 1, "name": "talk", "file": text, "memo": "in her office", **KEPT},
            {"id": 2, "name": "gone", "file": "deleted", **KEPT, "status": 0},
        ],
        "freecode": [
            {"id": 1, "name": "trust", "memo": "when they rely", "color": "#ff8800", **KEPT},
            {"id": 2, "name": "meeting", "color": "antiquewhite1", **KEPT},
            {"id": 3, "name": "deleted", **KEPT, "status": 0},
        ],
        "codecat": [
            {"catid": 1, "name": "trust", "memo": "the theme", **KEPT},
            {"catid": 2, "name": "events", **KEPT},
            {"catid": 3, "name": "deleted", **KEPT, "status": 0},
        ],
        "treecode": [
            {"cid": 1, "catid": 3, **KEPT},
            {"cid": 1, "catid": 1, **KEPT},
            {"cid": 1, "catid": 2, **KEPT},
            {"cid": 2, "catid": 2, **KEPT, "status": 0},
        ],
        "coding": [
            {"cid": 2, "fid": 1, **selected(text, "😀 met us", memo="first")},
            {"cid": 1, "fid": 1, **selected(text, "E\u0301te\u0301 سلام", owner="ben")},
            {"cid": 1, "fid": 1, **selected(text, "Ann", status=-1)},
            {"cid": 2, "fid": 2, **selected("deleted", "deleted", status=0)},
        ],
        "coding2": [{"cid": 1, "fid": 1, **selected(text, "Trust grew")}],
        "cases": [
            {"id": 1, "name": "Ann", "memo": "the elder", **KEPT},
            {"id": 2, "name": "Bo", **KEPT},
            {"id": 3, "name": "deleted", **KEPT, "status": 0},
        ],
        "caselinkage": [
            {"caseid": 1, "fid": 1, "selfirst": 0, "selend": len(text), **KEPT},
            {"caseid": 2, "fid": 1, "selfirst": 0, "selend": 3, "memo": "only this", **KEPT},
            {"caseid": 2, "fid": 1, "selfirst": 4, "selend": 5, **KEPT, "status": 0},
        ],
        "attributes": [
            {"name": "age", "class": "numeric", "memo": "in years", **KEPT},
            {"name": "site", "class": "character", **KEPT},
        ],
        "caseAttr": [
            {"variable": "age", "value": "61", "caseID": 1, **KEPT},
            {"variable": "age", "value": "NA", "caseID": 2, **KEPT},
        ],
        "fileAttr": [{"variable": "site", "value": "12", "fileID": 1, **KEPT}],
        "journal": [
            {"name": WHEN, "journal": "Began coding.", **KEPT},
            {"name": "old", "journal": "deleted", **KEPT, "status": 0},
        ],
        "annotation": [
            {"fid": 1, "position": text.index("met"), "annotation": "laughs", **KEPT},
            {"fid": 1, "position": len(text), "annotation": "ends", **KEPT},
        ],
        "filecat": [{"catid": 1, "name": "interviews", "memo": "round one", **KEPT}],
        "treefile": [{"catid": 1, "fid": 1, **KEPT}, {"catid": 1, "fid": 2, **KEPT}],
        "image": [{"name": "wall.png", "id": 1, **KEPT}],
    }


def make(path: Path, rows: Mapping[str, Sequence[Row]]) -> Path:
    connection = sqlite3.connect(path)
    for table, columns in SCHEMA.items():
        connection.execute(f"create table {table} ({columns})")
        for row in rows.get(table, ()):
            marks = ", ".join("?" * len(row))
            connection.execute(
                f"insert into {table} ({', '.join(row)}) values ({marks})", tuple(row.values())
            )
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "talks.rqda", everything())


@pytest.fixture
def project(path: Path) -> Project:
    return sound(read(path))


def codings(project: Project) -> list[tuple[str, str, str]]:
    codes, coders = project.by_id("code"), project.by_id("coder")
    return [
        (
            codes[row["code"]]["name"],
            coders[row["coder"]]["name"],
            project.transcripts[row["source"]].text[row["start"] : row["end"]],
        )
        for row in project.rows("coding")
    ]


CODINGS = [
    ("meeting", "ana", "😀 met us"),
    ("trust", "ben", "E\u0301te\u0301 سلام"),
    ("trust", "ana", "Trust grew"),
]


def test_every_coding_that_was_not_deleted_has_the_words_stored_beside_it(project: Project) -> None:
    assert codings(project) == CODINGS
    assert project.rows("coding")[0]["memo"] == "first"
    assert project.rows("coding")[0]["created"] == "2009-03-03T10:20:30"
    assert not [remark for remark in project.remarks if remark.kind == "coding"]


@pytest.mark.parametrize("counting", ["\r\n", "\n"])
def test_positions_fit_where_the_text_has_windows_newlines(tmp_path: Path, counting: str) -> None:
    rows = everything(TEXT.replace("\n", counting))
    rows["source"][0]["file"] = "\ufeff" * (counting == "\n") + TEXT.replace("\n", "\r\n")
    assert codings(sound(read(make(tmp_path / "crlf.rqda", rows)))) == CODINGS


def test_what_sqlite_cuts_out_is_what_is_coded(path: Path, project: Project) -> None:
    connection = sqlite3.connect(path)
    cut = "select substr(file, selfirst + 1, selend - selfirst) from {0} join source on fid = id"
    kept = cut + " where {0}.status = 1"
    words = [row[0] for table in ("coding", "coding2") for row in connection.execute(kept.format(table))]
    connection.close()
    assert [each for _, _, each in codings(project)] == words


def test_a_moved_quotation_is_found_again_and_said(tmp_path: Path) -> None:
    rows = everything()
    rows["coding"][0] |= {"selfirst": 0, "selend": 9}
    project = sound(read(make(tmp_path / "moved.rqda", rows)))
    assert sorted(codings(project)) == sorted(CODINGS)
    assert [each.name for each in project.remarks if each.kind == "coding"] == ["meeting in talk"]


def test_codes_are_below_their_first_category_and_others_are_said(project: Project) -> None:
    codes = project.by_id("code")
    parents = {row["name"]: codes[row["parent"]]["name"] if row["parent"] else None for row in codes.values()}
    assert parents == {
        "trust (category)": None,
        "events": None,
        "trust": "trust (category)",
        "meeting": None,
    }
    assert [(each.name, each.status) for each in project.remarks if each.kind == "code"] == [
        ("trust", "adjusted")
    ]
    described = {row["name"]: row["definition"] for row in codes.values()}
    assert (described["trust"]["definition"], described["trust"]["colour"]) == ("when they rely", "#ff8800")


def test_cases_have_whole_texts_or_parts_and_typed_attributes(project: Project) -> None:
    names = {row["id"]: row["name"] for row in project.rows("case")}
    spans = [(names[row["case"]], row["start"], row["end"]) for row in project.rows("membership")]
    assert spans == [("Ann", None, None), ("Bo", 0, 3)]
    assert [row["attributes"] for row in project.rows("case")] == [{"age": 61}, {}]
    assert [row["attributes"] for row in project.rows("source")] == [{"site": "12"}]


def test_memos_journals_and_annotations_come_in_where_they_stood(project: Project) -> None:
    memos = {
        (row["about_kind"], row["text"], row.get("start"), row.get("end")) for row in project.rows("memo")
    }
    at = TEXT.index("met")
    assert memos == {
        ("study", "What we ask", None, None),
        ("study", "in years", None, None),
        ("study", "Began coding.", None, None),
        ("source", "in her office", None, None),
        ("source", "only this", 0, 3),
        ("source", "laughs", at, at + 1),
        ("source", "ends", len(TEXT) - 1, len(TEXT)),
        ("case", "the elder", None, None),
    }


def test_categories_of_files_are_sets(project: Project) -> None:
    (found,) = project.rows("set")
    assert (found["name"], found["description"]) == ("interviews", "round one")
    assert found["members"] == [["source", project.rows("source")[0]["id"]]]


def test_images_that_stay_behind_are_said(project: Project) -> None:
    assert [each.name for each in project.remarks if each.status == "left out"] == ["images"]


def test_tables_that_older_versions_lack_are_empty(path: Path) -> None:
    connection = sqlite3.connect(path)
    for table in ("coding2", "annotation", "image", "caseAttr", "fileAttr", "attributes", "journal"):
        connection.execute(f"drop table {table}")
    connection.commit()
    connection.close()
    assert codings(sound(read(path))) == CODINGS[:2]


def test_half_a_database_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(InvalidInput, match=r"talks\.rqda is damaged"):
        rqda.read(path)


CELL = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(max_size=5), st.binary(max_size=5)
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(everything())), st.data(), CELL)
def test_odd_cells_neither_break_the_reading_nor_the_study(
    tmp_path_factory: pytest.TempPathFactory, table: str, data: st.DataObject, cell: Any
) -> None:
    made = make(tmp_path_factory.mktemp("odd") / "odd.rqda", everything())
    column = data.draw(st.sampled_from(sorted(everything()[table][0])))
    connection = sqlite3.connect(made)
    connection.execute(f"update {table} set {column} = ?", (cell,))
    connection.commit()
    connection.close()
    project = sound(rqda.read(made))
    assert all(row["start"] < row["end"] for row in project.rows("coding"))
