from __future__ import annotations

from pathlib import Path

import pytest

import qualkit as qk
from qualkit import Codebook, Study


@pytest.fixture
def told(study: Study, tmp_path: Path) -> Study:
    """Three cases, two methods, two codes, and a conclusion C1 on them."""
    for name, text in {
        "north": "I: How?\nR: It rose.\nI: Why?\nR: The amnesty.\n",
        "south": "I: How?\nR: It rose, too.\nI: Why?\nR: Coaching.\n",
        "east": "I: How?\nR: Nothing.\nI: Why?\nR: No idea.\n",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text)
        study.collection.add(tmp_path / f"{name}.txt", kind="interview", case=name)
    (tmp_path / "report.txt").write_text("It rose by the amnesty.\n")
    study.collection.add(tmp_path / "report.txt", kind="document", case="north")
    study.reduction.use_codebook(
        Codebook.parse("codes: [{name: rise, patterns: [rose]}, {name: other cause, patterns: [amnesty]}]")
    )
    study.reduction.autocode(unit="turn")
    study.verification.conclude("Coaching made it rise.", scope="all cases")
    return study


def test_evidence_for_and_against_is_shown_with_its_place(told: Study) -> None:
    codings = told.codings
    told.verification.support("C1", codings.query("code == 'rise' and case == 'south'"), note="first-hand")
    told.verification.contradict("C1", codings.query("code == 'other cause'"))
    evidence = told.evidence
    assert evidence["stance"].tolist() == ["supports", "contradicts", "contradicts"]
    assert evidence["source"].tolist() == ["south", "north", "report"]
    assert evidence["text"].tolist() == ["It rose, too.", "The amnesty.", "It rose by the amnesty."]
    assert set(evidence["state"]) == {"current"}
    row = told.conclusions.iloc[0]
    assert (row["supports"], row["contradicts"], row["qualifies"]) == (1, 2, 0)


def test_evidence_by_case_tells_silence_from_support(told: Study) -> None:
    codings = told.codings
    told.verification.support("C1", codings.query("code == 'rise'"))
    told.verification.contradict("C1", codings.query("code == 'other cause'"))
    table = told.verification.evidence_table("C1").set_index("case")
    assert table["verdict"].to_dict() == {"north": "mixed", "south": "for", "east": "silent"}
    assert table.loc["north", ["for", "against"]].tolist() == [2, 2]


def test_a_case_that_was_not_asked_is_told_from_a_silent_one(told: Study, tmp_path: Path) -> None:
    talk = "**I:** Hm?\n\n**R:** Hm.\n\n**I:** So?\n\n**R:** So.\n"
    (tmp_path / "west.md").write_text(f"---\nnot_asked: [rise]\n---\n{talk}")
    told.collection.add(tmp_path / "west.md", kind="interview", case="west")
    told.verification.support("C1", told.codings.query("code == 'rise'"))
    verdicts = told.verification.evidence_table("C1").set_index("case")["verdict"]
    assert (verdicts["west"], verdicts["east"]) == ("not asked", "silent")


def test_citing_twice_cites_once_and_citing_against_itself_is_refused(told: Study) -> None:
    rise = told.codings.query("code == 'rise'")
    first = told.verification.support("C1", rise)
    assert told.verification.support("C1", rise) == first
    with pytest.raises(qk.Conflict, match="Withdraw that first"):
        told.verification.contradict("C1", rise)
    assert told.verification.withdraw(first) == len(rise)
    told.verification.contradict("C1", rise)
    assert set(told.evidence["stance"]) == {"contradicts"}


def test_summaries_and_memos_can_be_cited(told: Study) -> None:
    summary = told.reduction.summarise("north", "rise", "It rose.")
    memo = told.reduction.memo("Too quick?", about="C1")
    told.verification.support("C1", told.summaries)
    told.verification.qualify("C1", memo)
    assert told.evidence["target"].tolist() == [summary, memo]
    told.reduction.summarise("north", "rise", "It fell.")
    assert told.verification.stale()["state"].tolist() == ["text changed"]


def test_nothing_cannot_be_cited(told: Study) -> None:
    with pytest.raises(qk.InvalidInput, match="nothing to cite"):
        told.verification.support("C1", told.codings.query("code == 'none'"))
    with pytest.raises(qk.NotFound, match="name no coding"):
        told.verification.support("C1", "no-such-id")
    with pytest.raises(qk.InvalidInput, match="no column"):
        told.verification.support("C1", told.sources)


