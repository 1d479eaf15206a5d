"""Taguette projects (.sqlite3): the file that Taguette works on, or exports as a project."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.interchange.drafting import Draft
from qualkit.interchange.project import Project, Row
from qualkit.interchange.taguette.commands import Command, add_history, command, highlighters, utc
from qualkit.interchange.taguette.pages import Page, page
from qualkit.interchange.taguette.tags import Tag, add_tags
from qualkit.interchange.values import whole_of, words_of
from qualkit.store.foreign import Foreign, foreign

SUFFIXES = (".sqlite3",)

_TABLES = {"projects", "documents", "highlights", "tags", "highlight_tags", "commands"}


def sniff(path: Path) -> bool:
    """Tell whether a file is a database of Taguette."""
    try:
        with foreign(path) as database:
            return database.tables >= _TABLES
    except (InvalidInput, OSError):
        return False


def read(path: Path) -> Project:
    """Read the project in a file.

    Returns
    -------
    Project
        Tags are codes under their whole paths. Whoever put a tag on a highlight first is its coder. A
        highlight without a tag is a jotting. Commands are history. Of users only their names are read.

    Raises
    ------
    InvalidInput
        The file is damaged, or holds several projects: these belong to several studies.
    """
    with foreign(path) as database:
        project = _only_project(database)
        draft = Draft("Taguette", project["created"])
        draft.memo("study", "", words_of(project["description"]))
        _Reading(database, draft, project["id"]).read()
    return draft.project(words_of(project["name"]))


def _only_project(database: Foreign) -> Row:
    projects = database.rows("projects", ("id", "name", "description", "created"))
    if not projects:
        raise InvalidInput("There is no project in this file of Taguette. Export the project again.")
    if len(projects) > 1:
        names = ", ".join(repr(words_of(row["name"])) for row in projects)
        raise InvalidInput(
            f"This file of Taguette holds {len(projects)} projects: {names}. Open the one that you need in "
            "Taguette, export it there as a project, and read the file that you get."
        )
    return projects[0]


class _Reading:
    """The parts of one project, each read after those that it refers to."""

    def __init__(self, database: Foreign, draft: Draft, project: Any) -> None:
        self._draft, self._database, self._project = draft, database, project
        self._commands = [
            command(row) for row in self._rows("commands", "id date user_login document_id payload")
        ]
        self._highlighters = highlighters(self._commands)
        self._tags = {row["id"]: words_of(row["path"]) for row in self._rows("tags", "id path")}
        self._tags_of: dict[Any, list[Any]] = defaultdict(list)
        for row in database.rows("highlight_tags", ("highlight_id", "tag_id")):
            self._tags_of[row["highlight_id"]].append(row["tag_id"])
        self._sources: dict[Any, str] = {}

    def read(self) -> None:
        self._read_tags()
        self._read_documents()
        self._read_history()

    def _rows(self, table: str, columns: str) -> list[Row]:
        rows = self._database.rows(table, ("project_id", *columns.split()))
        return [row for row in rows if row["project_id"] == self._project]

    def _read_tags(self) -> None:
        rows = self._rows("tags", "id path description parent_id")
        tags = [
            Tag(words_of(row["path"]), words_of(row["description"]), self._tags.get(row["parent_id"]))
            for row in rows
        ]
        add_tags(self._draft, tags)

    def _read_documents(self) -> None:
        highlights: dict[Any, list[Row]] = defaultdict(list)
        columns = ("id", "document_id", "start_offset", "end_offset", "snippet")
        for row in self._database.rows("highlights", columns):
            highlights[row["document_id"]].append(row)
        for row in self._rows("documents", "id name description filename created text_direction contents"):
            self._read_document(row, highlights[row["id"]])

    def _read_document(self, row: Row, highlights: Sequence[Row]) -> None:
        found = page(words_of(row["contents"]))
        name, direction = words_of(row["name"]), words_of(row["text_direction"])
        source = self._draft.source(
            *(row["id"], row["created"], name),
            name=name,
            text=found.text,
            path=words_of(row["filename"]) or None,
            attributes={"text_direction": direction} if direction else {},
            created=utc(row["created"]),
        )
        self._sources[row["id"]] = source
        self._draft.memo("source", source, words_of(row["description"]))
        for highlight in highlights:
            self._read_highlight(highlight, found, source)

    def _read_highlight(self, row: Row, found: Page, source: str) -> None:
        first, past = (whole_of(row[each]) for each in ("start_offset", "end_offset"))
        start, end = found.span(-1 if first is None else first, -1 if past is None else past)
        if _bare(row["snippet"]) != "".join(found.text[start:end].split()):
            message = (
                f"Taguette stored other words for it than those of its span [{start}, {end}), which counts."
            )
            self._draft.remark("coding", f"highlight {row['id']}", "noted", message)
        tags = [tag for tag in self._tags_of[row["id"]] if tag in self._tags]
        for tag in tags:
            self._add_coding(row, tag, source=source, start=start, end=end)
        if not tags:
            signed = self._signed(self._highlighters.get((row["id"], None)))
            text = "Highlighted without a tag."
            self._draft.memo("source", source, text, kind="jotting", start=start, end=end, **signed)

    def _add_coding(self, row: Row, tag: Any, **span: Any) -> None:
        by = self._highlighters.get((row["id"], tag)) or self._highlighters.get((row["id"], None))
        key = (row["id"], row["start_offset"], row["end_offset"], self._tags[tag])
        code = self._draft.identity("code", self._tags[tag])
        self._draft.coding(*key, code=code, **span, **self._signed(by))

    def _signed(self, by: Command | None) -> dict[str, Any]:
        return {"coder": self._draft.coder(by.user) if by else None, "created": by.date if by else None}

    def _read_history(self) -> None:
        ids = {("source", number): source for number, source in self._sources.items()}
        ids |= {("code", number): self._draft.identity("code", path) for number, path in self._tags.items()}
        add_history(self._draft, self._commands, ids=ids)
        if any(each.type == "project_import" for each in self._commands):
            message = (
                "It was imported into Taguette before, which then names the importer as coder of everything."
            )
            self._draft.remark("coder", "Taguette", "noted", message)


def _bare(html: Any) -> str:
    """The words of a snippet of HTML without white space, which the canonical text may have elsewhere."""
    return "".join(unescape(re.sub("<[^<>]*>", "", words_of(html))).split())
