"""Labels at the start of a line: ``Pewawancara:``, ``**MK:**``, ``[00:01:02] P:``, ``[id1]``, ``Q.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.collection.speakers import may_name_speaker, role_word, speakers_by_label

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_NAME = r"[^\W\d_](?:[^\n:*\[\]()|<>\t]|\((?!\d+\))[^\n:()]{1,20}\)){0,59}"
_AT_LINE_START = re.compile(
    rf"""^[ ]{{0,3}}(?:
      (?P<line>{_NAME}?)[ ]{{2,}}(?P<beside>{_TIME})[ \t]*$
    | (?:[\[(]?(?P<before>{_TIME})[\])]?[ ]?[-–]?[ ]?)?
      (?:\*\*|__|\*)?
      (?P<colon>{_NAME}?)
      [ ]?(?:[\[(](?P<after>{_TIME})[\])][ ]?)?
      (?:\*\*|__|\*)?[ ]?:(?!//)(?:\*\*|__|\*(?!\*))?
    | \[(?P<bracket>[^\W\d_][^\n\[\]:]{{0,30}})\](?!\()[ \t]
    | (?P<dot>[QATJ])\.[ \t]
    )""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: it stands at ``start``, the speech begins at ``speech``."""

    start: int
    speech: int
    speaker: str
    begins: float | None = None


def find_labels(text: str, start: int = 0) -> list[Label]:
    r"""Find the labels that name a speaker.

    Parameters
    ----------
    text
        The canonical text.
    start
        Where to begin, in characters.

    Returns
    -------
    list of Label
        In order; the initials used later in a file carry the full name used before.

    Examples
    --------
    >>> [label.speaker for label in find_labels("P: Siap?\nI: Siap.\nCatatan: singkat.")]
    ['P', 'I']
    """
    candidates = list(_candidates(text, start))
    dots = {label.speaker for label, dotted in candidates if dotted}
    paired = {"Q", "A"} <= dots or {"T", "J"} <= dots
    kept = [label for label, dotted in candidates if paired or not dotted]
    speakers = speakers_by_label(label.speaker for label in kept)
    return [
        Label(label.start, label.speech, speakers[label.speaker], label.begins)
        for label in kept
        if label.speaker in speakers
    ]


def label_at(line: str) -> Label | None:
    """Read a label at the start of one line, without asking whether it recurs.

    Examples
    --------
    >>> label_at("Coach: Baik.").speaker
    'Coach'
    """
    return next((label for label, dotted in _candidates(line, 0) if not dotted and not label.start), None)


def seconds(time: str) -> float:
    """Read ``h:mm:ss``, ``mm:ss`` or either with a fraction as seconds.

    Examples
    --------
    >>> seconds("01:02:03.5")
    3723.5
    """
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def _candidates(text: str, start: int) -> Iterator[tuple[Label, bool]]:
    for match in _AT_LINE_START.finditer(text, start):
        name = " ".join((match["colon"] or match["bracket"] or match["dot"] or match["line"]).split())
        if _is_label(match, name):
            time = match["before"] or match["after"] or match["beside"]
            begins = seconds(time) if time else None
            yield Label(match.start(), match.end(), name, begins), match["dot"] is not None


def _is_label(match: re.Match[str], name: str) -> bool:
    if match["bracket"]:
        return role_word(name) or name[-1].isdigit()
    if match["dot"] or match["line"]:
        return match["dot"] is not None or may_name_speaker(name)
    following = match.string[match.end() : match.end() + 1]
    stands_apart = not following or following.isspace() or match[0].endswith("*")
    return may_name_speaker(name) and (stands_apart or role_word(name))
