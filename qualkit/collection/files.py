"""Paths as a researcher gives them → the files to read, with what a ``sources.csv`` says of each."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qualkit.collection.metadata import source_table
from qualkit.errors import InvalidInput, NotFound

TABLE = "sources.csv"
_STUDY = (".qualkit", ".qualkit-wal", ".qualkit-shm")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, what the nearest ``sources.csv`` says of it, and why it cannot be read, if so."""

    path: Path
    attributes: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A file given or found, the folder up to which its ``sources.csv`` is looked for, and its problem."""

    path: Path
    top: Path
    problem: str | None = None


class _Tables:
    """The ``sources.csv`` of each folder, read once."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[str, dict[str, Any]] | None] = {}

    def of(self, folder: Path) -> dict[str, dict[str, Any]] | None:
        """Give the table in a folder, or None."""
        if folder not in self._read:
            file = folder / TABLE
            self._read[folder] = source_table(_bytes(file), str(file)) if os.path.isfile(file) else None
        return self._read[folder]

    def attributes(self, place: _Place) -> Mapping[str, Any]:
        """Give what the nearest table, in the file's folder or above up to the top, says of the file."""
        for folder in place.path.parents:
            table = self.of(folder)
            if table is not None:
                return table.get(place.path.relative_to(folder).as_posix(), _NOTHING)
            if folder == place.top:
                break
        return _NOTHING


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror}). Change its permissions.") from None


def find(paths: str | Path | Sequence[str | Path]) -> list[Found]:
    """Find the files that are meant by a file, a folder, a pattern, or a list of these.

    Parameters
    ----------
    paths
        A folder stands for all files in it and below; ``*``, ``?`` and ``**`` make a pattern.
        Hidden files, Word's lock files (``~$…``), studies (``*.qualkit``) and ``sources.csv`` itself are
        passed over. Links to folders are not followed.

    Returns
    -------
    list of Found
        Each file once, in the order given, those of a folder or pattern sorted. A folder that cannot
        be opened, a link that leads nowhere and a file name that is not UTF-8 are there with their
        problem. A row of a folder's ``sources.csv`` that names a missing file comes last, with its problem.

    Raises
    ------
    NotFound
        A path or pattern matches no file.
    InvalidInput
        A path is empty, or a ``sources.csv`` is malformed.
    """
    tables = _Tables()
    found: dict[str, Found] = {}
    missing: dict[Path, Found] = {}
    for given in [paths] if isinstance(paths, str | Path) else paths:
        top = _expanded(given)
        places = list(_places(top))
        if not places:
            raise NotFound(f"No file to read at {str(given)!r}. Check the path; a folder must hold files.")
        for place in places:
            found.setdefault(os.path.realpath(place.path), _found(place, tables))
        if os.path.isdir(top):
            missing |= {each.path: each for each in _missing(top, tables)}
    return [*found.values(), *missing.values()]


def _expanded(given: str | Path) -> Path:
    if not str(given).strip():
        raise InvalidInput("A path is empty. Give a file or folder; '.' is the current folder.")
    try:
        return Path(given).expanduser()
    except RuntimeError:
        user = Path(given).parts[0]
        raise NotFound(f"No file to read at {str(given)!r}: {user!r} is no user's home.") from None


def _found(place: _Place, tables: _Tables) -> Found:
    written = os.fsencode(place.path).decode("utf-8", "backslashreplace")
    if written != str(place.path):
        problem = f"The name of {written!r} is not UTF-8. Rename the file or folder."
        return Found(Path(written), problem=problem)
    return Found(place.path, tables.attributes(place), place.problem)


def _places(path: Path) -> Iterator[_Place]:
    if os.path.isdir(path):
        yield from _places_below(path, path)
    elif os.path.isfile(path):
        yield _Place(path, path.parent)
    else:
        yield from _matching(str(path))


def _matching(pattern: str) -> Iterator[_Place]:
    matches = sorted(Path(match) for match in glob.glob(pattern, recursive=True))
    fixed = Path(pattern).parts
    wild = next((index for index, part in enumerate(fixed) if glob.has_magic(part)), len(fixed))
    top = Path(*fixed[:wild])
    for match in matches:
        if os.path.isdir(match):
            if "**" not in fixed:
                yield from _places_below(match, top)
        elif not _is_passed_over(match):
            yield _Place(match, top, _link_problem(match))


def _places_below(folder: Path, top: Path) -> Iterator[_Place]:
    """Give the files in a folder and below, and the folders that cannot be opened."""
    places: list[_Place] = []

    def unreadable(error: OSError) -> None:
        reason = f"This folder cannot be opened ({error.strerror}). Change its permissions, or move it away."
        places.append(_Place(Path(error.filename), top, reason))

    for path in _walk(folder, unreadable):
        if not _is_passed_over(path) and (os.path.isfile(path) or path.is_symlink()):
            places.append(_Place(path, top, _link_problem(path)))
    yield from sorted(places, key=lambda place: place.path)


def _walk(folder: Path, unreadable: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Give the files in a folder and below, without those in hidden folders."""
    for parent, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [each for each in folders if not each.startswith(".")]
        yield from (Path(parent, file) for file in files)


def _link_problem(path: Path) -> str | None:
    if os.path.exists(path):
        return None
    return "This link leads nowhere, or to itself. Put the file in its place, or delete the link."


def _is_passed_over(path: Path) -> bool:
    name = path.name.casefold()
    return name == TABLE or name.startswith((".", "~$")) or name.endswith(_STUDY)


def _missing(top: Path, tables: _Tables) -> Iterator[Found]:
    """Give the rows of the tables in and below a folder that name a file which is not there."""
    files = [path for path in _walk(top) if path.name == TABLE]
    for file in sorted(files):
        for row, attributes in (tables.of(file.parent) or {}).items():
            path = file.parent / row
            if not os.path.isfile(path):
                problem = (
                    f"{file} names {row!r}, but there is no such file. Correct the path, or delete the row."
                )
                yield Found(path, attributes, problem)
