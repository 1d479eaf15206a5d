from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from qualkit import InvalidInput, NotFound, Study
from qualkit.collection.survey_intake import survey

ROWS = [
    {"id": "R1", "unit": "North", "age": 41, "Why?": "No time.", "What now?": "More staff 👩‍🌾."},
    {"id": "R2", "unit": "South", "age": 25, "Why?": "", "What now?": "Nothing."},
    {"id": "R3", "unit": "North", "age": 33, "Why?": None, "What now?": " "},
]
QUESTIONS = ["Why?", "What now?"]


def _write(folder: Path, rows: list[dict[str, object]]) -> Path:
    pd.DataFrame(rows).to_csv(folder / "exit.csv", index=False)
    return folder / "exit.csv"


def _take(study: Study, path: Path, **more: str) -> dict[int, tuple[object, ...]]:
    report = survey(study._session, path, text=QUESTIONS, case="unit", identifier="id", **more)
    assert report.columns.tolist() == ["row", "source", "status", "message"]
    return {row: tuple(rest) for row, *rest in report.itertuples(index=False, name=None)}


def _status(study: Study, path: Path, **more: str) -> list[object]:
    return [status for _, status, _ in _take(study, path, **more).values()]


def test_a_respondent_is_a_source_with_case_attributes_and_turns(study: Study, tmp_path: Path) -> None:
    assert _status(study, _write(tmp_path, ROWS)) == ["added", "added", "empty"]
    sources = study.sources.set_index("source")
    assert sources.index.tolist() == ["exit-R1", "exit-R2"]
    assert sources.loc["exit-R1", ["kind", "case", "id", "age", "turns"]].tolist() == [
        "survey", "North", "R1", 41, 4,
    ]  # fmt: skip
    assert study.text("exit-R1") == "Why?\nNo time.\n\nWhat now?\nMore staff 👩‍🌾."
    turns = study.turns[study.turns["source"] == "exit-R1"]
    assert turns["text"].tolist() == ["Why?", "No time.", "What now?", "More staff 👩‍🌾."]
    assert turns["role"].tolist() == ["interviewer", "participant"] * 2
    assert turns["speaker"].dropna().tolist() == ["R1", "R1"]
    assert study.cases["case"].tolist() == ["North", "South"]
    assert study.verify_audit().empty


def test_all_come_in_together_and_can_be_undone_together(study: Study, tmp_path: Path) -> None:
    _take(study, _write(tmp_path, ROWS))
    assert study.audit["verb"].tolist() == ["create", "add"]
    study.undo()
    assert study.sources.empty
    assert study.verify_audit().empty


def test_the_same_file_again_changes_nothing(study: Study, tmp_path: Path) -> None:
    path = _write(tmp_path, ROWS)
    _take(study, path)
    assert _status(study, path) == ["known", "known", "empty"]
    assert len(study.audit) == 2


def test_a_later_export_updates_adds_and_moves_what_was_coded(study: Study, tmp_path: Path) -> None:
    _take(study, _write(tmp_path, ROWS))
    (tmp_path / "codes.yaml").write_text("codes:\n- name: staff\n", encoding="utf-8")
    study.reduction.use_codebook(tmp_path / "codes.yaml")
    start = study.text("exit-R1").index("More staff")
    study.reduction.code("exit-R1", (start, start + 10), "staff")
    later = [
        {**ROWS[0], "Why?": "There was no time at all."},
        {**ROWS[1], "age": 26, "unit": "West"},
        {**ROWS[2], "Why?": "Too far."},
    ]
    report = _take(study, _write(tmp_path, later))
    assert [status for _, status, _ in report.values()] == ["updated", "updated", "added"]
    assert report[2][2] == "The answer changed (1 kept)."
    assert report[3][2] == "Changed: age, case."
    assert study.codings["text"].tolist() == ["More staff"]
    assert study.turns.loc[study.turns["source"] == "exit-R1", "text"].tolist()[1] == (
        "There was no time at all."
    )
    sources = study.sources.set_index("source")
    assert sources.loc["exit-R2", ["age", "case"]].tolist() == [26, "South; West"]
    assert sources.index.tolist() == ["exit-R1", "exit-R2", "exit-R3"]
    assert study.verify_audit().empty


