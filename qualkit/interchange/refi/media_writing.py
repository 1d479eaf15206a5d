"""Pictures, PDFs, recordings and graphs, written back as they came."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.refi.identities import derived
from qualkit.interchange.refi.media_reading import KINDS, PLACES
from qualkit.interchange.refi.outgoing import Outgoing, attributes_of
from qualkit.interchange.refi.text_writing import write_coding, write_text, write_transcript
from qualkit.interchange.refi.tree import add, describe

TAGS = {kind: name for name, kind in KINDS.items()}
_TEXTS = {"pdf": "Representation", "picture": "TextDescription"}
_SUFFIXES = {"pdf": ".pdf", "picture": ".jpg", "audio": ".m4a", "video": ".mp4"}
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_WHOLE = re.compile(r"[+-]?\d+")
_GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_ALLOWED = {
    **dict.fromkeys(("guid", "representedGUID", "sourceVertex", "targetVertex"), _GUID),
    **dict.fromkeys(("firstX", "firstY", "secondX", "secondY"), r"[+-]?\d+"),
    "name": r"(?s).*",
    "color": r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})",
    "direction": "Associative|OneWay|Bidirectional",
    "lineStyle": "dotted|dashed|solid",
    "shape": "Person|Oval|Rectangle|RoundedRectangle|Star|(Left|Right|Up|Down)Triangle|Note",
}
_DRAWN = {"Vertex": {"guid", "firstX", "firstY"}, "Edge": {"guid", "sourceVertex", "targetVertex"}}
"""The parts of a graph, with what they must say."""


def write_media(out: Outgoing, parent: Any, row: Row, texts: list[Row]) -> None:
    """Write a picture, PDF or recording.

    Parameters
    ----------
    out
        The study on its way out.
    parent
        Where it goes.
    row
        The row of the medium.
    texts
        The sources that are its text: the transcripts of a recording, one text of anything else.
    """
    kind, details = row["kind"], row["details"]
    made = out.made({"coder": details.get("coder"), "created": row.get("created")})
    element = add(parent, TAGS[kind], guid=row["id"], name=row["name"], **_paths(out, row), **made)
    describe(element, details.get("description"))
    if kind in ("audio", "video"):
        for text in texts:
            write_transcript(out, element, text)
    if kind == "picture":
        _write_texts(out, element, kind, texts)
    for selection in details.get("selections", ()):
        _write_selection(out, element, kind, selection)
    if kind == "pdf":
        _write_texts(out, element, kind, texts)
    _write_codings(out, element, details)
    out.written.add(row["id"])
    out.refer(element, set(out.memos.get(("media", row["id"], None), ())) - _noted(details))
    out.variables.write(element, _attributes(kind, details, texts))


def write_graph(parent: Any, row: Row) -> None:
    """Write a graph with its shapes and lines, as far as the standard has a place for what they say."""
    element = add(parent, "Graph", guid=row["id"], name=row["name"])
    for tag, required in _DRAWN.items():
        for drawn in row["details"].get(tag, ()):
            allowed = {name: value for name, value in drawn.items() if _is_allowed(name, value)}
            if required <= allowed.keys():
                add(element, tag, **allowed)


def media_name(row: Row) -> str:
    """Give the name that the contents of a medium have in the file."""
    suffixes = (row["details"].get("suffix"), PurePosixPath(row["name"]).suffix)
    suffix = next((each for each in suffixes if each and _SUFFIX.fullmatch(each)), _SUFFIXES[row["kind"]])
    return f"{row['id'].upper()}{suffix.lower()}"


def _paths(out: Outgoing, row: Row) -> dict[str, str | None]:
    """Where the contents are, in the file or, if they are not in it, under their own name beside it."""
    own = row["details"].get("file")
    beside = f"relative:///{own}" if own else None
    if row["id"] not in out.project.files:
        return {"path": beside}
    out.files[row["id"]] = media_name(row)
    return {"path": f"internal://{media_name(row)}", "currentPath": beside}


def _write_texts(out: Outgoing, element: Any, kind: str, texts: list[Row]) -> None:
    for text in texts:
        write_text(out, element, text, tag=_TEXTS[kind])


def _write_selection(out: Outgoing, parent: Any, kind: str, selection: Row) -> None:
    place = {name: selection["place"].get(name) or "" for name in PLACES[kind]}
    if not all(map(_WHOLE.fullmatch, place.values())):
        return
    tag = f"{TAGS[kind].removesuffix('Source')}Selection"
    element = add(
        parent, tag, guid=selection["id"], name=selection.get("name"), **place, **out.made(selection)
    )
    describe(element, selection.get("description"))
    if kind == "pdf" and selection.get("text"):
        words = add(element, "Representation", guid=derived("words", selection["id"]))
        add(words, "PlainTextContent", selection["text"])
    _write_codings(out, element, selection)
    out.written.add(selection["id"])
    out.refer(element, selection.get("notes", ()))


def _write_codings(out: Outgoing, parent: Any, holder: Row) -> None:
    for coding in holder.get("codings", ()):
        if coding.get("code") in out.written:
            write_coding(out, parent, coding, coding.get("notes", ()))


def _noted(details: Row) -> set[str]:
    """The notes that stand on selections or codings, not on the whole."""
    selections = details.get("selections", ())
    codings = [*details.get("codings", ()), *(each for row in selections for each in row.get("codings", ()))]
    return {note for each in (*selections, *codings) for note in each.get("notes", ())}


def _attributes(kind: str, details: Row, texts: list[Row]) -> dict[str, Any]:
    """The attributes of a medium; transcripts have no place for theirs, and leave here what they share."""
    if kind not in ("audio", "video") or not texts:
        return dict(details.get("attributes", {}))
    first, *others = map(attributes_of, texts)
    return {name: value for name, value in first.items() if all(other.get(name) == value for other in others)}


def _is_allowed(name: str, value: str) -> bool:
    pattern = _ALLOWED.get(name)
    return pattern is not None and re.fullmatch(pattern, value) is not None