def test_a_conclusion_goes_stale_when_its_evidence_changes_and_can_be_reaffirmed(told: Study) -> None:
    rise = told.codings.query("code == 'rise'")
    told.verification.support("C1", rise)
    told.verification.judge("C1", "supported")
    told.reduction.recode(rise["coding_id"].iloc[0], "other cause")
    told.reduction.uncode(rise["coding_id"].iloc[1])
    stale = told.verification.stale()
    assert sorted(stale["state"]) == ["recoded", "removed"]
    assert told.conclusions["stale"].tolist() == [True]
    with pytest.raises(qk.Stale, match="changed since"):
        told.verification.judge("C1", "supported")
    assert told.verification.reaffirm("C1", reason="The others suffice.") == 2
    assert told.verification.stale().empty
    told.verification.judge("C1", "qualified")
    removed = told.evidence[told.evidence["state"] == "removed, acknowledged"]
    assert len(removed) == 1
    assert removed["source"].notna().all()


def test_evidence_from_a_removed_source_stays_as_a_record_without_words(told: Study) -> None:
    told.verification.contradict("C1", told.codings.query("source == 'report' and code == 'other cause'"))
    told.collection.remove("report")
    evidence = told.evidence.iloc[0]
    assert evidence["state"] == "removed"
    assert evidence["text"] is None
    assert told.verification.triangulate().frame.iloc[0, 0] == "silent"


def test_undoing_the_change_makes_a_conclusion_fresh_again(told: Study) -> None:
    rise = told.codings.query("code == 'rise'")
    told.verification.support("C1", rise)
    told.reduction.uncode(rise)
    assert len(told.verification.stale()) == len(rise)
    told.undo()
    assert told.verification.stale().empty


def test_triangulation_tells_who_converges(told: Study) -> None:
    codings = told.codings
    told.verification.support("C1", codings.query("code == 'rise' and kind == 'interview'"))
    told.verification.contradict("C1", codings.query("code == 'other cause' and kind == 'document'"))
    frame = told.verification.triangulate().frame
    assert frame.columns.tolist() == ["Interview", "Document"]
    assert frame.iloc[0, 0].startswith("converges (2 +)")
    assert frame.iloc[0, 1].startswith("contradicts (1 −)")
    by_case = told.verification.triangulate(by="case").frame
    assert by_case.loc[:, "east"].tolist() == ["silent"]
    assert told.verification.triangulate(by="coder").frame.columns.tolist() == ["ana"]
    assert told.verification.triangulate(by="source").frame.columns.tolist() == ["north", "report", "south"]


def test_checks_are_recorded_with_who_looked_at_what(told: Study) -> None:
    told.verification.check("C1", "Negative evidence", looked_at="all", found="two", verdict="weakens")
    told.verification.member_check("C1", participant="P1", answer="disagrees", note="No!", changed="reworded")
    told.verification.peer_debrief("C1", peer="a colleague", said="And the amnesty?")
    checks = told.checks
    assert checks["tactic"].tolist() == ["negative evidence", "feedback from participants", "peer debriefing"]
    assert checks["verdict"].tolist() == ["weakens", "weakens", "open"]
    assert checks["details"][1] == {"participant": "P1", "answer": "disagrees", "changed": "reworded"}
    with pytest.raises(qk.NotFound, match="outliers"):
        told.verification.check("C1", "outlier", looked_at="", found="")


def test_there_are_twenty_six_tactics_and_peer_debriefing(told: Study) -> None:
    purposes = told.verification.tactics()["purpose"].value_counts().to_dict()
    assert purposes == {"generating": 13, "confirming": 13, "trustworthiness": 1}


def test_open_questions_go_away_as_they_are_answered(told: Study) -> None:
    verify = told.verification
    asked = set(verify.open_questions()["question"])
    assert "What supports it?" in asked
    verify.support("C1", told.codings.query("code == 'rise'"))
    verify.contradict("C1", told.codings.query("code == 'other cause' and source == 'north'"))
    verify.check("C1", "rival explanations", looked_at="amnesty", found="likely")
    verify.member_check("C1", participant="P1", answer="agrees")
    verify.peer_debrief("C1", peer="a colleague", said="Fine.")
    assert verify.open_questions().empty
    verify.judge("C1", "supported")
    assert verify.open_questions()["question"].tolist() == ["Can it be called supported?"]


