from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qualkit import language
from qualkit.errors import InvalidInput
from qualkit.language import date, everywhere, listed, localised, number, say, tag


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the researcher's own translations."""
    monkeypatch.setenv("QUALKIT_TRANSLATIONS", str(tmp_path))
    return tmp_path


def translate(folder: Path, name: str, *lines: str) -> None:
    file = folder / name / "LC_MESSAGES" / "qualkit.po"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(lines), encoding="utf-8")


def test_what_nobody_has_translated_is_english() -> None:
    assert say("Legend", None) == say("Legend", "en") == say("Legend", "fr") == "Legend"
    assert say("no such phrase {a}", "id", a=1) == "no such phrase 1"


def test_a_country_speaks_its_language() -> None:
    assert say("Legend", "id-ID") == say("Legend", "id_ID") == "Keterangan"


@pytest.mark.parametrize("name", ["", "..", "../id", "id/../id", "\0", "i d"])
def test_what_is_no_language_is_english(name: str) -> None:
    assert say("Legend", name) == "Legend"
    assert number(1234.5, name) == "1,234.5"


def test_words_that_are_spelt_alike_are_told_apart() -> None:
    assert say("code", "id") == "kode"
    assert say("code", "id", "audit trail") == "mengode"
    assert say("L", "id") == "L"


def test_a_folder_adds_a_language(own: Path) -> None:
    translate(own, "nl", 'msgid "Table"', 'msgstr "Tabel"', "", 'msgid "Note"', 'msgstr ""')
    assert (say("Table", "nl"), say("Note", "nl")) == ("Tabel", "Note")
    assert set(everywhere("Figure")) == {"Figure", "Gambar"}
    assert everywhere("Table") == ("Table", "Tabel")


def test_words_of_the_own_folder_and_of_the_country_come_first(own: Path) -> None:
    translate(own, "id", 'msgid "Table"', 'msgstr "Daftar"')
    translate(own, "id_ID", 'msgid "Figure"', 'msgstr "Ilustrasi"')
    assert [say(each, "id-ID") for each in ("Table", "Figure", "Note")] == ["Daftar", "Ilustrasi", "Catatan"]
    assert say("Figure", "id") == "Gambar"


def test_a_translation_that_is_marked_as_unsure_is_not_printed(own: Path) -> None:
    translate(own, "nl", "#, fuzzy", 'msgid "Table"', 'msgstr "Tafel"')
    assert say("Table", "nl") == "Table"


@pytest.mark.parametrize(
    "said", ["{anders}: {values}", "{what}", "{what}: {values} {", "{what}: {values} {}"]
)
def test_a_translation_with_other_slots_is_refused_with_its_line(own: Path, said: str) -> None:
    translate(own, "nl", "", 'msgid "Only {what}: {values}."', f'msgstr "{said}"')
    with pytest.raises(InvalidInput, match="line 2"):
        say("Table", "nl")


def test_a_file_that_is_no_catalogue_is_refused(own: Path) -> None:
    translate(own, "nl", 'msgid "Table', "what")
    with pytest.raises(InvalidInput, match="no catalogue of translations"):
        say("Table", "nl")


@pytest.mark.parametrize(
    ("tongue", "said"),
    [("en", "1,234,567.5"), ("id", "1.234.567,5"), ("de-DE", "1.234.567,5"), ("hi", "12,34,567.5")],
)
def test_numbers_have_the_marks_of_the_language(tongue: str, said: str) -> None:
    assert number(1234567.5, tongue) == said


def test_a_number_in_english_gets_the_marks_of_the_language() -> None:
    assert localised("1,234.50", "id") == localised("1,234.50", "id-ID") == "1.234,50"


@pytest.mark.parametrize("text", ["2023", "2023-13", "2023-02-30", "2023-Q5", "P07", ""])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert date(text, "id") == text


def test_dates_are_written_as_the_language_does() -> None:
    assert [date(each, "id") for each in ("2023-08-17", "2023-08", "2023-Q3")] == [
        "17 Agu 2023",
        "Agu 2023",
        "K3 2023",
    ]


def test_lists_have_the_comma_of_the_language() -> None:
    assert listed(["a", "b", "c"], "id") == "a, b, c"
    assert listed([], "id") == ""
    assert listed(["a", "b", "c"], "zh") == "a、b、c"


def test_word_spells_by_language_and_country() -> None:
    assert [tag(each) for each in ("en", "id", "nl", "pt-PT")] == ["en-US", "id-ID", "nl-NL", "pt-PT"]


def test_english_needs_no_catalogue() -> None:
    command = (
        "import sys; from qualkit.language import say; say('Table', 'en'); print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_slots_are_the_names_in_braces() -> None:
    assert language.slots("{a} of {b}, {a}") == {"{a}", "{b}"}
