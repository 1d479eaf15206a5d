"""The trails of two copies of a study → what each has done that the other does not know of."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.interchange.project import REFERENCES, Project, Row


@dataclass(frozen=True, slots=True)
class Since:
    """What one of two copies did that the other does not know of, by their trails.

    Without a common part of their trails nothing is known, and all counts as written.
    """

    known: bool
    written: frozenset[str]
    removed: frozenset[str]

    def wrote(self, identity: str) -> bool:
        """Whether a row was written there, since the copies knew of each other."""
        return not self.known or identity in self.written


def since(project: Project, other: Project) -> Since:
    """Find what a copy did that another one does not know of.

    The trail of a copy is its own and what it took over in merges, so that three and more copies can be
    merged with each other in any order. A merge itself is no change: it only takes over those of others.
    """
    theirs = {row["id"] for row in other.rows("history")}
    own = [row for row in project.rows("history") if row["verb"] not in ("merge", "import", "conflict")]
    written: set[str] = set()
    met: set[str] = set()
    for event in own:
        before, after = _touched(event)
        met |= before | after
        if event["id"] not in theirs:
            written |= before | after
    present = {row["id"] for table in REFERENCES for row in project.rows(table)}
    known = any(row["id"] in theirs for row in own)
    return Since(known, frozenset(written), frozenset(met - present))


def _touched(event: Row) -> tuple[set[str], set[str]]:
    """The ids of the rows that an event changed or took away, and of those that it wrote, as far as shown."""
    details = event["details"]
    before, after = details.get("before") or {}, details.get("after") or {}
    gone = {image["id"] for images in before.values() for image in images}
    new = {
        image["id"]
        for name, written in after.items()
        if name != "restored"
        for image in written.get("images", ())
    }
    return gone, new
