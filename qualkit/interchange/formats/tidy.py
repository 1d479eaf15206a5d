"""tidy folders and zips (no suffix, .zip): texts, codebook and tables that people read and git compares."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from qualkit.archive import Archive, stays_inside
from qualkit.collection.decoding import decode
from qualkit.errors import Conflict, InvalidInput
from qualkit.interchange.file_names import file_names
from qualkit.interchange.project import Project, Row
from qualkit.interchange.tables import NAMES, Reading, Table, flat, header
from qualkit.interchange.tidy.codebook import with_codebook, write_codebook
from qualkit.interchange.tidy.placing import write_folder
from qualkit.interchange.tidy.separated import read_table, write_table

SUFFIXES = ("", ".zip")
_HEAD = "study.json"
_FORMAT = {"format": "qualkit tidy study", "version": 1}
_BOOK = "codebook.yaml"
_TABLES = (*NAMES.values(), "turns")
_CODES = ("name", "position", "code_id")  # all else of a code is in the codebook
_MOMENT = (1980, 1, 1, 0, 0, 0)  # in every zip the same, so that equal studies make equal files

_Read = Callable[[str], bytes | None]
"""Gives the contents of a file of the study by its name, or None if there is none."""


def sniff(path: Path) -> bool:
    """Tell a tidy study by its file ``study.json``."""
    try:
        data = (_from_folder if path.is_dir() else _from_zip)(path, _HEAD)
    except (InvalidInput, OSError):
        return False
    return bool(_head(data or b"").get("format") == _FORMAT["format"])


def read(path: Path) -> Project:
    """Read a tidy study back, also after people have edited its tables.

    Raises
    ------
    InvalidInput
        A table lacks a column, a file that a table names is missing, or the codebook is malformed: which,
        and where.
    """
    if path.is_dir():
        reread = partial(_from_folder, path)
        return _project(reread, reread)
    with _archive(path) as archive:
        return _project(partial(_from_archive, archive, _top(archive)), partial(_from_zip, path))


def write(project: Project, path: Path) -> None:
    """Write a study as a folder, or packed into a zip; whole, or not at all.

    A folder that is there already is written anew if it is a tidy study; other files in it stay.

    Raises
    ------
    Conflict
        `path` is a folder with something else in it.
    """
    if path.suffix.lower() == ".zip":
        _write_zip(project, path)
        return
    if path.exists() and not (path.is_dir() and (sniff(path) or not any(path.iterdir()))):
        raise Conflict(f"{path} is there and is no tidy study. Choose another folder, or empty it.")
    write_folder(_files(project), path, old=_written_before(path), last=_HEAD)


def _written_before(folder: Path) -> list[str]:
    """The files of the study that is in a folder now."""
    read_file = partial(_from_folder, folder)
    tables = [_table(name, read_file) for name in ("sources", "media")]
    at = [(table, table.columns.index("file")) for table in tables if "file" in table.columns]
    kept = [row[place] for table, place in at for row in table.rows if len(row) > place]
    return [_HEAD, _BOOK, *(f"{name}.csv" for name in _TABLES), *filter(stays_inside, kept)]


def _write_zip(project: Project, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-draft")
    try:
        with zipfile.ZipFile(draft, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            for name, data in _files(project):
                entry = zipfile.ZipInfo(name, _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _files(project: Project) -> Iterator[tuple[str, bytes]]:
    """The files of a study, one after the other."""
    texts = file_names(((row["id"], row["name"]) for row in project.rows("source")), suffix=".txt")
    kept = file_names((row["id"], row["name"]) for row in project.rows("media") if row["id"] in project.files)
    places = {each: f"texts/{name}" for each, name in texts.items()}
    places |= {each: f"media/{name}" for each, name in kept.items()}
    yield _HEAD, _json({**_FORMAT, "title": project.title, "language": project.language})
    yield _BOOK, write_codebook(project).encode()
    for name, table in flat(project, places).items():
        shown = table if name != "codes" else Table(_CODES, [*table.cells(_CODES, where=name)])
        yield f"{name}.csv", write_table(shown)
    for identity, script in project.transcripts.items():
        yield places[identity], script.text.encode()
    for identity in kept:
        yield places[identity], project.files[identity]()


def _project(read_file: _Read, reread: _Read) -> Project:
    """The study in some files; those of media are read a second time when they are asked for."""
    head = _head(read_file(_HEAD) or b"")
    if head.get("version") != 1:
        raise InvalidInput(
            f"{_HEAD} is of version {head.get('version')!r}, which a newer qualkit wrote. Upgrade."
        )
    tables = {name: _table(name, read_file) for name in _TABLES}
    book = read_file(_BOOK)
    extra: list[str] = []
    if book:
        tables["codes"], extra = with_codebook(tables["codes"], decode(book), name=_BOOK)
    reading = Reading(tables, title=_said(head, "title"), suffix=".csv")
    for name in extra:
        reading.say("code", name, "noted", f"It is in codes.csv but not in {_BOOK}; only its name was kept.")
    texts = {row["id"]: _text(row, read_file) for row in reading.rows["source"]}
    files = {row["id"]: row["file"] for row in reading.rows["media"] if row["file"]}
    for name in files.values():
        _needed(read_file, name)
    project = reading.project(language=_said(head, "language"), texts=texts)
    return replace(project, files={each: partial(_needed, reread, name) for each, name in files.items()})


def _table(name: str, read_file: _Read) -> Table:
    return read_table(read_file(f"{name}.csv") or b"", name=f"{name}.csv", known=header(name))


def _text(row: Row, read_file: _Read) -> str:
    """The text of a source as it was written, though an editor or git have changed how its lines end."""
    data = _needed(read_file, row["file"] or "")
    try:
        saved = data.decode()
    except UnicodeDecodeError:
        saved = decode(data)
    bare = saved.removeprefix("\ufeff")
    usual = bare.replace("\r\n", "\n")
    return next((each for each in (saved, bare, usual) if len(each) == row["length"]), usual)


def _needed(read_file: _Read, name: str) -> bytes:
    data = read_file(name) if stays_inside(name) else None
    if data is None:
        raise InvalidInput(
            f"The file {name!r}, which a table names, is not there. Put it back, or take out the row."
        )
    return data


def _from_folder(folder: Path, name: str) -> bytes | None:
    try:
        path = (folder / name).resolve()
        return path.read_bytes() if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError) as error:
        raise InvalidInput(f"The file {name[:60]!r} cannot be read: {error}.") from None


def _archive(path: Path) -> Archive:
    return Archive(path, what="zip of a study")


def _top(archive: Archive) -> str:
    """The folder in which the study is where somebody packed that whole folder, else nothing."""
    found = (each.removesuffix(_HEAD) for each in archive if f"/{each}".endswith(f"/{_HEAD}"))
    return min(found, key=len, default="")


def _from_zip(path: Path, name: str) -> bytes | None:
    with _archive(path) as archive:
        return _from_archive(archive, _top(archive), name)


def _from_archive(archive: Archive, top: str, name: str) -> bytes | None:
    return archive.read(top + name) if top + name in archive else None


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _head(data: bytes) -> dict[str, Any]:
    """What the file says that makes a folder a study, nothing if it is another file."""
    try:
        head = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return head if isinstance(head, dict) else {}


def _said(head: dict[str, Any], key: str) -> str | None:
    """A text that the head has, None if it has none."""
    return head[key] if isinstance(head.get(key), str) else None
