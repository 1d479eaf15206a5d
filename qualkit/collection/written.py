"""The blocks of a document → a reading: a transcript where they show one, else the lines of their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qualkit.collection.blocks import Block, Paragraph, lines
from qualkit.collection.labels import seconds
from qualkit.collection.readers import Reading
from qualkit.collection.speakers import may_name_speaker
from qualkit.collection.table_transcript import is_transcript, table_transcripts
from qualkit.collection.utterances import Utterance, transcript
from qualkit.errors import InvalidInput

_CUE = re.compile(r"(\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+) --> (\d{1,2}:\d{1,2}:\d{1,2}[.,]\d+)")
_TIME = re.compile(r"\s*[\[(]?(\d{1,2}:\d{2}(?::\d{2})?)[\])]?\s*")
_FEWEST = 4


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
    spoken = list(_captioned(written)) or list(_bold_speech(blocks))
    if spoken:
        text, turns = transcript(spoken)
        return Reading(text=text, turns=turns, kind="interview", layout="paragraphs", remarks=remarks)
    return Reading(text="".join(f"{line}\n" for line in written), layout="paragraphs", remarks=remarks)


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


def _bold_speech(blocks: Sequence[Block]) -> Iterator[Utterance]:
    """Give paragraphs that begin with a name in bold, or follow one, as speech; nothing where none do."""
    names = [_bold_name(block) for block in blocks]
    heard = Counter(filter(None, names))
    if len(heard) < 2 or heard.total() < _FEWEST or heard.total() < 2 * len(heard):
        return
    speaker: str | None = None
    for block, name in zip(blocks, names, strict=True):
        said = "\n".join(lines(block))
        begins = None
        if name and heard[name] > 1 and isinstance(block, Paragraph):
            speaker, said = name, block.text[block.bold :]
            time = _TIME.match(said)
            if time:
                begins, said = seconds(time[1]), said[time.end() :]
        said = " ".join(said.split()).removeprefix(": ").removeprefix(":")
        if said:
            yield Utterance(said, speaker, begins)


def _bold_name(block: Block) -> str | None:
    """Give the name in bold at the start of a paragraph, unless a colon makes it a label anyway."""
    if not isinstance(block, Paragraph) or not block.bold:
        return None
    name = " ".join(block.text[: block.bold].split())
    ends_in_colon = name.endswith(":") or block.text[block.bold :].lstrip().startswith(":")
    return name if not ends_in_colon and may_name_speaker(name) else None
