"""The printed words of graphs, in English and Indonesian."""

from __future__ import annotations

from typing import Any

PHRASES = {
    "Context chart": "Bagan konteks",
    "Context chart: {focus}": "Bagan konteks: {focus}",
    "Folk taxonomy": "Taksonomi rakyat",
    "Cognitive map: {whose}": "Peta kognitif: {whose}",
    "Decision model": "Model keputusan",
    "Event–state network": "Jaringan peristiwa–keadaan",
    "Composite sequence": "Rangkaian gabungan",
    "Causal chain": "Rantai sebab-akibat",
    "Causal chain to {outcome}": "Rantai sebab-akibat menuju {outcome}",
    "Causal network: {case}": "Jaringan sebab-akibat: {case}",
    "Cross-case causal network: {outcome}": "Jaringan sebab-akibat lintas kasus: {outcome}",
    "Code map": "Peta kode",
    "not recorded": "tidak dicatat",
    "event": "peristiwa",
    "state": "keadaan",
    "decision": "keputusan",
    "end": "akhir",
    "start": "awal",
    "Start": "Awal",
    "End": "Akhir",
    "yes": "ya",
    "no": "tidak",
    "H": "T",
    "M": "S",
    "L": "R",
    "H: high, M: middle, L: low": "T: tinggi, S: sedang, R: rendah",
    "is a kind of": "adalah sejenis",
    "belongs to": "termasuk",
    "is followed by": "diikuti oleh",
    "+ : the more, the more": "+ : makin banyak, makin banyak",
    "− : the more, the less": "− : makin banyak, makin sedikit",
    "± : both, or mixed": "± : keduanya, atau campuran",
    "+ : good relation": "+ : hubungan baik",
    "− : strained relation": "− : hubungan tegang",
    "± : mixed relation": "± : hubungan campuran",
    "thicker line: more cases": "garis lebih tebal: lebih banyak kasus",
    "1 coding": "1 pengodean",
    "{n} codings": "{n} pengodean",
    "no coding is given as evidence": "tidak ada pengodean yang diberikan sebagai bukti",
    "1 case": "1 kasus",
    "{n} cases": "{n} kasus",
    "and {n} more": "dan {n} lainnya",
    "Every arrow: “{relation}”.": "Setiap anak panah: “{relation}”.",
    "Feedback: {circle}.": "Umpan balik: {circle}.",
    "{n} more circles of feedback.": "{n} lingkaran umpan balik lainnya.",
    "Codings cited as evidence that are no longer accepted, left out: {n}.": (
        "Pengodean yang dirujuk sebagai bukti tetapi tidak lagi diterima, tidak disertakan: {n}."
    ),
    "Relations of something with itself, left out: {n}.": (
        "Hubungan sesuatu dengan dirinya sendiri, tidak disertakan: {n}."
    ),
    "{n} nodes are more than a page can show legibly; narrow the graph.": (
        "{n} simpul terlalu banyak untuk satu halaman agar terbaca; persempit graf ini."
    ),
    "{nodes} nodes, {edges} connections.": "{nodes} simpul, {edges} sambungan.",
    "Nodes: {names}.": "Simpul: {names}.",
    "The tree follows the codebook's hierarchy.": "Pohon mengikuti hierarki buku kode.",
    "Only codes in vivo and those above them.": "Hanya kode in vivo dan kode di atasnya.",
    "Below each term: {what}.": "Di bawah setiap istilah: {what}.",
    "n: number of accepted codings": "n: jumlah pengodean yang diterima",
    "Not drawn, without a recorded {what}: {names}.": "Tidak digambar, tanpa {what} yang dicatat: {names}.",
    "A case goes the way “yes” where the criterion is coded in it at least once; an end is reached where "
    "it is coded.": (
        "Sebuah kasus menempuh jalan “ya” bila kriterianya dikode di dalamnya sedikitnya satu kali; "
        "suatu akhir dicapai bila akhir itu dikode."
    ),
    "The model holds for {hits} of {all} cases with a coded end.": (
        "Model ini berlaku bagi {hits} dari {all} kasus yang akhirnya dikode."
    ),
    "No end is coded in: {cases}.": "Tidak ada akhir yang dikode pada: {cases}.",
    "Miss: {case} reached {actual}, where the criteria lead to {predicted} ({answers}).": (
        "Meleset: {case} mencapai {actual}, padahal kriterianya mengarah ke {predicted} ({answers})."
    ),
    "without {criterion}": "tanpa {criterion}",
    "with {criterion}": "dengan {criterion}",
    "no end": "tidak ada akhir",
    "Each stage stands where a case first comes to it.": (
        "Setiap tahap ditempatkan pada saat kasus pertama kali mencapainya."
    ),
    "Order: when what is told took place; where that is not recorded, date of the source and place in it.": (
        "Urutan: waktu terjadinya hal yang diceritakan; bila tidak dicatat, tanggal sumber dan letak di "
        "dalamnya."
    ),
    "Codings without a date, put last: {n}.": "Pengodean tanpa tanggal, ditempatkan terakhir: {n}.",
    "No stage is coded in: {cases}.": "Tidak ada tahap yang dikode pada: {cases}.",
    "Numbers on arrows: cases that go this way.": "Angka pada anak panah: kasus yang menempuh jalan itu.",
    "Numbers in brackets are those of the sentences.": (
        "Angka dalam kurung adalah nomor kalimat penjelasnya."
    ),
    "Stream {number}: {path} (sentences {sentences}).": "Alur {number}: {path} (kalimat {sentences}).",
    "Stream {number}: {path} ({cases}).": "Alur {number}: {path} ({cases}).",
    "Further streams are not listed.": "Alur lainnya tidak dicantumkan.",
    "Ratings: the median weight of the case's codings, in thirds of the scale of the code, or else of "
    "the weights given in the study.": (
        "Peringkat: median bobot pengodean kasus itu, dalam pertigaan skala kode, atau bila tidak ada, "
        "dalam pertigaan bobot yang diberikan dalam studi."
    ),
    "Ratings from attributes of the cases: {names}.": "Peringkat dari atribut kasus: {names}.",
    "Antecedents in every case with a path: {names}.": (
        "Anteseden pada setiap kasus yang memiliki jalur: {names}."
    ),
    "No antecedent is shared by all cases with a path.": (
        "Tidak ada anteseden yang dimiliki semua kasus yang memiliki jalur."
    ),
    "Without a path to the outcome: {cases}.": "Tanpa jalur menuju hasil: {cases}.",
    "Numbers on arrows: cases of {all} in which the relation holds.": (
        "Angka pada anak panah: kasus, dari {all}, yang memuat hubungan itu."
    ),
}


def say(phrase: str, language: str, **values: Any) -> str:
    """The phrase in a language (English where the language is unknown), its slots filled.

    Raises KeyError for a phrase that graphs do not have.

    >>> say("{n} cases", "id", n=3)
    '3 kasus'
    """
    indonesian = PHRASES[phrase]
    said = indonesian if language.partition("-")[0] == "id" else phrase
    return said.format(**values) if values else said
