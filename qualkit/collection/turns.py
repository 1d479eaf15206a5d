"""The text of an interview → its turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualkit.collection.labels import Label, find_labels
from qualkit.collection.paragraphs import Separator, paragraphs
from qualkit.collection.spans import trim, trim_emphasis
from qualkit.collection.stamps import STAMP, closing_stamp, opening_stamp
from qualkit.model import Turn

_STAMP = re.compile(STAMP)
_NOBODYS = re.compile(
    r"^(?:#{1,6}[ \t]+(?P<heading>.*)|(?P<footer>Transcribed by https?://\S+)[ \t]*)$", re.MULTILINE
)


def find_turns(text: str, start: int = 0, *, separator: Separator = "blank line") -> tuple[Turn, ...]:
    r"""Find who says what in a transcript with labelled speakers.

    A turn reaches from behind its label to the next label: hard-wrapped lines and further
    paragraphs belong to it. Paragraphs before the first label, and headings, are turns of nobody.
    Marks of time at the edges of turns are their times, and no part of them.

    Parameters
    ----------
    text
        The canonical text.
    start
        Where the body begins, in characters: after front matter, title and header.
    separator
        What ends a paragraph in this format.

    Returns
    -------
    tuple of Turn
        In order, without roles; ``text[turn.start:turn.end]`` is the speech. Empty when no label
        names a speaker.

    Examples
    --------
    >>> text = "P: Siap?\nI: Siap,\n   Bu."
    >>> [(turn.speaker, text[turn.start:turn.end]) for turn in find_turns(text)]
    [('P', 'Siap?'), ('I', 'Siap,\n   Bu.')]
    """
    labels = find_labels(text, start)
    if not labels:
        return ()
    ends = [*(label.start for label in labels[1:]), len(text)]
    turns = [*paragraphs(text, start, end=labels[0].start, separator=separator)]
    for label, end in zip(labels, ends, strict=True):
        turns.extend(_speech(text, label, end))
    return timed(text, turns)


def timed(text: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    r"""Take marks of time out of the edges of turns: each ends the turn before it and begins the next.

    Examples
    --------
    >>> text = "P: Ya? #00:00:05-3#\nI: Ya. #00:00:09-0#"
    >>> [(text[turn.start:turn.end], turn.begins, turn.ends) for turn in find_turns(text)]
    [('Ya?', None, 5.3), ('Ya.', 5.3, 9.0)]
    """
    if not _STAMP.search(text):
        return tuple(turns)
    kept: list[Turn] = []
    boundary: float | None = None
    for turn in turns:
        start, opens = opening_stamp(text, turn.start, turn.end)
        end, closes = closing_stamp(text, start, turn.end)
        if start < end:
            begins = _first_known(turn.begins, opens, boundary if turn.speaker is not None else None)
            ends = None if begins is not None and closes is not None and closes < begins else closes
            kept.append(replace(turn, start=start, end=end, begins=begins, ends=ends))
        boundary = closes if start < end else _first_known(closes, opens)
    return tuple(kept)


def _first_known(*times: float | None) -> float | None:
    return next((time for time in times if time is not None), None)


def _speech(text: str, label: Label, end: int) -> Iterator[Turn]:
    """Give the speech after a label, cut where a line that nobody says stands in it."""
    start = label.speech
    for line in _NOBODYS.finditer(text, start, end):
        yield from _turn(text, trim_emphasis(text, start, line.start()), label)
        yield from _turn(text, trim(text, *line.span(str(line.lastgroup))), None)
        start = line.end()
    yield from _turn(text, trim_emphasis(text, start, end), label)


def _turn(text: str, span: tuple[int, int], label: Label | None) -> Iterator[Turn]:
    start, end = span
    if not text[start:end].strip("*_\\ "):
        return
    if label is None:
        yield Turn(start=start, end=end)
    else:
        yield Turn(start=start, end=end, speaker=label.speaker or None, begins=label.begins)
