"""Flat tables, also edited by people → a project; what cannot be used is left out and said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, get_args

from qualkit.errors import InvalidInput
from qualkit.interchange.cells import (
    from_cell,
    list_from_cell,
    mapping_from_cell,
    number_from_cell,
    text_from_cell,
    texts_from_cell,
    whole_from_cell,
)
from qualkit.interchange.project import Project, Remark, Row, Transcript
from qualkit.interchange.refi.identities import derived
from qualkit.interchange.tables.columns import (
    ATTRIBUTED,
    DEFINED,
    NAMED,
    NAMES,
    Table,
    attribute_name,
    columns,
    header,
    kind_of,
)
from qualkit.model import Edit, Role, Turn
from qualkit.reduction.codebooks.entries import violations

_READ = {
    "": text_from_cell,
    "#": whole_from_cell,
    "~": number_from_cell,
    "*": texts_from_cell,
    "[": list_from_cell,
    "{": mapping_from_cell,
    "?": from_cell,
}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "source": ("name",),
    "case": ("name",),
    "code": ("name",),
    "coding": ("source", "start", "end", "code"),
    "membership": ("case", "source"),
    "summary": ("case", "code", "text"),
    "conclusion": ("statement", "kind", "verdict"),
    "memo": ("about_kind", "about", "text"),
    "evidence": ("conclusion", "stance", "target_kind", "target"),
    "check": ("conclusion", "tactic", "verdict"),
    "link": ("origin_kind", "origin", "target_kind", "target"),
    "set": ("name",),
    "media": ("name", "kind"),
    "revision": ("source", "number", "text", "digest"),
    "edition": ("about", "state", "name", "definition", "verb"),
    "query": ("name", "expression"),
    "display": ("name", "method"),
    "history": ("origin", "number", "verb"),
    "turn": ("source", "start", "end"),
}
_CITED = ("coding", "summary", "memo")
_PLACE = {"source": str, "code": str, "start": int, "end": int}
"""What evidence remembers of a coding that it cites, see `qualkit.verification.evidence`."""

_ID = re.compile("[0-9a-fA-F-]{36}")
_SHAPES = {("source", "edits"): (int, int, str), ("set", "members"): (str, str)}
"""What the parts of each part of a list are, where something is to be made of them."""


class Reading:
    """Reads flat tables back into rows, by kind; what cannot be used is left out and said.

    Parameters
    ----------
    tables
        By their names; a missing one has no rows.
    title
        The title of the study. Rows without an id get one that is made of it and of what they say, so that
        they have the same one whenever the tables are read.
    suffix
        What stands behind the name of a table in messages, such as ``.csv``.

    Raises
    ------
    InvalidInput
        A table lacks a column, or has one twice: which.
    """

    def __init__(self, tables: Mapping[str, Table], *, title: str | None, suffix: str = "") -> None:
        self._tables, self._title, self._suffix = tables, title, suffix
        self._ids: dict[str, dict[str, str]] = {}
        self._remarks: list[Remark] = []
        self.rows: dict[str, list[Row]] = {}
        for table in NAMES:
            self._ids[table] = {}
            self.rows[table] = list(self._read(table))
        self._name_parents()

    def project(self, *, language: str | None, texts: Mapping[str, str]) -> Project:
        """Put the rows together with the texts of sources, by the ids of these."""
        for row in (*self.rows["source"], *self.rows["media"]):
            del row["file"]
        transcripts = self._transcripts(texts)
        self._compare(transcripts)
        return Project(
            title=self._title,
            language=language,
            tables=self.rows,
            transcripts=transcripts,
            remarks=tuple(self._remarks),
        )

    def say(self, kind: str, name: str, status: str, message: str) -> None:
        """Say what was noticed about one thing."""
        self._remarks.append(Remark(kind=kind, name=name, status=status, message=message))

    def _read(self, table: str) -> Iterator[Row]:
        taken: set[str] = set()
        for where, cells in self._records(table, NAMES[table]):
            identity = self._identity(table, where, cells, taken)
            try:
                row = {"id": identity, **self._row(table, cells)}
            except InvalidInput as error:
                self.say(table, where, "left out", str(error))
            else:
                self._ids[table].setdefault(str(row.get("name")), identity)
                yield row

    def _records(self, table: str, name: str) -> Iterator[tuple[str, dict[str, str]]]:
        """The rows of a table by column, each with where it stands."""
        found = self._tables.get(name, Table(()))
        titles = [title.strip() for title in found.columns]
        if found.rows:
            self._check_columns(table, name, titles)
        for line, cells in zip(found.lines or count(2), found.rows, strict=False):
            where = f"{name}{self._suffix}, line {line}"
            if any(cells[len(titles) :]):
                message = f"It has {len(cells)} cells, but there are {len(titles)} columns. Check its quotes."
                self.say(table, where, "left out", message)
            else:
                yield where, dict(zip(titles, cells, strict=False))

    def _check_columns(self, table: str, name: str, titles: list[str]) -> None:
        told = f"{name}{self._suffix}, line 1"
        missing = [title for title in _NEEDED.get(table, ()) if title not in titles]
        if missing:
            raise InvalidInput(
                f"{told}: there is no column {' and no column '.join(map(repr, missing))}, only "
                f"{', '.join(titles)}."
            )
        twice = [title for title, times in Counter(filter(None, titles)).items() if times > 1]
        if twice:
            raise InvalidInput(f"{told}: there are two columns {twice[0]!r}. Take one out, or rename it.")
        known = header(name)
        for title in filter(None, titles):
            if table not in ATTRIBUTED and title not in known:
                message = f"The column {title!r} is none of this table, and was not read."
                self.say(table, told, "left out", message)

    def _identity(self, table: str, where: str, cells: Mapping[str, str], taken: set[str]) -> str:
        given = cells.get(f"{table}_id", "").strip()
        if given in taken:
            self.say(table, where, "adjusted", "A row above it has its id; it was given one of its own.")
        identity = given
        if not given or given in taken:
            what = [cells.get("name", "")] if table in NAMED else cells.values()
            identity = derived(self._title, table, *what)
        while identity in taken:
            identity = derived(identity)
        taken.add(identity)
        return identity

    def _row(self, table: str, cells: Mapping[str, str]) -> Row:
        row: Row = {}
        for column, mark in columns(table):
            row[column] = _READ[mark](cells.get(column, ""))
            _check_shape(table, column, row[column])
            kind = kind_of(table, column, row)
            if kind in NAMED and kind != table and row[column] is not None:
                row[column] = self._identified(kind, row[column], by_name=column == kind)
        empty = [column for column in _NEEDED.get(table, ()) if row[column] is None]
        if empty and (empty, row.get("about_kind")) != (["about"], "study"):
            raise InvalidInput(f"There is nothing in {' and '.join(empty)}.")
        if table == "set":
            named = row["members"] or ()
            row["members"] = [[kind, self._ids.get(kind, {}).get(each, each)] for kind, each in named]
        if table == "evidence":
            row["state"] = self._cited(row)
        if table == "code":
            row["definition"] = self._definition(row)
        if table in ATTRIBUTED:
            row["attributes"] = _attributes(table, cells)
        return row

    def _identified(self, kind: str, name: str, *, by_name: bool) -> str:
        """The id of what a cell names, or the id that stands there, which only some cells may have."""
        found = self._ids[kind].get(name)
        if found is None and (by_name or not _ID.fullmatch(name)):
            raise InvalidInput(f"There is no {kind} {name!r} in {NAMES[kind]}{self._suffix}.")
        return found or name

    def _cited(self, row: Row) -> dict[str, Any]:
        """What evidence remembers of what it cites; where the table does not say, what that is now."""
        kind, state = row["target_kind"], row["state"] or {}
        if kind not in _CITED:
            raise InvalidInput(f"{kind!r} is nothing that can be cited. Cite a {', a '.join(_CITED)}.")
        if kind != "coding" or all(isinstance(state.get(name), each) for name, each in _PLACE.items()):
            return {"words": True} | state
        found = next((each for each in self.rows["coding"] if each["id"] == row["target"]), None)
        if found is None:
            raise InvalidInput(f"There is no coding {row['target']!r} in {NAMES['coding']}{self._suffix}.")
        return {"words": True} | {name: found[name] for name in _PLACE}

    def _definition(self, row: Row) -> dict[str, Any]:
        """What a row says of a code, without what no codebook may say."""
        given = {name: value for name in DEFINED if (value := row.pop(name)) is not None}
        for place, message in violations({"codes": [{"name": row["name"] or "", **given}]}):
            if given.pop(str(place[2]), None) is not None:
                self.say("code", str(row["name"]), "adjusted", f"{place[2]} was left out: {message}")
        return given

    def _name_parents(self) -> None:
        for row in self.rows["code"]:
            parent = row["parent"]
            row["parent"] = self._ids["code"].get(parent or "")
            if parent and row["parent"] is None:
                message = f"There is no code {parent!r} to be above it; it was put at the top."
                self.say("code", str(row["name"]), "adjusted", message)

    def _transcripts(self, texts: Mapping[str, str]) -> dict[str, Transcript]:
        turns: dict[str, list[Turn]] = {each: [] for each in texts}
        for where, cells in self._records("turn", "turns"):
            try:
                source = self._identified("source", text_from_cell(cells["source"]) or "", by_name=True)
                turns[source].append(_turn(cells, len(texts[source])))
            except InvalidInput as error:
                self.say("turn", where, "left out", str(error))
        return {
            row["id"]: Transcript(texts[row["id"]], tuple(turns[row["id"]]), self._edits(row, texts))
            for row in self.rows["source"]
        }

    def _edits(self, row: Row, texts: Mapping[str, str]) -> tuple[Edit, ...]:
        """The edits of a source's text, none if the text is not the one that they were made in."""
        edits, length, now = row.pop("edits"), row.pop("length"), len(texts[row["id"]])
        if length in (None, now):
            return tuple(Edit(*each) for each in edits or ())
        message = f"Its text had {length:,} characters and has {now:,} now; spans stay where they were."
        self.say("source", str(row["name"]), "noted", message)
        return ()

    def _compare(self, transcripts: Mapping[str, Transcript]) -> None:
        """Say of which codings the text in the table is not the one that the span has."""
        for row in self.rows["coding"]:
            said = row.pop("text")
            if said is None:
                continue
            found = transcripts[row["source"]].text[row["start"] : row["end"]]
            if found != said:
                message = f"The span [{row['start']}, {row['end']}) is now {found!r}."
                self.say("coding", said[:60], "noted", message)


