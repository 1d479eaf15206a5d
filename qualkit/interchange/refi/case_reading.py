"""Cases, sets and graphs: what groups the sources and codes of a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.interchange.refi.elements import child_text, children, identity, targets
from qualkit.interchange.refi.findings import Findings, Place
from qualkit.interchange.refi.identities import derived, guid
from qualkit.interchange.refi.variables import attributes

_GUIDS = ("guid", "representedGUID", "sourceVertex", "targetVertex")


def read_cases(found: Findings, cases: Any) -> None:
    """Read the cases, with their attributes and what belongs to them.

    A case without a name that holds one source carries the attributes of that source.
    """
    for element in children(cases, "Case"):
        known = attributes(element, found.variables)
        owner = _only_source(found, element)
        if owner is not None:
            found.say("source", owner["name"], "noted", "It has the attributes of an unnamed case.")
            owner["attributes"] = {**known, **owner["attributes"]}
        else:
            _read_case(found, element, known)


def read_sets(found: Findings, sets: Any) -> None:
    """Read the sets; those of ATLAS.ti named ``gender: male`` are attributes of their sources as well."""
    for element in children(sets, "Set"):
        given = targets(element, "MemberCode", "MemberSource", "MemberNote")
        members = [found.places[each] for each in given if each in found.places]
        name = element.get("name") or "unnamed"
        if len(members) < len(given):
            found.say("set", name, "adjusted", f"{len(given) - len(members)} members are not in the file.")
        found.add(
            "set",
            id=identity(element, name),
            name=name,
            description=child_text(element, "Description"),
            members=[[each.kind, each.id] for each in members],
        )
        if "atlas.ti" in found.origin.lower():
            _spread(found, name, members)


def read_graphs(found: Findings, graphs: Any) -> None:
    """Keep the graphs as they are, with what their shapes stand for."""
    for element in children(graphs, "Graph"):
        details = {
            part: [_drawn(found, each) for each in children(element, part)] for part in ("Vertex", "Edge")
        }
        name = element.get("name") or "graph"
        found.add(
            "media", id=identity(element, name), name=name, kind="graph", details=details, transcripts=[]
        )


def _only_source(found: Findings, case: Any) -> Any:
    """The row of the one source of a case without a name, None for any other case."""
    sources = targets(case, "SourceRef")
    if case.get("name") or len(sources) != 1 or any(children(case, "SelectionRef", "CodeRef")):
        return None
    return found.row("source", sources[0])


def _read_case(found: Findings, element: Any, known: dict[str, Any]) -> None:
    name = element.get("name") or ""
    case = identity(element, name, *targets(element, "SourceRef"))
    written = child_text(element, "Description")
    told = {"description": written} if written else {}
    found.add("case", id=case, name=name, attributes={**told, **known})
    for place in _members(found, element, name):
        if place.kind == "source":
            _add_membership(found, case, place)
        else:
            _add_link(found, case, place)


def _members(found: Findings, element: Any, name: str) -> Iterator[Place]:
    for target in targets(element, "SourceRef", "SelectionRef", "CodeRef"):
        place = found.places.get(target)
        if place is None:
            found.say("case", name, "adjusted", f"What it refers to as {target} is not in the file.")
        elif place.kind == "media" and not place.selection:
            yield from _texts(found, place)
        else:
            yield place


def _texts(found: Findings, place: Place) -> list[Place]:
    """The texts of a recording or PDF, else the thing itself."""
    media = found.row("media", place.id)
    return (
        [Place("source", each) for each in media["transcripts"]]
        if media and media["transcripts"]
        else [place]
    )


def _add_membership(found: Findings, case: str, place: Place) -> None:
    span = {"start": place.start, "end": place.end}
    identified = derived("membership", case, *place.endpoint)
    if identified not in found.places:
        found.add("membership", id=identified, case=case, source=place.id, speaker=None, **span)


def _add_link(found: Findings, case: str, place: Place) -> None:
    kind, target = place.endpoint
    found.add(
        "link",
        id=derived("case", case, target),
        name=None,
        direction="associative",
        origin_kind="case",
        origin=case,
        target_kind=kind,
        target=target,
    )


def _spread(found: Findings, name: str, members: list[Place]) -> None:
    attribute, separator, value = name.partition(": ")
    chosen = {each.id for each in members if each.kind == "source"}
    if separator and value and attribute:
        for row in found.tables.get("source", ()):
            if row["id"] in chosen:
                row["attributes"].setdefault(attribute, value)


def _drawn(found: Findings, element: Any) -> dict[str, str]:
    """The attributes of a shape or line; what it stands for by the id that it has here."""
    drawn = {str(name): str(value) for name, value in element.attrib.items()}
    drawn |= {name: guid(value) for name, value in drawn.items() if name in _GUIDS}
    place = found.places.get(drawn.get("representedGUID", ""))
    return drawn | ({"representedGUID": place.endpoint[1]} if place else {})
