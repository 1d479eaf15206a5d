"""A text that was revised → where spans of the old text stand in the new one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

Fate = Literal["kept", "changed", "lost"]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
_MOST_COMPARED = 4_000_000
_TELLING = 12  # characters: what is shorter may stand at another place by chance
_ALIKE = 0.5
_SHORT = 1000


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a span stands in the new text, and what became of its words.

    They are the same (``kept``), were edited (``changed``), or are no longer there (``lost``).
    """

    start: int
    end: int
    fate: Fate


def moved(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Moved]:
    """Find where spans of an old text stand in a new one.

    The texts are compared line by line, and changed lines word by word. A span takes in what was inserted
    inside it, not what was inserted at its edges; an edge inside words that were replaced moves out to
    include all of the new ones. Words that stand just once in both texts are found wherever they went.

    Parameters
    ----------
    old, new
        The two texts.
    spans
        ``(start, end)`` in the old one.

    Returns
    -------
    list of Moved
        One for each span. A span is lost where its words were deleted, or so rewritten that less than
        half of them is left.

    Examples
    --------
    >>> moved("We signed it all.", "Then we signed it twice.", [(3, 12), (13, 16)])
    [Moved(start=8, end=17, fate='kept'), Moved(start=18, end=23, fate='lost')]
    """
    blocks = list(_blocks(old, new))
    firsts, pasts = [block.start for block in blocks], [block.end for block in blocks]
    return [
        _moved(
            old,
            (start, end),
            new,
            (
                blocks[bisect_right(firsts, start) - 1].start_of(start),
                blocks[bisect_left(pasts, end)].end_of(end),
            ),
        )
        for start, end in spans
    ]


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the old text, where it stands in the new one, and whether it is the same there."""

    start: int
    end: int
    new_start: int
    new_end: int
    same: bool

    def start_of(self, at: int) -> int:
        return self.new_start + (at - self.start if self.same else 0)

    def end_of(self, at: int) -> int:
        return self.new_end - (self.end - at if self.same else 0)


def _blocks(old: str, new: str) -> Iterator[_Block]:
    """Compare line by line, and lines that differ word by word; what was only inserted is no block."""
    for block in _compared(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if block.same:
            yield block
        else:
            for pair in _line_pairs(old, new, block):
                yield from _words_compared(old, new, pair)


def _line_pairs(old: str, new: str, block: _Block) -> Iterator[_Block]:
    """Pair lines that differ one by one where they are as many in both texts, as after many small changes."""
    before = old[block.start : block.end].splitlines(keepends=True)
    after = new[block.new_start : block.new_end].splitlines(keepends=True)
    if len(before) != len(after):
        yield block
        return
    starts, new_starts = _offsets(before), _offsets(after)
    for number in range(len(before)):
        yield _Block(
            block.start + starts[number],
            block.start + starts[number + 1],
            block.new_start + new_starts[number],
            block.new_start + new_starts[number + 1],
            same=False,
        )


def _words_compared(old: str, new: str, block: _Block) -> Iterator[_Block]:
    before = _TOKEN.findall(old[block.start : block.end])
    for part in _compared(before, _TOKEN.findall(new[block.new_start : block.new_end])):
        yield _Block(
            block.start + part.start,
            block.start + part.end,
            block.new_start + part.new_start,
            block.new_start + part.new_end,
            part.same,
        )


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """The blocks of two texts that are cut into pieces, in characters."""
    old_at, new_at = _offsets(old), _offsets(new)
    first = new_first = 0
    for past, new_past, length in (*_matches(old, new), (len(old), len(new), 0)):
        if past > first:
            yield _Block(old_at[first], old_at[past], new_at[new_first], new_at[new_past], same=False)
        first, new_first = past + length, new_past + length
        if length:
            yield _Block(old_at[past], old_at[first], new_at[new_past], new_at[new_first], same=True)


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The stretches that two sequences share, in order: where each starts in both, and its length.

    Pieces that stand just once in both divide the work (the patience diff of Bram Cohen), so that it grows
    with the length of the text; what lies between them is short.
    """
    first = new_first = 0
    for past, new_past in (*_anchors(old, new), (len(old), len(new))):
        for start, new_start, length in _shared(old[first:past], new[new_first:new_past]):
            yield first + start, new_first + new_start, length
        if past < len(old):
            yield past, new_past, 1
        first, new_first = past + 1, new_past + 1


def _shared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """What two short sequences share: their beginning, their end, and what difflib finds between."""
    head = _alike_pieces(old, new)
    tail = _alike_pieces(old[head:][::-1], new[head:][::-1])
    past, new_past = len(old) - tail, len(new) - tail
    yield 0, 0, head
    for start, new_start, length in _between(old[head:past], new[head:new_past]):
        yield head + start, head + new_start, length
    yield past, new_past, tail


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """What two sequences share; of very long ones that repeat themselves, what stands at the same place."""
    if len(old) * len(new) <= _MOST_COMPARED:
        yield from SequenceMatcher(_is_blank, old, new).get_matching_blocks()[:-1]
        return
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one == other:
            yield place, place, 1


def _alike_pieces(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces two sequences begin with that are the same."""
    pairs = zip(old, new, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of pieces that stand once in both sequences, as many as are in the same order in both."""
    places = _single(old)
    new_places = _single(new)
    pairs = [(place, new_places[piece]) for piece, place in places.items() if piece in new_places]
    tails: list[int] = []
    chain: list[tuple[int, int, int]] = []
    ends: list[int] = []
    for number, (place, new_place) in enumerate(pairs):
        at = bisect_left(tails, new_place)
        tails[at : at + 1] = [new_place]
        ends[at : at + 1] = [number]
        chain.append((place, new_place, ends[at - 1] if at else -1))
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        place, new_place, number = chain[number]
        found.append((place, new_place))
    return found[::-1]


def _single(pieces: Sequence[str]) -> dict[str, int]:
    counted = Counter(pieces)
    return {piece: place for place, piece in enumerate(pieces) if counted[piece] == 1}


def _offsets(pieces: Sequence[str]) -> list[int]:
    return [0, *accumulate(map(len, pieces))]


def _is_blank(piece: str) -> bool:
    return not piece.strip()


def _moved(old: str, span: tuple[int, int], new: str, place: tuple[int, int]) -> Moved:
    words = old[slice(*span)]
    start, end = _without_blanks(new, *place) if words == words.strip() else place
    found = new[start:end]
    if found.split() == words.split():
        return Moved(start, end, "kept")
    if start < end and found.strip() and _alike(words, found):
        return Moved(start, end, "changed")
    elsewhere = _only_place(words, old, new)
    return Moved(*elsewhere, "kept") if elsewhere else Moved(start, max(start, end), "lost")


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    found = text[start:end]
    if not found.strip():
        return start, end
    return start + len(found) - len(found.lstrip()), end - len(found) + len(found.rstrip())


def _only_place(words: str, old: str, new: str) -> tuple[int, int] | None:
    """Where words went that stand just once in both texts, and so cannot be taken for others."""
    if len(words) < _TELLING or old.count(words) != 1 or new.count(words) != 1:
        return None
    start = new.index(words)
    return start, start + len(words)


def _alike(old: str, new: str) -> bool:
    """Whether half of the words are still there, or half of the letters of a short text."""
    before, after = (Counter(_WORD.findall(text.casefold())) for text in (old, new))
    if before and (before & after).total() >= _ALIKE * before.total():
        return True
    short = max(len(old), len(new)) <= _SHORT
    return short and SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False).ratio() >= _ALIKE
