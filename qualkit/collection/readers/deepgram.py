"""Deepgram (.json): utterances, paragraphs or words of each channel."""

from __future__ import annotations

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


def sniff(data: bytes) -> bool:
    """Tell Deepgram by the channels of its results."""
    return bool(listed(glance(data), "results", "channels"))


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
    several = len(channels) > 1
    told = listed(results, "utterances")
    if told:
        for each in told:
            yield _utterance(each, "transcript", _speaker(each, each.get("channel") if several else None))
    else:
        numbered = [(channel, number if several else None) for number, channel in enumerate(channels)]
        yield from in_order([each for channel, number in numbered for each in _of_channel(channel, number)])


def _of_channel(channel: dict[str, Any], number: int | None) -> Iterator[Utterance]:
    """Give what is said in a channel: its sentences, else its words, else its text."""
    best = at(channel, "alternatives", 0)
    sentences = [
        (sentence, _speaker(paragraph, number))
        for paragraph in listed(best, "paragraphs", "paragraphs")
        for sentence in listed(paragraph, "sentences")
    ]
    words = [_word(each, number) for each in listed(best, "words")]
    if sentences:
        yield from (_utterance(sentence, "text", speaker) for sentence, speaker in sentences)
    elif words:
        yield from spoken(words)
    else:
        yield Utterance(words_in(best, "transcript"), _speaker(best, number))


def _word(each: dict[str, Any], number: int | None) -> Word:
    text = words_in(each, "punctuated_word") or words_in(each, "word")
    return Word(text, _speaker(each, number), seconds_in(each, "start"), seconds_in(each, "end"))


def _utterance(piece: Any, text: str, speaker: str | None) -> Utterance:
    return Utterance(words_in(piece, text), speaker, seconds_in(piece, "start"), seconds_in(piece, "end"))


def _speaker(told: Any, number: int | None) -> str | None:
    """Name who speaks; each of several channels is one, where speakers are not told apart in it."""
    named = speaker_in(told, "speaker")
    if number is None:
        return named
    return f"Channel {number} {named}" if named else f"Channel {number}"
