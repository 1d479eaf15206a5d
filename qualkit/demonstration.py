"""The main job from end to end, on the composed corpus that ships with qualkit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.demonstration_relations import relate
from qualkit.errors import Conflict
from qualkit.language import number
from qualkit.study import Study

Step = Callable[[str], None]
_Cited = tuple[str, tuple[tuple[str, str], ...]]

STUDY = "coaching.qualkit"
COMPOSED = "Teks susunan untuk contoh qualkit; bukan ucapan orang nyata."

FIGURES: dict[str, dict[str, Any]] = {
    "DP3AP2KB": {"indikator": "Kabupaten/kota layak anak", "satuan": "%", "awal": 70.0, "akhir": 100.0},
    "RSUP": {"indikator": "Indeks kepuasan masyarakat", "satuan": "kategori", "awal": "B", "akhir": "A"},
    "Dikbud": {"indikator": "Capaian bidang pendidikan", "satuan": "indeks", "awal": 100.0, "akhir": 100.0},
    "LHK": {"indikator": "Sampah terkelola", "satuan": "%", "awal": 49.02, "akhir": 55.68},
    "Bapenda": {
        "indikator": "PAD semester I",
        "satuan": "Rp",
        "awal": 993_762_064_073,
        "akhir": 1_183_148_550_640,
    },
}
"""The published figures before and after coaching; education is reported as unchanged, without a figure."""


def shipped(name: str) -> Path:
    """The folder ``corpus`` or ``codebooks``, installed with the package or beside it in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "_shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"This installation of qualkit lacks its folder {name!r}: install it again.")


def demonstrate(folder: Path, *, step: Step = lambda _: None) -> dict[str, Path]:
    """Run a small study through all four stages.

    Parameters
    ----------
    folder
        Where the study and what it makes are written; it is made if it does not exist.
    step
        Told what is being done.

    Returns
    -------
    dict
        What was made, by what it is, with its path.

    Raises
    ------
    Conflict
        When the folder has the study of an earlier demonstration.
    """
    folder.mkdir(parents=True, exist_ok=True)
    where = folder / STUDY
    if where.exists():
        raise Conflict(f"{where} is there already. Delete it, or name another folder: qualkit demo FOLDER")
    with Study.create(where, title="Coaching OPD (teks susunan)", language="id", coder="demo") as study:
        step("collection: 26 interviews, observation notes and documents")
        collect(study)
        step("reduction: a codebook, automatic coding, summaries")
        reduce(study)
        step("times, strengths and relations")
        relate(study, shipped("corpus") / "coaching-opd-relations.yaml")
        step("conclusions, with evidence for and against them")
        conclude(study)
        step("displays and the credibility report")
        return {"the study": where, **dict(_show(study, folder))}


def collect(study: Study) -> pd.DataFrame:
    """Add the corpus, and describe its cases by the published figures."""
    report = study.collection.add(shipped("corpus") / "coaching-opd")
    for case, figures in FIGURES.items():
        study.collection.describe(case, **figures)
        before, after = figures["awal"], figures["akhir"]
        if not isinstance(before, str):
            study.collection.describe(case, sebelum=100.0, sesudah=round(100 * after / before, 2))
    study.collection.describe("rsup-*", not_asked=["penetapan 3T"])
    study.collection.describe("dikbud-*", not_asked=["options"])
    return report


def reduce(study: Study) -> None:
    """Code the corpus by patterns, reject what they misread, code by hand, and summarise other causes."""
    study.reduction.use_codebook(shipped("codebooks") / "coaching-opd.yaml")
    study.reduction.autocode()
    codings = study.codings
    for code, words in _MISREAD:
        study.reduction.reject(codings[(codings["code"] == code) & codings["text"].str.contains(words)])
    for source, words in _COUNTED_BY_HAND:
        study.reduction.code(source, words, "jumlah tahapan")
    for case, text in _OTHER_CAUSES.items():
        study.reduction.summarise(case, "sebab lain", text)


