"""The printed words of forms, in English and Indonesian."""

from __future__ import annotations

from typing import Any

PHRASES = {
    "Contact summary form: {about}": "Lembar ringkasan kontak: {about}",
    "Document summary form: {about}": "Lembar ringkasan dokumen: {about}",
    "Case analysis meeting form: {about}": "Lembar rapat analisis kasus: {about}",
    "Interim case summary: {about}": "Ringkasan kasus sementara: {about}",
    "Pre-structured case outline: {about}": "Kerangka kasus prastruktur: {about}",
    "Sequential analyses: {about}": "Analisis berurutan: {about}",
    "Vignette: {about}": "Vinyet: {about}",
    "Poetic display: {about}": "Sajian puitis: {about}",
    "Prediction form: {about}": "Lembar prediksi: {about}",
    "The grey fields are to be filled in. Save the form, then read it back into the study.": (
        "Isian abu-abu perlu diisi. Simpan formulir ini, lalu baca kembali ke dalam studi."
    ),
    "Write here.": "Tulis di sini.",
    "Note": "Catatan",
    "Data version {version}.": "Versi data {version}.",
    "n": "n",
    "source": "sumber",
    "case": "kasus",
    "speaker": "penutur",
    "conclusion": "simpulan",
    "prediction": "prediksi",
    "analysis": "analisis",
    "kind": "jenis sumber",
    "date": "tanggal",
    "site": "lokasi",
    "language": "bahasa",
    "length": "panjang",
    "speakers": "penutur",
    "sources": "sumber",
    "observer": "pengamat",
    "interviewer": "pewawancara",
    "participant": "partisipan",
    "participants": "peserta",
    "note": "catatan",
    "position": "kedudukan",
    "description": "deskripsi",
    "comment": "komentar",
    "interview": "wawancara",
    "observation": "observasi",
    "document": "dokumen",
    "survey": "survei",
    "{words} words, {turns} turns": "{words} kata, {turns} giliran bicara",
    "direct": "langsung",
    "indirect": "tidak langsung",
    "inferred": "simpulan peneliti",
    "none found": "tidak ditemukan",
    "not asked": "tidak ditanyakan",
    "not coded": "belum dikode",
    "no data": "tidak ada data",
    "not applicable": "tidak berlaku",
    "Written earlier, and no longer asked": "Pernah ditulis, dan tidak ditanyakan lagi",
    "Only accepted codings are counted.": "Hanya pengodean yang diterima yang dihitung.",
    "The {top} codes used most; {left} more are left out.": (
        "{top} kode yang paling sering digunakan; {left} kode lainnya tidak ditampilkan."
    ),
    "The {top} most typical passages; {left} more are left out.": (
        "{top} bagian yang paling mewakili; {left} bagian lainnya tidak ditampilkan."
    ),
    # contact and document summaries
    "Main issues and themes": "Isu dan tema utama",
    "Which issues or themes stood out in this contact?": "Isu atau tema apa yang menonjol dalam kontak ini?",
    "Target questions": "Pertanyaan sasaran",
    "Target question: {question}": "Pertanyaan sasaran: {question}",
    "What was learned, and what could not be learned?": (
        "Apa yang diketahui, dan apa yang belum dapat diketahui?"
    ),
    "Salient points": "Hal yang menonjol",
    "What else was salient, interesting, illuminating or important?": (
        "Apa lagi yang mencolok, menarik, memperjelas, atau penting?"
    ),
    "Next contact": "Kontak berikutnya",
    "Which questions are new, or remain, for the next contact?": (
        "Pertanyaan apa yang baru, atau masih tersisa, untuk kontak berikutnya?"
    ),
    "Context": "Konteks",
    "Where does the document come from, and with which event or contact does it go?": (
        "Dari mana dokumen ini berasal, dan dengan peristiwa atau kontak mana dokumen ini berkaitan?"
    ),
    "Significance": "Arti penting",
    "Why does the document matter to the study?": "Mengapa dokumen ini penting bagi studi?",
    "Summary of contents": "Ringkasan isi",
    "What does the document say?": "Apa isi dokumen ini?",
    # case analysis meeting
    "Participants": "Peserta",
    "Who took part, and when?": "Siapa yang hadir, dan kapan?",
    "Main themes": "Tema utama",
    "What is going on in this case?": "Apa yang sedang terjadi dalam kasus ini?",
    "Hypotheses": "Hipotesis",
    "Which explanations, hunches or hypotheses are there?": (
        "Penjelasan, dugaan, atau hipotesis apa yang ada?"
    ),
    "Alternative explanations": "Penjelasan alternatif",
    "What else could explain it, and who disagrees?": (
        "Apa penjelasan lainnya, dan siapa yang tidak sependapat?"
    ),
    "Next data": "Data berikutnya",
    "What is to be collected or looked into next?": "Apa yang perlu dikumpulkan atau didalami berikutnya?",
    "Codebook": "Buku kode",
    "What does it mean for the codes: new, merged, split, redefined?": (
        "Apa artinya bagi kode: baru, digabung, dipecah, didefinisikan ulang?"
    ),
    "Used once here": "Digunakan sekali di sini",
    "Suggested codings not yet judged": "Usulan pengodean yang belum diputuskan",
    # interim case summary and outline
    "Site": "Lokasi",
    "Where is the case, who is in it, and how does it work?": (
        "Di mana kasus ini, siapa di dalamnya, dan bagaimana cara kerjanya?"
    ),
    "What was found?": "Apa yang ditemukan?",
    "Causal sketch": "Sketsa sebab-akibat",
    "What leads to what, and why?": "Apa menyebabkan apa, dan mengapa?",
    "the more, the more": "makin banyak, makin banyak",
    "the more, the less": "makin banyak, makin sedikit",
    "both, or mixed": "keduanya, atau campuran",
    "Methods": "Metode",
    "How were the data collected, and what limits them?": (
        "Bagaimana data dikumpulkan, dan apa keterbatasannya?"
    ),
    "Data gaps": "Kekosongan data",
    "What is still missing, and how can it be got?": ("Apa yang masih kurang, dan bagaimana memperolehnya?"),
    "Conclusions": "Simpulan",
    "What can be concluded from this case?": "Apa yang dapat disimpulkan dari kasus ini?",
    # sequential analyses
    "Stage {number}": "Tahap {number}",
    "Input": "Masukan",
    "Output": "Keluaran",
    "What leads from the one to the other?": "Apa yang menghubungkan keduanya?",
    # vignette
    "Hopes": "Harapan",
    "Who": "Siapa",
    "What happened": "Apa yang terjadi",
    "Impact": "Dampak",
    "When and where was it, and what had gone before?": (
        "Kapan dan di mana, dan apa yang terjadi sebelumnya?"
    ),
    "What was hoped for, or intended?": "Apa yang diharapkan atau dituju?",
    "Who was involved, and how?": "Siapa yang terlibat, dan bagaimana?",
    "What happened, step by step, and why?": "Apa yang terjadi, langkah demi langkah, dan mengapa?",
    "What came of it, and for whom?": "Apa akibatnya, dan bagi siapa?",
    # poetic display
    "Every word is the participants'; lines end where a sentence or a clause ends.": (
        "Setiap kata adalah kata partisipan; baris berakhir di akhir kalimat atau klausa."
    ),
    # prediction
    "Prediction": "Prediksi",
    "What is predicted, for whom, and until when?": "Apa yang diprediksi, bagi siapa, dan sampai kapan?",
    "Evidence for": "Bukti yang mendukung",
    "What makes it likely?": "Apa yang membuatnya mungkin terjadi?",
    "Evidence against": "Bukti yang menentang",
    "What makes it unlikely?": "Apa yang membuatnya sulit terjadi?",
    "Verdict of the informant": "Penilaian informan",
    "Who judges it, and when?": "Siapa yang menilai, dan kapan?",
    "Did it turn out as predicted: wholly, in part, or not?": (
        "Apakah terjadi seperti yang diprediksi: sepenuhnya, sebagian, atau tidak?"
    ),
    "Why": "Mengapa",
    "What brought it about, or prevented it, in the informant's view?": (
        "Menurut informan, apa yang menyebabkan atau mencegahnya?"
    ),
    "Informant": "Informan",
    "rival explanation": "penjelasan tandingan",
    "supported": "didukung",
    "qualified": "didukung dengan syarat",
    "refuted": "ditolak",
    "tentative": "sementara",
}


def say(phrase: str, language: str, **values: Any) -> str:
    """The phrase in a language (English where the language is unknown), its slots filled.

    Raises KeyError for a phrase that forms do not have.

    >>> say("Stage {number}", "id", number=3)
    'Tahap 3'
    """
    indonesian = PHRASES[phrase]
    said = indonesian if language.partition("-")[0] == "id" else phrase
    return said.format(**values) if values else said


def named(name: str, language: str) -> str:
    """The name of an attribute as a heading: in the language where forms have it, else as it was given.

    >>> named("site", "id"), named("jabatan", "en")
    ('Lokasi', 'Jabatan')
    """
    said = say(name, language) if name in PHRASES else name
    return said[:1].upper() + said[1:]
