"""tidy folders and zips (no suffix, .zip): texts, codebook and tables that people read and git compares."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from qualkit.archive import Archive, stays_inside
from qualkit.collection.decoding import decode
from qualkit.errors import Conflict, InvalidInput
from qualkit.interchange.file_names import file_names
from qualkit.interchange.project import Project, Row
from qualkit.interchange.tables import NAMES, Reading, Table, flat
from qualkit.model import Code
from qualkit.reduction.codebook_file import emit, parse
from qualkit.reduction.stored import definition

SUFFIXES = ("", ".zip")
_HEAD = "study.json"
_FORMAT = {"format": "qualkit tidy study", "version": 1}
_BOOK = "codebook.yaml"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # in every zip the same, so that equal studies make equal files
_FOLDERS = ("texts", "media")

Read = Callable[[str], bytes | None]
"""Gives the contents of a file of the study by its name, or None if there is none."""


def sniff(path: Path) -> bool:
    """Tell a tidy study by its file ``study.json``."""
    try:
        if path.is_dir():
            return _is_head((path / _HEAD).read_bytes())
        with Archive(path, what="zip of a study") as archive:
            return _HEAD in archive and _is_head(archive.read(_HEAD))
    except (InvalidInput, OSError):
        return False


def read(path: Path) -> Project:
    """Read a tidy study back, also after people have edited its tables.

    Raises
    ------
    InvalidInput
        A table lacks a column, or the codebook is malformed: which, and where.
    """
    if path.is_dir():
        return _project(partial(_from_folder, path))
    return _project(partial(_from_zip, path))


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
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as draft:
        for name, data in _files(project):
            target = Path(draft) / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        _put_in_place(Path(draft), path)


def _put_in_place(draft: Path, path: Path) -> None:
    path.mkdir(exist_ok=True)
    for old in path.glob("*.csv"):
        old.unlink()
    for folder in _FOLDERS:
        shutil.rmtree(path / folder, ignore_errors=True)
    for each in sorted(draft.iterdir()):
        each.replace(path / each.name)


def _write_zip(project: Project, path: Path) -> None:
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
    yield _BOOK, emit(_codes(project), project.title or "", project.language).encode()
    for name, table in flat(project, places).items():
        yield f"{name}.csv", _csv(table if name != "codes" else _without(table, "definition"))
    for identity, script in project.transcripts.items():
        yield places[identity], script.text.encode()
    for identity in kept:
        yield places[identity], project.files[identity]()


def _project(read_file: Read) -> Project:
    head = json.loads(read_file(_HEAD) or b"{}")
    if head.get("version") != 1:
        raise InvalidInput(
            f"{_HEAD} is of version {head.get('version')!r}, which a newer qualkit wrote. Upgrade."
        )
    tables = {
        name: table for name in (*NAMES.values(), "turns") if (table := _table(name, read_file)) is not None
    }
    reading = Reading(tables, suffix=".csv")
    reading.read()
    texts = {row["id"]: _text(row, read_file) for row in reading.rows["source"]}
    transcripts = reading.transcripts(texts)
    reading.check_texts(transcripts)
    _define(reading.rows["code"], read_file)
    files = {
        row["id"]: partial(_needed, read_file, row.pop("file"))
        for row in reading.rows["media"]
        if row.get("file")
    }
    return Project(
        title=head.get("title"),
        language=head.get("language"),
        tables=reading.rows,
        transcripts=transcripts,
        files=files,
        remarks=tuple(reading.remarks),
    )


def _table(name: str, read_file: Read) -> Table | None:
    data = read_file(f"{name}.csv")
    if not data or not data.strip():
        return None
    text = decode(data)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)  # spreadsheets write what their country uses
    try:
        header, *body = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise InvalidInput(f"{name}.csv is no table ({error}). Save it again as CSV.") from None
    return Table(tuple(each.strip() for each in header), [tuple(row) for row in body if row])


def _csv(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return stream.getvalue().encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _without(table: Table, column: str) -> Table:
    at = table.columns.index(column)
    return Table(
        (*table.columns[:at], *table.columns[at + 1 :]), [(*row[:at], *row[at + 1 :]) for row in table.rows]
    )


def _codes(project: Project) -> list[Code]:
    names = {row["id"]: row["name"] for row in project.rows("code")}
    rows = sorted(project.rows("code"), key=lambda row: row["position"])
    return [Code(name=row["name"], parent=names.get(row["parent"]), **row["definition"]) for row in rows]


def _define(rows: list[Row], read_file: Read) -> None:
    """Give codes the definitions of the codebook, and add those that only it has."""
    data = read_file(_BOOK)
    codes = parse(decode(data), _BOOK)[0] if data else ()
    known = {row["name"]: row for row in rows}
    for place, code in enumerate(codes):
        if code.name not in known:
            known[code.name] = {"id": f"code {code.name}", "name": code.name, "position": place}
            rows.append(known[code.name])
    for code in codes:
        known[code.name] |= {
            "definition": definition(code),
            "parent": known[code.parent]["id"] if code.parent else None,
        }


def _text(row: Row, read_file: Read) -> str:
    data = _needed(read_file, row.pop("file") or "")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return decode(data)


def _needed(read_file: Read, name: str) -> bytes:
    data = read_file(name) if name and stays_inside(name) else None
    if data is None:
        raise InvalidInput(
            f"The file {name!r}, which a table names, is not there. Put it back, or take out the row."
        )
    return data


def _from_folder(folder: Path, name: str) -> bytes | None:
    path = folder / name
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return None
    return path.read_bytes()


def _from_zip(path: Path, name: str) -> bytes | None:
    with Archive(path, what="zip of a study") as archive:
        return archive.read(name) if name in archive else None


def _is_head(data: bytes) -> bool:
    try:
        head = json.loads(data)
    except ValueError:
        return False
    return isinstance(head, dict) and head.get("format") == _FORMAT["format"]
