"""Speechmatics (.json): the words and speakers of its first format, or the results of its second."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from qualkit.collection.json_file import is_json, parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import (
    Word,
    at,
    listed,
    recognised,
    seconds_in,
    speaker_in,
    spoken,
    words_in,
)
from qualkit.errors import InvalidInput

SUFFIXES = (".json",)
_PUNCTUATION = frozenset(".,?!;:")


def sniff(data: bytes) -> bool:
    """Tell Speechmatics by words with a name and a time, or by results with alternatives of content."""
    if not is_json(data):
        return False
    try:
        content = parse_json(data)
    except InvalidInput:
        return False
    if not isinstance(content, dict):
        return False
    first = (
        {"name", "time", "duration"} <= (at(content, "words", 0) or {}).keys()
        if _has(content, "words")
        else False
    )
    return first or (
        _has(content, "results") and at(content, "results", 0, "alternatives", 0, "content") is not None
    )


def read(data: bytes) -> Reading:
    """Read words as a transcript.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    content = parse_json(data)
    if listed(content, "results"):
        language = words_in(content, "metadata", "transcription_config", "language")
        return recognised(spoken(map(_result, listed(content, "results"))), language=language)
    return recognised(spoken(_named(content)))


def _has(content: dict[str, Any], name: str) -> bool:
    return isinstance(at(content, name, 0), dict)


def _result(each: dict[str, Any]) -> Word:
    speaker = speaker_in(each, "alternatives", 0, "speaker")
    return Word(
        words_in(each, "alternatives", 0, "content"),
        None if speaker == "UU" else speaker,
        seconds_in(each, "start_time"),
        seconds_in(each, "end_time"),
        each.get("type") == "punctuation",
    )


def _named(content: Any) -> Iterator[Word]:
    """Give the words of the first format, in which speakers have stretches of time of their own."""
    told = sorted(
        (seconds_in(each, "time") or 0.0, speaker_in(each, "name")) for each in listed(content, "speakers")
    )
    starts = [start for start, _ in told]
    for each in listed(content, "words"):
        begins = seconds_in(each, "time")
        lasts = seconds_in(each, "duration")
        place = bisect_right(starts, begins or 0.0) - 1
        ends = None if begins is None or lasts is None else round(begins + lasts, 3)
        text = words_in(each, "name")
        yield Word(text, told[place][1] if place >= 0 else None, begins, ends, text in _PUNCTUATION)