def test_a_blank_cell_takes_nothing_away(study: Study, tmp_path: Path) -> None:
    _take(study, _write(tmp_path, ROWS))
    study.collection.describe("exit-R1", note="by hand")
    gone = [{**ROWS[0], "age": None, "Why?": "", "What now?": ""}, *ROWS[1:]]
    report = _take(study, _write(tmp_path, gone))
    assert report[2] == ("exit-R1", "empty", "There is no answer. The source stays as it was.")
    assert study.sources.loc[0, ["age", "note"]].tolist() == [41, "by hand"]
    assert "No time." in study.text("exit-R1")


def test_what_was_revised_by_hand_stays(study: Study, tmp_path: Path) -> None:
    path = _write(tmp_path, ROWS)
    _take(study, path)
    study.collection.revise("exit-R2", "What now?\nNothing at all.")
    report = _take(study, path)
    assert report[3][1:] == ("known", "It was revised since, and keeps the text that it has.")
    assert study.text("exit-R2") == "What now?\nNothing at all."


def test_rows_are_refused_one_by_one(study: Study, tmp_path: Path) -> None:
    (tmp_path / "exit-R2.txt").write_text("A letter.")
    study.collection.add(tmp_path / "exit-R2.txt", kind="document")
    report = _take(study, _write(tmp_path, [*ROWS, {**ROWS[0], "id": "R4"}, {**ROWS[1], "id": "R4"}]))
    assert [status for _, status, _ in report.values()] == ["added", "refused", "empty", "refused", "refused"]
    assert "another name" in str(report[3][2])
    assert "2 rows have 'R4'" in str(report[5][2])
    assert _status(study, tmp_path / "exit.csv", name="leaving")[1] == "added"


def test_without_an_identifier_rows_are_told_apart_by_number_and_a_change_says_so(
    study: Study, tmp_path: Path
) -> None:
    path = _write(tmp_path, ROWS[:2])
    assert survey(study._session, path, text="What now?")["source"].tolist() == ["exit-2", "exit-3"]
    _write(tmp_path, [{**ROWS[0], "What now?": "Fewer forms."}, ROWS[1]])
    report = survey(study._session, path, text="What now?")
    assert report["status"].tolist() == ["updated", "known"]
    assert "Only the row's number says who it is" in report["message"][0]
    assert study.text("exit-2") == "Fewer forms."


def test_two_surveys_of_the_same_people_are_kept_apart_by_their_names(study: Study, tmp_path: Path) -> None:
    path = _write(tmp_path, ROWS)
    assert _status(study, path, name="before") == _status(study, path, name="after")
    assert study.sources["source"].tolist() == ["before-R1", "before-R2", "after-R1", "after-R2"]


def test_progress_is_told_up_to_the_last_row(study: Study, tmp_path: Path) -> None:
    rows = [{"id": number, "why": f"Reason {number}."} for number in range(2500)]
    told: list[tuple[int, int, str]] = []
    survey(
        study._session,
        _write(tmp_path, rows),
        text="why",
        identifier="id",
        progress=lambda *each: told.append(each),
    )
    assert told == [(1000, 2500, "exit"), (2000, 2500, "exit"), (2500, 2500, "exit")]
    assert len(study.sources) == 2500
    assert study.verify_audit().empty


def test_a_file_that_cannot_be_used_changes_nothing(study: Study, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Check the path"):
        survey(study._session, tmp_path / "gone.csv", text="why")
    with pytest.raises(NotFound, match="Did you mean 'Why\\?'"):
        survey(study._session, _write(tmp_path, ROWS), text="Why")
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(InvalidInput, match="a survey is a table"):
        survey(study._session, tmp_path / "a.docx", text="Why?")
    assert len(study.audit) == 1