def conclude(study: Study) -> None:
    """State four conclusions, cite what speaks for and against each, and check them."""
    verify = study.verification
    verify.conclude(
        "Kenaikan PAD Bapenda semester I 2023 disebabkan oleh coaching.",
        name="PAD",
        kind="explanation",
        question="Sejauh mana kinerja OPD meningkat setelah coaching?",
        scope="Bapenda, semester I 2022 dan 2023",
        rivals=["Pemutihan pajak kendaraan sejak Maret 2023"],
    )
    verify.support("PAD", _quoted(study, _CREDITED), note="pimpinan dan coach; tidak memegang data harian")
    verify.contradict("PAD", _quoted(study, _AMNESTY), note="sebab lain, lebih tua dari coaching")
    before, after = FIGURES["Bapenda"]["awal"], FIGURES["Bapenda"]["akhir"]
    verify.check(
        "PAD",
        "if-then tests",
        looked_at="Jika laporan benar, 19,10 % mengikuti dari kedua angka realisasinya.",
        found=(
            f"Dari Rp {number(before, 'id')} ke Rp {number(after, 'id')} kenaikannya "
            f"{number(100 * (after / before - 1), 'id')} %, bukan 19,10 %."
        ),
        verdict="weakens",
    )
    verify.judge("PAD", "refuted", confidence="Tinggi: laporan, staf bidang pajak dan observasi sependapat.")

    verify.conclude(
        "Penugasan mendadak di akhir tahun menghambat coaching di kelima OPD.",
        name="WAKTU",
        kind="pattern",
        question="Apa permasalahan dalam pelaksanaan coaching?",
        scope="kelima OPD",
    )
    verify.support("WAKTU", _quoted(study, _LATE))
    verify.judge("WAKTU", "supported", confidence="Tinggi: kelima OPD, pimpinan, coachee dan coach.")

    verify.conclude(
        "Strategi coaching terdiri atas enam tahap.",
        name="TAHAP",
        question="Bagaimana strategi coaching yang efektif?",
        scope="kelima OPD dan pemilik program",
    )
    counted = study.codings.query("code == 'jumlah tahapan'")
    six = counted["text"].str.contains("enam", case=False)
    verify.support("TAHAP", counted[six])
    verify.contradict("TAHAP", counted[~six])
    verify.check(
        "TAHAP",
        "negative evidence",
        looked_at="Semua segmen yang menyebut jumlah tahap (kode jumlah tahapan).",
        found=f"{int((~six).sum())} dari {len(six)} segmen menyebut empat atau lima.",
        verdict="weakens",
    )
    verify.judge("TAHAP", "refuted")

    verify.conclude(
        "Coaching membuat orang yang biasanya diam mulai bicara.",
        name="BICARA",
        kind="pattern",
        question="Sejauh mana kinerja OPD meningkat setelah coaching?",
        rivals=["Pimpinan berubah karena alasan lain"],
    )
    verify.support("BICARA", _quoted(study, _SPEAKING))
    verify.qualify("BICARA", _quoted(study, _NOT_SPEAKING), note="tidak menetap, atau sebab lain")
    verify.member_check(
        "BICARA",
        participant="R2",
        answer="agrees in part",
        note="Berubah, tetapi rapat mingguan mulai jarang lagi. (jawaban susunan)",
        changed="Simpulan tidak lagi menyebut perubahan itu menetap.",
    )
    verify.peer_debrief("BICARA", peer="rekan sejawat", said="Siapa yang tidak berubah? (jawaban susunan)")


def _quoted(study: Study, cited: _Cited) -> list[str]:
    """The codings under a code that hold some words of a source; what no pattern found is coded by hand."""
    code, places = cited
    codings = study.codings
    coded = codings[codings["code"] == code]
    ids = []
    for source, words in places:
        flat = coded["text"].str.split().str.join(" ")
        found = coded.loc[(coded["source"] == source) & flat.str.contains(words, regex=False), "coding_id"]
        ids.append(study.reduction.code(source, words, code) if found.empty else str(found.iloc[0]))
    return ids


def _show(study: Study, folder: Path) -> Iterator[tuple[str, Path]]:
    display = study.display
    roles = display.matrix(
        rows="participant",
        columns="code",
        codes=["masalah", "sebab lain"],
        where={"kind": "interview"},
        bands="position",
        quotes=1,
        title="Masalah dan sebab lain menurut peran",
    )
    yield (
        "a role-ordered matrix of quotations",
        roles.with_notes(COMPOSED).to_docx(folder / "matriks-peran.docx"),
    )
    outcomes = display.matrix(codes=["hasil"], order="sesudah", title="Hasil coaching per OPD")
    outcomes = outcomes.with_notes(COMPOSED)
    yield "a case × code matrix, best result first", outcomes.to_docx(folder / "matriks-kasus-kode.docx")
    yield "the same as a web page", Path(outcomes.to_html(folder / "matriks-kasus-kode.html"))
    yield "how often each code was used", display.code_frequency().to_image(folder / "frekuensi-kode.png")
    yield "cases by codes as a heat map", display.heat_map().to_image(folder / "peta-panas.png")
    slope = display.slope(before="sebelum", after="sesudah", label="Capaian (sebelum coaching = 100)")
    yield "before and after coaching", slope.to_image(folder / "sebelum-sesudah.png")
    network = display.cooccurrence_network(unit="turn", minimum=4)
    yield "which codes stand together", network.to_image(folder / "jaringan-kode.png")
    yield "the credibility report", study.verification.report(folder / "kredibilitas.docx")


