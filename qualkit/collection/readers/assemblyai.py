"""AssemblyAI (.json): utterances by speaker, or words where speakers were not told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.collection.json_file import parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import (
    Word,
    glance,
    listed,
    recognised,
    seconds_in,
    speaker_in,
    spoken,
    words_in,
)
from qualkit.collection.utterances import Utterance

SUFFIXES = (".json",)
_MILLISECONDS = 0.001


def sniff(data: bytes) -> bool:
    """Tell AssemblyAI by its words and utterances beside the address of the audio."""
    content = glance(data)
    return isinstance(content, dict) and {"audio_url", "text", "words", "utterances"} <= content.keys()


def read(data: bytes) -> Reading:
    """Read utterances as a transcript.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    content = parse_json(data)
    language = words_in(content, "language_code").partition("_")[0]
    return recognised(_utterances(content), language=language)


def _utterances(content: Any) -> Iterator[Utterance]:
    told = listed(content, "utterances")
    words = listed(content, "words")
    if told:
        for each in told:
            begins, ends = (seconds_in(each, name, unit=_MILLISECONDS) for name in ("start", "end"))
            yield Utterance(words_in(each, "text"), speaker_in(each, "speaker"), begins, ends)
    elif words:
        yield from spoken(_word(each) for each in words)
    else:
        yield Utterance(words_in(content, "text"))


def _word(each: Any) -> Word:
    begins, ends = (seconds_in(each, name, unit=_MILLISECONDS) for name in ("start", "end"))
    return Word(words_in(each, "text"), speaker_in(each, "speaker"), begins, ends)