def _check_shape(table: str, column: str, value: Any) -> None:
    shape = _SHAPES.get((table, column))
    if shape and not all(isinstance(each, list) and (*map(type, each),) == shape for each in value or ()):
        kinds = ", ".join("text" if each is str else "whole number" for each in shape)
        raise InvalidInput(f"{column} must be a list of lists [{kinds}].")


def _attributes(table: str, cells: Mapping[str, str]) -> dict[str, Any]:
    fixed = {*header(NAMES[table]), ""}
    named = {attribute_name(each): from_cell(cell) for each, cell in cells.items() if each not in fixed}
    return {name: value for name, value in named.items() if value is not None}


def _turn(cells: Mapping[str, str], length: int) -> Turn:
    start, end = whole_from_cell(cells.get("start", "")), whole_from_cell(cells.get("end", ""))
    if start is None or end is None or not 0 <= start <= end <= length:
        raise InvalidInput(f"Its span [{start}, {end}) is not in the text of {length:,} characters.")
    role: Any = text_from_cell(cells.get("role", ""))
    if role not in (None, *get_args(Role)):
        raise InvalidInput(f"{role!r} is no role. Roles are: {', '.join(get_args(Role))}.")
    return Turn(
        start=start,
        end=end,
        speaker=text_from_cell(cells.get("speaker", "")),
        role=role,
        begins=number_from_cell(cells.get("begins", "")),
        ends=number_from_cell(cells.get("ends", "")),
    )