_MISREAD = (
    ("capaian naik", "Peningkatan Kapasitas|tidak mungkin naik|Responden berusia|[Pp]engaduan tercatat"),
    ("perubahan pribadi", "berani jawab|saya tidak berani[.]|akhirnya berani|di luar kepala|yang membedakan"),
    ("masalah waktu", "malam di pelabuhan|Kondisi awal pada akhir tahun|lampiran surat tugas"),
    ("masalah metode", "bank persepsi"),
    ("masalah coachee", "belum diperiksa"),
)
"""What patterns found and a reader would not put under the code."""

_COUNTED_BY_HAND = (
    ("dikbud-wawancara-3", "Saya hitungnya lima."),
    ("dp3ap2kb-wawancara-1", "Lima. Saya hafal ini"),
    ("dp3ap2kb-wawancara-3", "Empat. 3T, kondisi riil, alternatif, kesepakatan."),
    ("setda-wawancara-1", "Enam. Komitmen awal dulu"),
)
"""How many stages people count, in words that no pattern tells from other numbers."""

_OTHER_CAUSES = {
    "Bapenda": "Pemutihan pajak kendaraan sejak Maret 2023; bagi staf dan laporan itulah pendorong utama.",
    "LHK": "Cara hitung berubah: bank sampah dan TPS3R ikut dihitung sejak Januari 2023.",
    "RSUP": "Meja pengaduan, mesin antrean, dan survei yang pindah ke QR dengan responden lebih muda.",
    "DP3AP2KB": "Surat Sekda kepada tiga kabupaten terakhir; drafnya lebih tua dari sesi coaching.",
}

_CREDITED: _Cited = (
    "capaian naik",
    (
        ("bapenda-wawancara-1", "Naik sembilan belas persen lebih."),
        ("bapenda-wawancara-1", "Jadi saya berani bilang coaching ini yang membedakan."),
        ("bapenda-wawancara-3", "PAD semester satu naik sembilan belas koma sepuluh persen."),
    ),
)
_AMNESTY: _Cited = (
    "sebab lain",
    (
        ("bapenda-dokumen-1", "Faktor pendorong utama"),
        ("bapenda-observasi-1", "Ini kan sudah di biro hukum"),
        ("bapenda-wawancara-2", "Telaah stafnya saya yang ketik, Oktober 2022."),
    ),
)
_LATE: _Cited = (
    "masalah waktu",
    (
        ("bapenda-wawancara-1", "Surat tugas coach-nya saja baru sampai ke meja saya tanggal 24"),
        ("bapenda-wawancara-2", "Orang lain akhir tahun mikir liburan"),
        ("dikbud-dokumen-1", "masa penyelesaian anggaran akhir tahun"),
        ("dikbud-wawancara-2", "Selalu malam sebelumnya"),
        ("dp3ap2kb-wawancara-1", "aduh, akhir tahun begini"),
        ("lhk-wawancara-1", "Akhir tahun itu kami menutup kegiatan"),
        ("lhk-wawancara-3", "Surat tugas terbitnya 5 Desember"),
        ("rsup-wawancara-1", "Akhir tahun orang tutup buku"),
        ("rsup-wawancara-3", "Surat tugasnya terlambat"),
    ),
)
_SPEAKING: _Cited = (
    "perubahan pribadi",
    (
        ("bapenda-wawancara-2", "Dulu mana berani"),
        ("bapenda-observasi-1", "Staf itu maju membawa laptop sendiri"),
        ("dikbud-wawancara-2", "rapat tiga tahun enggak pernah bunyi"),
        ("lhk-wawancara-2", "saya jadi berani ngomong di depan Kadis"),
        ("rsup-wawancara-1", "rapat jadi hidup"),
        ("rsup-wawancara-2", "Coaching itu bikin orang bunyi"),
    ),
)
_NOT_SPEAKING: _Cited = (
    "perubahan pribadi",
    (
        ("dikbud-wawancara-3", "Saya juga tidak berani mengaku itu hasil kami"),
        ("lhk-wawancara-2", "Yang itu belum berani"),
        ("rsup-wawancara-2", "Sekarang mulai bolong-bolong"),
    ),
)
