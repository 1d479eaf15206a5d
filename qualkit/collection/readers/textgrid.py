"""Praat TextGrid (.TextGrid): intervals of tiers, a tier a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks, opening
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import recognised, seconds_in
from qualkit.collection.utterances import Utterance, in_order
from qualkit.errors import InvalidInput

SUFFIXES = (".textgrid",)
_HEAD = re.compile(r'\s*(?:File type\s*=\s*)?"ooTextFile(?: short)?"\s+(?:Object class\s*=\s*)?"TextGrid"')
# Long and short files hold the same values; in the long one, names and = stand before them.
_VALUE = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?<![\w\[.])(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w\]])|<exists>'
)
_MOST = 10_000_000


def sniff(data: bytes) -> bool:
    """Tell a TextGrid by its first lines."""
    return bool(_HEAD.match(opening(data)))


def read(data: bytes) -> Reading:
    """Read intervals with text as a transcript, in the order of time; points are left out.

    Raises
    ------
    InvalidInput
        It is no TextGrid, ends too early, or has no intervals with text.
    """
    text, encoding = decode_naming_encoding(data)
    head = _HEAD.match(text)
    if head is None:
        raise InvalidInput('line 1: a TextGrid begins with File type = "ooTextFile", this file does not.')
    values = _values(text[head.end() :])
    said: list[Utterance] = []
    points = 0
    for _ in range(_count(values, skipped=2)):
        kind, name = _text(values), _text(values)
        entries = _count(values, skipped=2)
        if kind == "IntervalTier":
            said += [_interval(values, name) for _ in range(entries)]
        else:
            points += entries
            _skip(values, 2 * entries)
    remarks = [f"{points} points left out: only intervals hold speech."] if points else []
    return recognised(in_order(said), remarks=(*encoding_remarks(encoding), *remarks))


def _values(text: str) -> Iterator[float | str]:
    for found in _VALUE.finditer(text):
        if found["text"] is not None:
            yield found["text"].replace('""', '"')
        elif found["number"] is not None:
            yield float(found["number"])


def _interval(values: Iterator[float | str], name: str) -> Utterance:
    begins, ends = _number(values), _number(values)
    return Utterance(_text(values), name, seconds_in(begins), seconds_in(ends))


def _count(values: Iterator[float | str], *, skipped: int) -> int:
    """Read a number of things, behind the times at which all begins and ends."""
    _skip(values, skipped)
    count = _number(values)
    if not 0 <= count <= _MOST or count != int(count):
        raise InvalidInput(f"The TextGrid is malformed: {count} is no number of tiers or intervals.")
    return int(count)


def _skip(values: Iterator[float | str], count: int) -> None:
    if sum(1 for _ in islice(values, count)) < count:
        raise _cut_short()


def _number(values: Iterator[float | str]) -> float:
    value = next(values, None)
    if value is None:
        raise _cut_short()
    if isinstance(value, str):
        raise InvalidInput(
            f"The TextGrid is malformed: it has the text {value[:40]!r} where a number should be."
        )
    return value


def _text(values: Iterator[float | str]) -> str:
    value = next(values, None)
    if value is None:
        raise _cut_short()
    if not isinstance(value, str):
        raise InvalidInput(f"The TextGrid is malformed: it has the number {value} where a text should be.")
    return value


def _cut_short() -> InvalidInput:
    return InvalidInput("The TextGrid ends too early: it is cut short. Save it again in Praat.")
