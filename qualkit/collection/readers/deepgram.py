"""Deepgram (.json): utterances, paragraphs or words of each channel."""

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
from qualkit.collection.utterances import Utterance, in_order
from qualkit.errors import InvalidInput

SUFFIXES = (".json",)


def sniff(data: bytes) -> bool:
    """Tell Deepgram by the channels of its results."""
    if not is_json(data) or b'"channels"' not in data:
        return False
    try:
        return bool(listed(parse_json(data), "results", "channels"))
    except InvalidInput:
        return False


def read(data: bytes) -> Reading:
    """Read the first alternative of every channel as a transcript; several channels are merged by time.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    results = at(parse_json(data), "results")
    channels = listed(results, "channels")
    language = words_in(channels, 0, "detected_language").partition("-")[0]
    return recognised(_utterances(results, channels), language=language)


def _utterances(results: Any, channels: list[dict[str, Any]]) -> Iterator[Utterance]:
    told = listed(results, "utterances")
    if told:
        yield from (_utterance(each, "transcript", each) for each in told)
    elif len(channels) == 1:
        yield from _of_channel(channels[0], None)
    else:
        every = [each for number, channel in enumerate(channels) for each in _of_channel(channel, number)]
        yield from in_order(every)


def _of_channel(channel: dict[str, Any], number: int | None) -> Iterator[Utterance]:
    """Give what is said in a channel; where speakers are not told apart, each of several channels is one."""
    best = at(channel, "alternatives", 0)
    paragraphs = listed(best, "paragraphs", "paragraphs")
    sentences = [(each, sentence) for each in paragraphs for sentence in listed(each, "sentences")]
    if sentences:
        for paragraph, sentence in sentences:
            yield _utterance(sentence, "text", paragraph, number)
    else:
        yield from spoken(
            Word(
                words_in(each, "punctuated_word") or words_in(each, "word"),
                _speaker(each, number),
                seconds_in(each, "start"),
                seconds_in(each, "end"),
            )
            for each in listed(best, "words")
        )


def _utterance(piece: Any, text: str, told: Any, number: int | None = None) -> Utterance:
    return Utterance(
        words_in(piece, text), _speaker(told, number), seconds_in(piece, "start"), seconds_in(piece, "end")
    )


def _speaker(told: Any, number: int | None) -> str | None:
    named = speaker_in(told, "speaker")
    return named if number is None else f"Channel {number}" if named is None else f"Channel {number} {named}"
