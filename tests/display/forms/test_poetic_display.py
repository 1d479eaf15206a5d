from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit import InvalidInput, NotFound
from qualkit.display.forms import Form, poetic_display
from qualkit.display.forms.poetic_display import verses
from qualkit.display.material import Material


def _poem(form: Form) -> dict[str, list[str]]:
    return {
        section.heading: [entry.text for line in section.lines for entry in line.entries]
        for section in form.sections
    }


@given(st.text(alphabet="ab ,.;:!?…–—”’)\n1"))
def test_cutting_into_lines_changes_no_word(text: str) -> None:
    assert " ".join(verses(text)) == " ".join(text.split())


def test_only_the_words_of_participants_are_taken(study: Material) -> None:
    form = poetic_display(study, case="Bapenda")
    assert _poem(form)["Komitmen"] == [
        "Naik,",
        "lebih dari 19,10 persen.",
        "Dulu",
        "– mana berani?",
    ]
    addresses = {entry.address for each in form.sections for line in each.lines for entry in line.entries}
    assert addresses == {"P01:2"}
    assert "Beban" not in _poem(form)  # of a document: nobody says it


def test_every_line_is_in_a_participants_turn(study: Material) -> None:
    text = study.codings["text"].iloc[0]
    said = " ".join(text.split("Ani: ")[1].split())
    lines = [line for lines in _poem(poetic_display(study, speaker="Ani")).values() for line in lines]
    assert lines
    assert all(line in said for line in lines)


def test_a_passage_within_another_is_not_said_twice(study: Material) -> None:
    lines = _poem(poetic_display(study, source="P01", codes="komitmen"))["Komitmen"]
    assert lines.count("Naik,") == 1


def test_a_passage_told_of_earlier_takes_nothing_from_one_that_stands_before_it(study: Material) -> None:
    codings = study.codings.iloc[[1, 1]].copy()
    start = int(codings["start"].iloc[0])
    codings["coding_id"] = ["first", "last"]
    codings["start"], codings["end"] = [start, start + 31], [start + 5, start + 36]
    codings["text"], codings["when"] = ["Naik,", "Dulu "], [None, "2020"]
    changed = replace(study, codings=codings)
    assert _poem(poetic_display(changed, source="P01"))["Komitmen"] == ["Dulu", "Naik,"]


def test_a_speaker_who_does_not_exist_is_refused(study: Material) -> None:
    with pytest.raises(NotFound, match="Did you mean 'Ani'"):
        poetic_display(study, speaker="Anis")


def test_a_stanza_can_be_a_turn(study: Material) -> None:
    form = poetic_display(study, source="P01", stanza="turn")
    assert list(_poem(form)) == ["Ani"]
    assert set(form.codings["coding_id"]) == {"c0", "c1", "c2"}


def test_rejected_and_suggested_codings_are_no_part_of_it(study: Material) -> None:
    with pytest.raises(InvalidInput, match="No participant says anything"):
        poetic_display(study, source="P01", codes="beban")


def test_a_poem_is_about_one_thing(study: Material) -> None:
    with pytest.raises(InvalidInput, match="give case= or source= or speaker="):
        poetic_display(study)
    with pytest.raises(InvalidInput, match="No participant says anything"):
        poetic_display(replace(study, turns=study.turns.head(0)), case="Bapenda")
