"""The formats that are read: one module each, found by looking into this folder.

A new format is a new module here with ``SUFFIXES``, ``sniff`` and ``read``; nothing else changes.
Packages of others add theirs under the entry point ``qualkit.readers``, which names such a module (or
an object like one); theirs are asked first.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Literal, Protocol, cast

from qualkit.errors import InvalidInput
from qualkit.model import Kind, Turn

__all__ = ["Format", "Layout", "Reading", "formats", "read", "suffixes"]

Layout = Literal["plain", "markdown", "paragraphs"]
"""What a line end means: maybe a page's width, nothing (Markdown), or a paragraph."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a format alone tells: the canonical text and, where the format marks them, the turns.

    ``turns`` is None where they must be found in the text.
    """

    text: str
    turns: tuple[Turn, ...] | None = None
    kind: Kind | None = None
    attributes: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    remarks: tuple[str, ...] = ()
    layout: Layout = "plain"


class Format(Protocol):
    """A module of this folder."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, data: bytes) -> bool:
        """Tell whether the bytes are certainly of this format, whatever the file is called."""

    def read(self, data: bytes) -> Reading:
        """Read a file of this format; raise InvalidInput where it is malformed."""


@cache
def formats() -> tuple[Format, ...]:
    """Give the formats that are read: those of other packages, then our own by name of their modules.

    Raises
    ------
    InvalidInput
        A reader of another package cannot be loaded, or is none.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    own = (cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names)
    others = sorted(entry_points(group="qualkit.readers"), key=lambda each: each.name)
    return (*map(_loaded, others), *own)


def suffixes() -> frozenset[str]:
    """Give the suffixes of all formats that are read."""
    return frozenset(each for format_ in formats() for each in format_.SUFFIXES)


def read(data: bytes, *, path: str) -> Reading:
    """Read a file by its content where that is certain, else by its suffix.

    Parameters
    ----------
    data
        The whole file.
    path
        Its path, of which only the suffix is used. A text without any suffix is plain text.

    Raises
    ------
    InvalidInput
        Neither content nor suffix is of a format that is read, or the content is malformed.
    """
    suffix = PurePosixPath(path.replace("\\", "/")).suffix.casefold() or ".txt"
    claiming = [format_ for format_ in formats() if suffix in format_.SUFFIXES]
    others = [format_ for format_ in formats() if suffix not in format_.SUFFIXES]
    certain = next((format_ for format_ in (*claiming, *others) if format_.sniff(data)), None)
    if certain is not None:
        return certain.read(data)
    if not claiming:
        known = ", ".join(sorted(suffixes()))
        raise InvalidInput(f"{suffix} files are not read{_hint(suffix)}. Formats that are: {known}.")
    return claiming[0].read(data) if len(claiming) == 1 else _read_by_any(claiming, data, suffix)


def _read_by_any(claiming: Sequence[Format], data: bytes, suffix: str) -> Reading:
    """Read by the first of several formats that can; say where all found it malformed, if they did."""
    problems = set()
    for format_ in claiming:
        try:
            return format_.read(data)
        except InvalidInput as error:
            problems.add(str(error))
    malformed = next((each for each in sorted(problems) if each.startswith("line ")), None)
    if malformed:
        raise InvalidInput(malformed)
    titles = ", ".join(sorted(str(format_.__doc__).partition(" (")[0].strip() for format_ in claiming))
    raise InvalidInput(
        f"This {suffix} file is of none of the kinds that are read: {titles}. "
        "Export it from its program in another format."
    )


def _hint(suffix: str) -> str:
    tables = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")
    return " as texts (a survey's table is: study.collection.survey)" if suffix in tables else ""


def _loaded(entry: EntryPoint) -> Format:
    where = f"The reader {entry.name!r} of {entry.dist.name if entry.dist else entry.value}"
    try:
        format_ = entry.load()
    except Exception as error:
        raise InvalidInput(
            f"{where} cannot be loaded ({type(error).__name__}: {error}). Upgrade or uninstall that package."
        ) from error
    missing = [name for name in ("SUFFIXES", "sniff", "read") if not hasattr(format_, name)]
    if missing:
        raise InvalidInput(f"{where} is none: it has no {' and no '.join(missing)}. Upgrade that package.")
    return cast(Format, format_)
