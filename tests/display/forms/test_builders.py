"""What each form shows of a study, and what it leaves to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from qualkit import InvalidInput, NotFound
from qualkit.content_controls import mark
from qualkit.display import forms
from qualkit.display.forms.form import Form, Section
from qualkit.display.material import Material
from qualkit.language import say

QUESTION = "Apa yang mendukung?"
FORMS: dict[str, Callable[[Material], Form]] = {
    "contact": lambda study: forms.contact_summary_form(study, "P01"),
    "document": lambda study: forms.document_summary_form(study, "D01"),
    "meeting": lambda study: forms.case_analysis_meeting_form(study, "Bapenda"),
    "interim": lambda study: forms.interim_case_summary(study, "Bapenda"),
    "outline": lambda study: forms.pre_structured_case_outline(study, "Bapenda"),
    "sequence": lambda study: forms.sequential_analyses(study, ["themes", "matrix"]),
    "vignette": lambda study: forms.vignette(study, case="Bapenda"),
    "poem": lambda study: forms.poetic_display(study, case="Bapenda"),
    "prediction": lambda study: forms.prediction_form(study, "PAD"),
}


def _section(form: Form, key: str) -> Section:
    return next(each for each in form.sections if each.key == key)


def _labelled(section: Section) -> dict[str, str]:
    return {line.label: line.text for line in section.lines}


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_written_for_the_researcher(name: str, study: Material) -> None:
    assert {section.text for section in FORMS[name](study).sections} == {""}


@pytest.mark.parametrize("name", FORMS)
def test_every_coding_behind_a_form_is_accepted_and_every_quotation_is_one_of_them(
    name: str, study: Material
) -> None:
    form = FORMS[name](study)
    accepted = set(study.codings.loc[study.codings["status"] == "accepted", "coding_id"])
    behind = set(form.codings["coding_id"])
    quoted = {e.coding_id for each in form.sections for line in each.lines for e in line.entries}
    assert quoted <= behind <= accepted
    assert list(form.frame.columns) == ["section", "prompt", "text"]
    assert len(form.frame) == len(form.sections)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_a_study_without_codings_asks_the_same(name: str, study: Material) -> None:
    bare = replace(study, codings=study.codings.head(0), links=study.links.head(0))
    if name == "poem":
        with pytest.raises(InvalidInput, match="No participant says anything"):
            FORMS[name](bare)
    else:
        asked = {each.key for each in FORMS[name](bare).sections}
        assert asked >= {each.key for each in FORMS[name](study).sections if "." not in each.key}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_speaks_the_language_of_the_study(name: str, study: Material) -> None:
    english, indonesian = (
        [each.prompt for each in FORMS[name](replace(study, language=language)).sections]
        for language in ("en", "id")
    )
    assert indonesian == [say(each, "id") for each in english]
    assert set(english) & set(indonesian) <= {""}


@pytest.mark.parametrize("name", sorted(set(FORMS) - {"poem"}))
def test_what_was_written_before_is_filled_in_and_none_of_it_lost(name: str, study: Material) -> None:
    key = FORMS[name](study).sections[0].key
    builders: dict[str, Any] = {
        "contact": lambda **more: forms.contact_summary_form(study, "P01", **more),
        "document": lambda **more: forms.document_summary_form(study, "D01", **more),
        "meeting": lambda **more: forms.case_analysis_meeting_form(study, "Bapenda", **more),
        "interim": lambda **more: forms.interim_case_summary(study, "Bapenda", **more),
        "outline": lambda **more: forms.pre_structured_case_outline(study, "Bapenda", **more),
        "sequence": lambda **more: forms.sequential_analyses(study, ["themes", "matrix"], **more),
        "vignette": lambda **more: forms.vignette(study, case="Bapenda", **more),
        "prediction": lambda **more: forms.prediction_form(study, "PAD", **more),
    }
    form = builders[name](answers={key: "Before.", "question.gone": "Earlier."})
    assert _section(form, key).text == "Before."
    assert form.sections[-1].heading == "Written earlier, and no longer asked"
    assert form.sections[-1].text == "Earlier."


def test_a_contact_summary_says_what_was_got_and_what_was_not_on_each_question(study: Material) -> None:
    asked = {"Siapa?": ["Dukungan"], "Berapa?": "beban"}
    form = forms.contact_summary_form(study, "P01", questions=asked)
    got = _section(form, f"question.{mark('Siapa?')}")
    assert _labelled(got) == {"Komitmen": "", "Pengawasan": "none found"}
    assert len(got.lines[0].codings) == 2
    assert _labelled(_section(form, f"question.{mark('Berapa?')}")) == {"Beban": "none found"}
    assert _labelled(_section(form, "next")) == {"None found": "Pengawasan; Beban"}
    themes = [line.label for line in _section(form, "themes").lines]
    assert themes == ["Komitmen", "Anggaran"]


def test_a_contact_in_which_a_code_was_not_asked_says_so(study: Material) -> None:
    form = forms.contact_summary_form(study, "P02", questions={"Apa kendalanya?": "Hambatan"})
    asked = _section(form, f"question.{mark('Apa kendalanya?')}")
    assert set(_labelled(asked).values()) == {"not asked"}


def test_questions_of_conclusions_are_asked_with_the_codes_of_their_evidence(study: Material) -> None:
    form = forms.contact_summary_form(study, "P01")
    assert set(_labelled(_section(form, f"question.{mark(QUESTION)}"))) == {"Komitmen", "Beban"}


def test_salient_passages_are_those_with_a_weight_or_chosen_by_hand(study: Material) -> None:
    section = _section(forms.contact_summary_form(study, "P01"), "salient")
    assert section.lines[0].codings == ("c0",)


def test_a_document_summary_is_of_a_document(study: Material) -> None:
    form = forms.document_summary_form(study, "D01")
    assert [line.label for line in _section(form, "content").lines] == ["Beban"]
    with pytest.raises(InvalidInput, match="is no document"):
        forms.document_summary_form(study, "P01")


def test_a_meeting_discusses_conclusions_their_rivals_and_what_is_missing(study: Material) -> None:
    form = forms.case_analysis_meeting_form(study, "Bapenda", participants=["Ana", "Budi"])
    assert _labelled(_section(form, "hypotheses")) == {"PAD": "Coaching menaikkan PAD. (refuted)"}
    assert _labelled(_section(form, "alternatives")) == {"PAD": "Pemutihan pajak"}
    assert _labelled(_section(form, "next")) == {"None found": "Pengawasan"}
    assert _labelled(_section(form, "codebook")) == {
        "Used once here": "Anggaran; Beban",
        "Suggested codings not yet judged": "Beban (1)",
    }
    assert _section(form, "participants").text == "Ana; Budi"


def test_a_meeting_leaves_out_conclusions_without_evidence_from_the_case(study: Material) -> None:
    assert _section(forms.case_analysis_meeting_form(study, "RSUP"), "hypotheses").lines == ()


def test_an_interim_summary_has_summaries_causes_methods_and_gaps(study: Material) -> None:
    form = forms.interim_case_summary(study, "Bapenda")
    found = _section(form, f"question.{mark(QUESTION)}")
    assert _labelled(found)["Komitmen"] == "Kepala badan menandatangani target."
    assert _labelled(_section(form, "causes")) == {"Komitmen → Anggaran": "menambah; the more, the more"}
    assert _labelled(_section(form, "methods")) == {
        "Interview: 1": "Jan 10, 2024; P01",
        "Observation: 1": "Aug 2024; O01",
        "Document: 1": "D01",
    }
    headings = [each.heading for each in form.sections]
    assert headings[2:4] == ["Dukungan", "Hambatan"]  # what answers no question, by family


def test_an_outline_numbers_its_slots_and_shows_summaries_without_quotations(study: Material) -> None:
    form = forms.pre_structured_case_outline(study, "Bapenda", outline={"Dukungan": "komitmen"})
    assert [each.heading for each in form.sections] == [
        "1. Site",
        "2. Dukungan",
        "3. Dukungan",
        "4. Hambatan",
        "5. Conclusions",
    ]
    assert form.sections[1].lines[0].text == "Kepala badan menandatangani target."
    assert not any(line.entries for each in form.sections for line in each.lines)


def test_each_stage_of_a_sequence_begins_with_what_came_out_of_the_last(study: Material) -> None:
    form = forms.sequential_analyses(study, ["themes", FORMS["contact"](study), "conclusions"])
    assert [_labelled(each) for each in form.sections] == [
        {"Input": "themes", "Output": "Contact summary form: P01"},
        {"Input": "Contact summary form: P01", "Output": "conclusions"},
    ]
    with pytest.raises(InvalidInput, match="at least two displays"):
        forms.sequential_analyses(study, ["themes"])


def test_a_vignette_has_its_passages_in_order_of_time(study: Material) -> None:
    codings = study.codings.copy()
    codings["when"] = codings["when"].astype(object)
    codings.loc[codings["coding_id"] == "c4", "when"] = "2023-05"
    form = forms.vignette(replace(study, codings=codings), case="Bapenda", codes={"impact": "komitmen"})
    assert [line.text for line in _section(form, "impact").lines] == ["May 2023", "Jan 10, 2024"]
    assert _section(form, "events").lines == ()
    with pytest.raises(NotFound, match="Did you mean 'impact'"):
        forms.vignette(study, case="Bapenda", codes={"impacts": "komitmen"})
    with pytest.raises(InvalidInput, match="only one of them"):
        forms.vignette(study, case="Bapenda", source="P01")


def test_a_vignette_says_how_many_passages_it_leaves_out(study: Material) -> None:
    form = forms.vignette(study, case="Bapenda", codes="komitmen", passages=1)
    assert form.notes == ("The 1 most typical passages; 2 more are left out.",)


def test_a_prediction_has_the_evidence_for_and_against_it(study: Material) -> None:
    form = forms.prediction_form(study, "PAD")
    assert form.subject == "conclusion"
    assert _section(form, "for").lines[0].codings == ("c0",)
    assert _section(form, "against").lines[0].codings == ("c5",)
    assert _labelled(_section(form, "against"))["Rival explanation"] == "Pemutihan pajak"


def test_any_text_can_be_a_prediction(study: Material) -> None:
    form = forms.prediction_form(study, "Rapat akan berhenti.")
    assert form.subject == "prediction"
    assert _section(form, "prediction").lines[0].text == "Rapat akan berhenti."
    assert form.codings.empty


@pytest.mark.parametrize("name", ["contact", "document", "meeting", "interim", "outline", "vignette"])
def test_what_does_not_exist_is_refused_with_the_nearest_name(name: str, study: Material) -> None:
    wrong = {
        "contact": lambda: forms.contact_summary_form(study, "P1"),
        "document": lambda: forms.document_summary_form(study, "D1"),
        "meeting": lambda: forms.case_analysis_meeting_form(study, "Bapend"),
        "interim": lambda: forms.interim_case_summary(study, "Bapenda", questions={"Siapa?": "komitme"}),
        "outline": lambda: forms.pre_structured_case_outline(study, "Bapend"),
        "vignette": lambda: forms.vignette(study, source="P1"),
    }
    with pytest.raises(NotFound, match="Did you mean"):
        wrong[name]()


def test_a_study_without_links_or_conclusions_still_has_a_form(study: Material) -> None:
    bare = replace(study, conclusions=study.conclusions.head(0), citations=study.citations.head(0))
    form = forms.contact_summary_form(bare, "P01")
    assert {"Komitmen", "Anggaran"} <= set(_labelled(_section(form, "learned")))
    assert isinstance(form.codings, pd.DataFrame)


def test_what_is_recorded_is_told_with_dates_in_the_language_and_without_underscores(study: Material) -> None:
    sources = study.sources.assign(nomor_arsip=993762064073, date="2022-11")
    facts = forms.contact_summary_form(replace(study, sources=sources, language="id"), "P01").facts
    told = {line.label: line.text for line in facts}
    assert told["Nomor arsip"] == "993762064073"
    assert told["Tanggal"] == "Nov 2022"
