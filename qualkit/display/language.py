"""The printed words of displays, in English and Indonesian."""

from __future__ import annotations

from typing import Any

_INDONESIAN = {
    "Table": "Tabel",
    "Figure": "Gambar",
    "Legend": "Keterangan",
    "Decision rules": "Aturan keputusan",
    "Note": "Catatan",
    "data version": "versi data",
    "continued": "lanjutan",
    "n": "n",
    "no data": "tidak ada data",
    "none found": "tidak ditemukan",
    "not asked": "tidak ditanyakan",
    "not yet coded": "belum dikode",
    "not yet summarised": "belum diringkas",
    "not weighted": "tanpa bobot",
    "high": "tinggi",
    "middle": "sedang",
    "low": "rendah",
    "group {part} of {parts}": "kelompok {part} dari {parts}",
    "count of codings": "jumlah pengodean",
    "number of codings": "jumlah pengodean",
    "interview": "wawancara",
    "observation": "observasi",
    "document": "dokumen",
    "survey": "survei",
    "interviewer": "pewawancara",
    "participant": "partisipan",
    "description": "deskripsi",
    "comment": "komentar",
    "case": "kasus",
    "source": "sumber",
    "kind": "jenis sumber",
    "speaker": "penutur",
    "role": "peran",
    "coder": "pengode",
    "code": "kode",
    "family": "kelompok kode",
    "period": "periode",
    "origin": "asal pengodean",
    "attribute": "atribut",
    "manual": "manual",
    "pattern": "pola",
    "model": "model",
    "import": "impor",
    "turn": "giliran bicara",
    "Quotations by {rows} and {columns}": "Kutipan menurut {rows} dan {columns}",
    "Summaries by {rows} and {columns}": "Ringkasan menurut {rows} dan {columns}",
    "Number of codings by {rows} and {columns}": "Jumlah pengodean menurut {rows} dan {columns}",
    "Number of sources by {rows} and {columns}": "Jumlah sumber menurut {rows} dan {columns}",
    "Number of cases by {rows} and {columns}": "Jumlah kasus menurut {rows} dan {columns}",
    "Ratings by {rows} and {columns}": "Peringkat menurut {rows} dan {columns}",
    "Attributes of each {rows}": "Atribut setiap {rows}",
    "Cells: number of codings.": "Sel: jumlah pengodean.",
    "Cells: number of sources with the code.": "Sel: jumlah sumber yang memuat kode.",
    "Cells: number of cases with the code.": "Sel: jumlah kasus yang memuat kode.",
    "Cells: median weight of the codings.": "Sel: median bobot pengodean.",
    "Cells: the researcher's summary.": "Sel: ringkasan peneliti.",
    "n: number of codings": "n: jumlah pengodean",
    "P07:12: source P07, turn 12": "P07:12: sumber P07, giliran bicara ke-12",
    "0: read and coded, but nothing here": "0: sudah dibaca dan dikode, tetapi tidak ditemukan di sini",
    "none found: read and coded, but nothing here": (
        "tidak ditemukan: sudah dibaca dan dikode, tetapi tidak ada di sini"
    ),
    "not asked: no source here raised the question": (
        "tidak ditanyakan: tidak ada sumber di sini yang menanyakannya"
    ),
    "not yet coded: no source here has been coded": "belum dikode: belum ada sumber di sini yang dikode",
    "no data: no source here": "tidak ada data: tidak ada sumber di sini",
    "no data: not recorded": "tidak ada data: tidak dicatat",
    "All {total} accepted codings are shown.": "Semua {total} pengodean yang diterima ditampilkan.",
    "{shown} of the {total} accepted codings are shown ({part} %).": (
        "{shown} dari {total} pengodean yang diterima ditampilkan ({part} %)."
    ),
    "{alike} codings repeat what another coder coded alike; each coder's coding counts.": (
        "{alike} pengodean mengulang pengodean yang sama oleh pengode lain; semuanya dihitung."
    ),
    "Percentages are of each row.": "Persentase dihitung per baris.",
    "Percentages are of each column.": "Persentase dihitung per kolom.",
    "Percentages are of all codings shown.": "Persentase dihitung dari seluruh pengodean yang ditampilkan.",
    "A cell has the codings of the row's code that overlap one of the column's.": (
        "Sel memuat pengodean kode baris yang bertumpang tindih dengan pengodean kode kolom."
    ),
    "A cell has the codings of the row's code that stand in one turn with one of the column's.": (
        "Sel memuat pengodean kode baris yang berada dalam satu giliran bicara dengan pengodean kode kolom."
    ),
    "cluster": "kelompok",
    "Events by {rows} and {columns}": "Peristiwa menurut {rows} dan {columns}",
    "Cells: what happened, by the memo on the coding, else in its words; * marked as decisive.": (
        "Sel: apa yang terjadi, menurut memo pada pengodean atau kata-katanya; * ditandai sebagai penentu."
    ),
    "Data accounting log": "Log pencatatan data",
    "Contact summary form": "Formulir ringkasan kontak",
    "Document summary form": "Formulir ringkasan dokumen",
    "Case analysis meeting form": "Formulir rapat analisis kasus",
    "Interim case summary": "Ringkasan kasus sementara",
    "Partially ordered meta-matrix": "Meta-matriks terurut sebagian",
    "Explanatory effects matrix": "Matriks efek eksplanatori",
    "Checklist matrix": "Matriks daftar periksa",
    "Content-analytic summary table": "Tabel ringkasan analisis isi",
    "Substructuring of a variable": "Penguraian variabel",
    "Contrast table": "Tabel kontras",
    "Two-variable case-ordered matrix": "Matriks dua variabel terurut kasus",
    "Pre-structured case outline": "Kerangka kasus terstruktur",
    "Sequential analyses": "Analisis berurutan",
    "Role-ordered matrix": "Matriks terurut peran",
    "Role-by-time matrix": "Matriks peran menurut waktu",
    "Context chart": "Bagan konteks",
    "Construct table": "Tabel konstruk",
    "Conceptually clustered matrix": "Matriks kelompok konsep",
    "Thematic conceptual matrix": "Matriks konseptual tematik",
    "Folk taxonomy": "Taksonomi rakyat",
    "Vignette": "Vinyet",
    "Poetic display": "Penyajian puitis",
    "Cognitive map": "Peta kognitif",
    "Event-listing matrix": "Matriks daftar peristiwa",
    "Critical incident chart": "Bagan insiden kritis",
    "Activity record": "Rekaman kegiatan",
    "Growth gradient": "Gradien pertumbuhan",
    "Time-ordered matrix": "Matriks terurut waktu",
    "Time-ordered meta-matrix": "Meta-matriks terurut waktu",
    "Decision model": "Model keputusan",
    "Event–state network": "Jaringan peristiwa–keadaan",
    "Composite sequence analysis": "Analisis urutan gabungan",
    "Case-ordered descriptive meta-matrix": "Meta-matriks deskriptif terurut kasus",
    "Scatterplot": "Diagram pencar",
    "Variable-by-variable matrix": "Matriks variabel dengan variabel",
    "Effects matrix": "Matriks efek",
    "Case-ordered effects matrix": "Matriks efek terurut kasus",
    "Case dynamics matrix": "Matriks dinamika kasus",
    "Causal chain": "Rantai sebab-akibat",
    "Causal network": "Jaringan sebab-akibat",
    "Cross-case causal network": "Jaringan sebab-akibat lintas kasus",
    "Predictor–outcome matrix": "Matriks prediktor–hasil",
    "Making and testing predictions": "Pembuatan dan pengujian prediksi",
    "Code frequencies": "Kekerapan kode",
    "Heat map": "Peta panas",
    "Crosstab": "Tabulasi silang",
    "Before and after": "Sebelum dan sesudah",
    "Document portrait": "Potret dokumen",
    "Code line": "Garis kode",
    "Co-occurrence matrix": "Matriks kemunculan bersama",
    "Co-occurrence network": "Jaringan kemunculan bersama",
    "Chord diagram": "Diagram tali busur",
    "Flow of codings": "Aliran pengodean",
    "Dendrogram of codes": "Dendrogram kode",
    "Map of codes by likeness": "Peta kemiripan kode",
    "Code map": "Peta kode",
    "Word frequencies": "Kekerapan kata",
    "Saturation curve": "Kurva kejenuhan",
    "Agreement by code": "Kesepakatan per kode",
    "Data collected by {rows} and {columns}": "Data terkumpul menurut {rows} dan {columns}",
    "done": "selesai",
    "partial": "sebagian",
    "missing": "belum ada",
    "done: collected and coded; partial: not all of it is coded; missing: planned, not there": (
        "selesai: terkumpul dan dikode; sebagian: belum semua dikode; belum ada: baru direncanakan"
    ),
    "Researcher's explanation": "Penjelasan peneliti",
    "Names of cases are dropped; behind each cell is the number of cases that say it.": (
        "Nama kasus dihilangkan; di akhir setiap sel tertera jumlah kasus yang menyatakannya."
    ),
    "{n} cases": "{n} kasus",
    "Activities in {source}": "Kegiatan dalam {source}",
    "Step": "Langkah",
    "time": "waktu",
    "actor": "pelaku",
    "activity": "kegiatan",
    "words": "kata-kata",
    "No value of one or the other: {cases}.": "Tanpa nilai pada salah satunya: {cases}.",
    "Cells: the cases with both values.": "Sel: kasus dengan kedua nilai tersebut.",
    "{name}: low up to {low}, high above {high}.": "{name}: rendah sampai {low}, tinggi di atas {high}.",
    "predictors": "prediktor",
    "outcome": "hasil",
    "consequences": "akibat",
    "Predictors of {outcome}": "Prediktor {outcome}",
    "Rows that are alike stand together.": "Baris yang serupa ditempatkan berdekatan.",
    "median weight": "median bobot",
    "first told of": "pertama kali diceritakan",
    "likeness": "kemiripan",
    "not applicable": "tidak berlaku",
    "not applicable: the question does not arise here": (
        "tidak berlaku: pertanyaan ini tidak relevan di sini"
    ),
    "direct": "langsung",
    "indirect": "tidak langsung",
    "inferred": "simpulan peneliti",
    "direct: seen or done by who tells it": "langsung: dilihat atau dilakukan sendiri oleh penutur",
    "indirect: heard of from others": "tidak langsung: didengar dari orang lain",
    "inferred: by the researcher": "simpulan peneliti: disimpulkan oleh peneliti",
    "directness": "kelangsungan",
    "conclusion": "simpulan",
    "question": "pertanyaan penelitian",
    "when": "waktu kejadian",
    "site": "lokasi",
    "Ratings and quotations by {rows} and {columns}": "Peringkat dan kutipan menurut {rows} dan {columns}",
    "Signs by {rows} and {columns}": "Tanda menurut {rows} dan {columns}",
    "Kinds of source by {rows} and {columns}": "Jenis sumber menurut {rows} dan {columns}",
    "Codes by {rows} and {columns}": "Kode menurut {rows} dan {columns}",
    "Cases by {rows} and {columns}": "Kasus menurut {rows} dan {columns}",
    "Cells: median weight of the codings, and quotations.": "Sel: median bobot pengodean dan kutipan.",
    "Cells: sign of the codings' weights (+ favourable, − unfavourable, ± both).": (
        "Sel: tanda bobot pengodean (+ mendukung, − menghambat, ± keduanya)."
    ),
    "Cells: the kinds of source that have the code.": "Sel: jenis sumber yang memuat kode.",
    "Cells: codes, with their number of codings.": "Sel: kode beserta jumlah pengodeannya.",
    "Cells: the cases that have the code.": "Sel: kasus yang memuat kode.",
    "Only {what}: {values}.": "Hanya {what}: {values}.",
    "Only these codes and those below them: {codes}.": "Hanya kode berikut dan kode di bawahnya: {codes}.",
    "{left_out} codings belong to no row or column and are left out.": (
        "{left_out} pengodean tidak termasuk baris atau kolom mana pun dan tidak disertakan."
    ),
    "Quotations a cell, at most: {quotes}, the heaviest first, then those of typical length.": (
        "Paling banyak {quotes} kutipan per sel: yang berbobot terbesar dulu, lalu yang panjangnya lazim."
    ),
    "Quotations a cell, at most: {quotes}, those whose words are most like the whole cell's.": (
        "Paling banyak {quotes} kutipan per sel: yang kata-katanya paling mewakili isi sel."
    ),
    "Quotations a cell, at most: {quotes}, the longest first.": (
        "Paling banyak {quotes} kutipan per sel: yang terpanjang lebih dulu."
    ),
    "Quotations a cell, at most: {quotes}, the shortest first.": (
        "Paling banyak {quotes} kutipan per sel: yang terpendek lebih dulu."
    ),
    "Quotations a cell, at most: {quotes}, the earliest in the text first.": (
        "Paling banyak {quotes} kutipan per sel: yang paling awal dalam teks lebih dulu."
    ),
    "Nobody is quoted twice while somebody else is not quoted.": (
        "Tidak ada yang dikutip dua kali selama masih ada orang lain yang belum dikutip."
    ),
    "Rows are in codebook order.": "Baris mengikuti urutan buku kode.",
    "Rows are in natural order.": "Baris mengikuti urutan alami.",
    "Rows are in order of their names.": "Baris diurutkan menurut nama.",
    "Rows were ordered by hand.": "Baris diurutkan secara manual.",
    "Rows are ordered by {what}, highest first.": "Baris diurutkan menurut {what}, dari yang tertinggi.",
    "Rows are ordered by {what}.": "Baris diurutkan menurut {what}.",
    "Rows are grouped by {what}.": "Baris dikelompokkan menurut {what}.",
    "Bands: {limits}.": "Kelompok: {limits}.",
    "How often each code was used": "Kekerapan setiap kode",
    "How often each code was used, by {what}": "Kekerapan setiap kode menurut {what}",
    "The {top} most frequent of {all} codes.": "{top} kode yang paling kerap dari {all} kode.",
    "From {before} to {after}": "Dari {before} ke {after}",
    "No value before or after: {cases}.": "Tanpa nilai sebelum atau sesudah: {cases}.",
    "Codes on overlapping passages": "Kode pada bagian teks yang bertumpang tindih",
    "Codes in the same turn": "Kode dalam giliran bicara yang sama",
    "Without a link: {codes}.": "Tanpa hubungan: {codes}.",
    "Line width: number of pairs of codings ({low} to {high})": (
        "Tebal garis: jumlah pasangan pengodean ({low} sampai {high})"
    ),
    "Circle area: number of codings ({low} to {high})": (
        "Luas lingkaran: jumlah pengodean ({low} sampai {high})"
    ),
    "No two codes meet.": "Tidak ada dua kode yang bertemu.",
    "No rows or no columns.": "Tidak ada baris atau kolom.",
    "No codings.": "Tidak ada pengodean.",
}
_CODES = {"en": "en-US", "id": "id-ID"}


