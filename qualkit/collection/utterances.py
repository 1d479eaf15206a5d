"""Who said what when → the canonical text of a transcript, one line a turn, and its turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualkit.model import Turn


@dataclass(frozen=True, slots=True)
class Utterance:
    """A piece of speech with its times in seconds, where they are known."""

    text: str
    speaker: str | None = None
    begins: float | None = None
    ends: float | None = None


def transcript(utterances: Iterable[Utterance]) -> tuple[str, tuple[Turn, ...]]:
    r"""Write utterances as ``Speaker: text``, consecutive ones of a speaker as one turn.

    Parameters
    ----------
    utterances
        In the order of the file. Those of nobody remain turns of their own.

    Returns
    -------
    text : str
        One line a turn.
    turns : tuple of Turn
        Without roles; a turn begins with its first utterance and ends with its last.

    Examples
    --------
    >>> said = [Utterance("Siap?", "P", 0, 2), Utterance("Ya,", "I", 2, 3), Utterance("siap.", "I", 3, 4)]
    >>> text, turns = transcript(said)
    >>> text, [(turn.begins, turn.ends) for turn in turns]
    ('P: Siap?\nI: Ya, siap.\n', [(0, 2), (2, 4)])
    """
    pieces: list[str] = []
    turns: list[Turn] = []
    length = 0
    for group in _by_speaker(utterances):
        speaker = group[0].speaker
        label = f"{speaker}: " if speaker is not None else ""
        speech = " ".join(each.text for each in group)
        start = length + len(label)
        turns.append(
            Turn(
                start=start,
                end=start + len(speech),
                speaker=speaker,
                begins=group[0].begins,
                ends=group[-1].ends,
            )
        )
        pieces.append(f"{label}{speech}\n")
        length += len(pieces[-1])
    return "".join(pieces), tuple(turns)


def in_order(utterances: Sequence[Utterance]) -> list[Utterance]:
    """Put utterances of several recordings or tiers in the order of time; one without time stays behind.

    Examples
    --------
    >>> [each.text for each in in_order([Utterance("b", "I", 2, 3), Utterance("a", "P", 0, 1)])]
    ['a', 'b']
    """
    latest = 0.0
    placed = []
    for each in utterances:
        latest = latest if each.begins is None else each.begins
        placed.append((latest, each))
    return [each for _, each in sorted(placed, key=lambda pair: pair[0])]


def _by_speaker(utterances: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    for speaker, group in groupby(utterances, key=lambda each: each.speaker):
        if speaker is None:
            yield from ([each] for each in group)
        else:
            yield list(group)
