"""What a row of a project is called when something is said about it, also where it has no name."""

from __future__ import annotations

from functools import cached_property

from qualkit.interchange.project import REFERENCES, Project, Row

_SHOWN = 60
_PARTS = {
    "membership": ("case", "speaker", "source"),
    "coding": ("code", "source"),
    "summary": ("case", "code"),
    "evidence": ("conclusion", "stance", "target"),
    "check": ("conclusion", "tactic"),
    "link": ("origin", "target"),
    "revision": ("source",),
}
"""The columns that tell people which row of a table is meant."""


class Names:
    """Names the rows of projects, those of a later one before those of an earlier one."""

    def __init__(self, *projects: Project) -> None:
        self._projects = projects

    def of(self, table: str, row: Row) -> str:
        """The name of a row, else what it is about: of a coding its code, source and span."""
        if row.get("name"):
            return str(row["name"])
        if table == "memo":
            words = " ".join(row["text"].split())
            return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        parts = [self._known(row[column]) for column in _PARTS.get(table, ()) if row.get(column)]
        return " · ".join([*parts, *_span(row)])

    def _known(self, value: str) -> str:
        """What is known by an id; other values are said as they are."""
        return self.of(*self._rows[value]) if value in self._rows else value

    @cached_property
    def _rows(self) -> dict[str, tuple[str, Row]]:
        tables = [(each, table) for each in self._projects for table in REFERENCES if table != "history"]
        return {row["id"]: (table, row) for project, table in tables for row in project.rows(table)}


def _span(row: Row) -> list[str]:
    return [] if row.get("start") is None else [f"[{row['start']}, {row['end']})"]
