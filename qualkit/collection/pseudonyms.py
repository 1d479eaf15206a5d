"""Pseudonyms in the place of what identifies people: proposed, and put into texts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import pandas as pd
import regex

from qualkit.collection.identifiers import find_identifiers
from qualkit.collection.names import Name, find_names, same_person
from qualkit.errors import Conflict, InvalidInput

COLUMNS = ["kind", "original", "replacement", "count", "sources", "example", "confirmed"]
_WORD = regex.compile(r"[\w\p{M}]+")
_WORDS = regex.compile(rf"{_WORD.pattern}(?:[\s.'’-]{{1,4}}{_WORD.pattern})*")
_BETWEEN = re.compile(r"[\s.'’-]{1,4}")
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


@dataclass(frozen=True, slots=True)
class Replaced:
    """A stretch ``[start, end)`` of a text, its words, the rule that found it, and its replacement."""

    start: int
    end: int
    words: str
    rule: str
    replacement: str


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


class Replacer:
    r"""Finds what is to be replaced in texts, as whole words, the longest first.

    Names are found in any Unicode form and over line ends, not where a word with a capital is written
    small; what is no name is found as it stands.

    Parameters
    ----------
    rules
        Replacements by original.

    Raises
    ------
    InvalidInput
        An original or replacement is blank, or a replacement holds its original, and would hide nothing.
    Conflict
        A replacement is itself replaced, or one name that is only written otherwise has two replacements.

    Examples
    --------
    >>> Replacer({"Sri Wahyuni": "[Person 1]", "Ani": "[Person 2]"}).apply("Sri\nWahyuni: Animasi, Ani.")[0]
    '[Person 1]: Animasi, [Person 2].'
    """

    def __init__(self, rules: Mapping[str, str]) -> None:
        _check_together(rules)
        self._rules = dict(rules)
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._literal: list[str] = []
        for original in sorted(rules, key=len, reverse=True):
            self._check(original)
            if _WORDS.fullmatch(original):
                parts = tuple(_WORD.findall(original))
                self._first.setdefault(_folded(parts[0]), []).append((parts, original))
            else:
                self._literal.append(original)

    def find(self, text: str) -> list[Replaced]:
        """Find all places in a text, in order, none over another."""
        found = [*self._names(text), *self._literals(text)]
        kept: list[Replaced] = []
        for each in sorted(found, key=lambda one: (one.start, -one.end)):
            if not kept or each.start >= kept[-1].end:
                kept.append(each)
        return kept

    def apply(self, text: str) -> tuple[str, list[Replaced]]:
        """Give the text with pseudonyms, and what was replaced."""
        found = self.find(text)
        pieces, latest = [], 0
        for each in found:
            pieces += [text[latest : each.start], each.replacement]
            latest = each.end
        return "".join((*pieces, text[latest:])), found

    def _names(self, text: str) -> Iterator[Replaced]:
        if not self._first:
            return
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            match = self._at(text, words, place)
            if match is None:
                place += 1
                continue
            parts, original = match
            start, end = words[place].start(), words[place + len(parts) - 1].end()
            yield Replaced(start, end, text[start:end], original, self._rules[original])
            place += len(parts)

    def _at(
        self, text: str, words: Sequence[re.Match[str]], place: int
    ) -> tuple[tuple[str, ...], str] | None:
        for parts, original in self._first.get(_folded(words[place][0]), ()):
            run = words[place : place + len(parts)]
            if len(run) == len(parts) and all(map(_is_same, run, parts)) and _together(text, run):
                return parts, original
        return None

    def _literals(self, text: str) -> Iterator[Replaced]:
        for original in self._literal:
            for match in re.finditer(rf"(?<!\w){re.escape(original)}(?!\w)", text):
                yield Replaced(*match.span(), match[0], original, self._rules[original])

    def _check(self, original: str) -> None:
        replacement = self._rules[original]
        if not original.strip() or not replacement.strip():
            raise InvalidInput(
                f"A pseudonym needs an original and a replacement, not {original!r} and {replacement!r}."
            )
        if original != replacement and re.search(rf"(?<!\w){re.escape(original)}(?!\w)", replacement):
            raise InvalidInput(
                f"The replacement {replacement!r} still holds the original {original!r}. Choose another."
            )


def _check_together(rules: Mapping[str, str]) -> None:
    """Refuse rules that would leave it open what a text becomes, or what stood in it."""
    given: dict[str, str] = {}
    for original, replacement in rules.items():
        other = given.setdefault(_folded(original), replacement)
        if original not in (replacement, other) and other != replacement:
            raise Conflict(
                f"{original!r} is to become both {other!r} and {replacement!r}. Give it one pseudonym."
            )
    for original, replacement in rules.items():
        if original != replacement and _folded(replacement) in given:
            raise Conflict(
                f"{replacement!r} is to replace {original!r}, and is replaced itself. Choose another."
            )


def moved_offsets(offsets: Sequence[int], replaced: Sequence[Replaced], *, ends: bool) -> list[int]:
    """Where offsets of a text stand after its replacements; one inside an original moves to its outer edge.

    Parameters
    ----------
    offsets
        In the old text.
    replaced
        In order.
    ends
        Whether they are the ends of spans, which move out to the right; starts move to the left.
    """
    starts, pasts = [each.start for each in replaced], [each.end for each in replaced]
    shifts = [0, *accumulate(len(each.replacement) - (each.end - each.start) for each in replaced)]
    moved = []
    for offset in offsets:
        done = bisect_right(pasts, offset)
        inside = done < len(replaced) and starts[done] < offset
        if inside and ends:
            moved.append(replaced[done].end + shifts[done + 1])
        else:
            moved.append((starts[done] if inside else offset) + shifts[done])
    return moved


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _is_same(found: re.Match[str], part: str) -> bool:
    """Whether a word of the text is the part of a name; a capital may not be written small."""
    return _folded(found[0]) == _folded(part) and not (part[0].isupper() and found[0][0].islower())


def _together(text: str, run: Sequence[re.Match[str]]) -> bool:
    return all(_BETWEEN.fullmatch(text, one.end(), two.start()) for one, two in pairwise(run))


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
