"""Pseudonyms in the place of what identifies people: proposed, and put into texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from qualkit.collection.identifiers import find_identifiers
from qualkit.collection.names import Name, find_names, same_person
from qualkit.collection.replacing import Replacer

COLUMNS = ["kind", "original", "replacement", "count", "sources", "example", "confirmed"]
_UNSURE = ("name", "address")
_AROUND = 30
_NOUNS = {
    "id": {
        "person": "Orang",
        "name": "Nama",
        "place": "Tempat",
        "organisation": "Lembaga",
        "email": "Surel",
        "address": "Alamat",
        "phone": "Telepon",
        "id number": "Nomor identitas",
        "passport": "Paspor",
        "licence plate": "Pelat nomor",
        "handle": "Akun",
        "birth date": "Tanggal lahir",
    },
    "en": {
        "person": "Person",
        "name": "Name",
        "place": "Place",
        "organisation": "Organisation",
        "email": "E-mail",
        "address": "Address",
        "phone": "Phone",
        "id number": "ID number",
        "passport": "Passport",
        "licence plate": "Licence plate",
        "handle": "Account",
        "birth date": "Birth date",
    },
}


def propose(texts: Mapping[str, str], *, language: str, speakers: Iterable[str] = ()) -> pd.DataFrame:
    """Propose pseudonyms for what identifies people in texts.

    Parameters
    ----------
    texts
        Texts by source.
    language
        Their ISO code; the pseudonyms are Indonesian for ``id``, else English.
    speakers
        The speakers of the transcripts.

    Returns
    -------
    pandas.DataFrame
        One row for each way of writing: `kind original replacement count sources example confirmed`. Those
        of one person share a replacement. The surest come first, then the most frequent; nothing is
        confirmed yet.
    """
    found = find_names(texts, language=language, speakers=frozenset(speakers))
    for source, text in texts.items():
        for each in find_identifiers(text):
            found.setdefault(each.text, Name(each.kind)).seen(source, each.start, each.end)
    fullest = same_person(found)
    nouns = _NOUNS.get(language, _NOUNS["en"])
    numbers = _used(texts, nouns)
    given: dict[str, str] = {}
    counts = _counted(texts, found)
    rows = []
    for name in sorted(found, key=lambda each: _rank(found[fullest[each]].kind, fullest[each], each, counts)):
        if not counts[name] and found[name].places:
            continue
        whole = fullest[name]
        kind = found[whole].kind
        if whole not in given:
            numbers[kind] += 1
            given[whole] = f"[{nouns[kind]} {numbers[kind]}]"
        example = _example(found[name], texts)
        rows.append((kind, name, given[whole], counts[name], len(found[name].places), example, False))
    return pd.DataFrame(rows, columns=COLUMNS)


def _rank(kind: str, whole: str, name: str, counts: Mapping[str, int]) -> tuple[bool, int, str, int]:
    return kind in _UNSURE, -counts[whole], whole, -len(name)


def _counted(texts: Mapping[str, str], found: Mapping[str, Name]) -> Counter[str]:
    """How often each is written, whatever stands before it."""
    replacer = Replacer({name: name for name in found})
    return Counter(each.rule for text in texts.values() for each in replacer.find(text))


def scan(texts: Mapping[str, str], *, language: str, speakers: Iterable[str] = ()) -> pd.DataFrame:
    """Find what identifying text is left: `source start end kind text context`."""
    names = find_names(texts, language=language, speakers=frozenset(speakers))
    replacer = Replacer({name: name for name in names}) if names else None
    rows = []
    for source, text in texts.items():
        found = [(each.start, each.end, each.kind) for each in find_identifiers(text)]
        found += (
            [(each.start, each.end, names[each.rule].kind) for each in replacer.find(text)]
            if replacer
            else []
        )
        rows += [
            (source, start, end, kind, text[start:end], _context(text, start, end))
            for start, end, kind in sorted(found)
            if not _inside_pseudonym(text, start, end)
        ]
    return pd.DataFrame(rows, columns=["source", "start", "end", "kind", "text", "context"])


def _used(texts: Mapping[str, str], nouns: Mapping[str, str]) -> Counter[str]:
    """The highest number of each kind of pseudonym that stands in the texts already."""
    numbers: Counter[str] = Counter()
    for kind, noun in nouns.items():
        pattern = re.compile(rf"\[{re.escape(noun)} (\d{{1,6}})\]")
        numbers[kind] = max(
            (int(match[1]) for text in texts.values() for match in pattern.finditer(text)), default=0
        )
    return numbers


def _inside_pseudonym(text: str, start: int, end: int) -> bool:
    opened = text.rfind("[", max(0, start - _AROUND), start)
    return opened >= 0 and bool(re.fullmatch(r"\[[^\[\]\n]+ \d+\]", text[opened : text.find("]", end) + 1]))


def _example(name: Name, texts: Mapping[str, str]) -> str:
    for source, (start, end) in name.places.items():
        return _context(texts[source], start, end)
    return ""


def _context(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
