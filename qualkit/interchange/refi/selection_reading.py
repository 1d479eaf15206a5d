"""Selections in a text, and the codings on them."""

from __future__ import annotations

from typing import Any

from qualkit.interchange.refi.elements import child_text, children, created, identity, targets, user
from qualkit.interchange.refi.findings import Findings, Place
from qualkit.interchange.refi.identities import derived


def read_selection(found: Findings, element: Any, place: Place) -> None:
    """Read a selection of a text: its codings, its notes, and what is written on it.

    A selection on which there is nothing is remembered, to become a jotting if nothing else stands there.
    """
    selection = identity(element, *place.span)
    found.places.setdefault(selection, place)
    notes = targets(element, "NoteRef")
    found.note(place, notes)
    coded = read_codings(found, element, place)
    written = unrepeated(found, element)
    if written:
        memo = {"id": derived("description", selection), "kind": "analytic", "text": written}
        found.add("memo", **memo, **_said(element, place))
    elif not coded and not notes:
        text = element.get("name") or found.transcripts[place.id].text[place.start : place.end]
        jotting = {"id": derived("bare", selection), "kind": "jotting", "text": text}
        found.bare.append((place, jotting | _said(element, place)))


def read_codings(found: Findings, element: Any, place: Place) -> bool:
    """Read the codings on a selection or on a whole text; tells whether there are any."""
    codings = list(children(element, "Coding"))
    for coding in codings:
        _read_coding(found, coding, element, place)
    return bool(codings)


def unrepeated(found: Findings, element: Any) -> str | None:
    """Give the description of an element, unless it only repeats one of its notes, as f4 writes it."""
    written = child_text(element, "Description")
    repeated = {found.notes[each]["text"] for each in targets(element, "NoteRef") if each in found.notes}
    return None if not written or written in repeated else written


def _read_coding(found: Findings, coding: Any, element: Any, place: Place) -> None:
    for number, code in enumerate(targets(coding, "CodeRef")):
        coder = user(coding, element)
        known = (*place.span, code, coder)
        identified = derived("coding", *known) if number else identity(coding, *known)
        found.note(Place("coding", identified), targets(coding, "NoteRef"))
        found.add(
            "coding",
            id=identified,
            source=place.id,
            start=place.start,
            end=place.end,
            code=code,
            coder=coder,
            origin="import",
            status="accepted",
            created=created(coding, element),
        )


def _said(element: Any, place: Place) -> dict[str, Any]:
    """Where a memo on a selection stands, whose it is and when it was written."""
    return {
        "about_kind": place.kind,
        "about": place.id,
        "start": place.start,
        "end": place.end,
        "coder": user(element),
        "created": created(element),
    }
