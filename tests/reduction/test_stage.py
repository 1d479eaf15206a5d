from __future__ import annotations

from pathlib import Path

import pytest

import qualkit as qk
from qualkit import Codebook, Study
from qualkit.model import Unit

TALK = (
    "I: How did the signing go?\nR: We signed. We were tired.\nI: All of you?\nR: Most of us signed late.\n"
)
BOOK = "codes: [{name: stage, codes: [{name: commitment, patterns: ['sign*']}, doubt]}, time]"


@pytest.fixture
def talk(study: Study, tmp_path: Path) -> Study:
    (tmp_path / "talk.txt").write_text(TALK)
    study.collection.add(tmp_path / "talk.txt", case="Office")
    study.reduction.use_codebook(Codebook.parse(BOOK))
    return study


def test_a_span_a_turn_and_words_can_be_coded(talk: Study) -> None:
    talk.reduction.code("talk", (30, 39), "doubt")
    talk.reduction.code("talk", 4, "time", weight=2, memo="late")
    talk.reduction.code("TALK", "We were tired.", "time")
    codings = talk.codings
    assert codings["text"].tolist() == ["We signed", "We were tired.", "Most of us signed late."]
    assert codings["turn"].tolist() == [2, 2, 4]
    assert codings["speaker"].tolist() == ["R", "R", "R"]
    assert (codings["weight"].iloc[2], codings["memo"].iloc[2]) == (2.0, "late")
    assert set(codings["case"]) == {"Office"}


def test_coding_the_same_twice_is_one_coding(talk: Study) -> None:
    assert talk.reduction.code("talk", 2, "doubt") == talk.reduction.code("talk", 2, "doubt")
    assert len(talk.codings) == 1


def test_two_coders_can_code_the_same(talk: Study, where: str) -> None:
    talk.reduction.code("talk", 2, "doubt")
    with Study.open(where, coder="budi", blind=True) as other:
        assert other.codings.empty
        assert other.codes["codings"].sum() == 0
        other.reduction.code("talk", 2, "doubt")
        assert other.codings["coder"].tolist() == ["budi"]
    assert sorted(talk.codings["coder"]) == ["ana", "budi"]


@pytest.mark.parametrize(
    ("source", "span", "code", "said"),
    [
        ("tlak", 2, "doubt", "Did you mean 'talk'"),
        ("talk", 2, "doupt", "Did you mean 'doubt'"),
        ("talk", 9, "doubt", "turns are 1 to 4"),
        ("talk", "never said", "doubt", "does not hold the words"),
    ],
)
def test_a_name_that_does_not_exist_offers_the_nearest(
    talk: Study, source: str, span: int | str, code: str, said: str
) -> None:
    with pytest.raises(qk.NotFound, match=said):
        talk.reduction.code(source, span, code)


def test_words_that_stand_twice_are_refused(talk: Study) -> None:
    with pytest.raises(qk.InvalidInput, match="more than once"):
        talk.reduction.code("talk", "signed", "doubt")


def test_autocode_codes_answers_and_says_by_which_pattern(talk: Study) -> None:
    found = talk.reduction.autocode()
    assert found[["turn", "code", "pattern"]].values.tolist() == [
        [2, "commitment", "sign*"],
        [4, "commitment", "sign*"],
    ]
    codings = talk.codings
    assert codings["text"].tolist() == ["signed", "signed"]
    assert codings["memo"].tolist() == ["pattern: sign*"] * 2
    assert set(codings["origin"]) == {"pattern"}


def test_autocoding_twice_adds_nothing(talk: Study) -> None:
    talk.reduction.autocode()
    events = len(talk.audit)
    assert talk.reduction.autocode().empty
    assert len(talk.audit) == events


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("match", ["signed", "signed"]),
        ("sentence", ["We signed.", "Most of us signed late."]),
        ("turn", ["We signed. We were tired.", "Most of us signed late."]),
    ],
)
def test_autocode_covers_the_unit_asked_for(talk: Study, unit: Unit, texts: list[str]) -> None:
    talk.reduction.autocode(unit=unit)
    assert talk.codings["text"].tolist() == texts


def test_autocode_can_be_kept_to_a_family_sources_and_roles(talk: Study) -> None:
    assert len(talk.reduction.autocode("stage", sources="ta*", roles=["interviewer"])) == 1
    with pytest.raises(qk.InvalidInput):
        talk.reduction.autocode("time")


def test_suggested_codings_do_not_count_in_a_matrix(talk: Study) -> None:
    talk.reduction.autocode(status="suggested")
    assert len(talk.codings) == 2
    assert talk.display.matrix(cells="count").codings.empty


def test_recoding_onto_a_coding_that_is_there_leaves_one(talk: Study) -> None:
    talk.reduction.code("talk", 2, "doubt")
    other = talk.reduction.code("talk", 2, "time")
    assert talk.reduction.recode(other, "doubt") == 1
    assert talk.codings["code"].tolist() == ["doubt"]


def test_uncoding_what_is_gone_says_so(talk: Study) -> None:
    coding = talk.reduction.code("talk", 2, "doubt")
    assert talk.reduction.uncode(talk.codings) == 1
    with pytest.raises(qk.NotFound, match=r"read study\.codings again"):
        talk.reduction.uncode(coding)


def test_a_new_codebook_changes_definitions_and_keeps_codings(talk: Study) -> None:
    talk.reduction.code("talk", 2, "doubt")
    book = Codebook.parse("codes: [{name: doubt, brief: Not sure.}, {name: money}, time]")
    status = talk.reduction.use_codebook(book).set_index("code")["status"].to_dict()
    assert status == {
        "doubt": "changed",
        "money": "added",
        "time": "unchanged",
        "stage": "kept",
        "commitment": "kept",
    }
    assert talk.codebook["doubt"].brief == "Not sure."
    assert talk.codebook["doubt"].parent is None
    assert talk.codings["code"].tolist() == ["doubt"]
    assert set(talk.reduction.use_codebook(talk.codebook)["status"]) <= {"unchanged", "changed"}
    assert set(talk.reduction.use_codebook(talk.codebook)["status"]) == {"unchanged"}


