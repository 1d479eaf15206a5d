"""Whisper and WhisperX (.json): segments, with speakers where WhisperX has told them apart."""

from __future__ import annotations

from collections import Counter
from typing import Any

from qualkit.collection.json_file import parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import glance, listed, recognised, seconds_in, speaker_in, words_in
from qualkit.collection.utterances import Utterance

SUFFIXES = (".json",)
_MILLISECONDS = 0.001


def sniff(data: bytes) -> bool:
    """Tell Whisper by its segments with text and times."""
    return bool(_segments(glance(data)))


def read(data: bytes) -> Reading:
    """Read segments as a transcript.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    content = parse_json(data)
    language = words_in(content, "language") or words_in(content, "result", "language")
    return recognised(map(_utterance, _segments(content)), language=language)


def _segments(content: Any) -> list[dict[str, Any]]:
    """Give the segments of Whisper, or of whisper.cpp, which calls them otherwise."""
    segments = listed(content, "segments") or listed(content, "transcription")
    return [each for each in segments if "text" in each and ("start" in each or "offsets" in each)]


def _utterance(segment: dict[str, Any]) -> Utterance:
    speaker = speaker_in(segment, "speaker") or _loudest(segment)
    return Utterance(
        words_in(segment, "text"), speaker, _time(segment, "start", "from"), _time(segment, "end", "to")
    )


def _time(segment: dict[str, Any], name: str, offset: str) -> float | None:
    if name in segment:
        return seconds_in(segment, name)
    return seconds_in(segment, "offsets", offset, unit=_MILLISECONDS)


def _loudest(segment: dict[str, Any]) -> str | None:
    """The speaker of most words of a segment that names none itself."""
    named = Counter(name for word in listed(segment, "words") if (name := speaker_in(word, "speaker")))
    return max(named, key=lambda name: named[name], default=None)
