"""Tables that people edited, read back."""

from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.interchange.project import Project
from qualkit.interchange.tables import Reading, Table


def table(*lines: str) -> Table:
    header, *rows = (tuple(line.split("|")) for line in lines)
    return Table(header, rows)


TABLES = {
    "coders": table("name|coder_id", "ana|k"),
    "sources": table("name|source_id", "talk|s"),
    "codes": table("name|code_id", "doubt|c"),
    "conclusions": table(
        "name|statement|kind|verdict|conclusion_id", "C1|They doubt.|description|tentative|v"
    ),
    "codings": table("source|start|end|code|coding_id", "talk|0|3|doubt|x"),
}


def read(**tables: Table) -> Project:
    return Reading(TABLES | tables, title="T", suffix=".csv").project(language="en", texts={"s": "How so?"})


def said(project: Project) -> list[tuple[str, str, str]]:
    return [(each.name, each.status, each.message) for each in project.remarks]


def test_a_row_without_an_id_has_the_same_one_whenever_it_is_read() -> None:
    added = table("source|start|end|code", "talk|0|3|doubt", "talk|4|6|doubt", "talk|4|6|doubt")
    first, again = (read(codings=added).rows("coding") for _ in range(2))
    assert [row["id"] for row in first] == [row["id"] for row in again]
    assert len({row["id"] for row in first}) == 3


def test_a_row_without_an_id_has_another_one_in_another_study() -> None:
    added = {"coders": table("name", "ana")}
    one, two = (Reading(added, title=title).rows["coder"][0]["id"] for title in ("A", "B"))
    assert one != two


def test_a_copied_row_does_not_take_the_place_of_the_first() -> None:
    project = Reading({"sources": table("name|source_id", "one|s", "two|s")}, title="T")
    assert [row["name"] for row in project.rows["source"]] == ["one", "two"]
    assert project.rows["source"][0]["id"] == "s" != project.rows["source"][1]["id"]
    assert said(project.project(language=None, texts={row["id"]: "" for row in project.rows["source"]})) == [
        ("sources, line 3", "adjusted", "A row above it has its id; it was given one of its own.")
    ]


def test_what_things_are_about_is_said_by_name() -> None:
    memos = table("about_kind|about|text", "code|doubt|one", "coding|x|two", "code|dou|three", "study||four")
    project = read(memos=memos)
    assert [row["about"] for row in project.rows("memo")] == ["c", "x", None]
    assert said(project) == [("memos.csv, line 4", "left out", "There is no code 'dou' in codes.csv.")]


def test_evidence_added_by_hand_remembers_what_it_cites_now() -> None:
    evidence = table(
        "conclusion|stance|target_kind|target",
        "C1|supports|coding|x",
        "C1|supports|coding|y",
        "C1|supports|hat|x",
    )
    project = read(evidence=evidence)
    (row,) = project.rows("evidence")
    assert row["state"] == {"source": "s", "code": "c", "start": 0, "end": 3, "words": True}
    assert [message for _, _, message in said(project)] == [
        "There is no coding 'y' in codings.csv.",
        "'hat' is nothing that can be cited. Cite a coding, a summary, a memo.",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("talk|x|3|doubt|ana", "'x' is no number."),
        ("talk|0.5|3|doubt|ana", "'0.5' is no whole number"),
        ("talk||3|doubt|ana", "There is nothing in start."),
        ("talk|0|3|dout|ana", "There is no code 'dout' in codes.csv."),
        ("talk|0|3|doubt|budi", "There is no coder 'budi' in coders.csv."),
        ("talk|0|3|doubt|ana|more", "It has 6 cells, but there are 5 columns."),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_and_its_line_said(line: str, says: str) -> None:
    project = read(codings=table("source|start|end|code|coder", "talk|0|3|doubt|ana", line))
    assert len(project.rows("coding")) == 1
    ((where, status, message),) = said(project)
    assert (where, status) == ("codings.csv, line 3", "left out")
    assert message.startswith(says)


@pytest.mark.parametrize(
    ("turn", "says"),
    [
        ("talk|0|99|", "Its span [0, 99) is not in the text of 7 characters."),
        ("talk|0|3|host", "'host' is no role."),
        ("tale|0|3|", "There is no source 'tale' in sources.csv."),
    ],
)
def test_a_turn_that_cannot_be_used_is_left_out(turn: str, says: str) -> None:
    project = read(turns=table("source|start|end|role", turn, "talk|0|3|participant"))
    assert [each.role for each in project.transcripts["s"].turns] == ["participant"]
    assert said(project)[0][2].startswith(says)


def test_a_code_keeps_what_a_codebook_may_say_of_it() -> None:
    codes = table("name|parent|colour|patterns|labels|code_id", "doubt|doub|red|sign*\nno|5|c", "b||||{}|d")
    codes.rows[0] = ("doubt", "doub", "red", "sign*\nno", "{}", "c")
    project = read(codes=codes)
    assert project.rows("code")[0]["definition"] == {"patterns": ["sign*", "no"], "labels": {}}
    assert [(name, status) for name, status, _ in said(project)] == [("doubt", "adjusted")] * 2


def test_a_column_that_is_not_known_is_said() -> None:
    project = read(codings=table("source|start|end|code|wait|", "talk|0|3|doubt|5|"))
    assert said(project) == [
        ("codings.csv, line 1", "left out", "The column 'wait' is none of this table, and was not read.")
    ]


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("source|start|code", r"codings\.csv, line 1: there is no column 'end', only source, start, code"),
        ("source|start|end|end|code", r"codings\.csv, line 1: there are two columns 'end'"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(header: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        read(codings=table(header, header))


@pytest.mark.parametrize(
    ("name", "edited"),
    [
        ("sets", table("name|members", "one|[[1]]")),
        ("sources", table("name|edits|source_id", "one|[[0, 1]]|s")),
        ("checks", table("conclusion|tactic|verdict|details", "C1|outliers|holds|[]")),
        ("revisions", table("source|number|text|digest|turns", "talk|1|old|d|5")),
    ],
)
def test_values_of_another_shape_leave_the_row_out(name: str, edited: Table) -> None:
    project = read(**{name: edited})
    assert [status for where, status, _ in said(project) if where == f"{name}.csv, line 2"] == ["left out"]


def test_a_text_that_changed_behind_its_spans_is_said() -> None:
    sources = table("name|length|edits|source_id", 'talk|9|[[0, 1, "x"]]|s')
    project = read(sources=sources, codings=table("source|start|end|code|text", "talk|0|3|doubt|Now"))
    assert project.transcripts["s"].edits == ()
    assert said(project) == [
        ("talk", "noted", "Its text had 9 characters and has 7 now; spans stay where they were."),
        ("Now", "noted", "The span [0, 3) is now 'How'."),
    ]
