"""The blocks of a document → a reading: a transcript where they show one, else the lines of their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from qualkit.collection.blocks import Block, Paragraph, lines
from qualkit.collection.readers import Reading
from qualkit.collection.speakers import may_name_speaker
from qualkit.collection.stamps import CLOCK, seconds
from qualkit.collection.table_transcript import is_transcript, table_transcripts
from qualkit.collection.utterances import Utterance, transcript
from qualkit.errors import InvalidInput

_CUE = re.compile(r"(\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+) --> (\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+)")
_TIME = rf"[\[(]?(?P<time>{CLOCK})[\])]?"
_BOLD_TIME = re.compile(rf"\s{_TIME}\s*\Z")
_NEXT_TIME = re.compile(rf"\s*{_TIME}(?!\S)")
_LONGEST = 80
_FEWEST = 4
_BODY_ALONE: Mapping[str, str] = MappingProxyType({})


def read_blocks(blocks: Sequence[Block], *, what: str, remarks: tuple[str, ...] = ()) -> Reading:
    """Read the blocks of a document: a line for each paragraph and each row of a table.

    Speech is told by a table with a column of speakers, by the times of captions above it (as older
    exports of Teams have them), or by names in bold before it; labels with a colon are found later.

    Parameters
    ----------
    what
        What the file is, for messages: ``"Word file"``.

    Raises
    ------
    InvalidInput
        The document holds no text.
    """
    if any(map(is_transcript, blocks)):
        text, turns, dropped = table_transcripts(blocks)
        return Reading(
            text=text, turns=turns, kind="interview", layout="paragraphs", remarks=(*remarks, *dropped)
        )
    written = [line for block in blocks for line in lines(block)]
    if not any(map(str.strip, written)):
        raise InvalidInput(f"The {what} holds no text. If its text is an image, it must be typed or scanned.")
    spoken = list(_captioned(written)) or _bold_speech(blocks)
    if spoken:
        text, turns = transcript(spoken)
        return Reading(text=text, turns=turns, kind="interview", layout="paragraphs", remarks=remarks)
    return Reading(text="".join(f"{line}\n" for line in written), layout="paragraphs", remarks=remarks)


def left_out(counts: Mapping[str, int], reasons: Mapping[str, str] = _BODY_ALONE) -> tuple[str, ...]:
    """Say what of a document is not read, and why, where it is not that it stands beside the body.

    Examples
    --------
    >>> left_out({"comment": 2})
    ('2 comments left out: only the body is read.',)
    """
    return tuple(
        f"{count} {name}{'' if count == 1 else 's'} left out: {reasons.get(name, 'only the body is read')}."
        for name, count in sorted(counts.items())
        if count
    )


def _captioned(written: Sequence[str]) -> Iterator[Utterance]:
    """Give what stands below lines of times: the name of the speaker, then the speech."""
    given = [each for line in written for each in line.split("\n")]
    places = [place for place, line in enumerate(given) if _CUE.fullmatch(line.strip())]
    if not places:
        return
    yield from (Utterance(line.strip()) for line in given[: places[0]] if line.strip())
    for place, end in zip(places, [*places[1:], len(given)], strict=True):
        begins, ends = (seconds(each) for each in given[place].strip().split(" --> "))
        said = [line.strip() for line in given[place + 1 : end] if line.strip()]
        speaker = said.pop(0) if len(said) > 1 else None
        if said:
            yield Utterance(" ".join(said), speaker, begins, ends)


@dataclass(frozen=True, slots=True)
class _Head:
    """A name in bold at the start of a paragraph, the time behind it, and what follows."""

    name: str
    begins: float | None
    said: str


def _bold_speech(blocks: Sequence[Block]) -> list[Utterance]:
    """Give paragraphs that begin with a name in bold, or follow one, as speech; nothing where none do.

    Words in bold may as well be the lead-ins of a report: there, nobody asks, and there are no times.
    """
    heads = [_head(block) for block in blocks]
    speakers = _speakers([head for head in heads if head])
    said = list(_said(blocks, heads, speakers)) if speakers else []
    spoken = [each for each in said if each.speaker is not None]
    return said if any("?" in each.text or each.begins is not None for each in spoken) else []


def _head(block: Block) -> _Head | None:
    """Give the name in bold that a paragraph begins with, unless a colon makes it a label anyway."""
    if not isinstance(block, Paragraph) or block.heading or not 0 < block.bold <= _LONGEST:
        return None
    bold, said = block.text[: block.bold], block.text[block.bold :]
    time = _BOLD_TIME.search(bold)
    if time:
        bold = bold[: time.start()]
    elif time := _NEXT_TIME.match(said):
        said = said[time.end() :]
    name = " ".join(bold.split())
    if name.endswith(":") or said.lstrip().startswith(":") or not may_name_speaker(name):
        return None
    return _Head(name, seconds(time["time"]) if time else None, said)


def _speakers(heads: Sequence[_Head]) -> set[str]:
    """Give the names that recur, or have a time behind them; none where most names do not."""
    heard = Counter(head.name for head in heads)
    timed = {head.name for head in heads if head.begins is not None}
    speakers = {name for name, count in heard.items() if count > 1} | timed
    turns = sum(heard[name] for name in speakers)
    return speakers if len(speakers) > 1 and turns >= max(_FEWEST, len(heads) / 2) else set()


def _said(blocks: Sequence[Block], heads: Sequence[_Head | None], speakers: set[str]) -> Iterator[Utterance]:
    speaker: str | None = None
    begins: float | None = None
    for block, head in zip(blocks, heads, strict=True):
        written = " ".join(lines(block))
        if head and head.name in speakers:
            speaker, begins, written = head.name, head.begins, head.said
        said = " ".join(written.split())
        if said and isinstance(block, Paragraph) and block.heading:
            yield Utterance(said)
        elif said:
            yield Utterance(said, speaker, begins)
            begins = None
