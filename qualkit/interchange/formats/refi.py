"""REFI-QDA projects (.qdpx): the standard of exchange between programs for qualitative analysis."""

from __future__ import annotations

import zipfile
from pathlib import Path

from qualkit.interchange.project import Project
from qualkit.interchange.refi.omissions import left_out
from qualkit.interchange.refi.package import is_project
from qualkit.interchange.refi.reading import read_project
from qualkit.interchange.refi.writing import write_project

__all__ = ["SUFFIXES", "left_out", "read", "sniff", "write"]

SUFFIXES = (".qdpx",)


def sniff(path: Path) -> bool:
    """Tell whether a file is an archive with a .qde in it, or such a .qde itself."""
    try:
        if path.suffix.lower() == ".qde":
            with path.open("rb") as file:
                return b"<Project" in file.read(4096)
        with zipfile.ZipFile(path) as archive:
            return any(map(is_project, archive.namelist()))
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def read(path: Path) -> Project:
    """Read a project; see `qualkit.interchange.refi.reading.read_project`."""
    return read_project(path)


def write(project: Project, path: Path) -> None:
    """Write a project; see `qualkit.interchange.refi.writing.write_project`."""
    write_project(project, path)
