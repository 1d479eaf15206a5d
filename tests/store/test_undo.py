from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import qualkit as qk
from qualkit import Study

FRAMES = [
    "sources",
    "turns",
    "cases",
    "codes",
    "codings",
    "memos",
    "summaries",
    "conclusions",
    "evidence",
    "checks",
]


@pytest.fixture
def talk(study: Study, tmp_path: Path) -> Study:
    path = tmp_path / "talk.txt"
    path.write_text("I: How did it go?\nR: We signed a commitment.\nI: All of you?\nR: Most of us.\n")
    study.collection.add(path)
    path.with_stem("tale").write_text("I: And then?\nR: We signed.\nI: Who?\nR: I signed.\n")
    study.collection.add(path.with_stem("tale"))
    study.reduction.use_codebook(
        qk.Codebook.parse("codes: [{name: stage, codes: [{name: commitment, patterns: ['sign*']}]}, doubt]")
    )
    return study


def test_undo_walks_back_through_all_changes_and_leaves_the_trail_whole(talk: Study) -> None:
    states = [_state(talk)]
    for change in (
        lambda: talk.reduction.code("talk", 2, "commitment", memo="m"),
        lambda: talk.reduction.autocode(),
        lambda: talk.reduction.recode(talk.codings.query("origin == 'manual'"), "doubt"),
        lambda: talk.reduction.uncode(talk.codings),
        lambda: talk.collection.assign("Office", sources="talk"),
        lambda: talk.collection.describe("Office", size=3),
        lambda: talk.collection.describe("t*", site="Mataram"),
        lambda: talk.reduction.summarise("Office", "doubt", "One."),
        lambda: talk.reduction.summarise("Office", "doubt", "Two."),
        lambda: talk.verification.conclude("They commit.", name="C"),
        lambda: talk.verification.judge("C", "supported"),
    ):
        change()
        states.append(_state(talk))
    for expected in reversed(states[:-1]):
        talk.undo()
        _same(_state(talk), expected)
    assert talk.verify_audit().empty


def test_undo_is_an_event_that_says_what_it_undid(talk: Study) -> None:
    coding = talk.reduction.code("talk", 2, "commitment")
    undone = talk.undo()
    last = talk.audit.iloc[-1]
    assert (undone["verb"], undone["entity_id"]) == ("code", coding)
    assert (last["verb"], last["undoes"]) == ("undo", undone["seq"])


def test_undo_takes_back_ones_own_change_only(talk: Study, where: str) -> None:
    talk.reduction.code("talk", 2, "commitment")
    with Study.open(where, coder="budi") as other:
        other.reduction.code("talk", 4, "doubt")
        talk.undo()
        assert other.codings["coder"].tolist() == ["budi"]


def test_undo_refuses_when_somebody_changed_it_since(talk: Study, where: str) -> None:
    coding = talk.reduction.code("talk", 2, "commitment")
    with Study.open(where, coder="budi") as other:
        other.reduction.recode(coding, "doubt")
    with pytest.raises(qk.Conflict, match="changed since"):
        talk.undo()
    assert talk.codings["code"].tolist() == ["doubt"]


def test_undo_refuses_to_take_away_what_others_built_on(talk: Study, where: str) -> None:
    with Study.open(where, coder="budi") as other:
        other.reduction.code("talk", 2, "doubt")
    with pytest.raises(qk.Conflict, match="rest on this"):
        talk.undo()
    assert len(talk.codings) == 1
    assert talk.verify_audit().empty


def test_undo_of_nothing_says_so(study: Study) -> None:
    with pytest.raises(qk.Conflict, match="nothing by ana"):
        study.undo()


def test_the_words_of_a_removed_source_are_gone_for_good(talk: Study) -> None:
    talk.reduction.code("talk", 2, "commitment")
    talk.collection.remove("talk")
    assert "talk" not in talk.sources["source"].tolist()
    assert talk.codings.empty
    with pytest.raises(qk.Conflict, match="cannot be undone"):
        talk.undo()
    assert talk.verify_audit().empty


def _state(study: Study) -> dict[str, pd.DataFrame]:
    return {name: getattr(study, name) for name in FRAMES}


def _same(found: dict[str, pd.DataFrame], expected: dict[str, pd.DataFrame]) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(found[name], expected[name], check_dtype=False)


def test_a_change_of_many_rows_is_taken_back_whole(talk: Study) -> None:
    talk.reduction.autocode()
    before = _state(talk)
    assert talk.reduction.recode(talk.codings, "doubt") > 1
    assert talk.verify_audit().empty
    talk.undo()
    _same(_state(talk), before)
    assert talk.verify_audit().empty


def test_undo_of_a_regrouped_codebook_puts_the_old_tree_back(talk: Study) -> None:
    before = _state(talk)
    talk.reduction.use_codebook(qk.Codebook.parse("codes: [{name: top, codes: [stage, doubt]}]"))
    talk.undo()
    _same(_state(talk), before)
    assert talk.verify_audit().empty


def test_nothing_is_written_for_nothing(talk: Study) -> None:
    events = len(talk.audit)
    assert talk.reduction.uncode([]) == 0
    assert talk.reduction.recode(talk.codings, "doubt") == 0
    assert len(talk.audit) == events


def test_removing_a_source_erases_its_words_wherever_they_were_kept(talk: Study) -> None:
    talk.collection.describe("talk", participant="Ibu Ratna Sari")
    talk.collection.describe("talk", site="Mataram", participant=None)
    talk.collection.assign("Office", speakers="R", sources="talk")
    talk.reduction.code("talk", 2, "doubt", memo="Ibu Ratna again")
    talk.collection.remove("talk")
    with talk._store._engine.connect() as connection:
        kept = " ".join(connection.exec_driver_sql("SELECT text FROM wording").scalars())
    assert "Ratna" not in kept
    assert "talk" not in kept
    assert talk.verify_audit().empty


def test_a_removed_source_never_comes_back_without_its_text(study: Study, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("I: How?\nR: We signed.\nI: So?\nR: So.\n")
    study.collection.add(tmp_path / "talk.txt")
    study.undo()
    study.collection.add(tmp_path / "talk.txt")
    study.collection.remove("talk")
    with pytest.raises(qk.Conflict, match="cannot be undone"):
        study.undo()
    assert study.sources.empty
    assert study.verify_audit().empty


def test_a_rename_is_not_undone_when_another_code_has_the_name_by_now(study: Study) -> None:
    study.reduction.define("x")
    study.reduction.rename_code("x", "n")
    with Study.open(study._store.where, coder="budi") as other:
        other.reduction.define("X")
    with pytest.raises(qk.Conflict, match="one name"):
        study.undo()
    assert sorted(study.codes["code"]) == ["X", "n"]
    assert study.verify_audit().empty
