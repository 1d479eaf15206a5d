from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from qualkit import Conflict, NotFound, Study
from qualkit.collection.contacts import contact_summary, read_contact_summary

TALK = "I: How did it go?\nR: We signed a commitment.\nI: All of you?\nR: Most of us.\n"


@pytest.fixture
def talked(study: Study, tmp_path: Path) -> Study:
    """A study with an interview that is coded and has a memo."""
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "codes.yaml").write_text("codes:\n- name: signing\n- name: doubt\n", encoding="utf-8")
    study.collection.add(tmp_path / "talk.txt", kind="interview", case="Office", date="2023-02-01")
    study.reduction.use_codebook(tmp_path / "codes.yaml")
    for words, code in (("a commitment", "signing"), ("Most of us", "signing"), ("Most of us", "doubt")):
        study.reduction.code("talk", (TALK.index(words), TALK.index(words) + len(words)), code)
    study.reduction.memo("They were in a hurry.", about="talk", kind="jotting")
    return study


def _fill(path: Path, **texts: str) -> None:
    """Type into fields as Word does: the first control of that name, whatever it said before."""
    document = Document(str(path))
    for name, text in texts.items():
        control = next(
            each
            for each in document.element.body.iter(qn("w:sdt"))
            if each.find(f".//{qn('w:tag')}").get(qn("w:val")).startswith(name.replace("_", "."))
        )
        for mark in control.findall(f".//{qn('w:showingPlcHdr')}"):
            mark.getparent().remove(mark)
        content = control.find(qn("w:sdtContent"))
        content.clear()
        content.extend(list(Document().add_paragraph(text)._p.r_lst))
    document.save(str(path))


def _shown(path: Path) -> dict[str, str]:
    """The table of the form; python-docx does not look into content controls, so their texts are joined."""
    return {
        row.cells[0].text: "".join(each.text or "" for each in row.cells[1]._tc.iter(qn("w:t")))
        for row in Document(str(path)).tables[0].rows
    }


def test_a_form_is_filled_with_what_the_study_knows(talked: Study, tmp_path: Path) -> None:
    path = contact_summary(talked._session, "talk", tmp_path)
    assert path == tmp_path / "contact-talk.docx"
    assert _shown(path) == {
        "Source": "talk",
        "Date": "2023-02-01",
        "Site": "Write here.",
        "Interviewer": "I",
        "Participant": "R",
        "Kind": "interview",
        "Case": "Office",
        "Length": "18 words, 4 turns",
        "Most frequent codes": "signing (2), doubt (1)",
        "Memos": "They were in a hurry.",
    }


def test_what_was_written_becomes_a_memo_and_attributes(talked: Study, tmp_path: Path) -> None:
    path = contact_summary(talked._session, "talk", tmp_path)
    _fill(
        path, answer_1="Signing.\nHaste.", answer_3="A phone rang.", fact_site="Bima", fact_date="2 Mei 2023"
    )
    report = read_contact_summary(talked._session, path)
    assert report["what"].tolist() == ["date", "site", "memo"]
    assert report["before"].isna().tolist() == [False, True, True]
    assert talked.sources.loc[0, ["date", "site"]].tolist() == ["2023-05-02", "Bima"]
    memo = talked.memos.iloc[-1]
    assert memo[["about", "kind"]].tolist() == ["talk", "analytic"]
    assert memo["text"] == (
        "## Which issues or themes stood out in this contact?\nSigning.\nHaste.\n\n"
        "## What else was salient, interesting or important?\nA phone rang."
    )
    assert talked.verify_audit().empty


def test_reading_a_form_again_changes_nothing(talked: Study, tmp_path: Path) -> None:
    path = contact_summary(talked._session, "talk", tmp_path)
    assert read_contact_summary(talked._session, path).empty
    _fill(path, answer_1="Signing.", fact_site="Bima", fact_participant="")
    read_contact_summary(talked._session, path)
    events = len(talked.audit)
    assert read_contact_summary(talked._session, path).empty
    assert len(talked.audit) == events


def test_an_older_form_does_not_undo_what_was_described_since(talked: Study, tmp_path: Path) -> None:
    path = contact_summary(talked._session, "talk", tmp_path)
    talked.collection.describe("talk", date="2023-03-03")
    assert read_contact_summary(talked._session, path).empty
    assert talked.sources["date"].tolist() == ["2023-03-03"]


def test_a_new_form_has_the_answers_that_were_read_and_they_are_one_memo(
    talked: Study, tmp_path: Path
) -> None:
    first = contact_summary(talked._session, "talk", tmp_path / "first.docx", questions="Why did they sign?")
    _fill(first, answer_2="To have peace.")
    read_contact_summary(talked._session, first)
    second = contact_summary(talked._session, "talk", tmp_path / "second.docx")
    _fill(second, answer_1="Peace.")
    report = read_contact_summary(talked._session, second)
    assert report["what"].tolist() == ["memo"]
    assert len(talked.memos) == 2
    assert "Why did they sign?\nTo have peace." in talked.memos["text"].iloc[-1]
    assert "stood out in this contact?\nPeace." in talked.memos["text"].iloc[-1]
    assert _shown(second)["Memos"] == "They were in a hurry."


def test_research_questions_of_conclusions_are_asked(talked: Study, tmp_path: Path) -> None:
    talked.verification.conclude("They signed for peace.", question="Why did they sign?")
    path = contact_summary(talked._session, "talk", tmp_path)
    asked = [
        "".join(t.text or "" for t in each._p.iter(qn("w:t"))) for each in Document(str(path)).paragraphs
    ]
    assert "What was learned, or could not be learned: Why did they sign?" in asked


def test_a_form_is_never_written_over(talked: Study, tmp_path: Path) -> None:
    contact_summary(talked._session, "talk", tmp_path)
    with pytest.raises(Conflict, match="is there already"):
        contact_summary(talked._session, "talk", tmp_path)


def test_what_is_not_there_is_said(talked: Study, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Did you mean 'talk'"):
        contact_summary(talked._session, "talks", tmp_path)
    with pytest.raises(NotFound, match="Check the path"):
        read_contact_summary(talked._session, tmp_path / "gone.docx")
    path = contact_summary(talked._session, "talk", tmp_path)
    talked.collection.remove("talk")
    with pytest.raises(NotFound, match="not in this study"):
        read_contact_summary(talked._session, path)
