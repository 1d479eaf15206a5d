"""A project ↔ flat tables that people can read: names instead of ids, attributes as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.interchange.cells import (
    from_cell,
    number_from_cell,
    text_from_cell,
    text_to_cell,
    to_cell,
    whole_from_cell,
)
from qualkit.interchange.project import REFERENCES, Project, Remark, Row, Transcript
from qualkit.model import Edit, Turn

NAMES: Mapping[str, str] = {
    "coder": "coders",
    "source": "sources",
    "case": "cases",
    "membership": "memberships",
    "code": "codes",
    "coding": "codings",
    "memo": "memos",
    "summary": "summaries",
    "conclusion": "conclusions",
    "evidence": "evidence",
    "check": "checks",
    "link": "links",
    "set": "sets",
    "media": "media",
    "revision": "revisions",
    "history": "history",
}
"""What the table of each kind of row is called."""

_COLUMNS: Mapping[str, str] = {
    "coder": "name",
    "source": "name kind path digest created edits!",
    "case": "name",
    "membership": "case source speaker start# end#",
    "code": "name parent position# definition!",
    "coding": "source start# end# code coder text weight~ memo origin status created",
    "memo": "about_kind about kind name text start# end# coder created",
    "summary": "case code text codings! coder created",
    "conclusion": "name statement kind scope question verdict confidence rivals! coder created",
    "evidence": "conclusion stance target_kind target state! note coder created",
    "check": "conclusion tactic looked_at found verdict details! coder created",
    "link": "name direction origin_kind origin target_kind target coder created",
    "set": "name description members! coder created",
    "media": "name kind digest file details! transcripts! created",
    "revision": "source number# text edits! turns! lost! digest created",
    "history": "origin number# at actor verb entity entity_id details!",
}
"""The columns of each table: texts, and marked with # whole numbers, ~ numbers, ! other values."""

