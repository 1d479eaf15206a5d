"""A whole study as plain records: what every format of interchange reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualkit.model import Edit, Turn

Row = dict[str, Any]

REFERENCES: Mapping[str, Mapping[str, str]] = {
    "coder": {},
    "source": {},
    "case": {},
    "membership": {"case": "case", "source": "source"},
    "code": {"parent": "code"},
    "coding": {"source": "source", "code": "code", "coder": "coder"},
    "memo": {"coder": "coder"},
    "summary": {"case": "case", "code": "code", "coder": "coder"},
    "conclusion": {"coder": "coder"},
    "evidence": {"conclusion": "conclusion", "coder": "coder"},
    "check": {"conclusion": "conclusion", "coder": "coder"},
    "link": {"coder": "coder"},
    "set": {"coder": "coder"},
    "media": {},
    "revision": {"source": "source"},
    "edition": {},
    "query": {"coder": "coder"},
    "display": {"coder": "coder"},
    "history": {},
}
"""The tables of a project in an order in which each refers only to those before it (and itself), with
the columns that refer to another table by id."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a source and how it is divided."""

    text: str
    turns: tuple[Turn, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was noticed about one thing on its way in: adjusted, left out, or only worth knowing."""

    kind: str
    name: str
    status: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A whole study, however it is stored.

    Attributes
    ----------
    title, language
        What the file says of them, else None.
    tables
        Rows by table (the keys of `REFERENCES`); a table may be missing. A row has an ``id`` (a GUID
        in lower case, with hyphens and without braces) and the columns of that table in
        `qualkit.store.schema`, except that ``source_key`` and the like are ``source``, ``case``,
        ``code``, ``coder``, ``conclusion`` and ``parent`` here, and hold ids. Columns that hold JSON
        there hold plain Python values here. Columns that may be empty can be left out, and so can
        ``event``, and what is computed of a source's text.
    transcripts
        The text of every source, by its id.
    files
        The contents of media, by the id of their row: functions, so that one is in memory at a time.
    remarks
        What was noticed while reading.
    """

    title: str | None = None
    language: str | None = None
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    transcripts: Mapping[str, Transcript] = field(default_factory=dict)
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table, none if the project has no such table."""
        return self.tables.get(table, ())

    def by_id(self, table: str) -> dict[str, Row]:
        """The rows of a table by their ids."""
        return {row["id"]: row for row in self.rows(table)}
