"""What speech recognisers write → who said what when: words and segments become a transcript."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from qualkit.collection.json_file import is_json, parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.utterances import Utterance, transcript
from qualkit.errors import InvalidInput

_STOPS = re.compile(r"[.?!…。？！؟।][\"'”’)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its speaker and times in seconds, where they are known.

    ``attached`` words, such as a comma, stand without a space behind the word before, and belong to
    whoever says it.
    """

    text: str
    speaker: str | None = None
    begins: float | None = None
    ends: float | None = None
    attached: bool = False


@lru_cache(maxsize=1)
def glance(data: bytes) -> Any:
    """Parse a file for a look at its shape; None where it is no JSON.

    Examples
    --------
    >>> glance(b'{"segments": []}'), glance(b'{"segments": [')
    ({'segments': []}, None)
    """
    try:
        return parse_json(data) if is_json(data) else None
    except InvalidInput:
        return None


def at(value: Any, *path: str | int) -> Any:
    """Follow a path into parsed JSON; None where it leads nowhere.

    Examples
    --------
    >>> at({"results": [{"text": "ya"}]}, "results", 0, "text"), at({"results": None}, "results", 0)
    ('ya', None)
    """
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def listed(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """Give the objects of a list in parsed JSON; none where there is no list."""
    found = at(value, *path)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def words_in(value: Any, *path: str | int) -> str:
    """Give a text in parsed JSON without blanks at its ends; empty where there is none."""
    found = at(value, *path)
    return found.strip() if isinstance(found, str) else ""


def seconds_in(value: Any, *path: str | int, unit: float = 1.0) -> float | None:
    """Read a time in parsed JSON as seconds: a number, its text, or a text such as ``1.200s``.

    Parameters
    ----------
    unit
        How many seconds one is: 0.001 for milliseconds.
    """
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, (str, int, float)):
        return None
    try:
        number = float(found.removesuffix("s") if isinstance(found, str) else found) * unit
    except (ValueError, OverflowError):
        return None
    return round(number, 3) if math.isfinite(number) and number >= 0 else None


def speaker_in(value: Any, *path: str | int) -> str | None:
    """Give the name of a speaker; a bare number or letter becomes ``Speaker 1``, as programs show it."""
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return None
    name = _on_one_line(str(found))
    return f"Speaker {name}" if re.fullmatch(r"\d+|[A-Z]", name) else name or None


def spoken(words: Iterable[Word]) -> Iterator[Utterance]:
    """Join words to utterances: those of one speaker, or where nobody is told apart, a sentence.

    Examples
    --------
    >>> said = spoken([Word("Siap", "P", 0, 1), Word("?", attached=True), Word("Ya", "I", 1, 2)])
    >>> [(each.speaker, each.text) for each in said]
    [('P', 'Siap?'), ('I', 'Ya')]
    """
    together: list[Word] = []
    for word in words:
        if together and _begins_anew(together, word):
            yield _joined(together)
            together = []
        together.append(word)
    if together:
        yield _joined(together)


def recognised(utterances: Iterable[Utterance], *, remarks: Iterable[str] = (), **attributes: Any) -> Reading:
    """Make the reading of a transcript whose turns are known.

    Raises
    ------
    InvalidInput
        Nobody says anything in it.
    """
    said = [
        replace(each, text=_on_one_line(each.text), speaker=_on_one_line(each.speaker or "") or None)
        for each in utterances
    ]
    text, turns = transcript(each for each in said if each.text)
    if not turns:
        raise InvalidInput(
            "Nobody says anything in this transcript. Check in the program that wrote it that it is whole."
        )
    known = {name: value for name, value in attributes.items() if value}
    return Reading(text=text, turns=turns, kind="interview", attributes=known, remarks=tuple(remarks))


def _on_one_line(text: str) -> str:
    # JSON can hold half a surrogate pair, which is no character and could not be stored.
    return " ".join(text.encode(errors="replace").decode().split())


def _begins_anew(together: list[Word], word: Word) -> bool:
    """Tell whether another speaks, or where nobody is told apart, a sentence has ended."""
    if word.attached:
        return False
    speaker = together[0].speaker
    return word.speaker != speaker or (speaker is None and bool(_STOPS.search(together[-1].text)))


def _joined(words: list[Word]) -> Utterance:
    text = "".join(word.text if word.attached else f" {word.text}" for word in words)
    timed = [word for word in words if word.begins is not None]
    return Utterance(
        text.strip(),
        words[0].speaker,
        timed[0].begins if timed else None,
        timed[-1].ends if timed else None,
    )
