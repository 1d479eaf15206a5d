"""The printed words of collection, in English and Indonesian."""

from __future__ import annotations

_INDONESIAN = {
    "Contact summary": "Ringkasan kontak",
    "source": "sumber",
    "kind": "jenis sumber",
    "case": "kasus",
    "date": "tanggal",
    "site": "lokasi",
    "interviewer": "pewawancara",
    "observer": "pengamat",
    "participant": "partisipan",
    "length": "panjang",
    "{words} words, {turns} turns": "{words} kata, {turns} giliran bicara",
    "most frequent codes": "kode tersering",
    "memos": "memo",
    "interview": "wawancara",
    "observation": "observasi",
    "document": "dokumen",
    "survey": "survei",
    "Write here.": "Tulis di sini.",
    "The grey fields can be filled in and corrected. Save the form, then read it back into the study.": (
        "Isian abu-abu dapat diisi dan diperbaiki. Simpan formulir ini, lalu baca kembali ke dalam studi."
    ),
    "Which issues or themes stood out in this contact?": "Isu atau tema apa yang menonjol dalam kontak ini?",
    "What was learned, or could not be learned, on the target questions?": (
        "Apa yang diketahui, atau belum dapat diketahui, tentang pertanyaan sasaran?"
    ),
    "What was learned, or could not be learned: {question}": (
        "Apa yang diketahui, atau belum dapat diketahui: {question}"
    ),
    "What else was salient, interesting or important?": "Apa lagi yang mencolok, menarik, atau penting?",
    "Which target questions are new, or remain, for the next contact?": (
        "Pertanyaan sasaran apa yang baru, atau masih tersisa, untuk kontak berikutnya?"
    ),
}


def say(phrase: str, language: str, **values: object) -> str:
    """A phrase in a language (English where qualkit has no other), with its values filled in.

    >>> say("case", "id"), say("{words} words, {turns} turns", "en", words=210, turns=12)
    ('kasus', '210 words, 12 turns')
    """
    indonesian = _INDONESIAN[phrase]
    chosen = indonesian if language.partition("-")[0] == "id" else phrase
    return chosen.format(**values)