def test_a_name_is_used_once_and_numbers_go_on(told: Study) -> None:
    told.verification.conclude("Two.")
    with pytest.raises(qk.Conflict):
        told.verification.conclude("Again.", name="C2")
    assert told.conclusions["conclusion"].tolist() == ["C1", "C2"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_report_shows_conclusions_with_their_evidence(told: Study, tmp_path: Path, language: str) -> None:
    from docx import Document

    verify = told.verification
    verify.support("C1", told.codings.query("code == 'rise'"), note="first-hand")
    verify.contradict("C1", told.codings.query("code == 'other cause'"))
    verify.check("C1", "outliers", looked_at="east", found="nothing rose")
    verify.member_check("C1", participant="P1", answer="agrees in part", note="Yes, but.")
    verify.conclude("Nobody knows.")
    told.reduction.uncode(told.codings.query("source == 'report' and code == 'rise'"))
    document = Document(str(verify.report(tmp_path / "credibility.docx", language=language)))
    said = "\n".join(
        [paragraph.text for paragraph in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    evidence = ("“It rose, too.”", "north:4", "first-hand", "nothing rose", "Yes, but.")
    for words in ("Coaching made it rise.", *evidence):
        assert words in said
    assert {"en": "This conclusion is stale", "id": "Simpulan ini perlu ditinjau"}[language] in said
    assert {"en": "The trail is whole", "id": "Jejak ini utuh"}[language] in said


def test_a_report_in_indonesian_says_what_was_done_in_indonesian(told: Study, tmp_path: Path) -> None:
    from docx import Document

    told.reduction.reject(told.codings.head(1))
    told.reduction.memo("Hm.")
    told.verification.check("C1", "negative evidence", looked_at="east", found="nothing", verdict="weakens")
    told.undo()
    document = Document(str(told.verification.report(tmp_path / "r.docx", language="id")))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert ["menolak", "pengodean", "1"] in [row[:3] for row in rows]
    assert ["membatalkan", "pemeriksaan", "1"] in [row[:3] for row in rows]
    assert not {"add", "autocode", "conclude", "memo"} & {row[0] for row in rows}


def test_a_report_of_an_empty_study_can_be_written(study: Study, tmp_path: Path) -> None:
    assert study.verification.report(tmp_path / "empty.docx").stat().st_size > 0
    with pytest.raises(qk.InvalidInput, match=r"\.docx"):
        study.verification.report(tmp_path / "report.pdf")


def test_a_person_who_is_a_case_still_speaks_for_their_agency(told: Study) -> None:
    told.verification.support("C1", told.codings.query("code == 'rise'"))
    before = told.verification.evidence_table("C1").set_index("case")
    told.collection.assign("P1", sources="north", speakers="R")
    after = told.verification.evidence_table("C1").set_index("case")
    assert after.loc["north"].to_dict() == before.loc["north"].to_dict()
    assert after.loc["P1", "for"] == 1
    assert told.verification.triangulate(by="case").frame.loc[:, "north"].str.startswith("converges (2").all()
    assert len(told.codings_in("north")) == 4
    assert len(told.codings_in("P1")) == 2


def test_a_conclusion_without_evidence_can_be_laid_out(told: Study, tmp_path: Path) -> None:
    assert set(told.verification.evidence_table("C1")["verdict"]) == {"silent"}
    assert set(told.verification.triangulate(by="case").frame.iloc[0]) == {"silent"}
    assert told.verification.report(tmp_path / "r.docx").exists()


def test_a_blind_coder_sees_that_evidence_still_stands(told: Study, where: str) -> None:
    told.verification.support("C1", told.codings.query("code == 'rise'"))
    with Study.open(where, coder="budi", blind=True) as other:
        assert other.codings.empty
        assert other.verification.stale().empty


def test_one_rival_can_be_given_as_text(told: Study) -> None:
    told.verification.conclude("Two.", rivals="the amnesty")
    assert told.conclusions["rivals"].iloc[-1] == ("the amnesty",)


@pytest.mark.parametrize("name", [" ", "c1"])
def test_a_conclusion_needs_a_name_of_its_own(told: Study, name: str) -> None:
    with pytest.raises(qk.QualkitError):
        told.verification.conclude("Two.", name=name)


def test_characters_that_word_forbids_are_left_out_of_the_report(told: Study, tmp_path: Path) -> None:
    told.verification.conclude("A\x0bvertical tab.", scope="bell\x07")
    assert told.verification.report(tmp_path / "r.docx").exists()
