"""The printed words of charts, in English and Indonesian."""

from __future__ import annotations

from typing import Any

PHRASES = {
    "No codings.": "Tidak ada pengodean.",
    "No words.": "Tidak ada kata.",
    "No two codes meet.": "Tidak ada dua kode yang bertemu.",
    "No code was compared between coders.": "Tidak ada kode yang dibandingkan antarpengode.",
    "The {top} codes used most; {left} more are left out.": (
        "{top} kode yang paling sering dipakai; {left} kode lain tidak ditampilkan."
    ),
    "Without a link: {codes}.": "Tanpa hubungan: {codes}.",
    "Total": "Jumlah",
    "Turn": "Giliran bicara",
    "Sources": "Sumber",
    "no case": "tanpa kasus",
    "no code": "tanpa kode",
    "number of codings": "jumlah pengodean",
    "percentage of the row": "persentase dari baris",
    "percentage of the column": "persentase dari kolom",
    "percentage of the total": "persentase dari seluruhnya",
    "{rows} by {columns}: counts and departures from chance": (
        "{rows} menurut {columns}: jumlah dan penyimpangan dari kebetulan"
    ),
    "There is one row or one column, so that nothing can be tested.": (
        "Hanya ada satu baris atau satu kolom, sehingga tidak ada yang dapat diuji."
    ),
    "χ²({df}, n = {n}) = {chi}, {p}; Cramér's V = {v}.": "χ²({df}, n = {n}) = {chi}, {p}; V Cramér = {v}.",
    "{small} of {cells} cells expect fewer than 5, so that p is that of {draws} random tables.": (
        "{small} dari {cells} sel memiliki frekuensi harapan di bawah 5, sehingga nilai p dihitung dari "
        "{draws} tabel acak."
    ),
    "Codings of one source are not independent of each other; take the test as a description.": (
        "Pengodean dari satu sumber tidak saling bebas; pahami uji ini sebagai deskripsi."
    ),
    "Not drawn, for want of room: {rows} rows and {columns} columns with the fewest codings.": (
        "Tidak digambar karena keterbatasan tempat: {rows} baris dan {columns} kolom dengan pengodean "
        "paling sedikit."
    ),
    "{title}. Furthest from chance, with the expected count: {cells}.": (
        "{title}. Paling menyimpang dari kebetulan, dengan frekuensi harapan: {cells}."
    ),
    "Cells: {what}. + more and \u2212 fewer than chance would give: "
    "one, two or three marks for an adjusted residual of {first}, {second} or {third}.": (
        "Sel: {what}. + lebih banyak dan \u2212 lebih sedikit daripada kebetulan: satu, dua, atau tiga tanda "
        "untuk residual tersesuaikan sebesar {first}, {second}, atau {third}."
    ),
    "{y} by {x}": "{y} menurut {x}",
    "Not drawn, because a value is missing: {cases}.": (
        "Tidak digambar karena ada nilai yang kosong: {cases}."
    ),
    "{n} cases are too many to name each.": "{n} kasus terlalu banyak untuk dinamai satu per satu.",
    "○ before, ● after.": "○ sebelum, ● sesudah.",
    "{code} (median weight)": "{code} (median bobot)",
    "Level": "Tingkat",
    "{what} over time": "{what} dari waktu ke waktu",
    "Critical incidents": "Peristiwa penting",
    "{n} codings do not say when, and are not drawn.": (
        "{n} pengodean tidak menyebut waktunya dan tidak digambar."
    ),
    "{n} lighter events are left out.": "{n} peristiwa dengan bobot lebih kecil tidak ditampilkan.",
    "{source} in reading order": "{source} menurut urutan baca",
    "{title}. Share of the text with each code: {codes}.": (
        "{title}. Bagian teks dengan setiap kode: {codes}."
    ),
    "Codes along {source}": "Kode sepanjang {source}",
    "{title}. Number of codings: {codes}.": "{title}. Jumlah pengodean: {codes}.",
    "interviewer speaks": "pewawancara berbicara",
    "Codes that meet: counts and shared text": "Kode yang bertemu: jumlah dan teks bersama",
    "Codes that meet": "Kode yang bertemu",
    "{title}. Most often: {pairs}.": "{title}. Paling sering: {pairs}.",
    "Figures: pairs of codings on overlapping passages; on the diagonal, all codings of the code. "
    "The darker, the larger the share of the text with either code that has both (Jaccard, up to {most}).": (
        "Angka: pasangan pengodean pada bagian teks yang bertumpang tindih; pada diagonal, semua pengodean "
        "kode itu. Makin gelap, makin besar bagian dari teks dengan salah satu kode yang memuat keduanya "
        "(Jaccard, sampai {most})."
    ),
    "Figures: pairs of codings in the same turn; on the diagonal, all codings of the code. "
    "The darker, the larger the share of the turns with either that have both (Jaccard, up to {most}).": (
        "Angka: pasangan pengodean dalam giliran bicara yang sama; pada diagonal, semua pengodean kode itu. "
        "Makin gelap, makin besar bagian dari giliran bicara dengan salah satu kode yang memuat keduanya "
        "(Jaccard, sampai {most})."
    ),
    "Width of a ribbon: pairs of codings that meet ({low} to {high}).": (
        "Lebar pita: pasangan pengodean yang bertemu ({low} sampai {high})."
    ),
    "From {rows} to {columns}: the flow of codings": "Dari {rows} ke {columns}: aliran pengodean",
    "Codes by likeness, as a tree": "Kode menurut kemiripan, sebagai pohon",
    "Codes by likeness, as a map": "Kode menurut kemiripan, sebagai peta",
    "{title}. Codes that belong together: {groups}.": "{title}. Kode yang berkelompok: {groups}.",
    "Distance: 1 \u2212 the share of codings that overlap": (
        "Jarak: 1 \u2212 bagian pengodean yang bertumpang tindih"
    ),
    "Distance: 1 \u2212 the likeness of the words coded": "Jarak: 1 \u2212 kemiripan kata yang dikode",
    "The nearer two codes, the more alike they are used; the area of a circle is its number of codings.": (
        "Makin dekat dua kode, makin mirip pemakaiannya; luas lingkaran adalah jumlah pengodean."
    ),
    "The words said most": "Kata yang paling sering diucapkan",
    "The {top} most frequent of {all} words.": "{top} kata yang paling kerap dari {all} kata.",
    "New codes from source to source": "Kode baru dari sumber ke sumber",
    "Codes so far": "Kode sejauh ini",
    "in this order": "dalam urutan ini",
    "mean of random orders": "rata-rata urutan acak",
    "95% of random orders": "95% urutan acak",
    "rule met: {source}": "aturan terpenuhi: {source}",
    "No {run} sources in a row added {share}% or less of the codes of the first {base}.": (
        "Tidak ada {run} sumber berturut-turut yang menambah {share}% atau kurang dari kode {base} sumber "
        "pertama."
    ),
    "With {source}, {run} sources in a row added {share}% or less of the codes of the first {base}.": (
        "Dengan {source}, {run} sumber berturut-turut menambah {share}% atau kurang dari kode {base} sumber "
        "pertama."
    ),
    "{first} codes after one source, {last} after {sources}.": (
        "{first} kode setelah satu sumber, {last} setelah {sources} sumber."
    ),
    "Agreement by code": "Kesepakatan menurut kode",
    "The {top} codes with the lowest agreement of {all}.": (
        "{top} kode dengan kesepakatan terendah dari {all} kode."
    ),
    "Lines: intervals. Dotted: .667, dashed: .800 (Krippendorff's bounds). –: undefined.": (
        "Garis: selang kepercayaan. Titik-titik: 0,667, putus-putus: 0,800 (batas Krippendorff). "
        "–: tidak terdefinisi."
    ),
}


def say(phrase: str, language: str, **values: Any) -> str:
    """The phrase in a language (English where the language is unknown), its slots filled.

    >>> say("{n} lighter events are left out.", "id", n=3)
    '3 peristiwa dengan bobot lebih kecil tidak ditampilkan.'
    """
    said = PHRASES[phrase] if language.partition("-")[0] == "id" else phrase
    return said.format(**values) if values else said
