"""The printed words of verification, in English and Indonesian."""

from __future__ import annotations

_INDONESIAN = {
    "converges": "sejalan",
    "complements": "melengkapi",
    "contradicts": "bertentangan",
    "silent": "tidak ada",
    "conclusion": "simpulan",
    "method": "metode",
    "source": "sumber",
    "coder": "pengode",
    "case": "kasus",
    "Convergence of the evidence by {by}": "Kesejalanan bukti menurut {by}",
    "converges: evidence for the conclusion, and none against it; complements: it only qualifies; "
    "contradicts: at least one piece against; silent: nothing cited. +, − and ± count pieces of evidence.": (
        "sejalan: ada bukti yang mendukung dan tidak ada yang menentang; melengkapi: hanya membatasi; "
        "bertentangan: sekurangnya satu bukti menentang; tidak ada: tidak ada yang dikutip. "
        "+, − dan ± menghitung bukti."
    ),
    "Credibility report": "Laporan kredibilitas",
    "Data version {version}, {events} events in the audit trail.": (
        "Versi data {version}, {events} peristiwa dalam jejak audit."
    ),
    "Material": "Bahan",
    "{sources} sources ({kinds}), {words} words, {cases} cases; {codings} codings by {coders}.": (
        "{sources} sumber ({kinds}), {words} kata, {cases} kasus; {codings} pengodean oleh {coders}."
    ),
    "interview": "wawancara",
    "observation": "observasi",
    "document": "dokumen",
    "survey": "survei",
    "No conclusions yet.": "Belum ada simpulan.",
    "Conclusions at a glance": "Ringkasan simpulan",
    "statement": "pernyataan",
    "verdict": "putusan",
    "for": "mendukung",
    "against": "menentang",
    "qualifying": "membatasi",
    "checks": "pemeriksaan",
    "changed": "berubah",
    "tentative": "sementara",
    "supported": "didukung",
    "qualified": "didukung dengan batasan",
    "refuted": "ditolak",
    "Scope": "Lingkup",
    "Research question": "Pertanyaan penelitian",
    "Confidence": "Keyakinan",
    "Rival explanations": "Penjelasan tandingan",
    "Verdict": "Putusan",
    "This conclusion is stale. Evidence that changed since it was cited: {number}.": (
        "Simpulan ini perlu ditinjau. Bukti yang berubah sejak dikutip: {number}."
    ),
    "Evidence for and against {name}": "Bukti yang mendukung dan menentang {name}",
    "stance": "sikap",
    "evidence": "bukti",
    "where": "letak",
    "note": "catatan",
    "supports": "mendukung",
    "qualifies": "membatasi",
    "summary": "ringkasan",
    "memo": "memo",
    "removed": "dihapus",
    "removed, acknowledged": "dihapus, diakui",
    "rejected": "ditolak",
    "recoded": "dikode ulang",
    "moved": "dipindahkan",
    "text changed": "teks berubah",
    "No evidence is cited.": "Tidak ada bukti yang dikutip.",
    "{name} case by case": "{name} kasus demi kasus",
    "mixed": "campuran",
    "not asked": "tidak ditanyakan",
    "Checks of {name}": "Pemeriksaan {name}",
    "tactic": "taktik",
    "looked at": "yang dilihat",
    "found": "yang ditemukan",
    "outcome": "hasil",
    "confirms": "menguatkan",
    "weakens": "melemahkan",
    "open": "terbuka",
    "Member checks of {name}": "Pengecekan anggota {name}",
    "participant": "partisipan",
    "answer": "jawaban",
    "said": "kata mereka",
    "what was changed": "yang diubah",
    "agrees": "setuju",
    "agrees in part": "setuju sebagian",
    "disagrees": "tidak setuju",
    "no answer": "tidak menjawab",
    "What is missing": "Yang belum ada",
    "Nothing that qualkit looks for is missing.": "Tidak ada kekurangan yang diperiksa qualkit.",
    "Does it still stand?": "Apakah simpulan ini masih berlaku?",
    "evidence that changed since it was cited: {number}": "bukti yang berubah sejak dikutip: {number}",
    "What supports it?": "Apa yang mendukungnya?",
    "no evidence for it is cited": "tidak ada bukti yang mendukung",
    "Does anybody else say so?": "Adakah yang lain mengatakan hal yang sama?",
    "all support comes from {source}": "semua dukungan berasal dari {source}",
    "Do other methods show it?": "Apakah metode lain menunjukkannya?",
    "all support comes from one kind of source": "semua dukungan berasal dari satu jenis sumber",
    "What speaks against it?": "Apa yang menentangnya?",
    "no negative evidence is cited, and no search for it recorded": (
        "tidak ada bukti negatif yang dikutip, dan pencariannya tidak dicatat"
    ),
    "Can it be called supported?": "Dapatkah disebut didukung?",
    "pieces of evidence against it: {number}": "bukti yang menentangnya: {number}",
    "What else could explain it?": "Apa lagi yang dapat menjelaskannya?",
    "no rival explanation is named": "tidak ada penjelasan tandingan",
    "Do participants recognise it?": "Apakah partisipan mengenalinya?",
    "no member check is recorded": "pengecekan anggota belum dicatat",
    "What does a colleague doubt?": "Apa yang diragukan rekan sejawat?",
    "no peer debriefing is recorded": "diskusi dengan rekan sejawat belum dicatat",
    "Must it be reworded?": "Perlukah dirumuskan ulang?",
    "a check weakens it ({tactics})": "ada pemeriksaan yang melemahkannya; lihat hasilnya",
    "Audit trail": "Jejak audit",
    "The trail is whole: every event follows on the one before, and the study is what its trail says.": (
        "Jejak ini utuh: setiap peristiwa menyambung pada yang sebelumnya, "
        "dan isi studi sesuai dengan jejaknya."
    ),
    "The trail is BROKEN at {number} places; the first is event {seq}: {problem}.": (
        "Jejak ini RUSAK di {number} tempat; yang pertama peristiwa {seq}. Rinciannya: study.verify_audit()."
    ),
    "What was done, by whom and when": "Apa yang dilakukan, oleh siapa dan kapan",
    "verb": "tindakan",
    "of": "terhadap",
    "events": "peristiwa",
    "by": "oleh",
    "first": "pertama",
    "last": "terakhir",
    "noting patterns": "mencatat pola",
    "seeing plausibility": "menilai kewajaran",
    "clustering": "mengelompokkan",
    "making metaphors": "membuat metafora",
    "counting": "menghitung",
    "making contrasts": "membandingkan",
    "partitioning variables": "memilah variabel",
    "subsuming particulars": "menggolongkan hal khusus ke yang umum",
    "factoring": "mencari faktor bersama",
    "noting relations": "mencatat hubungan antarvariabel",
    "finding intervening variables": "mencari variabel antara",
    "building a logical chain": "menyusun rantai bukti yang logis",
    "making conceptual coherence": "mencari kesesuaian konsep",
    "representativeness": "keterwakilan",
    "researcher effects": "pengaruh peneliti",
    "triangulation": "triangulasi",
    "weighting the evidence": "menimbang bukti",
    "outliers": "kasus menyimpang",
    "extreme cases": "kasus ekstrem",
    "surprises": "temuan tak terduga",
    "negative evidence": "bukti negatif",
    "if-then tests": "uji jika-maka",
    "spurious relations": "hubungan semu",
    "replication": "replikasi",
    "rival explanations": "penjelasan tandingan",
    "feedback from participants": "umpan balik partisipan",
    "peer debriefing": "diskusi dengan rekan sejawat",
    "study": "studi",
    "code": "kode",
    "coding": "pengodean",
    "check": "pemeriksaan",
    "link": "tautan",
    "query": "kueri",
    "display": "sajian",
    "history": "riwayat",
}

