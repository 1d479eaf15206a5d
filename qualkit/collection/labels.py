"""Labels at the start of a line: ``Pewawancara:``, ``**MK:**``, ``[00:01:02] P:``, ``[id1]``, ``Q.``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.collection.speakers import PSEUDONYM, may_name_speaker, role_word, speakers_by_label
from qualkit.collection.stamps import CLOCK, STAMP, seconds

__all__ = ["Label", "find_labels", "label_at", "seconds"]

_NAME = r"[^\W\d_](?:[^\n:*\[\]()|<>\t]|\((?!\d+\))[^\n:()]{1,20}\)){0,59}"
_AT_LINE_START = re.compile(
    rf"""^[ ]{{0,3}}(?:
      (?P<line>{_NAME}?)(?:[ ]{{2,}}|\t[ \t]*)(?P<beside>{CLOCK})[ \t]*$
    | (?P<alone>{CLOCK})[ \t]*$
    | (?P<sent>{CLOCK})[ \t]+From[ \t]+(?P<chat>{_NAME}?)(?:[ \t]+to[ \t]+[^\n:]{{1,80}})?[ \t]*:
    | (?:(?P<first>{CLOCK})\t)?(?P<tab>{_NAME}?)\t(?=[^\t\n]+$)
    | \*\*(?P<bold>{_NAME}?)\*\*\\$
    | (?:(?P<before>[\[(]?{CLOCK}[\])]?|{STAMP})[ ]?[-–]?[ ]?)?
      (?:\*\*|__|\*)?
      (?P<colon>{_NAME}?|{PSEUDONYM.pattern})
      [ ]?(?:(?P<after>[\[(]{CLOCK}[\])]|{STAMP})[ ]?)?
      (?:\*\*|__|\*)?[ ]?:(?!//|\d)(?:\*\*|__|\*(?!\*))?
    | \[(?P<bracket>[^\W\d_][^\n\[\]:]{{0,30}})\](?!\()[ \t]
    | (?P<dot>[QATJ])\.[ \t]
    )""",
    re.MULTILINE | re.VERBOSE,
)
_FORMS = {"beside": "line", "after": "colon"}  # by their last group, where it has another name
_TIMES = {
    "line": ("beside",),
    "alone": ("alone",),
    "chat": ("sent",),
    "tab": ("first",),
    "colon": ("before", "after"),
}
_IN_ONE_LINE = frozenset(("line", "colon", "bracket"))
_TELLING = frozenset(("line", "alone", "chat"))
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: it stands at ``start``, the speech begins at ``speech``.

    ``speaker`` is empty where a line has only the time at which somebody begins.
    """

    start: int
    speech: int
    speaker: str
    begins: float | None = None


def find_labels(text: str, start: int = 0) -> list[Label]:
    r"""Find the labels that name a speaker.

    A label does so when it recurs or is a known role word; or when its form says so and recurs: the
    name and the time alone on a line, or the beginning of a message in a chat.

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
    told = _forms_told(candidates, text, start)
    kept = [(label, form) for label, form in candidates if form in told]
    certain = {label.speaker for label, form in kept if form in _TELLING}
    speakers = speakers_by_label((label.speaker for label, _ in kept), certain=certain)
    return [
        Label(label.start, label.speech, speakers[label.speaker], label.begins)
        for label, _ in kept
        if label.speaker in speakers
    ]


def label_at(line: str) -> Label | None:
    """Read a label at the start of one line, without asking whether it recurs.

    Examples
    --------
    >>> label_at("Coach: Baik.").speaker
    'Coach'
    """
    return next(
        (label for label, form in _candidates(line, 0) if form in _IN_ONE_LINE and not label.start), None
    )


def _candidates(text: str, start: int) -> Iterator[tuple[Label, str]]:
    """Give what may be a label, and its form."""
    for match in _AT_LINE_START.finditer(text, start):
        group = str(match.lastgroup)
        form = _FORMS.get(group, group)
        name = "" if form == "alone" else " ".join(match[form].split())
        if _is_label(match, form, name):
            time = next((match[each] for each in _TIMES.get(form, ()) if match[each]), None)
            begins = seconds(time) if time else None
            yield Label(match.start(), match.end(), name, begins), form


def _is_label(match: re.Match[str], form: str, name: str) -> bool:
    if form == "colon":
        following = match.string[match.end() : match.end() + 1]
        stands_apart = not following or following.isspace() or match[0].endswith("*")
        return may_name_speaker(name) and (stands_apart or role_word(name))
    if form == "bracket":
        return role_word(name) or name[-1].isdigit()
    return form in ("alone", "dot", "chat") or may_name_speaker(name)


def _forms_told(candidates: list[tuple[Label, str]], text: str, start: int) -> set[str]:
    """Give the forms of labels that the text uses: some tell nothing unless they recur."""
    counts = Counter(form for _, form in candidates)
    dots = {label.speaker for label, form in candidates if form == "dot"}
    told = {"colon", "bracket", "bold"} | {form for form in _TELLING if counts[form] >= _FEWEST}
    if {"Q", "A"} <= dots or {"T", "J"} <= dots:
        told.add("dot")
    if counts["tab"] >= _FEWEST and counts["tab"] > len(re.findall(r"\S\n", text[start:])) / 2:
        told.add("tab")
    return told
