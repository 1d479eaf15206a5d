"""Which kind of source a text is, where nobody says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from qualkit.collection.header import header
from qualkit.collection.notes import comments, timed_entries
from qualkit.collection.speakers import role_of_word
from qualkit.collection.vocabulary import kind_within
from qualkit.model import Kind, Turn


def guess_kind(text: str, turns_found: Sequence[Turn], path: str) -> Kind:
    """Guess the kind of a source: by its file's name, its folders' names, else by its content.

    Parameters
    ----------
    text
        The canonical text.
    turns_found
        The turns that its labels give, were it an interview.
    path
        The file's path; the nearest name that says a kind (``wawancara``, ``field notes``) decides.

    Examples
    --------
    >>> guess_kind("Rapat dibuka.", (), "observasi/lhk-1.txt"), guess_kind("Rapat dibuka.", (), "a.txt")
    ('observation', 'document')
    """
    return kind_in_path(path) or _kind_of_content(text, turns_found)


def kind_in_path(path: str) -> Kind | None:
    """Give the kind that a file's name, or else the nearest folder's, says in so many words.

    Examples
    --------
    >>> kind_in_path("corpus/wawancara/bapenda-1.txt")
    'interview'
    """
    for part in reversed(PurePosixPath(path.replace("\\", "/")).parts):
        if kind := kind_within(part):
            return kind
    return None


def _kind_of_content(text: str, turns_found: Sequence[Turn]) -> Kind:
    if _is_conversation(text, turns_found):
        return "interview"
    observed = "observer" in header(text)[0]
    if observed or (comments(text) and timed_entries(text)) or comments(text) > 1:
        return "observation"
    return "document"


def _is_conversation(text: str, turns: Sequence[Turn]) -> bool:
    """Tell speakers from headings with a colon: they are few, take turns, and say most of the text."""
    spoken = [turn for turn in turns if turn.speaker is not None]
    heard = Counter(turn.speaker for turn in spoken)
    if len(heard) < 2 or len(spoken) < 4:
        return False
    unspoken = sum(turn.end - turn.start for turn in turns if turn.speaker is None)
    share = 1 - unspoken / max(1, len(text.strip()))
    roles = {role_of_word(speaker) for speaker in heard if speaker}
    if {"interviewer", "participant"} <= roles:
        return share > 0.4
    changes = sum(one.speaker != two.speaker for one, two in pairwise(spoken))
    asks = any("?" in text[turn.start : turn.end] for turn in spoken)
    return share > 0.6 and asks and changes > len(spoken) / 3 and len(spoken) / len(heard) >= 2
