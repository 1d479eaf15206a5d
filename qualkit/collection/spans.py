"""Small arithmetic on spans of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK_START = re.compile(r"\s*")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span so that it neither begins nor ends in white space.

    Returns
    -------
    tuple of int
        The narrower ``[start, end)``; empty (both equal) when the span was blank.

    Examples
    --------
    >>> trim("  ya ", 0, 5)
    (2, 4)
    """
    match = _BLANK_START.match(text, start, end)
    start = match.end() if match else start
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def trim_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a span as `trim` does, and leave out the end of bold or italics that began before it.

    Examples
    --------
    >>> trim_emphasis("**MK: Why?**", 6, 12)
    (6, 10)
    """
    start, end = trim(text, start, end)
    for mark in ("**", "__", "*"):
        if text.endswith(mark, start, end) and text.count(mark, start, end) % 2:
            return trim(text, start, end - len(mark))
    return start, end


def lines(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    r"""Give the spans of the lines of a text from an offset on, without their newlines.

    Only ``\n`` ends a line, so that a U+2028 stays inside it.
    """
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1
