"""What is found in a REFI-QDA file while it is read, part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from qualkit.interchange.project import Project, Remark, Row, Transcript
from qualkit.interchange.refi.identities import selection_id
from qualkit.interchange.refi.offsets import Ruler


@dataclass(frozen=True, slots=True)
class Place:
    """What a GUID of the file stands for: an entity, or a selection in one.

    A selection in a text has a span; one in a picture or recording has an id of its own.
    """

    kind: str
    id: str
    start: int | None = None
    end: int | None = None
    selection: str | None = None

    @property
    def span(self) -> tuple[str, int | None, int | None]:
        """Its id and where it begins and ends."""
        return self.id, self.start, self.end

    @property
    def endpoint(self) -> tuple[str, str]:
        """The kind and id by which a link refers to it."""
        if self.start is not None and self.end is not None:
            return "selection", selection_id(self.id, self.start, self.end)
        return ("selection", self.selection) if self.selection else (self.kind, self.id)


@dataclass(slots=True)
class Findings:
    """The rows, texts and remarks so far, and what the GUIDs of the file stand for."""

    origin: str = ""
    tables: dict[str, list[Row]] = field(default_factory=dict)
    transcripts: dict[str, Transcript] = field(default_factory=dict)
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    notes: dict[str, Row] = field(default_factory=dict)
    noted: dict[str, list[Place]] = field(default_factory=dict)
    bare: list[tuple[Place, Row]] = field(default_factory=list)
    rulers: dict[str, Ruler] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    _rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        """Add a row, and know from now on what its id stands for."""
        self.tables.setdefault(table, []).append(row)
        self._rows.setdefault((table, row["id"]), row)
        self.places.setdefault(row["id"], Place(table, row["id"]))

    def row(self, table: str, identity: str) -> Row | None:
        """Give the first row of a table that has this id."""
        return self._rows.get((table, identity))

    def say(self, kind: str, name: str | None, status: str, message: str) -> None:
        """Remark on one thing."""
        self.remarks.append(Remark(kind=kind, name=name or "unnamed", status=status, message=message))

    def note(self, place: Place, notes: Iterable[str]) -> None:
        """Remember that notes are referred to from a place."""
        for each in notes:
            self.noted.setdefault(each, []).append(place)

    def project(self, title: str | None) -> Project:
        """Give what was found."""
        return Project(
            title=title,
            tables=self.tables,
            transcripts=self.transcripts,
            files=self.files,
            remarks=tuple(self.remarks),
        )
