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
    "{total} accepted codings were counted.": "{total} pengodean yang diterima dihitung.",
    "Only {what}: {values}.": "Hanya {what}: {values}.",
    "Only these codes and those below them: {codes}.": "Hanya kode berikut dan kode di bawahnya: {codes}.",
    "{left_out} codings belong to no row or column and are left out.": (
        "{left_out} pengodean tidak termasuk baris atau kolom mana pun dan tidak disertakan."
    ),
    "Quotations a cell, at most: {quotes}, the heaviest first, then those of typical length; "
    "nobody is quoted twice while somebody else is not quoted.": (
        "Paling banyak {quotes} kutipan per sel: yang berbobot terbesar lebih dulu, lalu yang panjangnya "
        "lazim; tidak ada yang dikutip dua kali selama masih ada orang lain yang belum dikutip."
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
