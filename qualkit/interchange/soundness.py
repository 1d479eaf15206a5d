"""A project from elsewhere → one that a study can keep; what had to be adjusted or left out is said."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from qualkit.attributes import changed, renamed
from qualkit.errors import InvalidInput
from qualkit.interchange.project import REFERENCES, Project, Remark, Row, Transcript
from qualkit.interchange.references import renamed_references
from qualkit.model import CODE_KINDS, KINDS, MEMO_KINDS, STATUSES, UNITS, Code
from qualkit.reduction.patterns import check

NAMESPACE = uuid.UUID("b6f3a8e0-51c7-5d1c-9a3e-0a7d0c1f2b44")
"""The namespace of ids that are made for what comes without one."""

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_COLOUR = re.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_PLACE = ("source", "code", "start", "end")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNIQUE_NAMES = ("coder", "source", "case", "code", "conclusion", "query")
_DEFINED = tuple(each.name for each in fields(Code) if each.name not in ("name", "parent"))
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "membership": ("case", "source"),
    "coding": ("source", "code"),
    "summary": ("case", "code"),
    "evidence": ("conclusion",),
    "check": ("conclusion",),
    "revision": ("source",),
}
_CHOICES: Mapping[tuple[str, str], tuple[Sequence[str], str]] = {
    ("source", "kind"): (KINDS, "document"),
    ("coding", "origin"): (("manual", "pattern", "model", "import"), "import"),
    ("coding", "status"): (STATUSES, "accepted"),
    ("edition", "state"): (("present", "merged"), "present"),
    ("memo", "kind"): (MEMO_KINDS, "analytic"),
    ("link", "direction"): (("associative", "oneWay", "bidirectional"), "associative"),
}
_BLANKS: Mapping[str, Mapping[str, Callable[[], Any]]] = {
    "source": {"attributes": dict},
    "case": {"attributes": dict},
    "summary": {"codings": list},
    "conclusion": {"rivals": list},
    "evidence": {"state": dict},
    "check": {"details": dict},
    "set": {"members": list},
    "media": {"details": dict, "transcripts": list},
    "revision": {"edits": list, "turns": list, "lost": list},
    "edition": {"definition": dict},
    "query": {"filters": dict},
    "display": {"choices": dict, "shown": dict},
    "history": {"details": dict},
}


def sound(project: Project) -> Project:
    """Check a project that came from a file, and adjust or leave out what no study can keep.

    Ids become GUIDs, each used once in its table; names that must be unique become so; references lead
    somewhere; codes make a tree; spans lie inside their text; characters that no database keeps (NUL, half
    of a surrogate pair) are replaced by U+FFFD, so that no offset changes.

    Returns
    -------
    Project
        With a remark for everything that was done.
    """
    return _Check(project).checked()


class _Check:
    """One pass over the tables of a project, each after those that it refers to."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._remarks = list(project.remarks)
        self._ids: dict[str, dict[str, str]] = {}
        self._kept: dict[str, list[Row]] = {}
        self._transcripts: dict[str, Transcript] = {}

    def checked(self) -> Project:
        for table in REFERENCES:
            self._take(table)
        self._break_cycles()
        named = renamed_references(self._kept, self._ids)
        return replace(
            self._project,
            title=_clean(self._project.title),
            tables=named,
            transcripts=self._transcripts,
            files={
                self._ids["media"][each]: file
                for each, file in self._project.files.items()
                if each in self._ids["media"]
            },
            remarks=tuple(self._remarks),
        )

    def _take(self, table: str) -> None:
        self._ids[table] = {}
        self._kept[table] = []
        names: set[str] = set()
        spots: set[tuple[Any, ...]] = set()
        given = [_clean(dict(row)) for row in self._project.rows(table)]
        identities = list(self._identities(table, given))
        for row, identity in zip(given, identities, strict=True):
            if table == "source":
                self._read(row, identity)
            if self._refers(table, row) and self._fits(table, row, spots):
                if table in _UNIQUE_NAMES:
                    self._name(table, row, names)
                self._kept[table].append(self._completed(table, row) | {"id": identity})

    def _identities(self, table: str, rows: Sequence[Row]) -> Iterator[str]:
        """A GUID for each row: its own where that is one, and not taken by a row before it."""
        known = self._ids[table]
        taken: set[str] = set()
        for number, row in enumerate(rows):
            given = str(row.get("id") or f"{table} {number}")
            identity = given if _GUID.fullmatch(given) else str(uuid.uuid5(NAMESPACE, given))
            if identity in taken:
                self._say(table, row, "adjusted", "Its id is used twice; it was given one of its own.")
                identity = str(uuid.uuid5(NAMESPACE, f"{identity} {number}"))
            taken.add(identity)
            known.setdefault(given, identity)
            yield identity

    def _refers(self, table: str, row: Row) -> bool:
        """Follow references to other tables; a row that needs one which leads nowhere is left out."""
        for column, target in REFERENCES[table].items():
            row[column] = self._ids[target].get(row.get(column) or "")
        missing = [column for column in _REQUIRED.get(table, ()) if row[column] is None]
        if missing:
            self._say(table, row, "left out", f"Its {' and its '.join(missing)} is not in the file.")
        return not missing

    def _read(self, row: Row, identity: str) -> None:
        transcript = self._project.transcripts.get(str(row.get("id")), Transcript(""))
        self._transcripts[identity] = replace(transcript, text=_clean(transcript.text))

    def _fits(self, table: str, row: Row, spots: set[tuple[Any, ...]]) -> bool:
        """Whether the span of a row lies in its text, clipped if it only reaches beyond the end."""
        if table == "evidence":
            return self._cites(row)
        if table not in ("coding", "membership", "memo") or row.get("start") is None:
            return table != "coding" or self._no_span(row)
        source = self._ids["source"].get(str(row.get("about"))) if table == "memo" else row["source"]
        length = len(self._transcripts[source].text) if source in self._transcripts else 0
        start, end = row["start"], row.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < min(end, length)):
            message = f"Its span [{start}, {end}) is empty or outside the text of {length:,} characters."
            self._say(table, row, "left out" if table != "memo" else "adjusted", message)
            row["start"] = row["end"] = None
            return table == "memo"
        if end > length:
            row["end"] = length
            self._say(
                table, row, "adjusted", f"Its span ended at {end:,}, beyond the text; now at {length:,}."
            )
        return table != "coding" or self._first(row, spots)

    def _cites(self, row: Row) -> bool:
        """Whether evidence cites something, and knows where that stood."""
        if row.get("target_kind") not in ("coding", "summary", "memo"):
            self._say(
                "evidence",
                row,
                "left out",
                f"It cites no coding, summary or memo: {row.get('target_kind')!r}.",
            )
            return False
        state = row.get("state")
        known = state.keys() if isinstance(state, dict) else set()
        target = self._ids["coding"].get(str(row.get("target")))
        cited = next((each for each in self._kept["coding"] if each["id"] == target), None)
        if row["target_kind"] == "coding" and cited and not set(_PLACE) <= known:
            row["state"] = {name: cited[name] for name in _PLACE} | {"words": True}
        return True

    def _no_span(self, row: Row) -> bool:
        self._say("coding", row, "left out", "It has no span.")
        return False

    def _first(self, row: Row, spots: set[tuple[Any, ...]]) -> bool:
        spot = tuple(row.get(name) for name in ("source", "start", "end", "code", "coder"))
        if spot in spots:
            self._say("coding", row, "left out", "The same coder put the same code on the same span before.")
            return False
        spots.add(spot)
        return True

    def _name(self, table: str, row: Row, names: set[str]) -> None:
        given = " ".join(str(row.get("name") or "").splitlines()).strip() or f"unnamed {table}"
        name, number = given, 1
        while name.casefold() in names:
            number += 1
            name = f"{given} ({number})"
        names.add(name.casefold())
        if name != row.get("name"):
            self._say(
                table, row, "adjusted", f"It is called {name!r} here: a {table} needs a name of its own."
            )
        row["name"] = name

    def _completed(self, table: str, row: Row) -> Row:
        """A row in which what must be there is, and what must be one of some words is one."""
        blanks = {name: make() for name, make in _BLANKS.get(table, {}).items()}
        row = row | {
            name: blank for name, blank in blanks.items() if not isinstance(row.get(name), type(blank))
        }
        for (owner, column), (choices, default) in _CHOICES.items():
            if owner == table and row.get(column) not in choices:
                row[column] = default
        if table in ("source", "case"):
            row["attributes"] = self._attributes(table, row)
        if table == "code":
            row["definition"] = self._definition(row)
            row["position"] = row.get("position") or len(self._kept["code"])
        return row

    def _attributes(self, table: str, row: Row) -> dict[str, Any]:
        given = row["attributes"]
        kept = renamed(given) if table == "source" else given
        try:
            return changed({}, kept)
        except InvalidInput as error:
            self._say(table, row, "adjusted", f"{error} They were kept as text.")
            return {name: str(value) for name, value in kept.items() if value is not None}

    def _definition(self, row: Row) -> dict[str, Any]:
        """What a code says of itself, complete, and in the words that a codebook uses."""
        given = row.get("definition") or {}
        blank = Code(name=row["name"])
        full = {name: given.get(name) or getattr(blank, name) for name in _DEFINED}
        full = {name: list(value) if isinstance(value, tuple) else value for name, value in full.items()}
        full["kind"] = full["kind"] if full["kind"] in CODE_KINDS else "descriptive"
        full["colour"] = _colour(full["colour"])
        full["unit"] = full["unit"] if full["unit"] in UNITS else "match"
        full["patterns"] = [each for each in full["patterns"] if self._is_pattern(row, each)]
        return full

    def _is_pattern(self, row: Row, pattern: str) -> bool:
        try:
            check(pattern)
        except InvalidInput as error:
            self._say("code", row, "left out", f"The pattern {pattern!r}: {error}")
            return False
        return True

    def _break_cycles(self) -> None:
        """Put a code that is below itself, or below nothing, at the top."""
        codes = {row["id"]: row for row in self._kept["code"]}
        for row in codes.values():
            row["parent"] = row["parent"] if row["parent"] in codes else None
        for row in codes.values():
            above, seen = row["parent"], {row["id"]}
            while above is not None and above not in seen:
                seen.add(above)
                above = codes[above]["parent"]
            if above is not None:
                self._say("code", row, "adjusted", "It was below itself; it was put at the top.")
                row["parent"] = None

    def _say(self, table: str, row: Row, status: str, message: str) -> None:
        name = row.get("name") or row.get("title") or row.get("id") or "?"
        self._remarks.append(Remark(kind=table, name=str(name), status=status, message=message))


def _clean(value: Any) -> Any:
    """A value in which every character can be kept."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {_clean(name): _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, (list, tuple)) else value


def _colour(given: Any) -> str | None:
    """A colour as ``#rrggbb``, or None for what is none."""
    found = _COLOUR.fullmatch(str(given))
    if found is None:
        return None
    digits = found[1]
    return f"#{digits if len(digits) == 6 else ''.join(2 * each for each in digits)}"
