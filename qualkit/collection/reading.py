"""The bytes of one file → a source of the study."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from qualkit.collection import metadata, readers
from qualkit.collection.documents import Separator, is_hard_wrapped, paragraphs, reflow
from qualkit.collection.header import header
from qualkit.collection.kinds import guess_kind, kind_in_path
from qualkit.collection.metadata import front_matter
from qualkit.collection.notes import find_notes
from qualkit.collection.readers import Reading
from qualkit.collection.roles import with_roles
from qualkit.collection.turns import find_turns, timed
from qualkit.errors import InvalidInput
from qualkit.model import KINDS, Edit, Kind, Source, Turn

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a text was found to consist of."""

    text: str
    turns: tuple[Turn, ...]
    edits: tuple[Edit, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    remarks: tuple[str, ...] = ()


def read_source(
    data: bytes,
    *,
    path: str,
    name: str | None = None,
    kind: Kind | None = None,
    attributes: Mapping[str, Any] = _NOTHING,
) -> Source:
    r"""Read one file as a source: its canonical text, its turns, and what is known about it.

    What is given wins over the file's front matter, and that over the header in its text.

    Parameters
    ----------
    data
        The whole file.
    path
        Its path, only a label: the suffix says the format, the names of file and folders may
        say the kind. Nothing is opened.
    name
        The source's name; the file's name without suffix by default.
    kind
        Its kind; found out by default.
    attributes
        What is known about it (``case``, ``date``, ``site``, ``language``, ``interviewer``, …);
        a source of several cases has a list of them.

    Returns
    -------
    Source
        Turns are in order, never overlap, and lie inside the text. Times are in seconds.

    Raises
    ------
    InvalidInput
        The file cannot be read as any format, or is malformed; the message begins with the path
        and says the line.

    Examples
    --------
    >>> source = read_source(b"P: Siap?\nN: Siap.\n", path="wawancara/lhk-2.txt")
    >>> source.name, source.kind, [turn.role for turn in source.turns]
    ('lhk-2', 'interview', ['interviewer', 'participant'])
    """
    try:
        reading = readers.read(data, path=path)
        return _source(reading, data, path=path, name=name, given=_given(kind, attributes))
    except InvalidInput as error:
        raise InvalidInput(f"{path}: {error}") from None


def _given(kind: Kind | None, attributes: Mapping[str, Any]) -> dict[str, Any]:
    given = metadata.given(attributes)
    if kind is not None:
        given["kind"] = kind
    if "kind" in given and given["kind"] not in KINDS:
        raise InvalidInput(f"There is no kind of source {given['kind']!r}. Use one of {', '.join(KINDS)}.")
    return given


def _source(
    reading: Reading, data: bytes, *, path: str, name: str | None, given: Mapping[str, Any]
) -> Source:
    front, body = front_matter(reading.text) if reading.turns is None else ({}, 0)
    known = {**reading.attributes, **front, **given}
    remarks = [*reading.remarks, *_doubts(reading, known, body)]
    kind = _kind(reading, known, body, path=path)
    parts = _parts(reading, kind, body)
    attributes = {**parts.attributes, **known}
    turns = (
        with_roles(parts.turns, text=parts.text, attributes=attributes)
        if kind == "interview"
        else parts.turns
    )
    return Source(
        name=name or PurePosixPath(path.replace("\\", "/")).stem,
        kind=kind,
        text=parts.text,
        turns=turns,
        digest=hashlib.sha256(data).hexdigest(),
        path=path,
        edits=parts.edits,
        attributes={key: value for key, value in attributes.items() if key != "kind"},
        remarks=(*remarks, *parts.remarks),
    )


def _doubts(reading: Reading, known: Mapping[str, Any], body: int) -> list[str]:
    doubts = []
    if not body and reading.turns is None and reading.text.startswith("---\n"):
        doubts.append("The block after the first --- is no YAML of names and values; it was read as text.")
    if "kind" in known and known["kind"] not in KINDS:
        doubts.append(
            f"The front matter's kind {known['kind']!r} is none of {', '.join(KINDS)}; it was guessed."
        )
    return doubts


def _kind(reading: Reading, known: Mapping[str, Any], body: int, *, path: str) -> Kind:
    for candidate in (known.get("kind"), reading.kind):
        for kind in KINDS:
            if candidate == kind:
                return kind
    text = reading.text[body:]
    told, start = header(text)
    for kind in KINDS:
        if told.get("kind") == kind:
            return kind
    return kind_in_path(path) or guess_kind(text, _turns(text, start, _separator(reading, body)), path)


@lru_cache(maxsize=1)
def _turns(text: str, start: int, separator: Separator) -> tuple[Turn, ...]:
    """Find the turns once: they say the kind of a source, and are its turns if it is an interview."""
    return find_turns(text, start, separator=separator)


def _parts(reading: Reading, kind: Kind, body: int) -> _Parts:
    text = reading.text
    if reading.turns is not None:
        return _Parts(text, reading.turns)
    if kind in ("interview", "observation"):
        return _told_or_noted(reading, kind, body)
    if reading.layout == "plain" and is_hard_wrapped(text[body:]):
        flowing, edits = reflow(text, body)
        remark = f"Lines were joined to paragraphs, in {len(edits)} places; the text as imported is kept."
        return _Parts(flowing, paragraphs(flowing, body), edits, remarks=(remark,))
    return _Parts(text, paragraphs(text, body, separator=_separator(reading, body)))


def _told_or_noted(reading: Reading, kind: Kind, body: int) -> _Parts:
    """Find the header, then the turns of an interview or the entries of a note."""
    text, separator = reading.text, _separator(reading, body)
    attributes, start = header(text, body)
    if kind == "observation":
        return _Parts(text, find_notes(text, start, separator=separator), attributes=attributes)
    turns = _turns(text, start, separator)
    if turns:
        return _Parts(text, turns, attributes=attributes)
    remark = "No speaker labels were found: each paragraph is a turn of nobody."
    nobodys = timed(text, paragraphs(text, start, separator=separator))
    return _Parts(text, nobodys, attributes=attributes, remarks=(remark,))


def _separator(reading: Reading, body: int) -> Separator:
    if reading.layout == "markdown":
        return "blank line"
    if reading.layout == "plain" and is_hard_wrapped(reading.text[body:]):
        return "blank line"
    return "line"
