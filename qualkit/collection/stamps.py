"""Marks of time in the text of a transcript: ``[01:02]``, ``[00.01.02]``, ``#00:01:02-3#``."""

from __future__ import annotations

import re

CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
STAMP = (
    rf"(?:\[(?:{CLOCK}|\d{{1,2}}\.\d{{2}}(?:\.\d{{2}})?)\]"  # of most programs, and of QualCoder
    r"|\#\d{1,2}:\d{2}:\d{2}(?:[-.,]\d{1,3})?\#)"  # of f4 and MAXQDA
)
"""What a mark of time looks like: the source of a regular expression without groups."""

_FIRST = re.compile(rf"({STAMP})\s*")
_LAST = re.compile(rf"({STAMP})\Z")
_LONGEST = 20


def seconds(time: str) -> float:
    """Read ``h:mm:ss`` or ``mm:ss``, with or without a fraction, or a mark of time, as seconds.

    Examples
    --------
    >>> seconds("01:02:03.5"), seconds("[01.02]"), seconds("#00:01:02-3#")
    (3723.5, 62.0, 62.3)
    """
    digits = time.strip("[]()#").replace(",", ".").replace("-", ".")
    total = 0.0
    for part in (digits if ":" in digits else digits.replace(".", ":")).split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def opening_stamp(text: str, start: int, end: int) -> tuple[int, float | None]:
    """Give where a span begins without the marks of time at its start, and the last of their times."""
    time = None
    while match := _FIRST.match(text, start, end):
        start, time = match.end(), seconds(match[1])
    return start, time


def closing_stamp(text: str, start: int, end: int) -> tuple[int, float | None]:
    """Give where a span ends without the marks of time at its end, and the last of their times.

    Examples
    --------
    >>> closing_stamp("Gut. #00:00:08-4#", 0, 17)
    (4, 8.4)
    """
    time = None
    while match := _LAST.search(text, max(start, end - _LONGEST), end):
        end, time = match.start(), seconds(match[1]) if time is None else time
        while end > start and text[end - 1].isspace():
            end -= 1
    return end, time
