"""Copies of a text made for matching, and the way back to the text itself.

Matching wants one form of every letter: composed, of one case, with one space between words. The text of
a source is never rewritten, so a copy carries the stretches where its offsets part from the original's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]

WORD = 1
EXTENDER = 2

_CODE_POINTS = 0x110000
_TYPED = {"‘": "'", "’": "'", "‐": "-", "‑": "-"}  # what a word processor makes of what was typed
_JOINERS = "\u200c\u200d"
_BEFORE = (-1, 0, -1, 0)


class Change(NamedTuple):
    """A stretch ``[start, end)`` of the original that reads ``copied`` in the copy."""

    start: int
    end: int
    copied: str


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """A text rewritten for matching; ``changes`` holds a row of four offsets for each rewritten stretch.

    The columns are where the stretch starts and ends in the copy, then in the original. The first row
    stands before the text, so that every offset has a stretch on its left.
    """

    text: str
    changes: Offsets

    def original(self, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
        """Offsets in the original of spans of the copy, widened to whole rewritten stretches."""
        if len(self.changes) == 1:
            return starts, ends
        copied_start, copied_end, start, end = self.changes.T
        left = np.searchsorted(copied_start, starts, side="right") - 1
        right = np.searchsorted(copied_start, ends, side="left") - 1
        return (
            np.where(starts < copied_end[left], start[left], end[left] + starts - copied_end[left]),
            np.where(ends <= copied_end[right], end[right], end[right] + ends - copied_end[right]),
        )


def rewritten(text: str, changes: Iterable[Change]) -> Copy:
    """The text with the changes made; they are in order and do not overlap."""
    pieces: list[str] = []
    rows = [_BEFORE]
    length = done = 0
    for start, end, copied in changes:
        pieces += (text[done:start], copied)
        length += start - done
        rows.append((length, length + len(copied), start, end))
        length, done = length + len(copied), end
    pieces.append(text[done:])
    return Copy("".join(pieces), np.array(rows, np.int64))


def composed(text: str) -> Copy:
    """The text in composed characters (NFC), otherwise as it is."""
    return rewritten(text, () if _is_composed(text) else _compositions(text, text, _nfc))


def folded(text: str) -> Copy:
    """The text in composed characters of one case, with one space for any run of white space.

    An apostrophe or hyphen is the one that is typed. Case is folded one code point to one: where
    Unicode would fold to two, the lower-case letter is kept.
    """
    plain = fold(text)
    if not (_is_composed(text) and _is_composed(plain)):
        copy = rewritten(text, _compositions(text, plain, _folded_nfc))
        return Copy(fold(copy.text), copy.changes)
    return _spaced(plain)


def fold(text: str) -> str:
    """The text with the case of each code point folded, and each white space a space; as long as before."""
    if text.isascii():
        return text.encode("ascii").translate(_ascii_folding()).decode("ascii")
    return _text(_folding()[code_points(text)])


def kinds(text: str) -> NDArray[np.uint8]:
    """For each code point of the text, whether it is a `WORD` character and an `EXTENDER` (a mark or joiner).

    An extender belongs to a word if what it stands on does: not that of ❤️, which is written with one. The
    array has one more element at either end, which is neither: the outside of the text.
    """
    around = np.zeros(len(text) + 2, np.uint8)
    if text.isascii():
        around[1:-1] = np.frombuffer(text.encode("ascii").translate(_kinds()[:256].tobytes()), np.uint8)
        return around
    around[1:-1] = _kinds()[code_points(text)]
    extenders = np.flatnonzero(around & EXTENDER)
    begins_run = np.diff(extenders, prepend=-1) > 1
    borne_by = np.maximum.accumulate(np.where(begins_run, extenders - 1, 0))
    around[extenders] = EXTENDER | (around[borne_by] & WORD)
    return around


def code_points(text: str) -> NDArray[Any]:
    """The code points of a text as an array of unsigned integers."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _text(points: NDArray[Any]) -> str:
    return str(points.data, "ascii" if points.itemsize == 1 else "utf-32-le")


def _spaced(text: str) -> Copy:
    """The text with one space for each run of them; most texts need no other change, so it is fast."""
    points = code_points(text)
    space = points == ord(" ")
    further = np.flatnonzero(space[1:] & space[:-1]) + 1
    if not len(further):
        return rewritten(text, ())
    firsts = np.flatnonzero(np.diff(further, prepend=-1) > 1)
    starts = further[firsts] - 1
    ends = further[np.append(firsts[1:], len(further)) - 1] + 1
    copied = starts - firsts  # by then, as many spaces are gone as there were further ones
    rows = np.column_stack((copied, copied + 1, starts, ends))
    return Copy(_text(np.delete(points, further)), np.concatenate(([_BEFORE], rows)))


def _is_composed(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _compositions(text: str, plain: str, rewrite: Callable[[str], str]) -> Iterator[Change]:
    """The stretches of a text whose rewriting differs from `plain`, a version of it of the same length."""
    for stretch in _stretches().finditer(text):
        start, end = stretch.span()
        before, after = plain[start:end], rewrite(stretch[0])
        if before != after:
            yield _trimmed(start, before, after)


def _trimmed(start: int, before: str, after: str) -> Change:
    """The change from `before` to `after` without the characters that stay."""
    most = min(len(before), len(after)) - 1
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Change(start + head, start + len(before) - tail, after[head : len(after) - tail])


def _nfc(stretch: str) -> str:
    return unicodedata.normalize("NFC", stretch)


def _folded_nfc(stretch: str) -> str:
    if stretch.isspace():
        return " "
    # Folding can open a composition (J and caron have no composed form, j and caron have).
    return _nfc(fold(_nfc(stretch)))


@cache
def _stretches() -> Any:
    """A character with the marks after it, one with another composed form, or a run of white space."""
    import regex

    mark = r"\p{M}\p{NFC_QC=M}"
    return regex.compile(rf"[^{mark}][{mark}]+|\p{{NFC_QC=N}}|[{mark}]+|\s{{2,}}", regex.DOTALL)


@cache
def _everything() -> str:
    """Every code point at its own offset."""
    return str(np.arange(_CODE_POINTS, dtype="<u4").tobytes(), "utf-32-le", "surrogatepass")


@cache
def _folding() -> NDArray[np.uint32]:
    """The folded code point of every code point."""
    import regex

    table = np.arange(_CODE_POINTS, dtype="<u4")
    for match in regex.finditer(r"(?!\p{M})\p{Changes_When_Casefolded}", _everything()):
        table[match.start()] = ord(_folded_letter(match[0]))
    for match in regex.finditer(r"\s", _everything()):
        table[match.start()] = ord(" ")
    for sign, typed in _TYPED.items():
        table[ord(sign)] = ord(typed)
    table[0xD800:0xE000] = 0xFFFD  # lone surrogates cannot be handed to the automaton
    return table


def _folded_letter(letter: str) -> str:
    """The letter without its case, as one code point (İ, the only one without a short form, is an i)."""
    return next(each for each in (letter.casefold(), letter.lower(), "i") if len(each) == 1)


@cache
def _ascii_folding() -> bytes:
    return bytes(_folding()[:128].tolist()) + bytes(128)


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of every code point."""
    import regex

    table = np.zeros(_CODE_POINTS, np.uint8)
    for bit, pattern in ((WORD, r"\w+"), (EXTENDER, rf"[\p{{M}}{_JOINERS}]+")):
        for match in regex.finditer(pattern, _everything()):
            table[match.start() : match.end()] |= bit
    return table
