"""The text of a source that another program kept → its kind and turns; the text is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from qualkit.collection.header import header
from qualkit.collection.kinds import guess_kind
from qualkit.collection.notes import find_notes
from qualkit.collection.paragraphs import paragraphs
from qualkit.collection.roles import with_roles
from qualkit.collection.turns import find_turns
from qualkit.interchange.project import Transcript
from qualkit.model import Kind, Turn

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def as_transcript(
    text: str, *, kind: Kind | None = None, path: str = "", attributes: Mapping[str, Any] = _NOTHING
) -> tuple[Kind, Transcript]:
    """Find the turns of a text on which spans stand already.

    Parameters
    ----------
    text
        The canonical text.
    kind
        Its kind; guessed from name, header and content by default.
    path
        Its name or path, which may say the kind.
    attributes
        What is known about it, for the roles of speakers.
    """
    told, start = header(text)
    spoken = find_turns(text, start, separator="line")
    found = kind or guess_kind(text, spoken, path)
    return found, Transcript(text, _turns(text, start, spoken, found, {**told, **attributes}))


def _turns(
    text: str, start: int, spoken: tuple[Turn, ...], kind: Kind, attributes: Mapping[str, Any]
) -> tuple[Turn, ...]:
    if kind == "observation":
        return find_notes(text, start, separator="line")
    if kind == "interview" and spoken:
        return with_roles(spoken, text=text, attributes=attributes)
    return paragraphs(text, 0 if kind == "document" else start, separator="line")
