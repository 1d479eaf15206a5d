"""Codebooks as files: which format a file is in, told by what it holds and by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.codebooks import refi, sheets, word
from qualkit.reduction.codebooks.contents import Contents
from qualkit.reduction.codebooks.yaml_reading import parse
from qualkit.reduction.codebooks.yaml_updating import updated

_YAML = (".yaml", ".yml")
_READERS: Mapping[str, Callable[[bytes, str], Contents]] = {
    ".csv": sheets.read_csv,
    ".xlsx": sheets.read_workbook,
    ".docx": word.read,
    ".qdc": refi.read,
}
_WRITERS: Mapping[str, Callable[[Contents], bytes]] = {
    ".csv": sheets.write_csv,
    ".xlsx": sheets.write_workbook,
    ".docx": word.write,
    ".qdc": refi.write,
}
SUFFIXES = (*_YAML, *_READERS)
"""The formats of a codebook."""


def read(path: Path) -> tuple[Contents, str]:
    """Read a codebook file, and give the text of one that is YAML beside it.

    Raises
    ------
    NotFound
        If there is no such file.
    InvalidInput
        If the file is in no format of a codebook, or not a codebook: all problems, with their places.
    """
    if not path.is_file():
        raise NotFound(f"There is no codebook at {path}. Give the path of a file: {', '.join(SUFFIXES)}.")
    data = path.read_bytes()
    suffix = _format(path, data)
    if suffix in _READERS:
        return _READERS[suffix](data, str(path)), ""
    text = _decoded(data, path)
    return parse(text, str(path)), text


def write(path: Path, book: Contents, *, yaml: str) -> None:
    """Write a codebook file in the format of its suffix.

    A YAML file that is there is brought up to date, keeping its comments and order; a new one is made of
    ``yaml``, the text that the codebook was read from, in the same way.

    Raises
    ------
    InvalidInput
        If the suffix is that of no format, the format cannot hold the codebook, or the YAML file that is
        there is not UTF-8.
    """
    suffix = _known(path)
    if suffix in _WRITERS:
        path.write_bytes(_WRITERS[suffix](book))
    else:
        there = _decoded(path.read_bytes(), path) if path.is_file() else ""
        path.write_bytes(updated(there or yaml, book).encode())


def _format(path: Path, data: bytes) -> str:
    """What the file is: programs can be told by what they wrote, texts by the suffix alone."""
    if data.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/document.xml" in data else ".xlsx"
    return ".qdc" if b"<CodeBook" in data[:4096] else _known(path)


def _known(path: Path) -> str:
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise InvalidInput(f"{path}: a codebook is a file of one of the formats {', '.join(SUFFIXES)}.")
    return suffix


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"{path}: byte {error.start} is not UTF-8. Save the file with the encoding UTF-8."
        ) from None
