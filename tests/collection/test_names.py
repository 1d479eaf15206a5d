from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from qualkit.collection.names import Name, find_names, same_person
from qualkit.collection.reading import read_source


def _kinds(text: str, language: str = "id") -> dict[str, str]:
    return {name: each.kind for name, each in find_names({"a": text}, language=language).items()}


@pytest.mark.parametrize("called", ["Bu Indah", "Dr. Indah", "ibu Indah", "Pak Haji Indah"])
def test_behind_a_title_a_word_of_every_day_is_a_name_too(called: str) -> None:
    assert _kinds(f"kata {called}, rumahnya indah sekali") == {"Indah": "person"}


def test_an_adverb_before_a_name_is_no_title() -> None:
    assert _kinds("ke sini, lalu Mataram, lalu Mataram") == {"Mataram": "name"}


@pytest.mark.parametrize(
    "text",
    [
        "Lalu Pak Kadis datang. Kata Bu Kabid, Pak Sekda belum.",
        "rapat bulan Maret, lalu Maret lagi, hari Senin dan Senin",
        "di Dinas Kebudayaan, Bidang Penyuluhan; lalu Kebudayaan dan Penyuluhan",
        "kata IKU, RPJMD dan IKU itu, RPJMD",
    ],
)
def test_offices_months_fields_of_work_and_acronyms_are_no_persons(text: str) -> None:
    assert "person" not in _kinds(text).values()
    assert not {"Kebudayaan", "Penyuluhan", "Maret", "Senin", "IKU"} & _kinds(text).keys()


def test_a_possessive_is_no_part_of_a_name() -> None:
    assert _kinds("We met Amanda's team, and Amanda’s boss, and then Amanda", "en").keys() == {"Amanda"}


def test_apostrophes_and_hyphens_inside_a_name_are_part_of_it() -> None:
    assert {"Ma'ruf", "O'Brien", "Al-Hadi"} <= _kinds("kata Pak Ma'ruf, Mr O'Brien dan Pak Al-Hadi").keys()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_are_part_of_a_name_in_either_form(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "kata Pak José lagi")
    assert _kinds(text).keys() == {unicodedata.normalize(form, "José")}


def test_names_in_other_scripts_are_found_by_their_capitals() -> None:
    assert _kinds("вчера Анна пришла, потом Анна ушла", "ru").keys() == {"Анна"}


def test_a_script_without_capitals_is_read_without_finding_names() -> None:
    assert _kinds("我们去了北京。مرحبا بكم हिन्दी", "zh") == {}


def test_a_first_name_behind_a_preposition_is_still_that_person() -> None:
    names = {"Amanda Weaver": Name("person"), "Amanda": Name("place"), "Weaver": Name("name")}
    assert set(same_person(names).values()) == {"Amanda Weaver"}


def test_a_part_of_a_longer_place_is_a_place_of_its_own() -> None:
    names = {"Lombok": Name("place"), "Lombok Timur": Name("place")}
    assert same_person(names) == {"Lombok": "Lombok", "Lombok Timur": "Lombok Timur"}


def test_a_real_interview_names_its_two_people(shared: Path) -> None:
    path = shared / "transcripts" / "18f_interview_weaver.md"
    source = read_source(path.read_bytes(), path=str(path))
    speakers = frozenset(turn.speaker for turn in source.turns if turn.speaker)
    names = find_names({"a": source.text}, language="en", speakers=speakers)
    assert {name for name, each in names.items() if each.kind == "person"} == {
        "Amanda Weaver",
        "Melody Kramer",
    }
    assert same_person(names)["Amanda"] == "Amanda Weaver"
