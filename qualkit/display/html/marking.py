"""Where quoted words stand in a turn, and the turn cut there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Span = tuple[int, int]
Piece = tuple[str, bool]


def span(quoted: str, turn: str) -> Span | None:
    """Where a quotation stands in the turn that it begins in, or None where its words are not there.

    >>> span("b c", "a b c d"), span("c d e", "a b c d"), span("x", "a")
    ((2, 5), (4, 7), None)
    """
    start = turn.find(quoted)
    if start >= 0:
        return start, start + len(quoted)
    ends = (place for place in range(len(quoted) - 1, 0, -1) if quoted[place] == " ")
    within = next((end for end in ends if turn.endswith(quoted[:end])), None)
    return None if within is None else (len(turn) - within, len(turn))


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text cut at its spans, each piece with whether it is within one; overlapping spans are one.

    >>> pieces("abcdef", [(1, 3), (2, 4)])
    [('a', False), ('bcd', True), ('ef', False)]
    """
    cut: list[Piece] = []
    end = 0
    for first, last in _merged(spans):
        cut += [(text[end:first], False), (text[first:last], True)]
        end = last
    return [piece for piece in (*cut, (text[end:], False)) if piece[0]]


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for start, end in sorted(spans):
        if held is not None and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
