"""The words that only web pages say, in English and Indonesian."""

from __future__ import annotations

from typing import Any

PHRASES = {
    "Contents": "Daftar isi",
    "Sources quoted": "Sumber yang dikutip",
    "The turns that are quoted, in full, with all quoted words marked.": (
        "Giliran bicara yang dikutip, selengkapnya, dengan semua kata yang dikutip ditandai."
    ),
    "Quoted in": "Dikutip dalam",
    "To the source": "Ke sumbernya",
    "Data of the figure": "Data gambar",
    "Sort by this column": "Urutkan menurut kolom ini",
    "The first {shown} of {all} rows.": "{shown} baris pertama dari {all} baris.",
    "{n} in all": "seluruhnya {n}",
    "The quotations are too many to expand to the turns around them; each address leads to its whole turn.": (
        "Kutipan terlalu banyak untuk dibuka bersama giliran bicara di sekitarnya; "
        "setiap alamat menuju giliran bicaranya secara lengkap."
    ),
    "The quotations are too many to expand here to the turns around them; the page of this table has them.": (
        "Kutipan terlalu banyak untuk dibuka di sini bersama giliran bicara di sekitarnya; "
        "halaman tabel ini memuatnya."
    ),
}


def say(phrase: str, language: str, **values: Any) -> str:
    """The phrase in a language (English where the language is unknown), its slots filled.

    Raises KeyError for a phrase that pages do not have.

    >>> say("The first {shown} of {all} rows.", "id", shown=5, all=9)
    '5 baris pertama dari 9 baris.'
    """
    indonesian = PHRASES[phrase]
    said = indonesian if language.partition("-")[0] == "id" else phrase
    return said.format(**values) if values else said
