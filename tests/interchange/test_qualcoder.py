"""A project that QualCoder made comes in whole, with every span on the words stored beside it."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.formats import qualcoder, read
from qualkit.interchange.project import Project, Row
from qualkit.interchange.soundness import sound

SCHEMA: Mapping[str, str] = {
    "project": "databaseversion text, date text, memo text, about text, bookmarkfile integer/2, "
    "bookmarkpos integer/2, codername text/5, recently_used_codes text/9, avbookmarkfile integer/15",
    "source": "id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, "
    "date text, av_text_id integer/5, risid integer/8, unique(name)",
    "code_image": "imid integer primary key, id integer, x1 integer, y1 integer, width integer, "
    "height integer, cid integer, memo text, date text, owner text, important integer/3, pdf_page integer/10",
    "code_av": "avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, "
    "date text, owner text, important integer/3",
    "annotation": "anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, "
    "date text, unique(fid,pos0,pos1,owner)",
    "attribute_type": "name text primary key, date text, owner text, memo text, caseOrFile text, "
    "valuetype text",
    "attribute": "attrid integer primary key, name text, attr_type text, value text, id integer, date text, "
    "owner text, unique(name,attr_type,id)",
    "case_text": "id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, "
    "owner text, date text, memo text",
    "cases": "caseid integer primary key, name text, memo text, owner text, date text, unique(name)",
    "code_cat": "catid integer primary key, name text, owner text, date text, memo text, supercatid integer, "
    "unique(name)",
    "code_text": "ctid integer primary key/4, cid integer, fid integer, seltext text, pos0 integer, "
    "pos1 integer, owner text, date text, memo text, avid integer/2, important integer/3, "
    "unique(cid,fid,pos0,pos1,owner)",
    "code_name": "cid integer primary key, name text, memo text, catid integer, owner text, date text, "
    "color text, supercid integer/16, unique(name)",
    "journal": "jid integer primary key, name text, jentry text, date text, owner text, unique(name)",
    "stored_sql/5": "title text, description text, grouper text, ssql text, unique(title)",
    "graph/6": "grid integer primary key, name text, description text, date text, scene_width integer, "
    "scene_height integer, unique(name)",
    "ris/8": "risid integer, tag text, longtag text, value text",
    "coder_names/14": "name text unique not null, visibility integer not null default 1",
}
"""The columns of QualCoder's own schema; ``/5`` marks what came with database version 5."""

VIEW = (
    "CREATE VIEW code_text_visible AS SELECT code_text.* FROM code_text JOIN coder_names "
    "ON code_text.owner = coder_names.name WHERE coder_names.visibility = 1"
)
SPEAKING = "📌 Speaker coding"
WHEN = "2024-05-01 09:30:00"
TEXT = "Ann: We met 😀 twice.\nBo: e\u0301te\u0301 was hot, سلام عليكم.\n\nAnn: Trust 👩‍👩‍👧 grew. We met.\n"
NAMES = {"trust": 1, "meeting": 2, "Ann": 3, "Bo": 4, "deep trust": 5}


def since(written: str, version: int) -> list[str]:
    """The parts of a definition that a version of the database has."""
    parts = re.split(r", (?![^(]*\))", written)
    found = [(part.partition("/")[0], int(part.partition("/")[2] or 1)) for part in parts]
    return [part for part, first in found if first <= version]


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def by_hand(text: str, words: str) -> dict[str, Any]:
    """A selection as Qt reports it: UTF-16 units, and U+2029 at the end of a line."""
    at = text.index(words)
    span = {"pos0": utf16(text[:at]), "pos1": utf16(text[: at + len(words)])}
    return {"seltext": words.replace("\n", "\u2029"), **span}


def by_search(text: str, words: str) -> dict[str, Any]:
    """A passage found by automatic coding: code points."""
    at = text.index(words)
    return {"seltext": words, "pos0": at, "pos1": at + len(words)}


def make(folder: Path, rows: Mapping[str, Sequence[Row]], *, version: int = 17) -> Path:
    """Make a project as QualCoder lays it out; what the version has no column for is dropped."""
    for each in ("images", "audio", "video", "documents"):
        (folder / each).mkdir(parents=True)
    connection = sqlite3.connect(folder / "data.qda")
    for written, columns in SCHEMA.items():
        table, _, first = written.partition("/")
        if int(first or 1) > version:
            continue
        parts = since(columns, version)
        connection.execute(f"CREATE TABLE {table} ({', '.join(parts)})")
        known = [part.partition(" ")[0] for part in parts]
        for row in rows.get(table, ()):
            kept = {name: value for name, value in row.items() if name in known}
            marks = ", ".join("?" * len(kept))
            names = ", ".join(kept)
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(kept.values()))
    if version >= 14:
        connection.execute(VIEW)
    connection.commit()
    connection.close()
    return folder


