"""A study on its way out: what stands where in the file, and what has been written so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualkit.interchange.project import Project, Row
from qualkit.interchange.refi.identities import remark_id
from qualkit.interchange.refi.tree import add
from qualkit.interchange.refi.variables import Variables, date_time

Span = tuple[int, int]
Spot = tuple[str, str, Span | None]
"""What a note stands on: the kind and id of a thing, and the span if it is one of a source."""


@dataclass(slots=True)
class Outgoing:
    """What is written with each thing, by its id.

    ``spans`` are those of a source on which a coding, a memo or a part of a case stands. ``written`` holds
    the ids of everything that the file has an element for, ``placed`` the notes that something refers to,
    ``files`` the media by the name that they have in the file.
    """

    project: Project
    notes: Mapping[str, Row]
    memos: Mapping[Spot, list[str]]
    codings: Mapping[str, Mapping[Span, list[Row]]]
    cases: Mapping[str, list[tuple[str, Span | None]]]
    spans: Mapping[str, list[Span]]
    variables: Variables
    coders: frozenset[str]
    written: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)

    def annotate(self, element: Any, kind: str, identity: str, *, span: Span | None = None) -> None:
        """Refer to the memos on a thing from its element, and know that it is written."""
        self.written.add(identity)
        self.refer(element, self.memos.get((kind, identity, span), ()))

    def refer(self, element: Any, notes: Iterable[str]) -> None:
        """Refer to notes from an element, in the order of their ids."""
        for note in sorted(each for each in notes if each in self.notes):
            add(element, "NoteRef", targetGUID=note)
            self.placed.add(note)

    def made(self, row: Row) -> dict[str, str | None]:
        """The attributes that say who made a thing and when."""
        coder = row.get("coder")
        return {
            "creatingUser": coder if coder in self.coders else None,
            "creationDateTime": date_time(row.get("created")),
        }


def outgoing(project: Project) -> Outgoing:
    """Prepare a study for writing."""
    codings = list(representable_codings(project))
    cases = _belongings(project)
    memos = _placed(project)
    by_source: dict[str, dict[Span, list[Row]]] = {}
    for row in sorted(codings, key=lambda row: str(row["id"])):
        by_source.setdefault(row["source"], {}).setdefault((row["start"], row["end"]), []).append(row)
    return Outgoing(
        project,
        notes=_notes(project, codings),
        memos=memos,
        codings=by_source,
        cases=cases,
        spans=_spans(memos, by_source, cases),
        variables=Variables.of(_attributes(project)),
        coders=frozenset(row["id"] for row in project.rows("coder")),
    )


def representable_codings(project: Project) -> Iterator[Row]:
    """Give the codings that go into the file: what is only suggested or was rejected would look accepted."""
    codes = {row["id"] for row in project.rows("code")}
    return (
        row
        for row in project.rows("coding")
        if row["status"] == "accepted" and row["code"] in codes and row["source"] in project.transcripts
    )


def attributes_of(row: Row) -> dict[str, Any]:
    """Give the attributes of a case or source that are written as variables; the kind of a source is one."""
    told = {**row["attributes"], **({"kind": row["kind"]} if "kind" in row else {})}
    if description_of(row):
        del told["description"]
    return told


def description_of(row: Row) -> str | None:
    """Give the attribute of a case or source that REFI-QDA has a description for."""
    text = row["attributes"].get("description")
    return text if text and isinstance(text, str) else None


def span_of(row: Row) -> Span | None:
    """Give the span of a source that a row is about, None where it is about all of it."""
    start, end = row.get("start"), row.get("end")
    return None if start is None or end is None else (start, end)


def stretches(project: Project, row: Row) -> list[Span | None]:
    """Give the spans of a source that belong to a case; of a speaker what they say, None for all of it."""
    bounds = span_of(row)
    if row.get("speaker") is None:
        return [bounds]
    first, past = bounds or (0, len(project.transcripts[row["source"]].text))
    turns = project.transcripts[row["source"]].turns
    said = [turn for turn in turns if turn.speaker == row["speaker"]]
    return [
        (max(turn.start, first), min(turn.end, past))
        for turn in said
        if max(turn.start, first) < min(turn.end, past)
    ]


def _attributes(project: Project) -> Iterator[Mapping[str, Any]]:
    for table in ("case", "source"):
        yield from map(attributes_of, project.rows(table))
    for row in project.rows("media"):
        yield row["details"].get("attributes", {})


def _notes(project: Project, codings: Iterable[Row]) -> dict[str, Row]:
    """The notes of the file: memos, and the texts that codings carry in themselves."""
    carried = {
        remark_id(row["id"]): {
            "text": row["memo"],
            "kind": "analytic",
            "coder": row.get("coder"),
            "created": row.get("created"),
        }
        for row in codings
        if row.get("memo")
    }
    return {**project.by_id("memo"), **carried}


def _placed(project: Project) -> dict[Spot, list[str]]:
    """The ids of memos by what they stand on."""
    placed: dict[Spot, list[str]] = {}
    for memo in project.rows("memo"):
        kind, about = memo["about_kind"], memo["about"]
        span = span_of(memo) if kind == "source" else None
        placed.setdefault((kind, "" if kind == "study" else about, span), []).append(memo["id"])
    return placed


def _belongings(project: Project) -> dict[str, list[tuple[str, Span | None]]]:
    """The sources of each case and the spans in them; a speaker is the spans of what they say."""
    belongings: dict[str, list[tuple[str, Span | None]]] = {}
    for row in project.rows("membership"):
        source = row["source"]
        belongings.setdefault(row["case"], []).extend((source, span) for span in stretches(project, row))
    return {case: sorted(set(each), key=str) for case, each in belongings.items()}


def _spans(
    memos: Iterable[Spot],
    codings: Mapping[str, Iterable[Span]],
    cases: Mapping[str, Iterable[tuple[str, Span | None]]],
) -> dict[str, list[Span]]:
    found: dict[str, set[Span]] = {source: set(spans) for source, spans in codings.items()}
    for kind, about, span in memos:
        if kind == "source" and span is not None:
            found.setdefault(about, set()).add(span)
    for source, span in (each for stretches in cases.values() for each in stretches):
        if span is not None:
            found.setdefault(source, set()).add(span)
    return {source: sorted(spans) for source, spans in found.items()}
