"""YouTube (.json, .json3): automatic captions with their times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.collection.json_file import parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import at, glance, listed, recognised, seconds_in
from qualkit.collection.utterances import Utterance

SUFFIXES = (".json", ".json3")
_MILLISECONDS = 0.001


def sniff(data: bytes) -> bool:
    """Tell YouTube by its events with times and segments."""
    return any("tStartMs" in each for each in listed(glance(data), "events"))


def read(data: bytes) -> Reading:
    """Read captions as a transcript of nobody.

    Raises
    ------
    InvalidInput
        The file is no JSON, or has no captions with text.
    """
    return recognised(_utterances(parse_json(data)))


def _utterances(content: Any) -> Iterator[Utterance]:
    for event in listed(content, "events"):
        text = "".join(str(at(each, "utf8") or "") for each in listed(event, "segs"))
        begins = seconds_in(event, "tStartMs", unit=_MILLISECONDS)
        lasts = seconds_in(event, "dDurationMs", unit=_MILLISECONDS)
        ends = None if begins is None or lasts is None else round(begins + lasts, 3)
        yield Utterance(text, None, begins, ends)