def coding(code: str, span: Mapping[str, Any], owner: str = "ana", fid: int = 1, **more: Any) -> Row:
    return {"cid": NAMES[code], "fid": fid, **span, "owner": owner, "date": WHEN, "memo": "", **more}


def everything(text: str = TEXT) -> dict[str, list[Row]]:
    signed = {"owner": "ana", "date": WHEN}
    speech = "سلام عليكم."
    return {
        "project": [
            {"databaseversion": "v17", "date": WHEN, "memo": "What we ask", "about": "QualCoder 3.7"}
        ],
        "source": [
            {"id": 1, "name": "talk", "fulltext": text, "memo": "in her office", "risid": 4, **signed},
            {"id": 2, "name": "wall.png", "mediapath": "/images/wall.png", "memo": "blurred", **signed},
            {"id": 3, "name": "far.mp4", "mediapath": "video:/home/far.mp4", "av_text_id": 1, **signed},
            {"id": 4, "name": "paper.pdf", "fulltext": "Page one", "mediapath": "/docs/paper.pdf", **signed},
        ],
        "code_cat": [
            {"catid": 1, "name": "trust", "memo": "the theme", "supercatid": 2, **signed},
            {"catid": 2, "name": "relations", **signed},
            {"catid": 3, "name": "📌 Speakers", "owner": SPEAKING},
        ],
        "code_name": [
            {"cid": 1, "name": "trust", "memo": "when they rely", "catid": 1, "color": "#FF8800", **signed},
            {"cid": 2, "name": "meeting", "catid": 99, "color": "red", **signed},
            {"cid": 3, "name": "Ann", "catid": 3, "owner": SPEAKING},
            {"cid": 4, "name": "Bo", "catid": 3, "owner": SPEAKING},
            {"cid": 5, "name": "deep trust", "catid": None, "supercid": 1, **signed},
        ],
        "code_text": [
            coding("meeting", by_hand(text, "met 😀 twice"), memo="first", important=1),
            coding("trust", by_hand(text, "Trust 👩‍👩‍👧 grew"), owner="ben"),
            coding("deep trust", by_search(text, "👩‍👩‍👧 grew. We")),
            coding("trust", by_hand(text, f"hot, {speech}\n\nAnn"), owner="hidden"),
            coding("Ann", by_search(text, "Ann: We met 😀 twice."), owner=SPEAKING),
            coding("Bo", by_search(text, f"e\u0301te\u0301 was hot, {speech}"), owner=SPEAKING),
        ],
        "code_image": [
            {"id": 2, "x1": 1, "y1": 2, "width": 30, "height": 40, "cid": 1, "memo": "torn", **signed}
        ],
        "code_av": [{"id": 3, "pos0": 1000, "pos1": 2500, "cid": 2, **signed}],
        "annotation": [{"fid": 1, "memo": "laughs", **by_hand(text, "سلام"), **signed}],
        "cases": [
            {"caseid": 1, "name": "Ann", "memo": "the elder", **signed},
            {"caseid": 2, "name": "Bo", **signed},
        ],
        "case_text": [
            {"caseid": 1, "fid": 1, "pos0": 0, "pos1": len(text), **signed},
            {"caseid": 2, "fid": 1, **by_hand(text, "was hot"), "memo": "only this", **signed},
            {"caseid": 2, "fid": 2, "pos0": 0, "pos1": 0, **signed},
        ],
        "attribute_type": [
            {"name": "age", "caseOrFile": "case", "valuetype": "numeric", "memo": "in years", **signed},
            {"name": "site", "caseOrFile": "file", "valuetype": "character", **signed},
        ],
        "attribute": [
            {"name": "age", "attr_type": "case", "value": "61", "id": 1, **signed},
            {"name": "age", "attr_type": "case", "value": "", "id": 2, **signed},
            {"name": "site", "attr_type": "file", "value": "12", "id": 1, **signed},
        ],
        "journal": [{"name": "day 1", "jentry": "Began coding.", **signed}],
        "stored_sql": [{"title": "all codes", "ssql": "select * from code_name"}],
        "graph": [{"name": "map"}],
        "ris": [{"risid": 4, "tag": "TI", "longtag": "Title", "value": "On trust"}],
        "coder_names": [{"name": "ana", "visibility": 1}, {"name": "hidden", "visibility": 0}],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make(tmp_path / "study.qda", everything())
    (made / "images" / "wall.png").write_bytes(b"picture")
    return made


@pytest.fixture
def project(folder: Path) -> Project:
    return sound(read(folder))


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


def test_every_coding_of_every_coder_has_the_words_stored_beside_it(project: Project) -> None:
    assert codings(project) == [
        ("meeting", "ana", "met 😀 twice"),
        ("trust", "ben", "Trust 👩‍👩‍👧 grew"),
        ("deep trust", "ana", "👩‍👩‍👧 grew. We"),
        ("trust", "hidden", "hot, سلام عليكم.\n\nAnn"),
    ]
    assert not [remark for remark in project.remarks if remark.kind == "coding"]


@pytest.mark.parametrize("version", range(1, 18))
def test_every_version_of_the_database_comes_in(tmp_path: Path, version: int) -> None:
    project = sound(read(make(tmp_path / "old.qda", everything(), version=version)))
    assert [words for _, _, words in codings(project)] == [
        "met 😀 twice",
        "Trust 👩‍👩‍👧 grew",
        "👩‍👩‍👧 grew. We",
        "hot, سلام عليكم.\n\nAnn",
    ]


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
def test_positions_fit_where_the_text_has_windows_newlines_or_a_mark(tmp_path: Path, prefix: str) -> None:
    rows = everything()
    rows["source"][0]["fulltext"] = prefix + TEXT.replace("\n", "\r\n")
    project = sound(read(make(tmp_path / "crlf.qda", rows)))
    assert [words for _, _, words in codings(project)][3] == "hot, سلام عليكم.\n\nAnn"
    assert "\r" not in next(iter(project.transcripts.values())).text


def test_positions_in_code_points_are_what_sqlite_makes_of_them(folder: Path) -> None:
    with sqlite3.connect(folder / "data.qda") as connection:
        slices = "SELECT substr(fulltext, pos0 + 1, pos1 - pos0) FROM code_text JOIN source ON fid = id"
        ((words,),) = connection.execute(f"{slices} WHERE cid = 5")
    connection.close()
    assert ("deep trust", "ana", words) in codings(sound(read(folder)))


def test_a_moved_quotation_is_found_again_and_said(tmp_path: Path) -> None:
    rows = everything()
    rows["code_text"][1] |= {"pos0": 2, "pos1": 9}
    project = sound(read(make(tmp_path / "moved.qda", rows)))
    assert ("trust", "ben", "Trust 👩‍👩‍👧 grew") in codings(project)
    assert [(each.name, each.status) for each in project.remarks if each.kind == "coding"] == [
        ("trust in talk", "adjusted")
    ]


def test_codings_without_their_text_are_said(tmp_path: Path) -> None:
    rows = everything()
    rows["code_text"].append(coding("trust", by_hand(TEXT, "Trust"), fid=77))
    project = sound(read(make(tmp_path / "orphans.qda", rows)))
    assert len(project.rows("coding")) == 4
    assert [each.message[:10] for each in project.remarks if each.kind == "coding"] == ["1 of these"]


def test_categories_and_codes_are_one_tree(project: Project) -> None:
    codes = project.by_id("code")
    tree = {
        row["name"]: codes[row["parent"]]["name"] if row["parent"] else None for row in project.rows("code")
    }
    assert tree == {
        "trust (category)": "relations",
        "relations": None,
        "trust": "trust (category)",
        "meeting": None,
        "deep trust": "trust",
    }
    described = {row["name"]: row["definition"] for row in project.rows("code")}
    assert described["trust"]["definition"] == "when they rely"
    assert (described["trust"]["colour"], described["meeting"]["colour"]) == ("#FF8800", None)
    assert ("meeting", "adjusted") in [(each.name, each.status) for each in project.remarks]


def test_a_cycle_of_categories_is_broken_and_said(tmp_path: Path) -> None:
    rows = everything()
    rows["code_cat"][1]["supercatid"] = 1
    project = sound(read(make(tmp_path / "cycle.qda", rows)))
    parents = {row["name"]: row["parent"] for row in project.rows("code")}
    assert None in (parents["relations"], parents["trust (category)"])
    assert any("below itself" in each.message for each in project.remarks)


def test_speaker_codings_become_turns(project: Project) -> None:
    source = next(row for row in project.rows("source") if row["name"] == "talk")
    transcript = project.transcripts[source["id"]]
    turns = [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns]
    assert source["kind"] == "interview"
    assert turns == [
        ("Ann", "We met 😀 twice."),
        ("Bo", "e\u0301te\u0301 was hot, سلام عليكم."),
        (None, "Ann: Trust 👩‍👩‍👧 grew. We met."),
    ]
    assert SPEAKING not in {row["name"] for row in project.rows("coder")}


def test_memos_of_everything_come_in_with_who_wrote_them_and_when(project: Project) -> None:
    text = next(each.text for each in project.transcripts.values() if each.text.startswith("Ann"))
    memos = {
        (
            row["about_kind"],
            row["text"],
            text[row["start"] : row["end"]] if row.get("start") is not None else None,
        )
        for row in project.rows("memo")
    }
    assert memos == {
        ("study", "What we ask", None),
        ("study", "in years", None),
        ("study", "Began coding.", None),
        ("source", "in her office", None),
        ("source", "laughs", "سلام"),
        ("source", "only this", "was hot"),
        ("media", "blurred", None),
        ("case", "the elder", None),
        ("coding", "Marked as important in QualCoder.", None),
    }
    journal = next(row for row in project.rows("memo") if row.get("name") == "day 1")
    assert journal["created"] == "2024-05-01T09:30:00"
    assert next(row["memo"] for row in project.rows("coding")) == "first"


def test_cases_have_their_texts_parts_and_typed_attributes(project: Project) -> None:
    names = {row["id"]: row["name"] for row in project.rows("case")}
    spans = [(names[row["case"]], row["start"] is None) for row in project.rows("membership")]
    assert spans == [("Ann", True), ("Bo", False)]
    assert [row["attributes"] for row in project.rows("case")] == [{"age": 61}, {}]
    attributes = [row["attributes"] for row in project.rows("source")]
    assert attributes == [{"site": "12", "reference": ["Title: On trust"]}, {}]


def test_media_keep_their_file_and_what_is_coded_on_them(project: Project) -> None:
    wall, far, paper = project.rows("media")
    assert wall["digest"] == hashlib.sha256(b"picture").hexdigest()
    assert project.files[wall["id"]]() == b"picture"
    assert wall["details"]["cases"] == ["Bo"]
    (area,) = wall["details"]["codings"]
    assert (area["code"], area["coder"], area["x1"], area["height"], area["memo"]) == (
        "trust",
        "ana",
        1,
        40,
        "torn",
    )
    assert (far["kind"], far["details"]["codings"][0]["pos1"], far["id"] in project.files) == (
        "video",
        2500,
        False,
    )
    talk, page = (row["id"] for row in project.rows("source"))
    assert (far["transcripts"], paper["transcripts"], paper["kind"]) == ([talk], [page], "pdf")
    assert {each.name for each in project.remarks if each.kind == "media"} == {"far.mp4", "paper.pdf"}


@pytest.mark.parametrize("path", ["/images/../../secret", "/images/link", "/images//etc/passwd"])
def test_no_file_outside_the_folder_is_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    rows = everything()
    rows["source"][1]["mediapath"] = path
    made = make(tmp_path / "study.qda", rows)
    (made / "images" / "link").symlink_to(tmp_path / "secret")
    assert sound(read(made)).files == {}


def test_what_stays_behind_is_said(project: Project) -> None:
    left = {each.name for each in project.remarks if each.status == "left out"}
    assert left == {"graphs", "stored SQL statements"}


def test_the_database_in_the_folder_is_the_project_as_well(folder: Path) -> None:
    assert read(folder / "data.qda").tables == read(folder).tables


def test_a_copy_of_a_project_has_the_same_ids(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy.qda")
    assert read(copy).tables == read(folder).tables


def test_half_a_database_is_refused_by_name(folder: Path) -> None:
    data = (folder / "data.qda").read_bytes()
    (folder / "data.qda").write_bytes(data[: len(data) // 2])
    with pytest.raises(InvalidInput, match=r"data\.qda"):
        qualcoder.read(folder)


def test_what_is_no_project_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "data.txt").write_text("SQLite")
    assert not qualcoder.sniff(tmp_path)
    assert not qualcoder.sniff(tmp_path / "data.txt")
    assert not qualcoder.sniff(tmp_path / "nothing")


CELL = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(max_size=5), st.binary(max_size=5)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(everything())), st.data(), CELL)
def test_odd_cells_neither_break_the_reading_nor_the_study(
    tmp_path_factory: pytest.TempPathFactory, table: str, data: st.DataObject, cell: Any
) -> None:
    made = make(tmp_path_factory.mktemp("odd") / "odd.qda", everything())
    connection = sqlite3.connect(made / "data.qda")
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if not row[5]]
    column = data.draw(st.sampled_from(columns))
    connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ?', (cell,))
    connection.commit()
    connection.close()
    project = sound(read(made))
    assert all(row["start"] < row["end"] for row in project.rows("coding"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(100, 60_000), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_damaged_database_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]]
) -> None:
    made = make(tmp_path_factory.mktemp("damaged") / "damaged.qda", everything())
    data = bytearray((made / "data.qda").read_bytes())
    for at, byte in damage:
        data[at % len(data)] = byte
    (made / "data.qda").write_bytes(data)
    refused, found = None, Project()
    try:
        found = sound(qualcoder.read(made))
    except InvalidInput as error:
        refused = str(error)
    assert refused or set(found.transcripts) == {row["id"] for row in found.rows("source")}
