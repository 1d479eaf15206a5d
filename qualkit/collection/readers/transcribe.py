"""AWS Transcribe (.json): speakers or channels by word, or the turns of Call Analytics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
_MILLISECONDS = 0.001


def sniff(data: bytes) -> bool:
    """Tell Transcribe by its items with types, or by the turns of Call Analytics."""
    content = glance(data)
    return bool(at(content, "results", "transcripts") or _turns(content))


def read(data: bytes) -> Reading:
    """Read a transcript of either shape.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    content = parse_json(data)
    code = words_in(content, "LanguageCode") or words_in(content, "results", "language_code")
    turns = _turns(content)
    utterances = map(_utterance, turns) if turns else _of_items(content)
    return recognised(utterances, language=code.partition("-")[0])


def _turns(content: Any) -> list[dict[str, Any]]:
    return [each for each in listed(content, "Transcript") if "BeginOffsetMillis" in each]


def _utterance(turn: dict[str, Any]) -> Utterance:
    begins, ends = (
        seconds_in(turn, name, unit=_MILLISECONDS) for name in ("BeginOffsetMillis", "EndOffsetMillis")
    )
    return Utterance(words_in(turn, "Content"), speaker_in(turn, "ParticipantRole"), begins, ends)


def _of_items(content: Any) -> Iterator[Utterance]:
    results = at(content, "results")
    channels = listed(results, "channel_labels", "channels")
    if channels:
        every = [
            each
            for channel in channels
            for each in spoken(_words(listed(channel, "items"), {}, speaker_in(channel, "channel_label")))
        ]
        yield from in_order(every)
    elif items := listed(results, "items"):
        yield from spoken(_words(items, _speakers(results), None))
    else:
        yield Utterance(words_in(results, "transcripts", 0, "transcript"))


def _speakers(results: Any) -> dict[str, str]:
    """Who speaks at each time at which a word begins."""
    return {
        words_in(item, "start_time"): name
        for segment in listed(results, "speaker_labels", "segments")
        for item in listed(segment, "items")
        if (name := speaker_in(item, "speaker_label") or speaker_in(segment, "speaker_label"))
    }


def _words(items: list[dict[str, Any]], speakers: Mapping[str, str], channel: str | None) -> Iterator[Word]:
    for item in items:
        told = speaker_in(item, "speaker_label") or speakers.get(words_in(item, "start_time"))
        yield Word(
            words_in(item, "alternatives", 0, "content"),
            told or channel,
            seconds_in(item, "start_time"),
            seconds_in(item, "end_time"),
            attached=item.get("type") == "punctuation",
        )
