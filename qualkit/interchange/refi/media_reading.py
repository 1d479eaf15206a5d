"""Pictures, PDFs and recordings: kept as files, with the selections in them, and their texts as sources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.refi.elements import child_text, children, created, identity, targets, user
from qualkit.interchange.refi.findings import Findings, Place
from qualkit.interchange.refi.package import Package
from qualkit.interchange.refi.text_reading import read_text, read_transcript_of
from qualkit.interchange.refi.variables import attributes
from qualkit.markup import local_name

KINDS: Mapping[str, str] = {
    "PictureSource": "picture",
    "PDFSource": "pdf",
    "AudioSource": "audio",
    "VideoSource": "video",
}
PLACES: Mapping[str, tuple[str, ...]] = {
    "picture": ("firstX", "firstY", "secondX", "secondY"),
    "pdf": ("page", "firstX", "firstY", "secondX", "secondY"),
    "audio": ("begin", "end"),
    "video": ("begin", "end"),
}
"""What says where a selection is, as the file has it: pixels, points, milliseconds."""

_NO_FILE = "Its file is not in the project. Put it beside the project, or in the folder of its media."


def read_media(found: Findings, package: Package, element: Any, texts: Mapping[str, str]) -> None:
    """Read a picture, PDF or recording.

    Parameters
    ----------
    found
        Where what is found goes.
    package
        The file, for the contents.
    element
        A PictureSource, PDFSource, AudioSource or VideoSource.
    texts
        Sources by the file that their text is in: a transcript in the same file is the same text.
    """
    kind = KINDS[local_name(element)]
    path = next((each for each in _paths(element) if package.holds(each)), None)
    media = identity(element, element.get("name"), *_paths(element))
    known = attributes(element, found.variables)
    transcripts = [_read_transcript(found, package, each, texts, known) for each in _texts(element)]
    details = {
        "file": PurePosixPath(_paths(element)[-1].replace("\\", "/")).name,
        "suffix": PurePosixPath(path or "").suffix,
        "attributes": {} if transcripts else known,
        **_standing(found, media, kind, element),
    }
    found.add(
        "media",
        id=media,
        name=element.get("name") or details["file"],
        kind=kind,
        digest=package.digest(path),
        details={name: value for name, value in details.items() if value},
        transcripts=transcripts,
        created=created(element),
    )
    found.note(Place("media", media), targets(element, "NoteRef"))
    content = package.later(path)
    if content is not None:
        found.files[media] = content
    else:
        found.say("media", element.get("name"), "noted", _NO_FILE)


def _paths(element: Any) -> list[str]:
    """Where the contents may be: the copy in the project, then where the file was before."""
    return [element.get(name) or "" for name in ("path", "currentPath") if element.get(name)] or [""]


def _standing(found: Findings, media: str, kind: str, element: Any) -> Row:
    """What stands on a medium: a description, and codings on it and on parts of it."""
    return {
        "description": child_text(element, "Description"),
        "coder": user(element),
        "selections": [_selection(found, media, kind, each) for each in _selections(element)],
        "codings": [_coding(found, media, each) for each in children(element, "Coding")],
    }


def _texts(element: Any) -> list[Any]:
    return list(children(element, "Transcript", "Representation", "TextDescription"))


def _selections(element: Any) -> list[Any]:
    return list(children(element, *(f"{name.removesuffix('Source')}Selection" for name in KINDS)))


def _read_transcript(
    found: Findings, package: Package, element: Any, texts: Mapping[str, str], known: Mapping[str, Any]
) -> str:
    source = texts.get(element.get("plainTextPath") or "")
    if source is None:
        return read_text(found, package, element, extra=known)
    read_transcript_of(found, package, element, source)
    found.say(
        "source", element.get("name"), "noted", "It is the transcript of a recording, and came in once."
    )
    return source


def _selection(found: Findings, media: str, kind: str, element: Any) -> Row:
    place = {name: element.get(name) for name in PLACES[kind]}
    selection = identity(element, media, *place.values())
    found.places.setdefault(selection, Place("media", media, selection=selection))
    found.note(Place("media", media, selection=selection), targets(element, "NoteRef"))
    row = {
        "id": selection,
        "name": element.get("name"),
        "place": place,
        "text": _words(element),
        "description": child_text(element, "Description"),
        "coder": user(element),
        "created": created(element),
        "codings": [_coding(found, media, each) for each in children(element, "Coding")],
        "notes": targets(element, "NoteRef"),
    }
    return {name: value for name, value in row.items() if value}


def _words(element: Any) -> str | None:
    """The words in a rectangle of a PDF."""
    return next((child_text(each, "PlainTextContent") for each in children(element, "Representation")), None)


def _coding(found: Findings, media: str, element: Any) -> Row:
    codes = targets(element, "CodeRef")
    identified = identity(element, media, *codes)
    found.note(Place("media", media, selection=identified), targets(element, "NoteRef"))
    row = {
        "id": identified,
        "code": codes[0] if codes else None,
        "coder": user(element),
        "created": created(element),
        "notes": targets(element, "NoteRef"),
    }
    return {name: value for name, value in row.items() if value}