_VERBS = {
    "add": "menambahkan",
    "adopt theme": "menjadikan tema sebagai kode",
    "ask": "bertanya kepada model bahasa",
    "assign": "memasukkan ke kasus",
    "autocode": "mengode otomatis",
    "cast": "menetapkan penutur",
    "check": "memeriksa",
    "code": "mengode",
    "conclude": "menyimpulkan",
    "confirm": "mengukuhkan",
    "contradict": "menentang",
    "create": "membuat",
    "define": "mendefinisikan",
    "describe": "menerangkan",
    "draft summaries": "menyusun rancangan ringkasan",
    "exemplify": "memilih contoh",
    "forget query": "menghapus kueri",
    "forget display": "menghapus sajian",
    "save display": "menyimpan sajian",
    "import": "mengimpor",
    "join": "bergabung",
    "judge": "memberi putusan",
    "link": "menautkan",
    "mark": "menandai",
    "mark accepted": "menerima",
    "mark rejected": "menolak",
    "memo": "menulis memo",
    "merge": "menggabungkan studi",
    "merge codes": "menggabungkan kode",
    "merge codings": "menggabungkan pengodean",
    "move code": "memindahkan kode",
    "propose": "mengusulkan",
    "pseudonymise": "menyamarkan nama",
    "qualify": "membatasi",
    "read contact": "membaca lembar kontak",
    "reaffirm": "menegaskan kembali",
    "recode": "mengode ulang",
    "reconcile": "menyepakati",
    "remove": "menghapus",
    "rename": "mengganti nama",
    "rename code": "mengganti nama kode",
    "reopen": "membuka kembali",
    "retire code": "memensiunkan kode",
    "revise": "memperbaiki teks",
    "revive code": "memakai kembali kode",
    "save query": "menyimpan kueri",
    "split code": "memecah kode",
    "split coding": "memecah pengodean",
    "summarise": "meringkas",
    "support": "mendukung",
    "uncode": "menghapus kode",
    "undo": "membatalkan",
    "unlink": "melepas tautan",
    "use codebook": "memakai buku kode",
    "withdraw": "menarik kembali",
}
"""What the audit trail calls what was done: a verb is often spelt as the thing that it makes."""


def say(phrase: str, language: str, **values: object) -> str:
    """A phrase in a language (English where qualkit has no other words), with its values filled in.

    >>> say("stance", "id"), say("Checks of {name}", "en", name="C1")
    ('sikap', 'Checks of C1')
    """
    chosen = _INDONESIAN.get(phrase, phrase) if _is_indonesian(language) else phrase
    return chosen.format(**values)


def say_verb(verb: str, language: str) -> str:
    """What was done, as the audit trail says it, in a language as `say` has it.

    >>> say_verb("reconcile", "id"), say_verb("reconcile", "en")
    ('menyepakati', 'reconcile')
    """
    return _VERBS.get(verb, verb) if _is_indonesian(language) else verb


def _is_indonesian(language: str) -> bool:
    return language.partition("-")[0] == "id"
