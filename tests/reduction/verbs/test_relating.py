"""Relations with their evidence, and what is marked of codings."""

from __future__ import annotations

from pathlib import Path

import pytest

import qualkit as qk


@pytest.fixture
def study(tmp_path: Path) -> qk.Study:
    (tmp_path / "a.txt").write_text(
        "I: How did it begin?\nP1: The head signed first. Then we all signed, and the target rose.\n",
        encoding="utf-8",
    )
    made = qk.Study.create(tmp_path / "s.qualkit", title="T", language="en", coder="ana")
    made.collection.add(tmp_path / "a.txt")
    made.collection.assign("North", sources="a")
    for code in ("commitment", "performance"):
        made.reduction.define(code)
    return made


def test_a_relation_has_a_sign_its_evidence_and_the_case_in_which_it_holds(study: qk.Study) -> None:
    coding = study.reduction.code("a", "The head signed first.", "commitment")
    link = study.reduction.link(
        "commitment", "performance", "leads to", sign="+", evidence=coding, case="North", note="by example"
    )
    (row,) = study.links.to_dict("records")
    assert (row["link_id"], row["sign"], row["case"], row["note"]) == (link, "+", "North", "by example")
    (relation,) = study._session.relations.to_dict("records")
    assert (relation["a"], relation["b"], relation["evidence"]) == ("commitment", "performance", (coding,))
    assert study.verify_audit().empty


def test_linking_again_adds_evidence_and_keeps_the_rest(study: qk.Study) -> None:
    one = study.reduction.code("a", "The head signed first.", "commitment")
    other = study.reduction.code("a", "the target rose", "performance")
    first = study.reduction.link("commitment", "performance", "leads to", sign="+", evidence=one)
    again = study.reduction.link("commitment", "performance", "leads to", evidence=other, note="both")
    assert first == again
    (relation,) = study._session.relations.to_dict("records")
    assert (relation["evidence"], relation["sign"], relation["note"]) == ((one, other), "+", "both")


def test_evidence_that_is_gone_is_no_longer_listed(study: qk.Study) -> None:
    coding = study.reduction.code("a", "The head signed first.", "commitment")
    study.reduction.link("commitment", "performance", evidence=coding)
    study.reduction.uncode(coding)
    assert study._session.relations["evidence"].tolist() == [()]


def test_what_cannot_be_linked_or_marked_is_refused(study: qk.Study) -> None:
    with pytest.raises(qk.InvalidInput, match="sign"):
        study.reduction.link("commitment", "performance", sign="++")  # type: ignore[arg-type]
    with pytest.raises(qk.NotFound, match="performance"):
        study.reduction.link("commitment", "performence")
    with pytest.raises(qk.NotFound, match="link"):
        study.reduction.unlink("nothing")
    coding = study.reduction.code("a", "The head signed first.", "commitment")
    with pytest.raises(qk.InvalidInput, match="2023-02"):
        study.reduction.mark(coding, when="February 2023")
    with pytest.raises(qk.InvalidInput, match="directness"):
        study.reduction.mark(coding, directness="hearsay")  # type: ignore[arg-type]
    with pytest.raises(qk.InvalidInput, match="when="):
        study.reduction.mark(coding)


def test_marks_are_kept_taken_back_and_undone(study: qk.Study) -> None:
    coding = study.reduction.code("a", "The head signed first.", "commitment")
    assert study.reduction.mark(coding, when="2023-02", directness="indirect", chosen=True) == 1
    assert study.reduction.mark(coding, when="2023-02") == 0
    row = study.codings.iloc[0]
    assert (row["when"], row["directness"], row["chosen"]) == ("2023-02", "indirect", True)
    study.reduction.mark(coding, when="", chosen=False)
    row = study.codings.iloc[0]
    assert row["when"] is None
    assert not row["chosen"]
    study.undo()
    assert study.codings.iloc[0]["when"] == "2023-02"
    assert study.verify_audit().empty


def test_relations_and_marks_go_along_to_another_study(study: qk.Study, tmp_path: Path) -> None:
    coding = study.reduction.code("a", "The head signed first.", "commitment")
    study.reduction.mark(coding, when="2023", directness="direct", chosen=True)
    study.reduction.link("commitment", "performance", "leads to", sign="-", evidence=coding, case="North")
    study.export(tmp_path / "tidy")
    with qk.Study.from_file(tmp_path / "tidy", tmp_path / "t.qualkit", coder="ana") as other:
        row = other.codings.iloc[0]
        assert (row["when"], row["directness"], bool(row["chosen"])) == ("2023", "direct", True)
        relation = other._session.relations.iloc[0]
        assert (relation["sign"], relation["case"], len(relation["evidence"])) == ("-", "North", 1)


@pytest.mark.parametrize(
    "when", ["2023-02-30", "2023-13", "0000", "\u0662\u0660\u0662\u0663", 2023, "2023-2"]
)
def test_what_is_no_day_month_or_year_is_no_time(study: qk.Study, when: str) -> None:
    coding = study.reduction.code("a", "The head signed first.", "commitment")
    with pytest.raises(qk.InvalidInput, match="no year, month or day"):
        study.reduction.mark(coding, when=when)


@pytest.mark.parametrize("relation", [5, " "])
def test_a_relation_is_a_text(study: qk.Study, relation: str) -> None:
    with pytest.raises(qk.InvalidInput, match="relation"):
        study.reduction.link("commitment", "performance", relation)