_TURNS = ("source", "turn#", "speaker", "role", "start#", "end#", "begins~", "ends~", "text")
_READ = {"#": whole_from_cell, "~": number_from_cell, "!": from_cell}
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "source": ("name",),
    "case": ("name",),
    "code": ("name",),
    "coding": ("source", "start", "end", "code"),
    "membership": ("case", "source"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table: the names of its columns, and its rows as texts."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)


def flat(project: Project, files: Mapping[str, str]) -> dict[str, Table]:
    """Lay a project out as tables, by their names; `files` are those of texts and media, by id."""
    names = {
        table: {row["id"]: str(row["name"]) for row in project.rows(table)}
        for table in ("coder", "source", "case", "code", "conclusion")
    }
    tables = {
        plural: _flat(table, project, names, files)
        for table, plural in NAMES.items()
        if project.rows(table) or table == "source"
    }
    tables["turns"] = _flat_turns(project, names["source"])
    return tables


def _flat(
    table: str, project: Project, names: Mapping[str, Mapping[str, str]], files: Mapping[str, str]
) -> Table:
    fixed = _fixed(table)
    rows = [_shown(table, row, project, files) for row in project.rows(table)]
    extra = list(dict.fromkeys(name for row in rows for name in row.get("attributes", ())))
    made = []
    for row in rows:
        cells = [
            _cell(mark, row.get(name), names.get(REFERENCES[table].get(name, ""))) for name, mark in fixed
        ]
        cells += [to_cell(row["attributes"].get(name)) for name in extra]
        made.append((*cells, row["id"]))
    columns = (*(name for name, _ in fixed), *(_attribute(name, fixed) for name in extra), f"{table}_id")
    return Table(columns, made)


def _shown(table: str, row: Row, project: Project, files: Mapping[str, str]) -> Row:
    """A row with what is only there for the reader."""
    if table == "coding":
        return row | {"text": project.transcripts[row["source"]].text[row["start"] : row["end"]]}
    if table == "source":
        edits = [[edit.start, edit.end, edit.original] for edit in project.transcripts[row["id"]].edits]
        return row | {"edits": edits or None, "file": files.get(row["id"])}
    return row | {"file": files.get(row["id"])} if table == "media" else row


def _cell(mark: str, value: Any, names: Mapping[str, str] | None) -> str:
    if names is not None:
        value = names.get(value) if value is not None else None
    if mark == "":
        return text_to_cell(value)
    return to_cell(value)


def _flat_turns(project: Project, names: Mapping[str, str]) -> Table:
    rows = [
        (
            text_to_cell(names[source]),
            str(number),
            text_to_cell(turn.speaker),
            text_to_cell(turn.role),
            *(to_cell(each) for each in (turn.start, turn.end, turn.begins, turn.ends)),
            text_to_cell(script.text[turn.start : turn.end]),
        )
        for source, script in project.transcripts.items()
        for number, turn in enumerate(script.turns, 1)
    ]
    return Table(tuple(name.rstrip("#~") for name in _TURNS), rows)


class Reading:
    """Reads flat tables back into a project; what cannot be used is left out and said.

    Parameters
    ----------
    tables
        By their names; a missing one has no rows.
    suffix
        What stands behind the name of a table in messages, such as ``.csv``.
    """

    def __init__(self, tables: Mapping[str, Table], *, suffix: str = "") -> None:
        self._tables, self._suffix = tables, suffix
        self._ids: dict[str, dict[str, str]] = {}
        self.rows: dict[str, list[Row]] = {}
        self.remarks: list[Remark] = []

    def read(self) -> None:
        """Read every table but that of turns."""
        for table, plural in NAMES.items():
            self.rows[table] = [
                row
                for number, cells in self._records(plural, _REQUIRED.get(table, ()))
                if (row := self._row(table, number, cells)) is not None
            ]
            self._ids[table] = {str(row.get("name")): row["id"] for row in self.rows[table]}
        self._name_parents()

    def transcripts(self, texts: Mapping[str, str]) -> dict[str, Transcript]:
        """Put the texts of sources, by id, together with their turns and edits."""
        turns: dict[str, list[Turn]] = {each: [] for each in texts}
        for number, cells in self._records("turns", ("source", "start", "end")):
            try:
                source, turn = self._turn(cells)
                turns[source].append(turn)
            except (InvalidInput, KeyError) as error:
                self._leave_out("turn", "turns", number, str(error))
        edits = {row["id"]: row.pop("edits", None) or () for row in self.rows["source"]}
        return {
            each: Transcript(text, tuple(turns[each]), tuple(Edit(*edit) for edit in edits[each]))
            for each, text in texts.items()
        }

    def check_texts(self, transcripts: Mapping[str, Transcript]) -> None:
        """Say of which codings the text in the table is not the one that the span has."""
        for row in self.rows["coding"]:
            said = row.pop("text", None)
            script = transcripts.get(row["source"])
            if said is None or script is None or row["start"] is None or row["end"] is None:
                continue
            found = script.text[row["start"] : row["end"]]
            if found != said:
                message = f"The span [{row['start']}, {row['end']}) is now {found!r}."
                self.remarks.append(Remark(kind="coding", name=said[:60], status="noted", message=message))

    def _records(self, plural: str, required: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        table = self._tables.get(plural)
        if table is None:
            return
        missing = [name for name in required if name not in table.columns]
        if missing:
            raise InvalidInput(
                f"{plural}{self._suffix} has no column {' and no column '.join(map(repr, missing))}; it has "
                f"{', '.join(table.columns)}."
            )
        for number, cells in enumerate(table.rows, 2):
            yield number, dict(zip(table.columns, cells, strict=False))

    def _row(self, table: str, number: int, cells: dict[str, str]) -> Row | None:
        fixed = _fixed(table)
        row: Row = {"id": cells.pop(f"{table}_id", "") or f"{table} line {number}"}
        try:
            for name, mark in fixed:
                cell = cells.pop(name, "")
                value = _READ.get(mark, text_from_cell)(cell)
                row[name] = self._referred(table, name, value)
        except InvalidInput as error:
            self._leave_out(table, NAMES[table], number, str(error))
            return None
        if table in ("source", "case"):
            named = {name.removeprefix("attribute:"): from_cell(cell) for name, cell in cells.items()}
            row["attributes"] = {name: value for name, value in named.items() if value is not None}
        return row

    def _referred(self, table: str, name: str, value: Any) -> Any:
        """The id of what a cell names, in a table that was read before."""
        target = REFERENCES[table].get(name)
        if target is None or value is None or target == table:
            return value
        found = self._ids[target].get(value)
        if found is None:
            raise InvalidInput(f"there is no {target} {value!r} in {NAMES[target]}{self._suffix}.")
        return found

    def _name_parents(self) -> None:
        for row in self.rows["code"]:
            row["parent"] = self._ids["code"].get(row["parent"] or "")

    def _turn(self, cells: dict[str, str]) -> tuple[str, Turn]:
        role: Any = text_from_cell(cells.get("role", ""))
        start, end = whole_from_cell(cells["start"]), whole_from_cell(cells["end"])
        if start is None or end is None:
            raise InvalidInput("a turn needs its start and end.")
        return self._ids["source"][text_from_cell(cells["source"]) or ""], Turn(
            start=start,
            end=end,
            speaker=text_from_cell(cells.get("speaker", "")),
            role=role,
            begins=number_from_cell(cells.get("begins", "")),
            ends=number_from_cell(cells.get("ends", "")),
        )

    def _leave_out(self, table: str, plural: str, number: int, message: str) -> None:
        where = f"{plural}{self._suffix}, line {number}"
        self.remarks.append(Remark(kind=table, name=where, status="left out", message=message))


def _fixed(table: str) -> list[tuple[str, str]]:
    """The fixed columns of a table with the marks of what they hold."""
    columns = [
        (name.rstrip("#~!"), name.lstrip("abcdefghijklmnopqrstuvwxyz_")) for name in _COLUMNS[table].split()
    ]
    return [*columns, ("file", "")] if table == "source" else columns


def _attribute(name: str, fixed: Sequence[tuple[str, str]]) -> str:
    """The column of an attribute, marked where its name could be taken for another column."""
    taken = (
        name in dict(fixed) or name.endswith("_id") or name.startswith("attribute:") or name != name.strip()
    )
    return f"attribute:{name}" if taken or not name else name
