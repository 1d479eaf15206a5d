"""The text of an interview → its turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualkit.collection.labels import Label, find_labels
from qualkit.collection.paragraphs import Separator, paragraphs
from qualkit.collection.spans import trim, trim_emphasis
from qualkit.model import Turn

_MARK = re.compile(
    r"\s*\#(?P<hours>\d{1,2}):(?P<minutes>\d{2}):(?P<seconds>\d{2})[-.,](?P<part>\d{1,3})\#\s*\Z"
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE)


def find_turns(text: str, start: int = 0, *, separator: Separator = "blank line") -> tuple[Turn, ...]:
    r"""Find who says what in a transcript with labelled speakers.

    A turn reaches from behind its label to the next label: hard-wrapped lines and further
    paragraphs belong to it. Paragraphs before the first label, and headings, are turns of nobody.

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
    return _timed(text, turns)


def _timed(text: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Take the marks of time that f4 and MAXQDA put behind a turn as its end, and the next one's begin."""
    if "#" not in text:
        return tuple(turns)
    timed: list[Turn] = []
    latest: float | None = None
    for turn in turns:
        mark = _MARK.search(text, turn.start, turn.end)
        begins = turn.begins if turn.begins is not None or turn.speaker is None else latest
        if mark is None:
            timed.append(turn if begins == turn.begins else replace(turn, begins=begins))
            continue
        latest = _seconds(mark)
        if mark.start() > turn.start:
            timed.append(replace(turn, end=mark.start(), begins=begins, ends=latest))
    return tuple(timed)


def _seconds(mark: re.Match[str]) -> float:
    whole = int(mark["hours"]) * 3600 + int(mark["minutes"]) * 60 + int(mark["seconds"])
    return round(whole + float(f"0.{mark['part']}"), 3)


def _speech(text: str, label: Label, end: int) -> Iterator[Turn]:
    """Give the speech after a label, cut where a Markdown heading stands in it."""
    start = label.speech
    for heading in _HEADING.finditer(text, start, end):
        yield from _turn(text, trim_emphasis(text, start, heading.start()), label)
        yield from _turn(text, trim(text, *heading.span(1)), None)
        start = heading.end()
    yield from _turn(text, trim_emphasis(text, start, end), label)


def _turn(text: str, span: tuple[int, int], label: Label | None) -> Iterator[Turn]:
    start, end = span
    if not text[start:end].strip("*_\\ "):
        return
    if label is None:
        yield Turn(start=start, end=end)
    else:
        yield Turn(start=start, end=end, speaker=label.speaker, begins=label.begins)
