"""A project → flat tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qualkit.interchange.cells import text_to_cell, texts_to_cell, to_cell
from qualkit.interchange.project import Project, Row
from qualkit.interchange.tables.columns import (
    NAMED,
    NAMES,
    TURNS,
    Table,
    attribute_column,
    columns,
    header,
    kind_of,
)

_Names = Mapping[str, Mapping[str, str]]
_WRITE: Mapping[str, Callable[[Any], str]] = {"": text_to_cell, "*": texts_to_cell}


def flat(project: Project, files: Mapping[str, str]) -> dict[str, Table]:
    """Lay a project out as tables.

    Parameters
    ----------
    project
        A sound project: names of sources, cases, codes, coders and conclusions are unique.
    files
        The names of the files that hold texts and media, by the ids of their rows.

    Returns
    -------
    dict of str to Table
        By the names of the tables; those without rows are left out, except sources and turns.
    """
    names = {table: {row["id"]: str(row["name"]) for row in project.rows(table)} for table in NAMED}
    tables = {
        plural: _flat(table, _for_readers(table, project, files), names)
        for table, plural in NAMES.items()
        if project.rows(table) or table == "source"
    }
    return tables | {"turns": _turns(project, names["source"])}


def _flat(table: str, rows: Sequence[Row], names: _Names) -> Table:
    fixed = columns(table)
    extra = list(dict.fromkeys(name for row in rows for name in row.get("attributes", ())))
    *first, last = header(NAMES[table])
    return Table(
        (*first, *(attribute_column(name, table) for name in extra), last),
        [
            (
                *(_cell(mark, _named(table, column, row, names)) for column, mark in fixed),
                *(to_cell(row["attributes"].get(name)) for name in extra),
                row["id"],
            )
            for row in rows
        ],
    )


def _for_readers(table: str, project: Project, files: Mapping[str, str]) -> list[Row]:
    """The rows of a table with what is there for who reads it."""
    return [row | _told(table, row, project) | {"file": files.get(row["id"])} for row in project.rows(table)]


def _told(table: str, row: Row, project: Project) -> Row:
    if table == "coding":
        return {"text": project.transcripts[row["source"]].text[row["start"] : row["end"]]}
    if table == "source":
        script = project.transcripts[row["id"]]
        edits = [[edit.start, edit.end, edit.original] for edit in script.edits]
        return {"length": len(script.text), "edits": edits}
    if table == "code":
        return {"definition": None} | {name: value or None for name, value in row["definition"].items()}
    return {}


def _named(table: str, column: str, row: Row, names: _Names) -> Any:
    """The value of a column, with the name instead of the id of what it refers to."""
    value = row.get(column)
    if column == "members":
        return [[kind, names.get(kind, {}).get(each, each)] for kind, each in value or ()]
    kind = kind_of(table, column, row)
    return names.get(kind, {}).get(value or "", value) if kind else value


def _cell(mark: str, value: Any) -> str:
    if value is None or (mark in ("*", "[", "{") and not value):
        return ""
    return _WRITE.get(mark, to_cell)(value)


def _turns(project: Project, names: Mapping[str, str]) -> Table:
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
    return Table(TURNS, rows)
