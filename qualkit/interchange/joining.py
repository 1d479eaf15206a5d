"""Two versions of one study, or two studies of one team → what of the other one comes into ours."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any, Literal

from qualkit.collection.moving import Moved, moved
from qualkit.interchange.naming import Names
from qualkit.interchange.project import REFERENCES, Project, Row, Transcript
from qualkit.interchange.references import renamed_references
from qualkit.interchange.soundness import NAMESPACE
from qualkit.interchange.told import as_told, unspoken
from qualkit.interchange.trails import since
from qualkit.store.ordering import circling, levels

Side = Literal["ours", "theirs"]
COLUMNS = ("kind", "id", "name", "status", "message", "ours", "theirs")

_ALIKE: Mapping[str, tuple[str, ...]] = {
    "coder": ("name",),
    "case": ("name",),
    "membership": ("case", "source", "speaker", "start", "end"),
    "code": ("name",),
    "coding": ("source", "start", "end", "code", "coder"),
    "memo": ("about_kind", "about", "kind", "text", "coder", "start", "end"),
    "summary": ("case", "code"),
    "conclusion": ("name", "statement"),
    "evidence": ("conclusion", "stance", "target_kind", "target"),
    "check": ("conclusion", "tactic", "looked_at", "found", "verdict", "details"),
    "link": ("name", "direction", "origin", "target", "case"),
    "set": ("name", "members"),
    "media": ("name", "kind", "digest"),
    "revision": ("source", "digest", "text"),
    "query": ("name",),
    "display": ("name",),
}
"""What makes rows of different ids the same thing; of sources it is their text."""

_OWN = ("id", "created", "position", "path", "digest")
"""Columns in which two versions of a thing may differ without a conflict."""

_NAMED = ("source", "conclusion")
"""Tables in which two things may have one name by chance; the newcomer is called otherwise."""

_SINGLE = ("coder", "case", "code", "coding", "summary", "query", "display")
"""Tables in which no two rows can be alike."""


@dataclass(slots=True)
class Joining:
    """What comes in: new rows, rows of ours that are written anew, and what was noticed."""

    new: dict[str, list[Row]] = field(default_factory=dict)
    changed: dict[str, list[Row]] = field(default_factory=dict)
    report: list[Row] = field(default_factory=list)


def joined(ours: Project, theirs: Project, *, keep: Side = "ours") -> Joining:
    """Find what of another study comes into ours.

    Things are the same by their id, else by what they are: a source by its text, a code, case or coder by its
    name, a coding by its place, code and coder. Of two versions of a thing the one that was changed since
    the copies parted counts; where both were, or nothing is known of a common time, `keep` decides. A file
    without a trail is one of another program's format: what that has no place for stays as it is here.
    Nothing is taken out: what was removed on either side since is reported, and stays as it is here.

    Returns
    -------
    Joining
        Joining it again changes nothing.
    """
    return _Join(ours, theirs, keep).made()


class _Join:
    """One pass over the tables, each after those that it refers to."""

    def __init__(self, ours: Project, theirs: Project, keep: Side) -> None:
        self._ours, self._theirs, self._keep = ours, theirs, keep
        self._here, self._there = since(ours, theirs), since(theirs, ours)
        self._foreign = not theirs.rows("history")
        self._names = Names(theirs, ours)
        self._present = {table: {row["id"] for row in ours.rows(table)} for table in REFERENCES}
        self._ids: dict[str, dict[str, str]] = {table: {} for table in REFERENCES}
        self._alike_rows: dict[str, dict[Any, Row]] = {}
        self._joining = Joining()
        gone_on = [row for row in ours.rows("edition") if row["state"] == "merged"]
        self._successors = {row["about"]: row["parent"] for row in gone_on}

    def made(self) -> Joining:
        for table in REFERENCES:
            self._join(table)
            self._report_removed(table)
            if table == "code":
                self._break_circles()
        return self._joining

    def _join(self, table: str) -> None:
        known = self._ours.by_id(table)
        alike = self._alike_rows[table] = self._alike(table)
        names = {row["name"] for row in known.values()} if table in _NAMED else set()
        for row in self._coming(table):
            successor = self._successor(row["id"], known) if table == "code" else None
            same = known.get(row["id"]) or successor or alike.get(self._key(table, row, self._theirs))
            if same is not None and same is successor:
                self._ids[table][row["id"]] = same["id"]
            elif same is not None:
                self._ids[table][row["id"]] = same["id"]
                if table == "source":
                    self._compare_texts(same, row)
                self._compare(table, same, row | {"id": same["id"]})
            elif not self._left_out(table, row):
                self._add(table, self._free(table, row, names))
                if table in _SINGLE:
                    alike[self._key(table, row, self._theirs)] = row

    def _coming(self, table: str) -> Iterable[Row]:
        """The rows of theirs as they would be here; of codes, each after the one above it."""
        rows = self._theirs.rows(table)
        if table == "code":
            straight = levels(rows, key="id", parent="parent")
            return (self._referring(table, row) for level in straight for row in level)
        referring = [self._referring(table, row) for row in rows]
        if table == "membership" and self._foreign:
            referring = unspoken(referring, self._ours)
        return self._travelled(referring, table) if table in ("coding", "membership") else referring

    def _break_circles(self) -> None:
        """Leave codes where they are here that would come to stand below themselves."""
        here = self._ours.by_id("code")
        changed = {row["id"]: row for row in self._joining.changed.get("code", ())}
        rows = [changed.get(each, row) for each, row in here.items()] + self._joining.new.get("code", [])
        for row in circling(rows, key="id", parent="parent"):
            if row["id"] in changed and row["parent"] != here[row["id"]]["parent"]:
                row["parent"] = here[row["id"]]["parent"]
                message = "Where it was moved there, it would stand below itself; its place here was kept."
                self._say("code", row, "conflict", message)

    def _successor(self, identity: str, known: Mapping[str, Row]) -> Row | None:
        """The code of ours into which one of theirs was merged here."""
        met: set[str] = set()
        while identity in self._successors and identity not in known and identity not in met:
            met.add(identity)
            identity = self._successors[identity]
        return known.get(identity) if met else None

    def _referring(self, table: str, row: Row) -> Row:
        """A row of theirs that refers to our things where they are the same."""
        references = {
            column: self._ids[target].get(row[column], row[column])
            for column, target in REFERENCES[table].items()
            if row.get(column) is not None
        }
        (followed,) = renamed_references({table: [{**row, **references}]}, self._ids)[table]
        return followed

    def _alike(self, table: str) -> dict[Any, Row]:
        return {self._key(table, row, self._ours): row for row in reversed(self._ours.rows(table))}

    def _key(self, table: str, row: Row, project: Project) -> Any:
        if table == "source":
            transcript = project.transcripts[row["id"]]
            return hashlib.sha256(transcript.text.encode()).hexdigest() if transcript.text else row["id"]
        if table in ("case", "code"):
            return str(row["name"]).casefold()
        return json.dumps([row.get(column) for column in _ALIKE.get(table, ("id",))], default=str)

    def _compare_texts(self, ours: Row, theirs: Row) -> None:
        """Keep their text of a source beside ours, unless it is one that ours had before."""
        mine, other = self._ours.transcripts[ours["id"]], self._theirs.transcripts[theirs["id"]]
        both = self._here.wrote(ours["id"]) and self._there.wrote(theirs["id"]) and not self._foreign
        if other.text == mine.text and other.turns != mine.turns and both:
            self._say(
                "source", ours, "conflict", "Who speaks in which turn, or when, differs; ours was kept."
            )
        earlier = [row["text"] for row in self._ours.rows("revision") if row["source"] == ours["id"]]
        if other.text in (mine.text, *earlier):
            return
        identity = str(uuid.uuid5(NAMESPACE, f"{ours['id']} {other.text}"))
        kept = {"id": identity, "source": ours["id"], "number": len(earlier) + 1, "text": other.text}
        shape = {"edits": [astuple(each) for each in other.edits], "turns": _numbered(other), "lost": []}
        self._add("revision", {**kept, **shape, "digest": theirs.get("digest") or identity})
        message = "Their text differs. Ours was kept, and their codings moved to it; theirs is in revisions."
        self._say("source", ours, "conflict", message)

    def _compare(self, table: str, ours: Row, theirs: Row) -> None:
        """Let the version that was changed count; of two changed ones, the side that is kept."""
        if table in _NAMED and ours["name"].startswith(f"{theirs['name']} ("):
            theirs = {**theirs, "name": ours["name"]}
        if self._foreign:
            theirs = as_told(table, ours, theirs)
        if table in ("coder", "edition", "history", "revision") or not _contested(ours, theirs):
            return
        here, there = self._here.wrote(ours["id"]), self._there.wrote(self._own_id(table, ours["id"]))
        taken = there and (not here or self._keep == "theirs")
        if taken and self._stands_elsewhere(table, theirs):
            self._say(table, ours, "conflict", "It is now the same as another one here; ours was kept.")
        elif taken:
            self._joining.changed.setdefault(table, []).append({**ours, **theirs})
        if here and there:
            self._conflict(table, ours, theirs, taken=taken)

    def _conflict(self, table: str, ours: Row, theirs: Row, *, taken: bool) -> None:
        differing = _contested(ours, theirs)
        side, other = ("theirs", "ours") if taken else ("ours", "theirs")
        message = f"{', '.join(differing)} differ; {side} was kept, {other} is in study.history."
        shown = {"ours": _only(ours, differing), "theirs": _only(theirs, differing)}
        self._remember(table, ours["id"], shown)
        self._say(table, ours, "conflict", message, **shown)

    def _remember(self, table: str, identity: str, versions: Row) -> None:
        """Keep both versions in the history, once however often they are merged."""
        said = json.dumps(sorted(map(str, versions.values())))
        row = {"id": str(uuid.uuid5(NAMESPACE, f"{identity} {said}")), "origin": "merge", "number": 1}
        if row["id"] not in self._ours.by_id("history"):
            about = {"verb": "conflict", "entity": table, "entity_id": identity, "details": versions}
            self._add("history", {**row, "at": None, "actor": None, **about})

    def _left_out(self, table: str, row: Row) -> bool:
        """Whether a row, or what it belongs to, was taken out here; it is reported, and stays out."""
        if row["id"] in self._here.removed and table not in ("edition", "history"):
            self._say(table, row, "removed here", "It was removed here; it stays out.")
            return True
        dangling = [
            column
            for column, target in REFERENCES[table].items()
            if row.get(column) is not None and row[column] not in self._present[target]
        ]
        if dangling:
            message = f"Its {' and '.join(dangling)} was removed here; it stays out."
            self._say(table, row, "removed here", message)
        return bool(dangling)

    def _report_removed(self, table: str) -> None:
        met = {*self._theirs.by_id(table), *self._ids[table].values()}
        for row in self._ours.rows(table):
            if row["id"] in self._there.removed and row["id"] not in met:
                message = "It was removed there; it stays here."
                self._say(table, row, "removed there", message)

    def _own_id(self, table: str, identity: str) -> str:
        """The id by which the other study knows one of our rows."""
        return next((theirs for theirs, ours in self._ids[table].items() if ours == identity), identity)

    def _stands_elsewhere(self, table: str, row: Row) -> bool:
        """Whether a row would be the same as another one of ours, where no two can be."""
        alike = self._alike_rows.get(table, {}).get(self._key(table, row, self._theirs))
        return table in _SINGLE and alike is not None and alike["id"] != row["id"]

    def _add(self, table: str, row: Row) -> None:
        if row["id"] not in self._present[table]:
            self._present[table].add(row["id"])
            self._joining.new.setdefault(table, []).append(row)

    def _free(self, table: str, row: Row, names: set[str]) -> Row:
        if table not in _NAMED:
            return row
        name, number = row["name"], 1
        while name in names:
            number += 1
            name = f"{row['name']} ({number})"
        names.add(name)
        if name != row["name"]:
            self._say(table, row, "renamed", f"Another {table} has this name; it is called {name!r} here.")
        return {**row, "name": name}

    def _travelled(self, rows: Sequence[Row], table: str) -> list[Row]:
        """Rows with spans, moved to where these stand in our text of a source that differs from theirs."""
        places: dict[str, Moved] = {}
        for source, texts in self._differing().items():
            spans = [row for row in rows if row["source"] == source and row.get("start") is not None]
            found = moved(*texts, [(row["start"], row["end"]) for row in spans])
            places |= {row["id"]: place for row, place in zip(spans, found, strict=True)}
        for row in rows:
            if row["id"] in places and places[row["id"]].fate == "lost":
                self._say(table, row, "lost", "Its words are not in our text of the source.")
        return [
            row | {"start": places[row["id"]].start, "end": places[row["id"]].end}
            if row["id"] in places
            else row
            for row in rows
            if row["id"] not in places or places[row["id"]].fate != "lost"
        ]

    def _differing(self) -> dict[str, tuple[str, str]]:
        """Their text and ours, of the sources that both have with different texts."""
        pairs = {
            ours: (self._theirs.transcripts[theirs].text, self._ours.transcripts[ours].text)
            for theirs, ours in self._ids["source"].items()
        }
        return {each: texts for each, texts in pairs.items() if texts[0] != texts[1]}

    def _say(self, table: str, row: Row, status: str, message: str, **versions: Any) -> None:
        entry = {
            "kind": table,
            "id": row["id"],
            "name": self._names.of(table, row),
            "status": status,
            "message": message,
        }
        self._joining.report.append({"ours": None, "theirs": None} | entry | versions)


def _contested(ours: Row, theirs: Row) -> list[str]:
    """The columns of theirs that say something else than ours."""
    return [name for name, value in theirs.items() if name not in _OWN and value != ours.get(name)]


def _numbered(transcript: Transcript) -> list[tuple[Any, ...]]:
    return [(number, *astuple(turn)) for number, turn in enumerate(transcript.turns, 1)]


def _only(row: Row, names: Sequence[str]) -> Row:
    return {name: row.get(name) for name in names}
