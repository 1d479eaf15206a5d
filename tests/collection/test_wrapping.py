import pytest

from qualkit.collection.wrapping import is_hard_wrapped

WRAPPED = (
    "Laporan ini disusun untuk memenuhi\nkewajiban pelaporan berkala atas\n"
    "pelaksanaan perjanjian kinerja Kepala\nBadan dan seterusnya sampai\nselesai.\n"
)


def test_lines_that_end_amid_sentences_are_hard_wrapped() -> None:
    assert is_hard_wrapped(WRAPPED * 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Satu baris.",
        ("Paragraf yang panjang sekali di satu baris, " * 8 + "selesai.\n\n") * 6,
        "Hadir:\nKepala Badan\nSekretaris\nKepala Bidang\nCoach\nStaf\n",
        "satu\ndua\ntiga\nempat\nlima\nenam\n",
    ],
)
def test_paragraphs_and_lists_are_not(text: str) -> None:
    assert not is_hard_wrapped(text)
