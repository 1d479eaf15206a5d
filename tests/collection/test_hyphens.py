import pytest

from qualkit.collection.hyphens import Hyphenation


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("tahap pengem-", "bangan itu", "tahap pengembangan itu"),
        ("masing-", "masing dinas", "masing-masing dinas"),
        ("laporan-", "laporannya", "laporan-laporannya"),
        ("berbeda-", "beda", "berbeda-beda"),
        ("tolong-", "menolong", "tolong-menolong"),
        ("se-", "NTB", "se-NTB"),
        ("tahun 2019-", "2023", "tahun 2019-2023"),
        ("angka itu -", "kata orang", "angka itu - kata orang"),
        ("satu", "dua", "satu dua"),
        ("bolak-", "balik", "bolak-balik"),
    ],
)
def test_a_hyphen_stays_where_it_belongs_to_the_word(line: str, following: str, joined: str) -> None:
    joiner, dropped = Hyphenation("mereka bolak-balik").joiner(line, following)
    assert line[: len(line) - dropped] + joiner + following == joined
