from __future__ import annotations

import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit import Conflict, InvalidInput
from qualkit.collection.pseudonyms import propose, scan
from qualkit.collection.reading import read_source
from qualkit.collection.replacing import Replacer, moved_offsets

TEXTS = {
    "one": "Kata Bu Sri Wahyuni, target itu berat. Saya tanya Pak Budi, hp-nya 0812-3456-7890. Wahyuni diam.",
    "two": "Kami ke Mataram. Lalu Bu Wahyuni datang ke Mataram, dan ibu kepala ikut. Bulan Maret selesai.",
}


def _proposed(texts: dict[str, str]) -> dict[str, str]:
    frame = propose(texts, language="id")
    return dict(zip(frame["original"], frame["replacement"], strict=True))


def test_names_behind_titles_recurring_capitals_and_numbers_are_proposed() -> None:
    found = _proposed(TEXTS)
    assert found.keys() == {"Sri Wahyuni", "Wahyuni", "Budi", "Mataram", "0812-3456-7890"}


def test_the_names_of_one_person_share_a_pseudonym() -> None:
    found = _proposed(TEXTS)
    assert found["Wahyuni"] == found["Sri Wahyuni"]
    assert {found["Wahyuni"], found["Budi"]} == {"[Orang 1]", "[Orang 2]"}


def test_a_surname_of_two_people_stays_apart() -> None:
    found = _proposed({"a": "Ini Bu Ani Sari dan Pak Dodi Sari. Pak Sari pergi."})
    assert len({found["Ani Sari"], found["Dodi Sari"], found["Sari"]}) == 3


def test_numbering_goes_on_after_pseudonyms_that_are_there() -> None:
    assert _proposed({"a": "[Orang 7] dan Pak Budi."})["Budi"] == "[Orang 8]"


def test_proposals_of_no_text_are_an_empty_frame() -> None:
    assert propose({}, language="en").empty
    assert scan({}, language="en").empty


def test_a_trained_pipeline_is_used_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    pipeline = spacy.blank("id")
    pipeline.add_pipe("entity_ruler", name="ner").add_patterns([{"label": "GPE", "pattern": "Lombok"}])
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: ["id_trained"])
    monkeypatch.setattr(spacy, "load", lambda _: pipeline)
    frame = propose({"a": "Lombok ramai."}, language="id")
    assert frame[["kind", "original"]].to_numpy().tolist() == [["place", "Lombok"]]


def test_the_composed_corpus_names_nobody(corpus: Path) -> None:
    sources = [read_source(path.read_bytes(), path=str(path)) for path in corpus.rglob("*.txt")]
    texts = {source.name: source.text for source in sources}
    assert len(texts) > 5
    proposed = propose(texts, language="id")
    # Roles behind a title look like names; there is no formal identifier in it.
    assert set(proposed.loc[proposed["kind"] == "person", "original"]) <= {"Kadis", "Kabid"}
    assert set(proposed["kind"]) <= {"person", "name", "place"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ani dan Animasi, Ani.", "[P] dan Animasi, [P]."),
        ("Sri\nWahyuni", "[S]"),
        ("SRI WAHYUNI", "[S]"),
        ("di bukit ani", "di bukit ani"),
        (unicodedata.normalize("NFD", "José"), "[J]"),
        ("Anis", "Anis"),
        ("👩‍🌾Ani👩‍🌾", "👩‍🌾[P]👩‍🌾"),
        ("مرحبا Ani مرحبا", "مرحبا [P] مرحبا"),
        ("0812-3456 10812-3456", "[T] 10812-3456"),
    ],
)
def test_whole_names_are_replaced_in_any_form(text: str, wanted: str) -> None:
    rules = {"Ani": "[P]", "Sri Wahyuni": "[S]", "Wahyuni": "[W]", "José": "[J]", "0812-3456": "[T]"}
    assert Replacer(rules).apply(text)[0] == wanted


@pytest.mark.parametrize("rules", [{"": "x"}, {"Ani": " "}, {"Ani": "Bu Ani"}])
def test_rules_that_hide_nothing_are_refused(rules: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        Replacer(rules)


_TEXT = st.lists(st.sampled_from(["Ani", "Sri Wahyuni", "ya", "🙂", "\n", " ", ".", "Animasi"])).map(" ".join)


@given(_TEXT, st.data())
def test_spans_move_with_the_words_around_a_pseudonym(text: str, data: st.DataObject) -> None:
    replacer = Replacer({"Ani": "[Orang 1]", "Sri Wahyuni": "[O]"})
    new, places = replacer.apply(text)
    bounds = st.integers(0, len(text))
    start, end = sorted(data.draw(st.tuples(bounds, bounds)))
    new_start, new_end = (
        moved_offsets([start], places, ends=False)[0],
        moved_offsets([end], places, ends=True)[0],
    )
    assert 0 <= new_start <= new_end <= len(new)
    cuts_a_word = any(
        text[max(0, edge - 1) : edge + 1].isalpha() for edge in (start, end) if 0 < edge < len(text)
    )
    cuts_a_name = any(each.start < edge < each.end for each in places for edge in (start, end))
    if start < end and not cuts_a_word and not cuts_a_name:
        assert new[new_start:new_end] == replacer.apply(text[start:end])[0]


def test_a_scan_gives_the_address_of_what_is_left() -> None:
    left = scan({"one": "[Orang 1] hp 0812-3456-7890, kata Pak Budi. [Telepon 2]"}, language="id")
    assert left[["kind", "text"]].to_numpy().tolist() == [["phone", "0812-3456-7890"], ["person", "Budi"]]
    assert SimpleNamespace(**left.iloc[0].to_dict()).start == 13


@pytest.mark.parametrize("rules", [{"Ani": "[P]", "ANI": "[Q]"}, {"Ani": "Budi", "Budi": "Citra"}])
def test_rules_that_leave_open_what_a_text_becomes_are_refused(rules: dict[str, str]) -> None:
    with pytest.raises(Conflict):
        Replacer(rules)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Amanda's team, Weaver’s", "[A]'s team, [A]’s"),
        ("Amanda-lah", "[A]-lah"),
        ("Amanda.Weaver", "[A]"),
        ("O'Brien dan Brien", "[O] dan Brien"),
        ("0812 3456 7890", "[T]"),
    ],
)
def test_names_are_replaced_in_front_of_what_is_attached_to_them(text: str, wanted: str) -> None:
    rules = {
        "Amanda Weaver": "[A]",
        "Amanda": "[A]",
        "Weaver": "[A]",
        "O'Brien": "[O]",
        "0812-3456-7890": "[T]",
    }
    assert Replacer(rules).apply(text)[0] == wanted


def test_what_is_sure_is_proposed_before_what_only_has_a_capital() -> None:
    frame = propose({"a": "kata Kolam, lalu Kolam, dan Kolam; kata Pak Budi"}, language="id")
    assert frame["original"].tolist() == ["Budi", "Kolam"]


def test_the_short_form_of_no_other_place_is_not_proposed_by_itself() -> None:
    frame = propose({"a": "visi Gubernur Nusa Tenggara Barat dan Nusa Tenggara Barat"}, language="id")
    assert (frame["count"] > 0).all()