def test_the_stored_codebook_is_the_one_that_was_read(study: Study, corpus: Path) -> None:
    book = Codebook.read(corpus.parents[1] / "codebooks" / "coaching-opd.yaml")
    study.reduction.use_codebook(book)
    assert study.codebook.codes == book.codes


def test_a_summary_condenses_the_codings_below_its_code(talk: Study) -> None:
    talk.reduction.autocode()
    talk.reduction.code("talk", 2, "time")
    talk.reduction.summarise("Office", "stage", "Signed, but late.")
    summary = talk.summaries.iloc[0]
    assert len(summary["codings"]) == 2
    assert (summary["case"], summary["code"], summary["text"]) == ("Office", "stage", "Signed, but late.")
    talk.reduction.summarise("Office", "stage", "Late.")
    assert talk.summaries["text"].tolist() == ["Late."]


@pytest.mark.parametrize("about", [None, "talk", "Office", "doubt"])
def test_a_memo_can_be_about_anything(talk: Study, about: str | None) -> None:
    talk.reduction.memo("Odd.", about=about, kind="jotting")
    memo = talk.memos.iloc[0]
    assert memo["text"] == "Odd."
    assert about is None or memo["about"] == about


def test_search_shows_words_in_context_with_offsets_in_the_source(talk: Study) -> None:
    found = talk.reduction.search("sign*")
    assert found["turn"].tolist() == [1, 2, 4]
    for row in found.itertuples():
        assert talk.text(row.source)[row.start : row.end] == row.match


def test_search_in_an_empty_study_finds_nothing(study: Study) -> None:
    assert study.reduction.search("sign*").empty


def test_suggested_codings_are_accepted_or_rejected_and_stay_so(talk: Study) -> None:
    talk.reduction.autocode(status="suggested")
    first, second = talk.codings["coding_id"]
    assert talk.reduction.accept(first) == 1
    assert talk.reduction.reject(second) == 1
    assert talk.reduction.accept(first) == 0
    assert talk.reduction.autocode().empty
    assert talk.codings["status"].tolist() == ["accepted", "rejected"]
    assert talk.display.matrix(cells="count").codings["coding_id"].tolist() == [first]
    assert talk.verify_audit().empty


def test_words_are_found_across_the_line_breaks_of_a_transcript(study: Study, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("I: How?\nR: We signed\nthe letter.\nI: So?\nR: So.\n")
    study.collection.add(tmp_path / "talk.txt")
    study.reduction.use_codebook(Codebook.parse(BOOK))
    study.reduction.code("talk", "signed the letter", "doubt")
    assert study.codings["text"].tolist() == ["signed\nthe letter"]


def test_no_pattern_brings_back_what_somebody_took_away(talk: Study) -> None:
    talk.reduction.autocode()
    talk.reduction.uncode(talk.codings["coding_id"].iloc[0])
    talk.reduction.recode(talk.codings["coding_id"].iloc[0], "doubt")
    assert talk.reduction.autocode().empty
    talk.undo()
    assert talk.reduction.autocode().empty
    assert len(talk.reduction.autocode(again=True)) == 1


def test_coding_again_accepts_and_gives_weight_and_memo(talk: Study) -> None:
    talk.reduction.autocode(status="suggested", unit="turn")
    coding = talk.reduction.code("talk", 2, "commitment", weight=2, memo="twice")
    row = talk.codings.set_index("coding_id").loc[coding]
    assert (row["status"], row["weight"], row["memo"]) == ("accepted", 2.0, "twice")
    assert len(talk.codings) == 2


def test_headings_between_turns_are_not_coded_as_if_somebody_said_them(study: Study, tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(
        "# We signed\n\n**I:** How?\n\n**R:** We signed.\n\n**I:** So?\n\n**R:** So.\n"
    )
    (tmp_path / "letter.md").write_text("# Letter\n\nWe signed.\n")
    study.collection.add(tmp_path / "talk.md", kind="interview")
    study.collection.add(tmp_path / "letter.md", kind="document")
    study.reduction.use_codebook(Codebook.parse(BOOK))
    found = study.reduction.autocode()
    assert sorted(found["source"]) == ["letter", "talk"]
    assert study.codings.query("source == 'talk'")["speaker"].tolist() == ["R"]


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), "strong"])
def test_a_weight_is_a_number(talk: Study, weight: float) -> None:
    with pytest.raises(qk.InvalidInput, match="weight is a number"):
        talk.reduction.code("talk", 2, "doubt", weight=weight)
    talk.reduction.code("talk", 2, "doubt", weight=-0.0)
    assert talk.verify_audit().empty


def test_a_code_in_another_case_is_the_same_code(talk: Study) -> None:
    talk.reduction.code("talk", 2, "doubt")
    status = talk.reduction.use_codebook(Codebook.parse("codes: [Doubt]")).set_index("code")["status"]
    assert status["Doubt"] == "changed"
    assert talk.codings["code"].tolist() == ["Doubt"]
    assert "doubt" not in talk.codes["code"].tolist()


@pytest.mark.parametrize("text", ["", "  ", None, 5])
def test_a_memo_and_a_summary_need_words(talk: Study, text: str) -> None:
    with pytest.raises(qk.InvalidInput):
        talk.reduction.memo(text)
    with pytest.raises(qk.InvalidInput):
        talk.reduction.summarise("Office", "doubt", text)
