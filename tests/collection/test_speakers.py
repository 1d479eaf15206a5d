import pytest

from qualkit.collection.speakers import may_name_speaker, role_of_word, role_word, speakers_by_label


@pytest.mark.parametrize(
    "label", ["Note", "Catatan", "Tanggal", "https", "", "a b c d e f g", "x" * 61, "kata dia"]
)
def test_labels_that_name_no_speaker(label: str) -> None:
    assert not may_name_speaker(label)


@pytest.mark.parametrize(
    "label", ["Pewawancara", "P", "P12", "Bu Ani", "Speaker 1", "spk_0", "Informan (B2)"]
)
def test_labels_that_may_name_a_speaker(label: str) -> None:
    assert may_name_speaker(label)


def test_role_words_count_once_but_other_labels_must_recur() -> None:
    assert set(speakers_by_label(["Informan", "Bu Ani", "Pak Budi", "Pak Budi"])) == {"Informan", "Pak Budi"}


def test_spellings_that_differ_in_case_are_one_speaker() -> None:
    assert dict(speakers_by_label(["COACH", "Coach"])) == {"COACH": "COACH", "Coach": "COACH"}


def test_initials_of_two_people_stay_initials() -> None:
    speakers = speakers_by_label(["Ani Budi", "Anto Bakri", "AB", "AB"])
    assert speakers["AB"] == "AB"


def test_letters_are_role_words_that_name_no_role_alone() -> None:
    assert role_word("P")
    assert role_of_word("P") is None
    assert role_of_word("Peneliti 1") == "interviewer"


def test_names_in_scripts_without_capitals_may_be_speakers() -> None:
    assert [may_name_speaker(name) for name in ("המראיין", "الباحث", "访谈者", "dan begini", "1. Bab")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_name_of_which_the_file_is_certain_need_not_recur() -> None:
    assert dict(speakers_by_label(["Ani", "Budi"], certain={"Budi"})) == {"Budi": "Budi"}
