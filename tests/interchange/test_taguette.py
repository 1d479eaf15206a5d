"""A project that Taguette made comes in whole, with every span on the words of its snippet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.formats import read, taguette
from qualkit.interchange.project import Project, Row
from qualkit.interchange.soundness import sound

SCHEMA: Mapping[str, str] = {
    "users": "login VARCHAR(30) NOT NULL PRIMARY KEY, created DATETIME NOT NULL, "
    "hashed_password VARCHAR(192), disabled BOOLEAN, password_set_date DATETIME, language VARCHAR(10), "
    "email VARCHAR(256), email_sent DATETIME",
    "projects": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, "
    "description TEXT NOT NULL, created DATETIME NOT NULL",
    "project_members": "project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, "
    "privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login)",
    "documents": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, "
    "description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, "
    "project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE, "
    "text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL",
    "commands": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, "
    "user_login VARCHAR(30) NOT NULL REFERENCES users (login), project_id INTEGER NOT NULL, "
    "document_id INTEGER, payload TEXT NOT NULL",
    "highlights": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, "
    "start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL",
    "tags": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, "
    "path VARCHAR(200) NOT NULL, description TEXT NOT NULL, UNIQUE (project_id, path)",
    "highlight_tags": "highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, "
    "PRIMARY KEY (highlight_id, tag_id)",
    "alembic_version": "version_num VARCHAR(32) NOT NULL",
}
WHEN = "2024-05-01 09:30:00.123456"
HTML = (
    "<h1>Visit</h1>\n<p>Ann 😀 said <b>we</b> <i>trust</i> them,\nall of them.</p><p>E\u0301te\u0301 is "
    "hot.</p>\n<ul><li>سلام عليكم</li><li>R&amp;D</li></ul>"
)
PASSAGES = [
    ("😀 said we trust", "<p>😀 said <b>we</b> <i>trust</i></p>", [1, 2]),
    ("them.E\u0301te\u0301", "<p>them.</p><p>E\u0301te\u0301</p>", [1]),
    ("سلام", "<ul><li>سلام</li></ul>", [3]),
    ("R&D", "<ul><li>R&amp;D</li></ul>", []),
]


def passage(words: str, number: int, snippet: str, *, document: int = 1) -> Row:
    """A highlight as the browser sends it: bytes over the text of the document."""
    text = "".join(map(str, BeautifulSoup(HTML, "html5lib").find_all(string=True)))
    at = text.index(words)
    first, past = (len(text[:each].encode()) for each in (at, at + len(words)))
    return {
        "id": number,
        "document_id": document,
        "start_offset": first,
        "end_offset": past,
        "snippet": snippet,
    }


def logged(user: str, kind: str, document: int | None = None, **payload: Any) -> Row:
    return {
        "date": WHEN,
        "user_login": user,
        "project_id": 1,
        "document_id": document,
        "payload": json.dumps({"type": kind, **payload}, sort_keys=True),
    }


def everything() -> dict[str, list[Row]]:
    return {
        "users": [
            {"login": each, "created": WHEN, "hashed_password": "scrypt:SECRET", "email": f"{each}@SECRET"}
            for each in ("ana", "ben")
        ],
        "projects": [{"id": 1, "name": "Visits", "description": "What we ask", "created": WHEN}],
        "documents": [
            {
                "id": 1,
                "name": "visit",
                "description": "in her office",
                "filename": "visit.docx",
                "created": WHEN,
                "project_id": 1,
                "text_direction": "RIGHT_TO_LEFT",
                "contents": HTML,
            }
        ],
        "tags": [
            {"id": 1, "project_id": 1, "path": "people.trust", "description": "when they rely"},
            {"id": 2, "project_id": 1, "path": "people.joy", "description": ""},
            {"id": 3, "project_id": 1, "path": "greeting", "description": ""},
        ],
        "highlights": [passage(words, at, snippet) for at, (words, snippet, _) in enumerate(PASSAGES, 1)],
        "highlight_tags": [
            {"highlight_id": at, "tag_id": tag} for at, (_, _, tags) in enumerate(PASSAGES, 1) for tag in tags
        ],
        "commands": [
            logged("ana", "document_add", 1, document_name="visit"),
            logged("ana", "tag_add", tag_id=1, tag_path="people.trust", description=""),
            logged("ana", "highlight_add", 1, highlight_id=1, start_offset=9, end_offset=30, tags=[1]),
            logged("ben", "highlight_add", 1, highlight_id=1, start_offset=9, end_offset=30, tags=[1, 2]),
            logged("ben", "highlight_add", 1, highlight_id=3, start_offset=9, end_offset=30, tags=[3]),
            logged("ben", "highlight_delete", 1, highlight_id=-9),
        ],
    }


def make(path: Path, rows: Mapping[str, Sequence[Row]]) -> Path:
    connection = sqlite3.connect(path)
    for table, columns in SCHEMA.items():
        connection.execute(f"CREATE TABLE {table} ({columns})")
        for row in rows.get(table, ()):
            marks = ", ".join("?" * len(row))
            connection.execute(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
            )
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "visits.sqlite3", everything())


@pytest.fixture
def project(path: Path) -> Project:
    return sound(read(path))


def codings(project: Project) -> list[tuple[str, str | None, str]]:
    codes, coders = project.by_id("code"), project.by_id("coder")
    return [
        (
            codes[row["code"]]["name"],
            coders[row["coder"]]["name"] if row["coder"] else None,
            project.transcripts[row["source"]].text[row["start"] : row["end"]],
        )
        for row in project.rows("coding")
    ]


def test_every_highlight_has_the_words_of_its_snippet_and_whoever_tagged_it(project: Project) -> None:
    assert codings(project) == [
        ("people.trust", "ana", "😀 said we trust"),
        ("people.joy", "ben", "😀 said we trust"),
        ("people.trust", None, "them.\nE\u0301te\u0301"),
        ("greeting", "ben", "سلام"),
    ]
    assert not [remark for remark in project.remarks if remark.kind == "coding"]
    assert project.rows("coding")[0]["created"] == "2024-05-01T09:30:00.123456+00:00"


def test_a_document_is_its_text_line_by_line(project: Project) -> None:
    (source,) = project.rows("source")
    assert project.transcripts[source["id"]].text == (
        "Visit\nAnn 😀 said we trust them, all of them.\nE\u0301te\u0301 is hot.\nسلام عليكم\nR&D"
    )
    assert (source["name"], source["path"]) == ("visit", "visit.docx")
    assert source["attributes"] == {"text_direction": "RIGHT_TO_LEFT"}


def test_a_highlight_without_a_tag_is_a_jotting(project: Project) -> None:
    (source,) = project.rows("source")
    (memo,) = (row for row in project.rows("memo") if row["kind"] == "jotting")
    assert project.transcripts[source["id"]].text[memo["start"] : memo["end"]] == "R&D"


def test_tags_are_below_the_parts_of_their_paths(project: Project) -> None:
    codes = project.by_id("code")
    parents = {row["name"]: codes[row["parent"]]["name"] if row["parent"] else None for row in codes.values()}
    assert parents == {"people": None, "people.trust": "people", "people.joy": "people", "greeting": None}
    assert (
        next(row for row in codes.values() if row["parent"])["definition"]["definition"] == "when they rely"
    )


def test_commands_are_history(project: Project) -> None:
    first, second, third, *_ = project.rows("history")
    assert (first["verb"], first["actor"], first["entity_id"]) == (
        "document_add",
        "ana",
        project.rows("source")[0]["id"],
    )
    assert project.by_id("code")[second["entity_id"]]["name"] == "people.trust"
    assert third["details"] == {
        "document_id": 1,
        "highlight_id": 1,
        "start_offset": 9,
        "end_offset": 30,
        "tags": [1],
    }
    assert [row["number"] for row in project.rows("history")] == [1, 2, 3, 4, 5, 6]


def test_descriptions_are_memos_and_the_title_is_that_of_the_project(project: Project) -> None:
    memos = {(row["about_kind"], row["text"]) for row in project.rows("memo")}
    assert {("study", "What we ask"), ("source", "in her office")} < memos
    assert project.title == "Visits"


def test_of_users_nothing_is_read_but_their_names(project: Project) -> None:
    assert "SECRET" not in repr(project)


def test_offsets_count_more_than_an_old_snippet_which_is_said(tmp_path: Path) -> None:
    rows = everything()
    rows["highlights"][2]["snippet"] = "<li>before it was moved</li>"
    project = sound(read(make(tmp_path / "moved.sqlite3", rows)))
    assert ("greeting", "ben", "سلام") in codings(project)
    assert [each.status for each in project.remarks if each.kind == "coding"] == ["noted"]


def test_a_project_that_was_imported_before_says_so(tmp_path: Path) -> None:
    rows = everything()
    rows["commands"].append(logged("admin", "project_import"))
    project = read(make(tmp_path / "again.sqlite3", rows))
    assert [each.kind for each in project.remarks if "imported" in each.message] == ["coder"]


def test_several_projects_are_refused_by_name(tmp_path: Path) -> None:
    rows = everything()
    rows["projects"].append({**rows["projects"][0], "id": 2, "name": "Other"})
    with pytest.raises(InvalidInput, match="2 projects: 'Visits', 'Other'"):
        read(make(tmp_path / "two.sqlite3", rows))


def test_a_file_without_a_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no project"):
        read(make(tmp_path / "none.sqlite3", {}))


@pytest.mark.parametrize(
    "payload",
    ["", "no json", "[]", '{"type": 7, "tags": 5}', '{"type": "highlight_add", "highlight_id": [1]}'],
)
def test_odd_commands_are_kept(tmp_path: Path, payload: str) -> None:
    rows = everything()
    rows["commands"][0]["payload"] = payload
    project = sound(read(make(tmp_path / "odd.sqlite3", rows)))
    assert len(project.rows("history")) == len(rows["commands"])


def test_reading_again_gives_the_same(path: Path) -> None:
    assert read(path) == read(path)


CELL = st.one_of(
    st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text(max_size=5), st.binary()
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["documents", "tags", "highlights", "commands", "projects"]), st.data(), CELL)
def test_odd_cells_neither_break_the_reading_nor_the_study(
    tmp_path_factory: pytest.TempPathFactory, table: str, data: st.DataObject, cell: Any
) -> None:
    made = make(tmp_path_factory.mktemp("odd") / "odd.sqlite3", everything())
    column = data.draw(st.sampled_from(sorted(set(everything()[table][0]) - {"id"})))
    connection = sqlite3.connect(made)
    connection.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (cell,))
    connection.commit()
    connection.close()
    project = sound(taguette.read(made))
    assert all(row["start"] < row["end"] for row in project.rows("coding"))
