"""The formats that are read: one module each, found by looking into this folder.

A new format is a new module here with ``SUFFIXES``, ``sniff`` and ``read``; nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Literal, Protocol, cast

from qualkit.errors import InvalidInput
from qualkit.model import Kind, Turn

__all__ = ["Format", "Layout", "Reading", "formats", "read"]

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
    """Give the formats that are read, by name of their modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names)


def read(data: bytes, *, path: str) -> Reading:
    """Read a file by its suffix, or by its content where that is certain.

    Parameters
    ----------
    data
        The whole file.
    path
        Its path, of which only the suffix is used.

    Raises
    ------
    InvalidInput
        The suffix is of no format that is read, or the content is malformed.
    """
    suffix = PurePosixPath(path.replace("\\", "/")).suffix.casefold()
    by_suffix = {each: format_ for format_ in formats() for each in format_.SUFFIXES}
    if suffix not in by_suffix:
        named = f"{suffix} files are not read" if suffix else "A file without a suffix is not read"
        raise InvalidInput(f"{named}. Formats that are: {', '.join(sorted(by_suffix))}.")
    certain = (format_ for format_ in formats() if format_.sniff(data))
    return next(certain, by_suffix[suffix]).read(data)
