"""Speechmatics (.json): the words and speakers of its first format, or the results of its second."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from qualkit.collection.json_file import parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import (
    Word,
    at,
    glance,
    listed,
    recognised,
    seconds_in,
    speaker_in,
    spoken,
    words_in,
)
from qualkit.collection.utterances import Utterance, in_order

SUFFIXES = (".json",)
_PUNCTUATION = frozenset(".,?!;:")
_UNKNOWN = "UU"


def sniff(data: bytes) -> bool:
    """Tell Speechmatics by words with a name and a time, or by results with alternatives of content."""
    content = glance(data)
    first = at(content, "words", 0)
    named = isinstance(first, dict) and {"name", "time", "duration"} <= first.keys()
    return named or any(at(each, "alternatives", 0, "content") for each in listed(content, "results"))


def read(data: bytes) -> Reading:
    """Read words as a transcript; several channels are merged by time.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    content = parse_json(data)
    results = listed(content, "results")
    language = words_in(content, "metadata", "transcription_config", "language")
    return recognised(_of_results(results) if results else spoken(_named(content)), language=language)


def _of_results(results: list[dict[str, Any]]) -> list[Utterance]:
    channels: dict[str, list[Word]] = {}
    for each in results:
        channels.setdefault(words_in(each, "channel"), []).append(_word(each))
    return in_order([each for words in channels.values() for each in spoken(words)])


def _word(result: dict[str, Any]) -> Word:
    speaker = words_in(result, "alternatives", 0, "speaker")
    named = (words_in(result, "channel"), "" if speaker == _UNKNOWN else speaker)
    return Word(
        words_in(result, "alternatives", 0, "content"),
        " ".join(filter(None, named)) or None,
        seconds_in(result, "start_time"),
        seconds_in(result, "end_time"),
        attached=result.get("type") == "punctuation",
    )


def _named(content: Any) -> Iterator[Word]:
    """Give the words of the first format, in which speakers have stretches of time of their own."""
    speakers = sorted(listed(content, "speakers"), key=_begins)
    for each in listed(content, "words"):
        begins, lasts = seconds_in(each, "time"), seconds_in(each, "duration")
        place = bisect_right(speakers, _begins(each), key=_begins)
        text = words_in(each, "name")
        yield Word(
            text,
            speaker_in(speakers[place - 1], "name") if place else None,
            begins,
            None if begins is None or lasts is None else round(begins + lasts, 3),
            attached=text in _PUNCTUATION,
        )


def _begins(stretch: dict[str, Any]) -> float:
    return seconds_in(stretch, "time") or 0.0
