"""The audit trail finds every edit made behind qualkit's back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

import qualkit as qk
from qualkit import Study

TRANSCRIPT = "I: How did it go?\nR: We signed a commitment.\nI: All of you?\nR: Most of us.\n"


@pytest.fixture
def coded(study: Study, tmp_path: Path) -> Study:
    """A study with a bit of everything, and two changes taken back."""
    path = tmp_path / "talk.txt"
    path.write_text(TRANSCRIPT)
    study.collection.add(path, case="Office")
    study.collection.describe("Office", size=3)
    study.reduction.use_codebook(qk.Codebook.parse("codes: [commitment, doubt]"))
    first = study.reduction.code("talk", 2, "commitment", weight=2, memo="first")
    study.reduction.code("talk", 4, "doubt")
    study.reduction.summarise("Office", "commitment", "Signed.")
    study.reduction.recode(first, "doubt")
    study.undo()
    study.reduction.uncode(first)
    study.undo()
    conclusion = study.verification.conclude("They commit.")
    study.verification.support(conclusion, first)
    study.verification.check(conclusion, "outliers", looked_at="a", found="b")
    return study


def test_an_untouched_study_is_whole(coded: Study) -> None:
    assert coded.verify_audit().empty


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ('UPDATE coding SET "start" = 1 WHERE key = 1', "coding"),
        ("UPDATE coding SET weight = 3 WHERE key = 1", "coding"),
        ("DELETE FROM evidence", "evidence"),
        ("UPDATE source SET name = 'other'", "source"),
        ("UPDATE \"text\" SET text = replace(text, 'signed', 'tore up')", "text"),
        ("UPDATE turn SET speaker = 'X' WHERE number = 1", "text or its turns"),
        ("DELETE FROM turn WHERE number = 4", "text or its turns"),
        ("UPDATE summary SET text = 'Refused.'", "summary"),
        ("UPDATE conclusion SET verdict = 'supported'", "conclusion"),
        ("UPDATE \"case\" SET attributes = '{}'", "case"),
        ("UPDATE study SET title = 'Other'", "study"),
        ("UPDATE wording SET text = 'x' WHERE text = 'first'", "undo"),
        ("UPDATE tally SET rows = rows + 1 WHERE name = 'coding'", "running sum"),
        ("DELETE FROM coding WHERE key = 2", "coding"),
        (
            "INSERT INTO coder SELECT key + 1, 'f1e7bd4e-0000-4000-8000-000000000000', event, 'eve' "
            "FROM coder",
            "coder",
        ),
    ],
)
def test_an_edit_of_the_data_is_found(coded: Study, edit: str, found: str) -> None:
    _run(coded, edit)
    broken = coded.verify_audit()
    assert not broken.empty
    assert found in " ".join(broken["problem"])


@pytest.mark.parametrize(
    ("edit", "seq"),
    [
        ("UPDATE event SET actor = 'eve' WHERE seq = 4", 4),
        ("UPDATE event SET after = '{}' WHERE seq = 5", 5),
        ("UPDATE event SET at = '2020' WHERE seq = 2", 2),
        ("DELETE FROM event WHERE seq = 6", 7),
        ("UPDATE event SET hash = previous WHERE seq = 3", 3),
    ],
)
def test_an_edit_of_the_trail_is_found_where_it_was_made(coded: Study, edit: str, seq: int) -> None:
    _run(coded, edit)
    broken = coded.verify_audit()
    links = broken[broken["problem"].str.contains("event")]
    assert links["seq"].iloc[0] == seq


def test_taking_off_the_end_of_the_trail_is_found(coded: Study) -> None:
    last = int(coded.audit["seq"].max())
    _run(coded, f"DELETE FROM event WHERE seq = {last}")
    assert not coded.verify_audit().empty


def test_the_trail_names_the_row_that_was_edited(coded: Study) -> None:
    _run(coded, "UPDATE coding SET weight = 3 WHERE key = 1")
    coding = coded.codings.query("code == 'commitment'")["coding_id"].iloc[0]
    assert coding in coded.verify_audit()["problem"].iloc[0]


def test_the_trail_holds_no_words_of_a_source(coded: Study) -> None:
    kept = coded._store.events()
    trail = " ".join(kept["before"]) + " ".join(kept["after"])
    for word in ("signed", "Signed", "first", "talk", "Office", "They commit", TRANSCRIPT[:20]):
        assert word not in trail


def _run(study: Study, statement: str) -> None:
    with study._store._engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.execute(text(statement))
