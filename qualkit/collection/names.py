"""Names of people, places and organisations in texts: by titles, by capitals that recur, or by spaCy."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from typing import Any

import regex

from qualkit.collection.speakers import role_word
from qualkit.collection.vocabulary import words

_TITLES = words(
    "pak bu bapak ibu mas mbak kang bang kak abang kakak haji hj h dr drs dra prof ir mr mrs ms miss sir"
    " madam tuan nyonya nona ustaz ustadz kiai teuku tgk baiq"
)
_SHORT = words("h dr drs dra prof ir mr mrs ms jl tgk")
_PREPOSITIONS = words("di ke dari in at from to near kota kabupaten kecamatan desa provinsi jalan jl pulau")
_OFFICES = words(
    "kadis kabid kabag kasi kasubag kasubbag sekda sekdin sekretaris kepala ketua wakil direktur manajer"
    " gubernur bupati camat lurah kades menteri presiden rektor dekan dokter dok perawat bidan guru dosen"
    " hakim jaksa head chair director manager president minister governor mayor dean doctor nurse coach"
)
_BODIES = words("pt cv ud yayasan universitas bank dinas kantor university company institute foundation")
_NO_NAMES = words(
    "senin selasa rabu kamis jumat sabtu minggu ahad monday tuesday wednesday thursday friday saturday sunday"
    " januari februari maret april mei juni juli agustus september oktober november desember january february"
    " march may june july august october december indonesia indonesian english inggris allah tuhan god islam"
    " ramadan ramadhan lebaran idul natal covid internet whatsapp zoom google excel word email i"
    " rp anda whats app idulfitri"
)
_ENTITIES = {
    "PERSON": "person",
    "PER": "person",
    "GPE": "place",
    "LOC": "place",
    "ORG": "organisation",
}
_CAPITAL = r"[\p{Lu}\p{Lt}][\p{L}\p{M}]*(?:(?:-|['’](?!(?:s|m|d|t|ll|re|ve)\b))[\p{L}\p{M}]+)*"
_SEQUENCE = regex.compile(rf"(?<!\w){_CAPITAL}(?:[ \t]+{_CAPITAL}){{0,3}}(?![\w\p{{M}}])")
_BEFORE = re.compile(r"(?P<word>\w+)(?P<stop>\.?)[ \t]$")
_WORD = re.compile(r"\S+")
_ABSTRACT = re.compile(r"(?:Ke|Pe)\w{4,}an|Sub\w+|\w+sasi")
"""Indonesian nouns that name fields and units of an administration: Kebudayaan, Penyuluhan, Organisasi."""
_REACH = 30
_STARTS = re.compile(r"(?:^|[.?!:;…\n“\"(\[•*>-])\s*$")


@dataclass(slots=True)
class Name:
    """A name found, as what, how often, and where it was seen first in each source."""

    kind: str
    count: int = 0
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def seen(self, source: str, start: int, end: int) -> None:
        """Count it once more."""
        self.count += 1
        self.places.setdefault(source, (start, end))


def find_names(
    texts: Mapping[str, str], *, language: str, speakers: frozenset[str] = frozenset()
) -> dict[str, Name]:
    """Find names in texts.

    Where a trained spaCy pipeline for the language is installed, its entities count as well. Capitals alone
    count where they stand inside a sentence, twice at least, and the word is never written small.

    Parameters
    ----------
    texts
        Texts by source.
    language
        Their ISO code.
    speakers
        The speakers of the transcripts; those who are called by a name are persons.

    Returns
    -------
    dict
        What was found, by the name as it is written, without titles.
    """
    small = _written_small(texts)
    found: dict[str, Name] = {}
    inside: Counter[str] = Counter()
    for source, text in texts.items():
        for name, kind, span, sure in _capitals(text, small):
            found.setdefault(name, Name(kind)).seen(source, *span)
            found[name].kind = kind if sure else found[name].kind
            inside[name] += 2 if sure else 1
    kept = {
        name: each
        for name, each in found.items()
        if inside[name] > 1 and not (language == "id" and each.kind == "name" and _ABSTRACT.fullmatch(name))
    }
    for name, kind, source, span in _entities(texts, language):
        kept.setdefault(name, Name(kind)).seen(source, *span)
    for speaker in speakers:
        acronym = speaker.isupper() and " " not in speaker
        if (
            not role_word(speaker)
            and not acronym
            and _SEQUENCE.fullmatch(speaker)
            and speaker.casefold() not in small
        ):
            kept.setdefault(speaker, Name("person"))
            kept[speaker].kind = "person"
    return kept


def same_person(names: Mapping[str, Name]) -> dict[str, str]:
    """For each name the fullest form of it: ``Wahyuni`` is ``Sri Wahyuni`` where nobody else is called so."""
    parts = {name: set(name.casefold().split()) for name in names}
    called: dict[str, set[str]] = defaultdict(set)
    for name, own in parts.items():
        if names[name].kind in ("person", "name"):
            for part in own:
                called[part].add(name)
    whole = {}
    for name, own in parts.items():
        shared = set.intersection(*(called[part] for part in own))
        fuller = {each for each in shared if own < parts[each] and _may_be_same(names[name], names[each])}
        longest = max(sorted(fuller), key=lambda each: len(parts[each]), default=name)
        whole[name] = longest if all(parts[each] <= parts[longest] for each in fuller) else name
    return whole


def _may_be_same(name: Name, fuller: Name) -> bool:
    """Whether a name can be short for another; behind "to" or "di" also a person's looks like a place."""
    return name.kind in ("person", "name") or (name.kind == "place" and fuller.kind == "person")


