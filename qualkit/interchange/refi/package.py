"""The file of a REFI-QDA project, and the files that it brings or names."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote

from qualkit.archive import DAMAGE, Archive
from qualkit.errors import InvalidInput

_WHAT = "REFI-QDA project"
_PROJECT = "project.qde"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Package:
    """A project (.qdpx), or a bare project.qde, open for reading.

    Files that it names are looked for by their base name: in the archive, then in the folder of media
    beside it (``"<stem> Media"``) and beside it; never where a path in the file points.

    Raises
    ------
    InvalidInput
        It is no such archive, or there is not exactly one project in it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beside: dict[str, Path] | None = None
        self._archive = None if path.suffix.lower() == ".qde" else Archive(path, what=_WHAT)
        members = () if self._archive is None else tuple(self._archive)
        self._members = {_base(name).casefold(): name for name in members if not is_project(name)}
        self._project = _only_project(members) if self._archive is not None else ""

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        if self._archive is not None:
            self._archive.__exit__()

    def project(self) -> bytes:
        """Read the XML of the project."""
        return self._path.read_bytes() if self._archive is None else self._archive.read(self._project)

    def holds(self, reference: str | None) -> bool:
        """Tell whether a file that the project names can be found."""
        return self._find(reference) is not None

    def read(self, reference: str | None) -> bytes | None:
        """Read a file that the project names, None if it is nowhere."""
        found = self._find(reference)
        if found is None:
            return None
        if self._archive is None or isinstance(found, Path):
            return Path(found).read_bytes()
        return self._archive.read(found)

    def later(self, reference: str | None) -> Callable[[], bytes] | None:
        """Give a function that reads a file when it is called, also after this package is closed."""
        found = self._find(reference)
        if isinstance(found, str):
            return partial(_unpacked, self._path, found)
        return None if found is None else found.read_bytes

    def digest(self, reference: str | None) -> str | None:
        """Give the SHA-256 of a file, without having it in memory."""
        found = self._find(reference)
        if found is None:
            return None
        try:
            with self._opened(found) as file:
                return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        except DAMAGE as error:
            raise InvalidInput(
                f"The {_WHAT} is damaged: {_base(str(found))} cannot be read ({error}). Export it again."
            ) from None

    def _opened(self, found: str | Path) -> IO[bytes]:
        if self._archive is None or isinstance(found, Path):
            return Path(found).open("rb")
        return self._archive.open(found)

    def _find(self, reference: str | None) -> str | Path | None:
        if not reference:
            return None
        for name in (_base(reference).casefold(), _base(unquote(reference)).casefold()):
            found = self._members.get(name) or self._neighbours().get(name)
            if found is not None:
                return found
        return None

    def _neighbours(self) -> dict[str, Path]:
        """The files in the folder of media and beside the project, by their names."""
        if self._beside is None:
            here = self._path.parent
            bare = () if self._archive is not None else (here / "sources", here / "Sources")
            folders = (here, *bare, here / f"{self._path.stem} Media")
            self._beside = {
                file.name.casefold(): file
                for folder in folders
                if folder.is_dir()
                for file in folder.iterdir()
                if file.is_file() and file != self._path
            }
        return self._beside


def is_project(name: str) -> bool:
    """Tell whether a member of an archive is the XML of its project."""
    return name.lower().endswith(".qde") and "/" not in name.replace("\\", "/")


def decoded(data: bytes) -> str:
    """Read the bytes of a text as they are: UTF-8, or what else a program may have written.

    A byte order mark of UTF-8 and every newline stay, since offsets may count them.
    """
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _only_project(members: tuple[str, ...]) -> str:
    found = [name for name in members if is_project(name)]
    chosen = [name for name in found if name.lower() == _PROJECT] or found
    if len(chosen) != 1:
        raise InvalidInput(
            f"A {_WHAT} holds one file .qde, and this archive holds {len(found)} of them. "
            "Export the project again in the program that it comes from."
        )
    return chosen[0]


def _unpacked(path: Path, member: str) -> bytes:
    with Archive(path, what=_WHAT) as archive:
        return archive.read(member)


def _base(reference: str) -> str:
    return PurePosixPath(reference.replace("\\", "/")).name
