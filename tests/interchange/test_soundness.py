from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.interchange.project import REFERENCES, Project, Transcript
from qualkit.interchange.soundness import sound

S, C, K, X = (f"00000000-0000-4000-8000-00000000000{number}" for number in range(4))
BASE: dict[str, list[dict[str, Any]]] = {
    "source": [{"id": S, "name": "one", "kind": "interview", "attributes": {}}],
    "code": [{"id": C, "name": "trust", "parent": None}],
    "coder": [{"id": K, "name": "ana"}],
}


def _sound(text: str = "0123456789", **tables: list[dict[str, Any]]) -> Project:
    return sound(Project(tables=BASE | tables, transcripts={S: Transcript(text)}))


def _coding(**values: Any) -> dict[str, Any]:
    return {"id": X, "source": S, "code": C, "coder": K, "start": 0, "end": 5, "created": "2026"} | values


def _said(project: Project) -> list[tuple[str, str]]:
    return [(remark.kind, remark.status) for remark in project.remarks]


def test_a_sound_project_is_left_alone() -> None:
    project = _sound(coding=[_coding()])
    assert project.remarks == ()
    assert project.rows("coding")[0] | {"origin": "import", "status": "accepted"} == project.rows("coding")[0]


@pytest.mark.parametrize(
    ("values", "kept", "status"),
    [
        ({"end": 50}, [(0, 10)], "adjusted"),
        ({"start": 10, "end": 12}, [], "left out"),
        ({"start": -1}, [], "left out"),
        ({"start": 5, "end": 5}, [], "left out"),
        ({"start": None}, [], "left out"),
        ({"start": "0"}, [], "left out"),
        ({"source": X}, [], "left out"),
        ({"code": None}, [], "left out"),
    ],
)
def test_a_coding_that_stands_nowhere_is_clipped_or_left_out(
    values: dict[str, Any], kept: list[tuple[int, int]], status: str
) -> None:
    project = _sound(coding=[_coding(**values)])
    assert [(row["start"], row["end"]) for row in project.rows("coding")] == kept
    assert _said(project) == [("coding", status)]


def test_ids_become_guids_and_what_refers_to_them_follows() -> None:
    project = sound(
        Project(
            tables={
                "source": [{"id": "7", "name": "one"}],
                "code": [{"id": "{A}", "name": "x"}],
                "coding": [{"id": "9", "source": "7", "code": "{A}", "start": 0, "end": 1}],
                "memo": [{"id": "m", "about_kind": "coding", "about": "9", "text": "x"}],
                "set": [{"id": "s", "name": "s", "members": [["source", "7"]]}],
            },
            transcripts={"7": Transcript("ya")},
        )
    )
    (coding,), (source,) = project.rows("coding"), project.rows("source")
    assert coding["source"] == source["id"] in project.transcripts
    assert project.rows("memo")[0]["about"] == coding["id"]
    assert project.rows("set")[0]["members"] == [["source", source["id"]]]


def test_an_id_used_twice_and_names_alike_are_told_apart() -> None:
    project = _sound(code=[{"id": C, "name": "Trust"}, {"id": C, "name": "trust"}, {"id": X, "name": " "}])
    assert [row["name"] for row in project.rows("code")] == ["Trust", "trust (2)", "unnamed code"]
    assert len({row["id"] for row in project.rows("code")}) == 3


def test_codes_below_themselves_come_to_the_top() -> None:
    project = _sound(code=[{"id": C, "name": "a", "parent": X}, {"id": X, "name": "b", "parent": C}])
    parents = {row["name"]: row["parent"] for row in project.rows("code")}
    assert parents == {"a": None, "b": C}
    assert ("code", "adjusted") in _said(project)


def test_a_thousand_codes_in_a_line_are_no_circle() -> None:
    ids = [f"00000000-0000-4000-8000-{number:012}" for number in range(1000)]
    rows = [{"id": one, "name": one, "parent": above} for one, above in zip(ids[1:], ids, strict=False)]
    project = sound(Project(tables={"code": [{"id": ids[0], "name": "top", "parent": None}, *rows]}))
    assert project.remarks == ()


def test_characters_that_no_database_keeps_move_no_offset() -> None:
    project = _sound("a\x00b\ud800c", coding=[_coding(start=2, end=5)])
    assert project.transcripts[S].text == "a\ufffdb\ufffdc"
    assert project.remarks == ()


def test_the_same_coding_twice_is_one() -> None:
    project = _sound(coding=[_coding(), _coding(id=K)])
    assert len(project.rows("coding")) == 1
    assert _said(project) == [("coding", "left out")]


def test_a_memo_without_a_place_is_about_the_whole_source() -> None:
    memo = {"id": X, "about_kind": "source", "about": S, "text": "x", "start": 5, "end": 5}
    project = _sound(memo=[memo])
    assert (project.rows("memo")[0]["start"], project.rows("memo")[0]["kind"]) == (None, "analytic")


def test_attributes_of_any_kind_are_kept() -> None:
    row = BASE["source"][0] | {"attributes": {"path": "x", "odd": {"a": 1}, "none": None}}
    kept = _sound(source=[row]).rows("source")[0]["attributes"]
    assert kept == {"path (attribute)": "x", "odd": "{'a': 1}"}


_VALUE = st.none() | st.integers(-3, 20) | st.sampled_from([S, C, K, X, "", "a", "\x00", "\ud800"])
_ROW = st.dictionaries(
    st.sampled_from(
        ["id", "name", "parent", "source", "code", "coder", "case", "start", "end", "kind", "about"]
    ),
    _VALUE,
)


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from(["source", "code", "coding", "case", "membership", "coder"]),
        st.lists(_ROW, max_size=4),
    )
)
def test_rows_of_anything_become_sound(tables: dict[str, list[dict[str, Any]]]) -> None:
    project = sound(Project(tables=tables, transcripts={S: Transcript("0123456789")}))
    for table, references in REFERENCES.items():
        ids = [row["id"] for row in project.rows(table)]
        assert len(ids) == len(set(ids))
        for row in project.rows(table):
            for column, target in references.items():
                assert row[column] is None or row[column] in project.by_id(target)
    for row in project.rows("coding"):
        assert 0 <= row["start"] < row["end"] <= len(project.transcripts[row["source"]].text)


def test_evidence_that_cites_nothing_is_left_out_and_a_missing_place_is_filled_in() -> None:
    conclusion = {"id": S, "name": "c", "statement": "x"}
    cited = {"conclusion": S, "stance": "supports", "target_kind": "coding", "target": X, "state": {}}
    project = _sound(
        coding=[_coding()],
        conclusion=[conclusion],
        evidence=[cited | {"id": C}, cited | {"id": K, "target_kind": "x"}],
    )
    (kept,) = project.rows("evidence")
    assert kept["state"] == {"source": S, "code": C, "start": 0, "end": 5, "words": True}


def test_numbers_that_are_none_and_values_of_another_shape_are_blank() -> None:
    revision = {"id": X, "source": S, "number": 1, "text": "x", "turns": "no", "edits": {}, "digest": "d"}
    project = _sound(coding=[_coding(weight=float("nan"))], revision=[revision])
    assert project.rows("coding")[0]["weight"] is None
    assert project.rows("revision")[0]["turns"] == []
