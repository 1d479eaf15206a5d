"""The captions of a recording → a transcript: voices and labels become speakers, tags go."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qualkit.collection.cues import Cue, Identifiers, parse_cues
from qualkit.collection.labels import label_at
from qualkit.collection.speakers import speakers_by_label
from qualkit.collection.utterances import Utterance, transcript
from qualkit.errors import InvalidInput
from qualkit.model import Turn

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t]+(?P<name>[^<>\n]*))?>|</v>")
_CLASSES = r"(?:\.[^\s<>.]+)*"
_WORD_TIME = re.compile(r"<(?:\d+:)?\d{1,2}:\d{2}\.\d{1,3}>")
_MOST_ROLLED = 3
_TAG = re.compile(
    rf"</?(?:[ciub]|ruby|rt|lang|font){_CLASSES}\s*>"
    rf"|<lang{_CLASSES}\s+[a-z]{{2,3}}(?:-[a-z0-9]+)*\s*>|<(?:c|font){_CLASSES}(?:\s+[\w-]+\s*=[^<>]*)>"
    rf"|{_WORD_TIME.pattern}|\{{\\an?\d+\}}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Captions:
    """The transcript of a caption file: text, turns, and what was left out or assumed."""

    text: str
    turns: tuple[Turn, ...]
    remarks: tuple[str, ...]


def read_captions(text: str, *, first_line: int = 1, identifiers: Identifiers = "any") -> Captions:
    r"""Read captions as a transcript, one line a turn, times in seconds.

    A speaker is named by a voice (``<v Name>``) or, where the file has none, by a label at the
    start of a line (``Name: …``); the label holds until the next one. Where captions roll on
    (YouTube's automatic ones, which time every word), lines repeated from the cue before are left out.

    Parameters
    ----------
    text
        The file after its header.
    first_line
        The number in the file of the first line of `text`, for messages.
    identifiers
        What may stand above a line of times, see `parse_cues`.

    Raises
    ------
    InvalidInput
        There are no cues with text, or a cue is malformed.

    Examples
    --------
    >>> read_captions("00:01.000 --> 00:02.000\n<v Ani>Ya, <i>siap</i>.</v>").text
    'Ani: Ya, siap.\n'
    """
    parsed = parse_cues(text, first_line=first_line, identifiers=identifiers)
    if not parsed.cues:
        raise InvalidInput("The file has no cues with text. Check that the export worked.")
    cues, rolled = _unrolled(parsed.cues)
    if any(_names_voice(line) for cue in cues for line in cue.lines):
        spoken = tuple(each for cue in cues for each in _voiced(cue))
        assumed: tuple[str, ...] = ()
    else:
        spoken, assumed = _labelled(cues)
    canonical, turns = transcript(spoken)
    return Captions(canonical, turns, (*parsed.remarks, *rolled, *assumed))


def _unrolled(cues: tuple[Cue, ...]) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """Leave out the lines with which a cue repeats the end of the cue before, if the captions roll."""
    if not any(_WORD_TIME.search(line) for cue in cues for line in cue.lines):
        return cues, ()
    lines = [tuple(line for line in cue.lines if _without_tags(line)) for cue in cues]
    shown = [tuple(map(_without_tags, each)) for each in lines]
    repeated = [0, *(_repeated(before, now) for before, now in pairwise(shown))]
    kept = (replace(cue, lines=each[count:]) for cue, each, count in zip(cues, lines, repeated, strict=True))
    remark = f"Lines that roll on from the caption before, left out: {sum(repeated)}."
    return tuple(kept), (remark,) if any(repeated) else ()


def _repeated(before: Sequence[str], now: Sequence[str]) -> int:
    """Count the lines at the end of one caption that stand at the beginning of the next."""
    longest = min(len(before), len(now), _MOST_ROLLED)
    return next((count for count in range(longest, 0, -1) if before[-count:] == now[:count]), 0)


def _names_voice(line: str) -> bool:
    return any((voice["name"] or "").strip() for voice in _VOICE.finditer(line))


def _voiced(cue: Cue) -> Iterator[Utterance]:
    text = "\n".join(cue.lines)
    speaker: str | None = None
    position = 0
    for voice in _VOICE.finditer(text):
        yield from _utterance(cue, text[position : voice.start()], speaker)
        speaker = html.unescape(voice["name"] or "").strip() or None
        position = voice.end()
    yield from _utterance(cue, text[position:], speaker)


def _labelled(cues: Sequence[Cue]) -> tuple[tuple[Utterance, ...], tuple[str, ...]]:
    lines = [(cue, _without_tags(_VOICE.sub("", line))) for cue in cues for line in cue.lines]
    labels = [label_at(line) for _, line in lines]
    speakers = speakers_by_label(label.speaker for label in labels if label)
    said: list[Utterance] = []
    speaker: str | None = None
    assumed: set[int] = set()
    latest = 0
    for (cue, line), label in zip(lines, labels, strict=True):
        if label and label.speaker in speakers:
            speaker = speakers[label.speaker]
            line = line[label.speech :]
        elif speaker is not None and cue.line != latest:
            assumed.add(cue.line)
        said.extend(_utterance(cue, line, speaker))
        latest = cue.line
    counted = (
        "1 cue without a label was" if len(assumed) == 1 else f"{len(assumed)} cues without a label were"
    )
    return _one_for_each_cue(said), (f"{counted} taken as speech of the speaker before.",) if assumed else ()


def _one_for_each_cue(said: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Join the lines of a cue that belong together."""
    joined: list[Utterance] = []
    for each in said:
        before = joined[-1] if joined else None
        if before and (before.speaker, before.begins, before.ends) == (each.speaker, each.begins, each.ends):
            joined[-1] = Utterance(f"{before.text} {each.text}", each.speaker, each.begins, each.ends)
        else:
            joined.append(each)
    return tuple(joined)


def _utterance(cue: Cue, text: str, speaker: str | None) -> Iterator[Utterance]:
    content = " ".join(line.strip() for line in _without_tags(text).split("\n") if line.strip())
    if content:
        yield Utterance(content, speaker, cue.begins, cue.ends)


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).replace("\u200b", "").replace("\ufeff", "").strip()
