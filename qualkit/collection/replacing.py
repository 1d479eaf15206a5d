"""Words in a text replaced by pseudonyms, and where spans of the text are then."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

from qualkit.errors import Conflict, InvalidInput

_WORD = regex.compile(r"(?:[^\W_]|\p{M})+")
_WORDS = regex.compile(rf"{_WORD.pattern}(?:[\s.'’-]{{1,4}}{_WORD.pattern})*")
_BETWEEN = re.compile(r"[\s.'’-]{1,4}")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A stretch ``[start, end)`` of a text, its words, the rule that found it, and its replacement."""

    start: int
    end: int
    words: str
    rule: str
    replacement: str


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
