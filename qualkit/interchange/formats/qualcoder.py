"""QualCoder projects (.qda): a folder with a database and its media, of any version from v1 to v17."""

from __future__ import annotations

from pathlib import Path

from qualkit.errors import InvalidInput
from qualkit.interchange.drafting import Draft
from qualkit.interchange.project import Project
from qualkit.interchange.qualcoder.cases import read_attributes, read_cases
from qualkit.interchange.qualcoder.codes import read_codes
from qualkit.interchange.qualcoder.media import read_media
from qualkit.interchange.qualcoder.reading import Reading
from qualkit.interchange.qualcoder.texts import read_annotations, read_texts
from qualkit.interchange.values import words_of
from qualkit.store.foreign import foreign

SUFFIXES = (".qda",)

_TABLES = {"project", "source", "code_name", "code_cat", "code_text"}
_LEFT_OUT = {"graph": "graphs", "stored_sql": "stored SQL statements"}


def sniff(path: Path) -> bool:
    """Tell whether a path is a QualCoder project: its folder, or the database in it."""
    try:
        with foreign(_database(path)) as database:
            return database.tables >= _TABLES
    except (InvalidInput, OSError):
        return False


def read(path: Path) -> Project:
    """Read a project.

    Parameters
    ----------
    path
        The folder of the project, or the ``data.qda`` in it.

    Returns
    -------
    Project
        Categories and codes are one tree. Every owner of a coding is a coder, whether QualCoder shows them
        or not. What is marked as important has a jotting that says so. Pseudonyms are never read.

    Raises
    ------
    InvalidInput
        The database is damaged.
    """
    with foreign(_database(path)) as database:
        folder = _database(path).parent
        project = next(iter(database.rows("project", ("date", "memo"))), {})
        reading = Reading(database, folder, Draft("QualCoder", project.get("date")))
        reading.draft.memo("study", "", words_of(project.get("memo")))
        _read_parts(reading)
    return reading.draft.project(folder.stem)


def _database(path: Path) -> Path:
    return path / "data.qda" if path.is_dir() else path


def _read_parts(reading: Reading) -> None:
    read_attributes(reading)
    read_codes(reading)
    read_texts(reading)
    read_annotations(reading)
    read_media(reading)
    read_cases(reading)
    _read_journals(reading)
    _leave_out(reading)


def _read_journals(reading: Reading) -> None:
    for row in reading.rows("journal", "name jentry date owner"):
        name = words_of(row["name"])
        reading.draft.memo("study", "", words_of(row["jentry"]), name=name, **reading.draft.signed(row))


def _leave_out(reading: Reading) -> None:
    for table, name in _LEFT_OUT.items():
        count = len(list(reading.rows(table, "name title")))
        if count:
            message = f"{count} of these did not come in: they belong to QualCoder."
            reading.draft.remark("study", name, "left out", message)
