"""The formats in which whole studies come and go: one module each, found by looking into this folder.

A module has ``SUFFIXES``, ``sniff`` and ``read``, ``write`` where qualkit writes that format, and then
``left_out`` where that format cannot hold all; a new format is a new module here, and nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

from qualkit.errors import InvalidInput, NotFound
from qualkit.interchange.project import Project

__all__ = ["formats", "read", "write"]


@cache
def formats() -> tuple[ModuleType, ...]:
    """Give the formats, by name of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def read(path: Path) -> Project:
    """Read a study from a file or folder of any format, told by its content.

    Raises
    ------
    NotFound
        There is nothing at `path`.
    InvalidInput
        It is of no format that is read, or damaged; the message begins with the path.
    """
    if not path.exists():
        raise NotFound(f"There is no file or folder at {path}. Check the path.")
    try:
        found = next((each for each in formats() if each.sniff(path)), None)
        if found is None:
            raise InvalidInput(f"no study in a format that is read. Formats that are: {_titles('read')}.")
        project: Project = found.read(path)
    except InvalidInput as error:
        raise InvalidInput(f"{path}: {error}") from None
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read ({error.strerror}). Check its permissions.") from None
    return project


def write(project: Project, path: Path) -> list[str]:
    """Write a study in the format that the suffix names; a path without one names a folder.

    Returns
    -------
    list of str
        What of the study this format cannot hold, a sentence each.

    Raises
    ------
    InvalidInput
        No format that is written has this suffix.
    """
    suffix = path.suffix.lower()
    found = next((each for each in formats() if hasattr(each, "write") and suffix in each.SUFFIXES), None)
    if found is None:
        raise InvalidInput(f"No study is written as {path.suffix or path.name!r}. Use {_titles('write')}.")
    found.write(project, path)
    said: list[str] = found.left_out(project) if hasattr(found, "left_out") else []
    return said


def _titles(verb: str) -> str:
    """The titles of the formats that can do this, as their docstrings begin: ``REFI-QDA (.qdpx)``."""
    titles = [str(each.__doc__).partition(":")[0] for each in formats() if hasattr(each, verb)]
    return ", ".join(titles)
