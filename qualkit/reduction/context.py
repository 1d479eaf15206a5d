"""What stands around a span of a text."""

from __future__ import annotations

import re

_WHITESPACE = re.compile(r"\s+")


def before(text: str, end: int, *, most: int) -> str:
    """The words before an offset that fit into so many code points, on one line."""
    start = max(end - most, 0)
    if start and not text[start - 1].isspace():
        start = next((at for at in range(start, end) if text[at].isspace()), start)
    return on_one_line(text[start:end]).lstrip()


def after(text: str, start: int, *, most: int) -> str:
    """The words after an offset that fit into so many code points, on one line."""
    end = min(start + most, len(text))
    if end < len(text) and not text[end].isspace():
        end = next((at for at in range(end - 1, start - 1, -1) if text[at].isspace()), end)
    return on_one_line(text[start:end]).rstrip()


def on_one_line(text: str) -> str:
    """The text with one space for any white space."""
    return _WHITESPACE.sub(" ", text)


def marked(text: str, start: int, end: int, *, most: int = 40) -> str:
    """The span in brackets, with so many code points around it at the most on either side.

    Examples
    --------
    >>> marked("Kami membawa surat tugas ke dinas.", 13, 24, most=10)
    'membawa [surat tugas] ke dinas.'
    """
    inner = on_one_line(text[start:end])
    return f"{before(text, start, most=most)}[{inner}]{after(text, end, most=most)}"
