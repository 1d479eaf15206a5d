"""The spans that QualCoder coded with who speaks → the turns of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qualkit.collection.paragraphs import paragraphs
from qualkit.collection.roles import with_roles
from qualkit.collection.spans import trim
from qualkit.interchange.project import Transcript
from qualkit.model import Turn


def spoken(text: str, speeches: Iterable[tuple[int, int, str]]) -> Transcript:
    r"""Make the turns of a text of which is known who says what.

    Parameters
    ----------
    text
        The canonical text.
    speeches
        Start, end and speaker of each stretch, with its label or without it, in any order. A stretch that
        begins inside another one is passed over.

    Examples
    --------
    >>> text = "Focus group\nAnn: We met.\nBo: Once."
    >>> [(turn.speaker, text[turn.start:turn.end]) for turn in
    ...     spoken(text, [(12, 24, "Ann"), (29, 34, "Bo")]).turns]
    [(None, 'Focus group'), ('Ann', 'We met.'), ('Bo', 'Once.')]
    """
    turns: list[Turn] = []
    at = 0
    for first, end, speaker in sorted(speeches):
        start, past = trim(text, _behind_label(text, first, speaker), min(end, len(text)))
        if at <= first and start < past:
            line = text.rfind("\n", at, first) + 1
            turns += paragraphs(text, at, end=max(at, line), separator="line")
            turns.append(Turn(start=start, end=past, speaker=speaker))
            at = past
    turns += paragraphs(text, at, separator="line")
    return Transcript(text, with_roles(turns, text=text, attributes={}))


def _behind_label(text: str, start: int, speaker: str) -> int:
    name = r"\s+".join(map(re.escape, speaker.split()))
    found = re.compile(rf"\s*[#@\[{{]?\s*{name}\s*[:\]}}]").match(text, max(start, 0))
    return found.end() if found else start
