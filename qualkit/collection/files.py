"""Paths as a researcher gives them → the files to read, with what a ``sources.csv`` says of each."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qualkit.collection.metadata import source_table
from qualkit.errors import NotFound

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
    """A file given or found, and the folder up to which its ``sources.csv`` is looked for."""

    path: Path
    top: Path


class _Tables:
    """The ``sources.csv`` of each folder, read once."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[str, dict[str, Any]] | None] = {}

    def of(self, folder: Path) -> dict[str, dict[str, Any]] | None:
        """Give the table in a folder, or None."""
        if folder not in self._read:
            file = folder / TABLE
            self._read[folder] = source_table(file.read_bytes(), str(file)) if file.is_file() else None
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


def find(paths: str | Path | Sequence[str | Path]) -> list[Found]:
    """Find the files that are meant by a file, a folder, a pattern, or a list of these.

    Parameters
    ----------
    paths
        A folder stands for all files in it and below; ``*``, ``?`` and ``**`` make a pattern.
        Hidden files, Word's lock files (``~$…``), studies (``*.qualkit``) and ``sources.csv`` itself are
        passed over.

    Returns
    -------
    list of Found
        Each file once, in the order given, those of a folder or pattern sorted. A row of a
        folder's ``sources.csv`` that names a missing file comes last, with its problem.

    Raises
    ------
    NotFound
        A path or pattern matches no file.
    InvalidInput
        A ``sources.csv`` is malformed.
    """
    tables = _Tables()
    found: dict[Path, Found] = {}
    missing: dict[Path, Found] = {}
    for given in [paths] if isinstance(paths, str | Path) else paths:
        places = list(_places(given))
        if not places:
            raise NotFound(f"No file to read at {str(given)!r}. Check the path; a folder must hold files.")
        for place in places:
            if place.path.resolve() not in found:
                found[place.path.resolve()] = Found(place.path, tables.attributes(place))
        top = Path(given).expanduser()
        if top.is_dir():
            missing |= {each.path: each for each in _missing(top, tables)}
    return [*found.values(), *missing.values()]


def _places(given: str | Path) -> Iterator[_Place]:
    path = Path(given).expanduser()
    if path.is_dir():
        yield from (_Place(file, path) for file in _files_below(path))
    elif path.is_file():
        yield _Place(path, path.parent)
    else:
        yield from _matching(str(path))


def _matching(pattern: str) -> Iterator[_Place]:
    matches = sorted(Path(match) for match in glob.glob(pattern, recursive=True))
    fixed = Path(pattern).parts
    wild = next((index for index, part in enumerate(fixed) if glob.has_magic(part)), len(fixed))
    top = Path(*fixed[:wild])
    for match in matches:
        if match.is_dir():
            if "**" not in fixed:
                yield from (_Place(file, top) for file in _files_below(match))
        elif not _is_passed_over(match):
            yield _Place(match, top)


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder).parts
        if path.is_file() and not _is_passed_over(path) and not any(part.startswith(".") for part in inner):
            yield path


def _is_passed_over(path: Path) -> bool:
    name = path.name.casefold()
    return name == TABLE or name.startswith((".", "~$")) or name.endswith(_STUDY)


def _missing(top: Path, tables: _Tables) -> Iterator[Found]:
    """Give the rows of the tables in and below a folder that name a file which is not there."""
    for file in sorted(top.rglob(TABLE)):
        for row, attributes in (tables.of(file.parent) or {}).items():
            path = file.parent / row
            if not path.is_file():
                problem = (
                    f"{file} names {row!r}, but there is no such file. Correct the path, or delete the row."
                )
                yield Found(path, attributes, problem)
