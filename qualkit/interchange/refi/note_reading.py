"""Notes and links: each note becomes a memo on the thing that it is about, however a program says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.refi.elements import child_text, children, created, identity, targets, user, whole
from qualkit.interchange.refi.findings import Findings, Place
from qualkit.interchange.refi.identities import about_id, derived, guid, remark_id
from qualkit.interchange.refi.offsets import canonical
from qualkit.interchange.refi.package import Package
from qualkit.interchange.refi.text_reading import raw_text
from qualkit.model import MEMO_KINDS

_DIRECTIONS = {"oneway": "oneWay", "bidirectional": "bidirectional"}
_STUDY = Place("study", "")

Span = tuple[str, int | None, int | None]
"""The id of a source, and where a span of it begins and ends."""


def read_notes(found: Findings, package: Package, notes: Any) -> None:
    """Read the notes; what each is about is known only when everything else is read."""
    for element in children(notes, "Note"):
        text = canonical(raw_text(found, package, element) or "")
        written = child_text(element, "Description")
        note = identity(element, element.get("name"), text)
        kind = written if written in MEMO_KINDS else "analytic"
        if written and written not in (kind, text):
            text = f"{text}\n\n{written}".strip()
        found.notes[note] = {
            "id": note,
            "kind": kind,
            "name": element.get("name"),
            "text": text,
            "coder": user(element),
            "created": created(element),
        }
        found.places.setdefault(note, Place("memo", note))
        _say_coded(found, element)


def move_annotations(found: Findings, notes: Any) -> None:
    """Put notes of QualCoder on the span that they name inside themselves, counted in their source's text."""
    for element in children(notes, "Note") if "qualcoder" in found.origin.lower() else ():
        places = found.noted.get(identity(element), [])
        for selection in children(element, "PlainTextSelection"):
            start, end = whole(selection, "startPosition"), whole(selection, "endPosition")
            if start is not None and end is not None and places and places[0].id in found.rulers:
                places[0] = _span_in(found, places[0], start, end)


def read_links(found: Findings, links: Any) -> None:
    """Read the links; a link of a note that nothing refers to says what the note is about."""
    rows = [_link(found, each) for each in children(links, "Link")]
    for row in rows:
        found.places.setdefault(row["id"], Place("link", row["id"]))
    followed = set(_follow(found, rows))
    for number, row in enumerate(rows):
        if number not in followed:
            _add_link(found, row)


def settle_notes(found: Findings) -> None:
    """Make a memo of every note, about the first place that refers to it; links lead to the others."""
    for note, row in found.notes.items():
        place, *others = found.noted.get(note, [_STUDY])
        coding = found.row("coding", place.id)
        if coding is not None and note == remark_id(place.id):
            coding["memo"] = row["text"]
            continue
        span = {"start": place.start, "end": place.end}
        found.add("memo", **row, about_kind=place.kind, about=place.id, **span)
        for other in others:
            _link_memo(found, note, other)
    _settle_bare(found)


def _say_coded(found: Findings, note: Any) -> None:
    coded = sum(1 for each in note.iter("{*}Coding"))
    if coded:
        message = f"The {coded} codings on its own text are left out: memos are not coded here."
        found.say("memo", note.get("name"), "left out", message)


def _span_in(found: Findings, place: Place, start: int, end: int) -> Place:
    ruler = found.rulers[place.id]
    first, past = ruler.offset(start), ruler.offset(end)
    return replace(place, start=first, end=past) if 0 <= first < past <= ruler.length else place


def _link(found: Findings, element: Any) -> Row:
    ends = [guid(element.get(name) or "") for name in ("originGUID", "targetGUID")]
    direction = (element.get("direction") or "").strip().lower()
    link = identity(element, *ends)
    found.note(Place("link", link), targets(element, "NoteRef"))
    return {
        "id": link,
        "name": element.get("name"),
        "direction": _DIRECTIONS.get(direction, "associative"),
        "ends": ends,
    }


def _follow(found: Findings, rows: list[Row]) -> Iterator[int]:
    """Put notes to which nothing refers on the other end of a link, and give which links these were."""
    links: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for note, other in (row["ends"], row["ends"][::-1]):
            if note in found.notes and note not in found.noted and other in found.places and note != other:
                links.setdefault(note, []).append(number)
    for note, numbers in links.items():
        number = min(numbers, key=lambda each: rows[each]["id"] != about_id(note))
        origin, target = rows[number]["ends"]
        found.note(found.places[target if origin == note else origin], [note])
        yield number


def _add_link(found: Findings, row: Row) -> None:
    places = [found.places.get(each) for each in row.pop("ends")]
    if None in places:
        found.say("link", row["name"], "left out", "One of its ends is not in the file.")
        return
    (origin_kind, origin), (target_kind, target) = (each.endpoint for each in places if each)
    ends = {"origin_kind": origin_kind, "origin": origin, "target_kind": target_kind, "target": target}
    found.add("link", **row, **ends)


def _link_memo(found: Findings, note: str, other: Place) -> None:
    """Link a memo to another thing that refers to it; selections in media know their notes themselves."""
    kind, target = other.endpoint
    if other.kind != "study" and not other.selection:
        found.add(
            "link",
            id=derived("also about", note, target),
            name=None,
            direction="oneWay",
            origin_kind="memo",
            origin=note,
            target_kind=kind,
            target=target,
        )


def _settle_bare(found: Findings) -> None:
    """Make a jotting of each selection on which nothing stands."""
    taken: set[Span] = set(_taken(found))
    for place, row in found.bare:
        if place.span not in taken:
            found.add("memo", **row)
            taken.add(place.span)


def _taken(found: Findings) -> Iterator[Span]:
    for table, column in (("coding", "source"), ("membership", "source"), ("memo", "about")):
        for row in found.tables.get(table, ()):
            if row.get("start") is not None:
                yield row[column], row["start"], row["end"]
