"""Where the paragraphs of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from qualkit.collection.spans import lines, trim
from qualkit.model import Turn

Separator = Literal["blank line", "line"]
"""What ends a paragraph: a blank line (Markdown, hard-wrapped text), or every line (Word)."""

_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:\s|$)")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S")
_RULE = re.compile(r"[ ]{0,3}(?:[-*_][ \t]*){3,}")


def paragraphs(
    text: str, start: int = 0, *, end: int | None = None, separator: Separator = "blank line"
) -> tuple[Turn, ...]:
    r"""Divide a text into paragraphs.

    A Markdown heading, a list item and a block of table rows are paragraphs of their own.

    Parameters
    ----------
    text
        The canonical text.
    start, end
        The part to divide, in characters; `end` defaults to the end of the text.
    separator
        What ends a paragraph in this format.

    Returns
    -------
    tuple of Turn
        In order, without speakers; they cover everything but white space and rules (``---``).

    Examples
    --------
    >>> text = "# Notulen\nRapat dibuka\npukul 09.00.\n\n- satu\n- dua"
    >>> [text[turn.start:turn.end] for turn in paragraphs(text)]
    ['# Notulen', 'Rapat dibuka\npukul 09.00.', '- satu', '- dua']
    """
    end = len(text) if end is None else end
    spans = (trim(text, *span) for span in _blocks(text, start, end, separator=separator))
    return tuple(Turn(start=first, end=last) for first, last in spans if first < last)


def _blocks(text: str, start: int, end: int, *, separator: Separator) -> Iterator[tuple[int, int]]:
    """Give the spans of paragraphs, each cut before the line that begins the next."""
    block = start
    before = ""
    for first, last in lines(text, start):
        if first >= end:
            break
        line = text[first : min(last, end)]
        if separator == "line" or _begins(line, before):
            yield block, first
            block = first
        if _RULE.fullmatch(line):
            block = min(last, end)
        before = line
    yield block, end


def _begins(line: str, before: str) -> bool:
    if not line.strip() or not before.strip() or _RULE.fullmatch(line):
        return True
    if _HEADING.match(line) or _HEADING.match(before) or _ITEM.match(line):
        return True
    return _is_row(line) != _is_row(before)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")
