"""Google Speech-to-Text (.json): words with speaker tags, or results one by one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
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
_TAGS = ("speakerTag", "speaker_tag", "speakerLabel", "speaker_label")
_STARTS = ("startTime", "start_time", "startOffset", "start_offset")
_ENDS = ("endTime", "end_time", "endOffset", "end_offset")


def sniff(data: bytes) -> bool:
    """Tell Google by results whose alternatives have a transcript or words, and no timestamps as Watson's."""
    best = [at(each, "alternatives", 0) for each in _results(glance(data))]
    shapes = [each.keys() for each in best if isinstance(each, dict)]
    return any(keys & {"transcript", "words"} for keys in shapes) and not any(
        "timestamps" in keys for keys in shapes
    )


def read(data: bytes) -> Reading:
    """Read results as a transcript; several channels are merged by time.

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


def _utterances(results: list[dict[str, Any]]) -> Iterable[Utterance]:
    words = [_words(each) for each in results]
    if any(word.speaker for word in chain(*words)):
        return spoken(_told_apart(words))
    channels = [_first(each, ("channelTag", "channel_tag")) for each in results]
    several = any(each != channels[0] for each in channels)
    return in_order(
        [
            _utterance(result, said, f"Channel {channel}" if several else None)
            for result, said, channel in zip(results, words, channels, strict=True)
        ]
    )


def _told_apart(words: list[list[Word]]) -> Iterable[Word]:
    """Give the words of all results once: the last result may repeat those of all others, with speakers."""
    *others, last = (each for each in words if each)
    first = others[0][0].begins if others else None
    repeats = (last[0].begins or 0.0) <= (first or 0.0)
    return last if repeats else chain(*others, last)


def _utterance(result: dict[str, Any], words: list[Word], speaker: str | None) -> Utterance:
    text = words_in(result, "alternatives", 0, "transcript") or " ".join(word.text for word in words)
    ends = words[-1].ends if words else _time(result, ("resultEndTime", "resultEndOffset"))
    return Utterance(text, speaker, words[0].begins if words else None, ends)


def _words(result: dict[str, Any]) -> list[Word]:
    return [
        Word(
            words_in(each, "word"), speaker_in(_first(each, _TAGS)), _time(each, _STARTS), _time(each, _ENDS)
        )
        for each in listed(result, "alternatives", 0, "words")
    ]


def _first(value: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if value.get(name)), None)


def _time(value: dict[str, Any], names: tuple[str, ...]) -> float | None:
    """Read a time that is a text such as ``1.200s``, or seconds and nanoseconds apart."""
    found = next((value[name] for name in names if name in value), None)
    if not isinstance(found, dict):
        return seconds_in(found)
    whole, part = seconds_in(found, "seconds"), seconds_in(found, "nanos", unit=1e-9)
    return round((whole or 0) + (part or 0), 3)
