"""Google Speech-to-Text (.json): words with speaker tags, or results one by one."""

from __future__ import annotations

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
from qualkit.collection.utterances import Utterance
from qualkit.errors import InvalidInput

SUFFIXES = (".json",)
_TAGS = ("speakerTag", "speaker_tag", "speakerLabel", "speaker_label")
_STARTS = ("startTime", "start_time", "startOffset", "start_offset")
_ENDS = ("endTime", "end_time", "endOffset", "end_offset")


def sniff(data: bytes) -> bool:
    """Tell Google by results whose alternatives have a transcript, or words with a start time."""
    if not is_json(data) or b'"alternatives"' not in data or b'"timestamps"' in data:
        return False
    try:
        best = [at(each, "alternatives", 0) for each in _results(parse_json(data))]
    except InvalidInput:
        return False
    return any("transcript" in each or "words" in each for each in best if isinstance(each, dict))


def read(data: bytes) -> Reading:
    """Read results as a transcript.

    Where speakers are told apart, the last result repeats all words with their speakers, and counts.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    results = _results(parse_json(data))
    language = next(filter(None, (words_in(each, "languageCode") for each in results)), "")
    return recognised(_utterances(results), language=language.partition("-")[0])


def _results(content: Any) -> list[dict[str, Any]]:
    inner = at(content, "response")
    return listed(content if inner is None else inner, "results")


def _utterances(results: list[dict[str, Any]]) -> Iterator[Utterance]:
    last = listed(results, -1, "alternatives", 0, "words")
    if any(_first(word, _TAGS) for word in last):
        yield from spoken(_word(each) for each in last)
        return
    for result in results:
        words = [_word(each) for each in listed(result, "alternatives", 0, "words")]
        text = words_in(result, "alternatives", 0, "transcript") or " ".join(word.text for word in words)
        begins = next((word.begins for word in words if word.begins is not None), None)
        ends = words[-1].ends if words else _time(result, ("resultEndTime", "resultEndOffset"))
        yield Utterance(text, None, begins, ends)


def _word(each: dict[str, Any]) -> Word:
    return Word(
        words_in(each, "word"), speaker_in(_first(each, _TAGS)), _time(each, _STARTS), _time(each, _ENDS)
    )


def _first(value: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if value.get(name)), None)


def _time(value: dict[str, Any], names: tuple[str, ...]) -> float | None:
    """Read a time that is a text such as ``1.200s``, or seconds and nanoseconds apart."""
    found = _first(value, names)
    if not isinstance(found, dict):
        return seconds_in(found)
    whole, part = seconds_in(found, "seconds"), seconds_in(found, "nanos", unit=1e-9)
    return round((whole or 0) + (part or 0), 3)
