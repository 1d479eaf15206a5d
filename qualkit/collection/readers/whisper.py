"""Whisper and WhisperX (.json): segments, with speakers where WhisperX has told them apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.collection.json_file import is_json, parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import listed, recognised, seconds_in, speaker_in, words_in
from qualkit.collection.utterances import Utterance
from qualkit.errors import InvalidInput

SUFFIXES = (".json",)


def sniff(data: bytes) -> bool:
    """Tell Whisper by its segments with text, start and end."""
    if not is_json(data) or b'"segments"' not in data:
        return False
    try:
        return bool(_segments(parse_json(data)))
    except InvalidInput:
        return False


def read(data: bytes) -> Reading:
    """Read segments as a transcript.

    Raises
    ------
    InvalidInput
        The file is no JSON, or has no segments.
    """
    content = parse_json(data)
    return recognised(_utterances(content), language=words_in(content, "language"))


def _segments(content: Any) -> list[dict[str, Any]]:
    return [each for each in listed(content, "segments") if "text" in each and "start" in each]


def _utterances(content: Any) -> Iterator[Utterance]:
    for segment in _segments(content):
        speaker = speaker_in(segment, "speaker") or _loudest(segment)
        yield Utterance(
            words_in(segment, "text"), speaker, seconds_in(segment, "start"), seconds_in(segment, "end")
        )


def _loudest(segment: dict[str, Any]) -> str | None:
    """The speaker of most words of a segment that names none itself."""
    named = [name for word in listed(segment, "words") if (name := speaker_in(word, "speaker"))]
    return max(named, key=named.count, default=None)
