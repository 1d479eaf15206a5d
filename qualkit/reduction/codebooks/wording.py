"""The printed words of codebooks, in English and Indonesian."""

from __future__ import annotations

_INDONESIAN = {
    "Code": "Kode",
    "Parent": "Induk",
    "Label": "Label",
    "Kind": "Jenis",
    "In brief": "Ringkasan",
    "Definition": "Definisi",
    "When to use": "Kapan dipakai",
    "When not to use": "Kapan tidak dipakai",
    "Typical example": "Contoh khas",
    "Atypical example": "Contoh tidak khas",
    "Close but no": "Mirip, tetapi bukan",
    "Weights": "Bobot",
    "Patterns": "Pola",
    "Unit": "Satuan",
    "Colour": "Warna",
    "Retired": "Tidak dipakai lagi",
    "Details": "Rincian",
    "yes": "ya",
    "no": "tidak",
    "descriptive": "deskriptif",
    "in vivo": "in vivo",
    "process": "proses",
    "emotion": "emosi",
    "values": "nilai",
    "evaluation": "evaluasi",
    "versus": "versus",
    "causation": "sebab-akibat",
    "attribute": "atribut",
    "magnitude": "besaran",
    "pattern": "kode pola",
    "structural": "struktural",
    "hypothesis": "hipotesis",
    "match": "kata yang cocok",
    "sentence": "kalimat",
    "turn": "giliran bicara",
    "paragraph": "paragraf",
    "Codebook": "Buku kode",
    "Example": "Contoh",
    "n": "n",
    "retired": "tidak dipakai lagi",
    "n: number of codings (number of sources); what two coders coded alike counts twice.": (
        "n: jumlah pengodean (jumlah sumber); yang dikodekan sama oleh dua pengode dihitung dua kali."
    ),
    "[ ]: the words that were coded, in their sentence.": "[ ]: kata-kata yang dikodekan, dalam kalimatnya.",
    "P07:12: source P07, turn 12.": "P07:12: sumber P07, giliran bicara ke-12.",
    "Codes below another code are indented.": "Kode yang berada di bawah kode lain ditulis menjorok.",
}


def say(phrase: str, language: str | None) -> str:
    """The phrase in a language, in English where the language is unknown.

    Examples
    --------
    >>> say("When to use", "id"), say("When to use", "nl"), say("process", "id-ID")
    ('Kapan dipakai', 'When to use', 'proses')
    """
    return _INDONESIAN[phrase] if (language or "").partition("-")[0] == "id" else phrase


def spoken(word: str) -> tuple[str, str]:
    """The phrase in every language."""
    return word, _INDONESIAN[word]
