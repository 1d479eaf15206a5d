from __future__ import annotations

import csv
from pathlib import Path

import pytest

import qualkit as qk
from qualkit import Study


def test_a_memo_can_be_about_a_span_or_answer_another_memo(talk: Study) -> None:
    first = talk.reduction.memo("why tired?", about="talk", span="We were tired.", name="Tired")
    answer = talk.reduction.memo("long days", about=first)
    talk.reduction.memo("yes", about=answer)
    talk.reduction.memo("or the heat", about="Tired")
    row = talk.memos.iloc[0]
    assert talk.text("talk")[row["start"] : row["end"]] == "We were tired."
    thread = talk.reduction.thread(first)
    assert thread["text"].tolist() == ["why tired?", "long days", "yes", "or the heat"]
    assert thread["depth"].tolist() == [0, 1, 2, 1]
    with pytest.raises(qk.InvalidInput, match="about a source"):
        talk.reduction.memo("x", about="Office", span=(0, 3))


def test_a_memo_that_quotes_keeps_the_way_back(talk: Study) -> None:
    coding = talk.reduction.code("talk", "We were tired.", "doubt")
    memo = talk.reduction.memo("telling", about="doubt", quoting=coding)
    assert talk.memos["text"].tolist() == ["telling\n\n> We were tired. (talk:2)"]
    link = talk.links.iloc[0]
    assert (link["name"], link["origin"], link["target"]) == ("quotes", memo, coding)


def test_anything_can_be_linked_with_anything_once(talk: Study) -> None:
    memo = talk.reduction.memo("why", name="Why")
    assert talk.reduction.link("Why", "Office", "explains") == talk.reduction.link(memo, "Office", "explains")
    assert talk.links[["name", "origin", "target"]].values.tolist() == [["explains", "Why", "Office"]]
    with pytest.raises(qk.NotFound, match="Office"):
        talk.reduction.link("Why", "Ofice")


def test_a_mistyped_name_is_answered_with_the_nearest_also_among_memos_without_a_name(talk: Study) -> None:
    talk.reduction.memo("named", name="Why tired")
    talk.reduction.memo("not named")
    reduction = talk.reduction
    for mistyped in (
        lambda: reduction.memo("x", about="Why tird"),
        lambda: reduction.link("Why tird", "Office"),
        lambda: reduction.search_memos(about="Why tird"),
        lambda: reduction.thread("Why tird"),
    ):
        with pytest.raises(qk.NotFound, match="Did you mean 'Why tired'"):
            mistyped()


def test_memos_are_found_by_words_kind_and_what_they_are_about(talk: Study) -> None:
    talk.reduction.memo("They SIGNED late", about="doubt")
    talk.reduction.memo("ask again", about="Office", kind="methodological", name="signing")
    talk.reduction.memo("nothing")
    assert talk.reduction.search_memos("sign*")["text"].tolist() == ["They SIGNED late", "ask again"]
    assert talk.reduction.search_memos("sign*", kind="methodological")["about"].tolist() == ["Office"]
    assert talk.reduction.search_memos(about="doubt")["text"].tolist() == ["They SIGNED late"]
    assert len(talk.reduction.search_memos(coder="ana")) == 3
    with pytest.raises(qk.NotFound, match=r"No coder named 'anna'. Did you mean 'ana'"):
        talk.reduction.search_memos(coder="anna")
    with pytest.raises(qk.InvalidInput, match="no kind of memo"):
        talk.reduction.search_memos(kind="analytical")  # type: ignore[arg-type]


def test_memos_are_written_with_answers_below_them(talk: Study, tmp_path: Path) -> None:
    from docx import Document

    first = talk.reduction.memo("why?", about="doubt")
    talk.reduction.memo("later", kind="jotting")
    coding = talk.reduction.code("talk", "We were tired.", "doubt")
    talk.reduction.memo("because", about=first, quoting=coding)
    said = talk.reduction.export_memos(tmp_path / "memos.md").read_text()
    assert said.index("why?") < said.index("because") < said.index("later")
    assert "### Analytic" in said
    with (talk.reduction.export_memos(tmp_path / "memos.csv")).open(newline="") as file:
        assert [row["text"].split("\n")[0] for row in csv.DictReader(file)] == ["why?", "because", "later"]
    document = Document(str(talk.reduction.export_memos(tmp_path / "memos.docx")))
    quoted = [each.text for each in document.paragraphs if each.style.name == "Quote"]
    assert quoted == ["We were tired. (talk:2)"]
    with pytest.raises(qk.InvalidInput, match=r"\.md, \.csv, \.docx"):
        talk.reduction.export_memos(tmp_path / "memos.pdf")


def test_the_words_that_a_memo_is_about_stand_above_it(talk: Study, tmp_path: Path) -> None:
    from docx import Document

    talk.reduction.memo("why?", about="talk", span="We were tired.")
    coding = talk.reduction.code("letter", "Nobody signed the plan.", "doubt")
    talk.reduction.memo("sure?", about=coding)
    talk.reduction.memo("gone", about=talk.reduction.code("letter", "The head signed", "doubt"))
    talk.reduction.uncode(talk.codings.query("text == 'The head signed'"))
    said = talk.reduction.export_memos(tmp_path / "memos.md").read_text()
    assert "\n> We were tired. (talk:2)\n\nwhy?\n" in said
    assert "\n> Nobody signed the plan. (letter:2)\n\nsure?\n" in said
    document = Document(str(talk.reduction.export_memos(tmp_path / "memos.docx")))
    quoted = [each.text for each in document.paragraphs if each.style.name == "Quote"]
    assert quoted == ["We were tired. (talk:2)", "Nobody signed the plan. (letter:2)"]
    with talk.reduction.export_memos(tmp_path / "memos.csv").open(newline="") as file:
        assert [row["text"] for row in csv.DictReader(file)] == ["why?", "sure?", "gone"]


def test_a_study_without_memos_writes_an_empty_file(study: Study, tmp_path: Path) -> None:
    assert study.reduction.export_memos(tmp_path / "memos.md").read_text() == "# Trial\n"


def test_drafts_fill_only_what_nobody_has_written(talk: Study) -> None:
    talk.reduction.autocode(unit="sentence")
    talk.reduction.summarise("Office", "commitment", "They signed, late.")
    made = talk.reduction.draft_summaries(codes=["commitment", "doubt"])
    assert made[["case", "code"]].values.tolist() == [["Archive", "commitment"]]
    assert set(made["codings"][0]) == set(talk.codings_in("Archive")["coding_id"])
    summaries = talk.summaries.set_index("case")
    assert summaries["status"].to_dict() == {"Office": "written", "Archive": "draft"}
    talk.reduction.draft_summaries(codes="commitment")
    assert len(talk.summaries) == 2
    talk.reduction.summarise("Archive", "commitment", "The head signed alone.")
    assert set(talk.summaries["status"]) == {"written"}
    assert talk.reduction.draft_summaries(codes="commitment").empty
