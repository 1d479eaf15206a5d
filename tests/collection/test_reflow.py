from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.reflow import reflow, restore

ANY = st.text(alphabet=st.one_of(st.sampled_from("aB1-. \n\f\t~(%)"), st.characters(codec="utf-8")))


def flowing(text: str) -> list[str]:
    return reflow(text)[0].split("\n\n")


@given(ANY)
def test_the_text_as_imported_can_always_be_restored(text: str) -> None:
    assert restore(*reflow(text)) == text


@given(ANY, st.integers(0, 30))
def test_what_is_before_the_start_is_left_alone(text: str, start: int) -> None:
    start = min(start, len(text))
    changed, edits = reflow(text, start)
    assert changed.startswith(text[:start].rstrip("\n"))
    assert restore(changed, edits) == text


@given(ANY)
def test_edits_are_in_order_and_never_overlap(text: str) -> None:
    changed, edits = reflow(text)
    position = 0
    for edit in edits:
        assert position <= edit.start <= edit.end <= len(changed)
        position = edit.end


def test_lines_are_joined_and_hyphenation_is_undone() -> None:
    text = (
        "Laporan ini disusun untuk memenuhi kewa-\n"
        "jiban  pelaporan masing-\nmasing dinas yang ada di daerah.\n"
    )
    assert flowing(text) == [
        "Laporan ini disusun untuk memenuhi kewajiban pelaporan masing-masing dinas yang ada di daerah."
    ]


def test_a_page_break_inside_a_sentence_joins() -> None:
    text = (
        "Pada bulan Januari dan Februari, sebelum\n\n"
        "          2\n\fLaporan\n\nkebijakan berlaku, penerimaan tumbuh.\n\n 3\n\fLaporan\n"
    )
    assert flowing("Laporan\n\n" + text)[1].startswith(
        "Pada bulan Januari dan Februari, sebelum kebijakan berlaku, penerimaan"
    )


def test_headings_items_and_rows_are_paragraphs() -> None:
    text = (
        "PENDAHULUAN\nLaporan ini disusun untuk memenuhi hal\nberikut menurut peraturan yang berlaku:\n"
        "(a) tujuan yang ditetapkan oleh kepala\ndinas dan\n(b) target.\n"
        "1. Penetapan Komitmen\nKomitmen ditandatangani oleh kepala dinas\nbersama coach.\n"
        "Pajak rokok\n  2022    97.305.128\n  2023   101.226.418\n"
    )
    assert flowing(text) == [
        "PENDAHULUAN",
        "Laporan ini disusun untuk memenuhi hal berikut menurut peraturan yang berlaku:",
        "(a) tujuan yang ditetapkan oleh kepala dinas dan",
        "(b) target.",
        "1. Penetapan Komitmen",
        "Komitmen ditandatangani oleh kepala dinas bersama coach.",
        "Pajak rokok",
        "2022 97.305.128",
        "2023 101.226.418",
    ]


def test_an_enumeration_inside_a_sentence_is_not_cut() -> None:
    text = (
        "Tahapannya: (a) penetapan tujuan, target; \n(b) penggalian kondisi; (c) rumusan dan\n(d) komitmen.\n"
    )
    assert len(flowing(text)) == 1


def test_percent_signs_stay_and_dirt_goes() -> None:
    text = "Kemampuan ~ mendengarkan naik dari 49,02\n% menjadi 55,68 %. Lalu (19 %) —_—> selesai.\n"
    assert flowing(text) == ["Kemampuan mendengarkan naik dari 49,02 % menjadi 55,68 %. Lalu (19 %) selesai."]


def test_the_paper_becomes_sensible_paragraphs(shared: Path) -> None:
    for path in (shared / "corpora" / "coaching-paper").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        changed, edits = reflow(text)
        found = changed.split("\n\n")
        assert restore(changed, edits) == text
        assert {
            "PENDAHULUAN",
            "METODE",
            "HASIL DAN PEMBAHASAN",
            "2. Peningkatan Kinerja",
            "KESIMPULAN",
        } <= set(found)
        assert "pada masing-masing OPD" in changed
        assert "bukan angka-angka." in changed
        assert any("Provinsi NTB sebenarnya lebih cendrung" in each for each in found)
        assert [each for each in changed if each.isalnum()] == [each for each in text if each.isalnum()]
