import pytest

from qualkit.collection.kinds import guess_kind
from qualkit.collection.turns import find_turns


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("wawancara/observasi-1.txt", "observation"),
        ("corpus/interviews/a.txt", "interview"),
        ("x\\dokumen\\a.txt", "document"),
        ("catatan lapangan/a.txt", "observation"),
        ("a/field-notes-2.md", "observation"),
        ("survei.txt", "survey"),
    ],
)
def test_the_nearest_name_decides(path: str, kind: str) -> None:
    assert guess_kind("Rapat.", (), path) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pewawancara: Sejak kapan?\nInforman: Januari.\nPewawancara: Lalu?\nInforman: Maret.", "interview"),
        ("Tanggal: 1 Juli 2023\nPengamat: Peneliti 1\n\n09.05 Masuk.", "observation"),
        ("09.05 Masuk.\n\nOC: Aneh.", "observation"),
        ("Tujuan: naik.\nTarget: 70 %.\nTujuan: tetap.\nTarget: 80 %.", "document"),
        ("Laporan ini disusun.", "document"),
    ],
)
def test_else_the_content_decides(text: str, kind: str) -> None:
    assert guess_kind(text, find_turns(text), "a.txt") == kind