def _written_small(texts: Mapping[str, str]) -> set[str]:
    """The words that are written with a small letter somewhere, and so are no names."""
    return {word for text in texts.values() for word in set(re.findall(r"\w+", text)) if word == word.lower()}


def _capitals(text: str, small: set[str]) -> Iterator[tuple[str, str, tuple[int, int], bool]]:
    """Give sequences of words with capitals that may be names: name, kind, span, and whether it is sure."""
    for match in _SEQUENCE.finditer(text):
        titled, parts = _untitled(
            list(_WORD.finditer(text, *match.span())), titled=_title_before(text, match.start())
        )
        parts = _named(parts, small, titled=titled)
        if not parts:
            continue
        start, end = parts[0].start(), parts[-1].end()
        opens = start == match.start() and bool(_STARTS.search(text, max(0, start - 3), start))
        if titled or not opens or len(parts) > 1:
            before = _word_before(text, start)
            yield text[start:end], _kind(parts[0][0], before, titled=titled), (start, end), titled


def _named(parts: list[re.Match[str]], small: set[str], *, titled: bool) -> list[re.Match[str]]:
    """The words that may be a name; behind a title also one that is written small elsewhere."""
    called = list(takewhile(lambda part: _may_be_called(part[0]), parts)) if titled else []
    if called:
        return called
    named = list(dropwhile(lambda part: not _may_name(part[0], small), parts))
    while named and not _may_name(named[-1][0], small):
        named.pop()
    return named


def _untitled(parts: list[re.Match[str]], *, titled: bool) -> tuple[bool, list[re.Match[str]]]:
    """Take what stands behind the last title; say whether there was one, there or before it."""
    last = max((place for place, part in enumerate(parts) if part[0].casefold() in _TITLES), default=-1)
    return titled or last >= 0, parts[last + 1 :]


def _title_before(text: str, start: int) -> bool:
    found = _BEFORE.search(text, max(0, start - _REACH), start)
    if found is None or found["word"].casefold() not in _TITLES:
        return False
    return not found["stop"] or found["word"].casefold() in _SHORT


def _word_before(text: str, start: int) -> str:
    found = _BEFORE.search(text, max(0, start - _REACH), start)
    return found["word"].casefold() if found else ""


def _may_name(word: str, small: set[str]) -> bool:
    return word.casefold() not in small and _may_be_called(word)


def _may_be_called(word: str) -> bool:
    folded = word.casefold()
    known = folded in _NO_NAMES or folded in _OFFICES or folded in _TITLES or role_word(word)
    return len(word) > 1 and not word.isupper() and not known and not folded.endswith("-nya")


def _kind(first: str, before: str, *, titled: bool) -> str:
    if titled:
        return "person"
    if first.casefold() in _BODIES:
        return "organisation"
    return "place" if before in _PREPOSITIONS else "name"


def _entities(texts: Mapping[str, str], language: str) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    pipeline = _trained(language)
    if pipeline is None:
        return
    sources, given = list(texts), list(texts.values())
    pipeline.max_length = max(pipeline.max_length, *map(len, given), 1)
    for source, document in zip(sources, pipeline.pipe(given), strict=True):
        for entity in document.ents:
            kind = _ENTITIES.get(entity.label_)
            if kind and entity.text.strip():
                yield entity.text.strip(), kind, source, (entity.start_char, entity.end_char)


def _trained(language: str) -> Any:
    """A pipeline for the language that finds entities, if one is installed; nothing is ever downloaded."""
    import spacy

    for name in sorted(spacy.util.get_installed_models()):
        if name.startswith(f"{language}_"):
            pipeline = spacy.load(name)
            if "ner" in pipeline.pipe_names:
                return pipeline
    return None
