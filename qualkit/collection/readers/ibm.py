"""IBM Watson Speech to Text (.json): words with times, and labels of speakers beside them."""

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
from qualkit.collection.utterances import Utterance

SUFFIXES = (".json",)


def sniff(data: bytes) -> bool:
    """Tell Watson by timestamps that are lists of word, start and end."""
    return any(_timed(each) for each in listed(glance(data), "results"))


def read(data: bytes) -> Reading:
    """Read results as a transcript.

    Raises
    ------
    InvalidInput
        The file is no JSON, or nobody says anything in it.
    """
    content = parse_json(data)
    labels = {
        seconds_in(each, "from"): speaker_in(each, "speaker") for each in listed(content, "speaker_labels")
    }
    results = listed(content, "results")
    if labels:
        every = (word for result in results for word in _timed(result))
        return recognised(
            spoken(Word(word.text, labels.get(word.begins), word.begins, word.ends) for word in every)
        )
    return recognised(_unlabelled(results))


def _unlabelled(results: list[dict[str, Any]]) -> Iterator[Utterance]:
    for result in results:
        words = _timed(result)
        times = (words[0].begins, words[-1].ends) if words else (None, None)
        yield Utterance(words_in(result, "alternatives", 0, "transcript"), None, *times)


def _timed(result: dict[str, Any]) -> list[Word]:
    stamps = at(result, "alternatives", 0, "timestamps")
    return [
        Word(words_in(each, 0), None, seconds_in(each, 1), seconds_in(each, 2))
        for each in (stamps if isinstance(stamps, list) else ())
        if isinstance(each, list)
    ]
