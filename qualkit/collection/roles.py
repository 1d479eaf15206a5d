"""Who asks and who answers: the role of each speaker of an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qualkit.collection.speakers import base_word, role_of_word
from qualkit.collection.vocabulary import words
from qualkit.model import Role, Turn

_PAIRS = (("q", "a"), ("t", "j"), ("i", "r"), ("p", "n"), ("p", "r"), ("p", "j"))
_INDONESIAN = words("yang dan itu ini tidak untuk dengan saya kami ada kalau sudah bisa apa juga dari")
_ENGLISH = words("the and of to that is was you it we they have not what with this")
_SAMPLE = 20_000


def with_roles(turns: Sequence[Turn], *, text: str, attributes: Mapping[str, Any]) -> tuple[Turn, ...]:
    """Give each turn the role of its speaker.

    The attributes ``interviewer`` and ``participant`` decide first, then what the labels say
    (``Pewawancara``, ``P`` with ``N``, …), then who asks most of the questions.

    Parameters
    ----------
    turns
        The turns of one interview; those without a speaker stay as they are.
    text
        Its canonical text.
    attributes
        What is known about the source; ``language`` tells ``P`` and ``I`` apart.

    Returns
    -------
    tuple of Turn
        The same turns, with roles where they could be told.
    """
    speakers = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker is not None))
    roles = _roles_told(speakers, text=text, attributes=attributes)
    if "interviewer" not in roles.values():
        asking = _asks_most(turns, text)
        if asking is not None and asking not in roles:
            roles[asking] = "interviewer"
    if "interviewer" in roles.values():
        roles = {speaker: roles.get(speaker, "participant") for speaker in speakers}
    return tuple(replace(turn, role=roles[turn.speaker]) if turn.speaker in roles else turn for turn in turns)


def _roles_told(speakers: Sequence[str], *, text: str, attributes: Mapping[str, Any]) -> dict[str, Role]:
    named: dict[str, Role] = dict.fromkeys(_people(attributes.get("participant")), "participant")
    named |= dict.fromkeys(_people(attributes.get("interviewer")), "interviewer")
    letters = _roles_of_letters(speakers, text=text, attributes=attributes)
    roles: dict[str, Role] = {}
    for speaker in speakers:
        role = named.get(speaker.casefold()) or role_of_word(speaker) or letters.get(speaker)
        if role == "interviewer" or role == "participant":
            roles[speaker] = role
    return roles


def _people(value: object) -> Iterable[str]:
    if isinstance(value, str):
        value = [value]
    return [str(each).casefold() for each in value] if isinstance(value, list | tuple) else []


def _roles_of_letters(
    speakers: Sequence[str], *, text: str, attributes: Mapping[str, Any]
) -> dict[str, Role]:
    """Read single letters as a pair; with numbers (P1, P2, …) they are those who answer."""
    letters = {speaker: base_word(speaker) for speaker in speakers if len(base_word(speaker)) == 1}
    alone = {letter for speaker, letter in letters.items() if len(speaker) == 1}
    numbered = set(letters.values()) - alone
    if numbered and len(alone) == 1:
        asks = alone
    else:
        asks = {pair[0] for pair in _pairs(text, attributes) if set(pair) <= set(letters.values())}
    if len(asks) != 1:
        return {}
    return {
        speaker: "interviewer" if letter in asks else "participant" for speaker, letter in letters.items()
    }


def _pairs(text: str, attributes: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return (*_PAIRS, ("p", "i") if _is_indonesian(text, attributes) else ("i", "p"))


def _is_indonesian(text: str, attributes: Mapping[str, Any]) -> bool:
    language = str(attributes.get("language", "")).casefold()
    if language:
        return language.startswith(("id", "in", "ms", "bahasa"))
    heard = Counter(re.findall(r"[^\W\d_]+", text[:_SAMPLE].casefold()))
    return sum(heard[word] for word in _INDONESIAN) >= sum(heard[word] for word in _ENGLISH)


def _asks_most(turns: Sequence[Turn], text: str) -> str | None:
    """Name the one speaker who asks more than any other, in at least half of the own turns."""
    spoken = Counter(turn.speaker for turn in turns if turn.speaker is not None)
    asked = Counter(
        turn.speaker for turn in turns if turn.speaker is not None and "?" in text[turn.start : turn.end]
    )
    if len(spoken) < 2 or not asked:
        return None
    ranked = asked.most_common(2)
    speaker, questions = ranked[0]
    clear = len(ranked) == 1 or questions > ranked[1][1]
    return speaker if clear and 2 * questions >= spoken[speaker] else None