def say(phrase: str, language: str, **values: Any) -> str:
    """The phrase in a language (English where the language is unknown), its slots filled.

    Raises KeyError for a phrase that displays do not have.

    >>> say("Table", "id"), say("Table", "fr")
    ('Tabel', 'Table')
    >>> say("Only {what}: {values}.", "en", what="role", values="participant")
    'Only role: participant.'
    """
    indonesian = _INDONESIAN[phrase]
    said = indonesian if language.partition("-")[0] == "id" else phrase
    return said.format(**values) if values else said


def known(phrase: str) -> bool:
    """Whether displays have the phrase."""
    return phrase in _INDONESIAN


def tag(language: str) -> str:
    """The language tag that Word spells by.

    >>> tag("id"), tag("nl")
    ('id-ID', 'nl')
    """
    return _CODES.get(language, language)


def number(value: float, language: str) -> str:
    """A number as the language writes it, with at most two decimals.

    >>> number(1234.5, "en"), number(1234.5, "id"), number(3.0, "id")
    ('1,234.5', '1.234,5', '3')
    """
    return localised(f"{value:,.2f}".rstrip("0").rstrip("."), language)


def localised(digits: str, language: str) -> str:
    """A number written in English with the marks of the language.

    >>> localised("0.5", "id"), localised("0.5", "en")
    ('0,5', '0.5')
    """
    return digits.translate(str.maketrans(",.", ".,")) if language.partition("-")[0] == "id" else digits
