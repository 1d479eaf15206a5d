"""workbooks (.xlsx): the tables of a tidy study as sheets, for people in spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qualkit.errors import InvalidInput
from qualkit.interchange.cells import text_from_cell, text_to_cell
from qualkit.interchange.project import Project
from qualkit.interchange.tables import NAMES, Reading, Table, flat
from qualkit.interchange.workbook import long_cells
from qualkit.interchange.workbook.sheets import archive, read_sheets, write_sheets

SUFFIXES = (".xlsx",)
_HEAD, _HEAD_COLUMNS = "qualkit", ("what", "value")
_TEXTS, _TEXT_COLUMNS = "texts", ("source", "text")
_KEYS = {
    _HEAD: "what",
    _TEXTS: "source",
    **{plural: f"{table}_id" for table, plural in NAMES.items()},
}
"""The column that tells the rows of a sheet apart; turns have none, for their texts are in texts."""


def sniff(path: Path) -> bool:
    """Tell a workbook of a study by its sheet ``qualkit``."""
    try:
        with archive(path) as members:
            found = members.read("xl/workbook.xml") if "xl/workbook.xml" in members else b""
            return f'name="{_HEAD}"'.encode() in found
    except (InvalidInput, OSError):
        return False


def write(project: Project, path: Path) -> None:
    """Write a study as a workbook, a sheet a table; no cell of it is a formula.

    Text that is too long for a cell goes on in the sheet ``long cells``. Files of media are not in it.

    Raises
    ------
    InvalidInput
        A table has more rows than a sheet (1,048,575).
    """
    tables = {_HEAD: _head(project), **flat(project, {}), _TEXTS: _texts(project)}
    write_sheets(long_cells.shortened(tables, _KEYS), path)


def read(path: Path) -> Project:
    """Read a workbook back, also after people have edited or sorted its sheets.

    Raises
    ------
    InvalidInput
        It is damaged, a sheet lacks a column, or a source its text: which.
    """
    sheets = long_cells.lengthened(read_sheets(path, {*_KEYS, "turns", long_cells.NAME}), _KEYS)
    told = sheets.get(_HEAD, Table(())).cells(_HEAD_COLUMNS, where=f"sheet {_HEAD!r}")
    head = {what: text_from_cell(value) for what, value in told}
    written = sheets.get(_TEXTS, Table(())).cells(_TEXT_COLUMNS, where=f"sheet {_TEXTS!r}")
    texts = {text_from_cell(name): text_from_cell(text) or "" for name, text in written}
    reading = Reading(sheets, title=head.get("title"))
    return reading.project(
        language=head.get("language"),
        texts={row["id"]: _text(row["name"], texts) for row in reading.rows["source"]},
    )


def _head(project: Project) -> Table:
    said = {"title": project.title, "language": project.language}
    return Table(_HEAD_COLUMNS, [(name, text_to_cell(value)) for name, value in said.items()])


def _texts(project: Project) -> Table:
    names = [(row["name"], project.transcripts[row["id"]].text) for row in project.rows("source")]
    return Table(_TEXT_COLUMNS, [(text_to_cell(name), text_to_cell(text)) for name, text in names])


def _text(name: str, texts: Mapping[str | None, str]) -> str:
    if name not in texts:
        raise InvalidInput(
            f"The sheet 'texts' has no text of {name!r}, which the sheet 'sources' names. "
            "Put it back, or take out the row."
        )
    return texts[name]
