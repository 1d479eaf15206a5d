"""What the file of another program says of a thing that is ours: less than a study of our own does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualkit.interchange.project import Project, Row
from qualkit.interchange.refi.outgoing import span_of, stretches
from qualkit.interchange.refi.variables import written_items

_UNSAID: Mapping[str, Mapping[str, Any]] = {
    "coding": {"origin": "import", "status": "accepted", "weight": None},
    "memo": {"about_kind": "study", "about": ""},
    "link": {"coder": None, "case": None},
    "set": {"coder": None},
}
"""What readers put into columns of which no program's format says anything; others they leave out."""


def as_told(table: str, ours: Row, theirs: Row) -> Row:
    """Their version of a thing, with what is ours where a file without a trail says nothing else.

    Examples
    --------
    >>> as_told("coding", {"origin": "manual", "memo": "mine"}, {"origin": "import", "memo": "theirs"})
    {'origin': 'manual', 'memo': 'theirs'}
    """
    unsaid = _UNSAID.get(table, {})
    told = {name: ours.get(name) for name, blank in unsaid.items() if theirs.get(name, ...) == blank}
    if "attributes" in theirs and _written(theirs["attributes"]) == _written(ours["attributes"]):
        told["attributes"] = ours["attributes"]
    return theirs | told


def unspoken(memberships: Sequence[Row], ours: Project) -> list[Row]:
    """The memberships of a file without the stretches that stand in it for our speakers who are cases."""
    spoken = {
        (row["case"], row["source"], span)
        for row in ours.rows("membership")
        if row.get("speaker") is not None
        for span in stretches(ours, row)
    }
    return [row for row in memberships if (row["case"], row["source"], span_of(row)) not in spoken]


def _written(attributes: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Attributes as a file has them: a list of one is what is in it, and of nothing there is nothing."""
    return {name: items for name, value in attributes.items() if (items := written_items(value))}
