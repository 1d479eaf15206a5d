"""The words that only workbooks say, in English and Indonesian."""

from __future__ import annotations

from typing import Any

PHRASES = {
    "Quotations": "Kutipan",
    "Notes": "Catatan",
    "Data": "Data",
    "Long texts": "Teks panjang",
    "Sheet": "Lembar",
    "Cell": "Sel",
    "Text": "Teks",
    "Band": "Kelompok",
    "Row": "Baris",
    "Column": "Kolom",
    "Address": "Alamat",
    "Source": "Sumber",
    "Speaker": "Penutur",
    "Coder": "Pengode",
    "Words": "Kata-kata",
    "Quoted": "Dikutip",
    "Title": "Judul",
    "Description": "Deskripsi",
    "yes": "ya",
    "no": "tidak",
    "[continued on the sheet “{sheet}”]": "[berlanjut di lembar “{sheet}”]",
}


def say(phrase: str, language: str, **values: Any) -> str:
    """The phrase in a language (English where the language is unknown), its slots filled.

    Raises KeyError for a phrase that workbooks do not have.

    >>> say("Quotations", "id"), say("Quotations", "fr")
    ('Kutipan', 'Quotations')
    """
    indonesian = PHRASES[phrase]
    said = indonesian if language.partition("-")[0] == "id" else phrase
    return said.format(**values) if values else said
