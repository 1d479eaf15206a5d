"""The texts of a project: text sources, the text of a PDF, transcripts of a recording."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.interchange.refi.elements import child_text, children, created, identity, targets, whole
from qualkit.interchange.refi.findings import Findings, Place
from qualkit.interchange.refi.identities import guid
from qualkit.interchange.refi.offsets import canonical, models_for
from qualkit.interchange.refi.package import Package, decoded
from qualkit.interchange.refi.scoring import Fit, Span, best_fit, is_quote
from qualkit.interchange.refi.selection_reading import read_codings, read_selection, unrepeated
from qualkit.interchange.refi.timing import timed
from qualkit.interchange.refi.tree import OWN
from qualkit.interchange.refi.variables import attributes
from qualkit.interchange.texts import as_transcript
from qualkit.model import KINDS

_NOTHING: Mapping[str, Any] = MappingProxyType({})

Marked = list[tuple[Any, Span]]


def raw_text(found: Findings, package: Package, element: Any) -> str | None:
    """Give a text as it stands in the file, from wherever the program put it; None if it is nowhere.

    A program may have left the plain text empty and the words only in the Word file beside it.
    """
    raw = child_text(element, "PlainTextContent")
    if not raw:
        data = package.read(element.get("plainTextPath"))
        raw = raw if data is None else decoded(data)
    if raw is not None and raw.strip():
        return raw
    rich = _rich_text(package, element.get("richTextPath"))
    if not rich:
        return raw
    found.say(
        "source", element.get("name"), "noted", "Its text was taken from its rich text: there is no other."
    )
    return rich


def read_text(found: Findings, package: Package, element: Any, *, extra: Mapping[str, Any] = _NOTHING) -> str:
    """Read a text with its selections, codings, notes and variables; gives its id.

    Parameters
    ----------
    found
        Where what is found goes.
    package
        The file, for texts that are kept beside the XML.
    element
        A TextSource, Representation or Transcript.
    extra
        Attributes that are known from elsewhere.
    """
    name = element.get("name") or "unnamed"
    source = identity(element, name, element.get("plainTextPath"))
    raw = raw_text(found, package, element)
    marked = _marked(found, element)
    if raw is None:
        found.say("source", name, "adjusted", _without_text(element, len(marked)))
    fit = best_fit(raw or "", [span for _, span in marked], found.origin)
    _add_source(found, element, source, canonical(raw or ""), extra)
    found.rulers[source] = fit.ruler
    if marked and found.origin != OWN and len(models_for(raw or "")) > 1:
        found.say("source", name, "noted", str(fit))
    found.note(Place("source", source), targets(element, "NoteRef"))
    _read_times(found, element, source)
    _read_selections(found, source, marked, fit)
    if raw:
        read_codings(found, element, Place("source", source, 0, fit.ruler.length))
    return source


def read_transcript_of(found: Findings, package: Package, element: Any, source: str) -> None:
    """Read the sync points and selections of a transcript whose text is a source already."""
    found.places.setdefault(identity(element, source), Place("source", source))
    found.note(Place("source", source), targets(element, "NoteRef"))
    marked = _marked(found, element)
    if marked:
        fit = best_fit(raw_text(found, package, element) or "", [span for _, span in marked], found.origin)
        found.rulers[source] = fit.ruler
        _read_selections(found, source, marked, fit)
    _read_times(found, element, source)


def _read_times(found: Findings, element: Any, source: str) -> None:
    """Give the turns of a source the times of a transcript's sync points."""
    ruler = found.rulers[source]
    points = {
        ruler.offset(position): stamp / 1000
        for each in children(element, "SyncPoint")
        if (position := whole(each, "position")) is not None
        and (stamp := whole(each, "timeStamp")) is not None
    }
    found.transcripts[source] = timed(found.transcripts[source], points)


def _rich_text(package: Package, reference: str | None) -> str:
    """The words of a Word file, or of a text file that a program passes for one."""
    from qualkit.collection.readers import word

    data = package.read(reference) or b""
    if not data.startswith(b"PK"):
        return decoded(data)
    try:
        return word.read(data).text
    except InvalidInput:
        return ""


def _without_text(element: Any, selections: int) -> str:
    coded = selections + sum(1 for _ in children(element, "Coding"))
    lost = f", so that {coded} selections and codings are left out" if coded else ""
    return (
        f"Its text is not in the file{lost}. Export the project again with its sources, or put the "
        "folder of its media beside it."
    )


def _add_source(found: Findings, element: Any, source: str, text: str, extra: Mapping[str, Any]) -> None:
    written = unrepeated(found, element)
    known = {**extra, **({"description": written} if written else {}), **attributes(element, found.variables)}
    given = known.pop("kind") if known.get("kind") in KINDS else None
    name = element.get("name") or ""
    kind, found.transcripts[source] = as_transcript(text, kind=given, path=name, attributes=known)
    found.add(
        "source",
        id=source,
        name=name,
        kind=kind,
        attributes=known,
        digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        created=created(element),
    )


def _marked(found: Findings, element: Any) -> Marked:
    """The selections of a text, each with its element and where its program counts that it is."""
    points = {identity(each): whole(each, "position") for each in children(element, "SyncPoint")}
    marked = []
    for each in children(element, "PlainTextSelection", "TranscriptSelection"):
        start, end = _counted(each, points)
        if start is None or end is None:
            found.say("coding", each.get("name"), "left out", "It does not say where it begins and ends.")
        else:
            marked.append((each, Span(start, end, each.get("name") or "")))
    return marked


def _counted(element: Any, points: Mapping[str, int | None]) -> tuple[int | None, int | None]:
    if element.get("fromSyncPoint") and element.get("toSyncPoint"):
        return points.get(guid(element.get("fromSyncPoint"))), points.get(guid(element.get("toSyncPoint")))
    return whole(element, "startPosition"), whole(element, "endPosition")


def _read_selections(found: Findings, source: str, marked: Marked, fit: Fit) -> None:
    text = found.transcripts[source].text
    quoting = 2 * fit.quoted > fit.named
    for element, span in marked:
        start, end = fit.ruler.offset(span.start), fit.ruler.offset(span.end)
        place = Place("source", source, start, min(end, len(text)))
        fits = 0 <= start < end <= len(text)
        if text and not fits:
            _say_outside(found, span.name, place, counted=end)
        elif quoting and span.name and not is_quote(text, start, end, span.name):
            found.say("coding", span.name, "noted", _misnamed(text, place))
        if 0 <= start < min(end, len(text)):
            read_selection(found, element, place)
        else:
            _read_outside(found, element, source)


def _say_outside(found: Findings, name: str, place: Place, *, counted: int) -> None:
    cut = place.start is not None and place.end is not None and 0 <= place.start < place.end
    done = "ends at the end of the text here" if cut else "is left out"
    message = f"Its span [{place.start}, {counted}) is empty or reaches outside the text; it {done}."
    found.say("coding", name, "adjusted" if cut else "left out", message)


def _misnamed(text: str, place: Place) -> str:
    words = text[place.start : place.end][:60]
    return f"Its span [{place.start}, {place.end}) holds other words than its name: {words!r}."


def _read_outside(found: Findings, element: Any, source: str) -> None:
    """Keep the notes of a selection that is nowhere in the text, as about the whole source."""
    place = Place("source", source)
    found.places.setdefault(identity(element), place)
    found.note(place, targets(element, "NoteRef"))
