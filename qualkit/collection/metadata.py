"""What is known about a source: front matter at its top, or a row of a ``sources.csv``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from qualkit.attributes import plain
from qualkit.collection.dates import iso_date
from qualkit.collection.decoding import decode
from qualkit.collection.vocabulary import attribute_name, kind_named
from qualkit.errors import InvalidInput

NAMING_CODES = {"not_asked": "were not asked about", "not_applicable": "do not arise"}
"""The attributes that name codes, and what they say of them."""

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(\.\d+)?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_FRONT_MATTER = 65_536


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    r"""Read the YAML between two ``---`` lines at the very start of a text.

    The block stays in the text; it is only known where it ends.

    Parameters
    ----------
    text
        The canonical text of a file.

    Returns
    -------
    attributes : dict
        Values by normalised name; empty when there is no such block, or it is no YAML mapping.
    body : int
        The offset at which the text after the block begins; 0 without a block.

    Examples
    --------
    >>> front_matter("---\nkasus: Bapenda\ntanggal: 14 Februari 2023\n---\nP: Halo?")
    ({'case': 'Bapenda', 'date': '2023-02-14'}, 49)
    """
    opening = _FENCE.match(text)
    if not opening or text.startswith("..."):
        return {}, 0
    closing = _FENCE.search(text, opening.end(), opening.end() + _LONGEST_FRONT_MATTER)
    if not closing:
        return {}, 0
    mapping = _yaml_mapping(text[opening.end() : closing.start()])
    return (normalised(mapping), closing.end()) if mapping else ({}, 0)


def normalised(attributes: Mapping[Any, Any]) -> dict[str, Any]:
    """Bring what a file says to the names and values that a study keeps; what is blank is absent.

    Returns
    -------
    dict
        str, int, float, bool or list by lower-case name; dates as ``YYYY-MM-DD`` where certain.

    Raises
    ------
    InvalidInput
        A value cannot be kept as text (NUL, half of a surrogate pair), or ``not_asked`` or
        ``not_applicable`` names no codes.

    Examples
    --------
    >>> normalised({"Jenis": "wawancara", "Tanggal": "2 Maret 2023", "Lokasi": " "})
    {'kind': 'interview', 'date': '2023-03-02'}
    """
    return _named({str(key): _plain(value) for key, value in attributes.items()})


def given(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Bring attributes that a researcher gives to the names that a study keeps, values as they are.

    Raises
    ------
    InvalidInput
        A value is none that a study can keep.

    Examples
    --------
    >>> given({"Tanggal": "2 Maret 2023", "scores": [1, 2]})
    {'date': '2023-03-02', 'scores': [1, 2]}
    """
    return _named({str(key): plain(str(key), value) for key, value in attributes.items()})


def _named(attributes: Mapping[str, Any]) -> dict[str, Any]:
    for key, value in attributes.items():
        _check_text(key, [key, *value] if isinstance(value, list) else [key, value])
    named = ((attribute_name(key), value) for key, value in attributes.items() if not _is_blank(value))
    return {name: _known(name, value) for name, value in named}


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _check_text(key: str, values: Iterable[Any]) -> None:
    if any("\0" in value or _SURROGATE.search(value) for value in values if isinstance(value, str)):
        raise InvalidInput(
            f"The value of {key!r} holds a character that is no text (NUL, or half of a surrogate pair). "
            "Delete it."
        )


def source_table(data: bytes, where: str) -> dict[str, dict[str, Any]]:
    r"""Read a ``sources.csv``: what is known about each file of a folder.

    Parameters
    ----------
    data
        The file: a header line, then a row a file. The first column is ``path``; cells are
        delimited by comma, semicolon or tab; a blank cell says nothing.
    where
        The table's own path, for messages.

    Returns
    -------
    dict
        Attributes by path (``/`` between folders), in the order of the rows.

    Raises
    ------
    InvalidInput
        There is no column ``path``, a row has no path or more cells than the header, a path comes
        twice, a quotation mark is not closed, or the file is no text; the message begins with `where`.

    Examples
    --------
    >>> source_table(b"path;kasus\na.txt;LHK\n", "sources.csv")
    {'a.txt': {'case': 'LHK'}}
    """
    try:
        text = decode(data)
    except InvalidInput as error:
        raise InvalidInput(f"{where}: {error}") from None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return _table(rows)
    except (csv.Error, InvalidInput) as error:
        hint = ". Look for a quotation mark that is not closed." if isinstance(error, csv.Error) else ""
        raise InvalidInput(f"{where}, line {rows.line_num}: {error}{hint}") from None


def _table(rows: Iterator[list[str]]) -> dict[str, dict[str, Any]]:
    filled = (row for row in rows if any(cell.strip() for cell in row))
    header = [cell.strip() for cell in next(filled)]
    if header[0].casefold() != "path":
        raise InvalidInput(f"the first column must be 'path', not {header[0]!r}.")
    table: dict[str, dict[str, Any]] = {}
    for row in filled:
        path, attributes = _row(row, header)
        if path in table:
            raise InvalidInput(f"{path!r} comes twice. Keep one row.")
        table[path] = attributes
    return table


def _row(row: list[str], header: list[str]) -> tuple[str, dict[str, Any]]:
    path = row[0].strip().replace("\\", "/")
    if not path:
        raise InvalidInput("the row names no path. Give the file's path, or delete the row.")
    if len(row) > len(header):
        raise InvalidInput(
            f"{len(row)} cells under {len(header)} columns. "
            "Put quotation marks around a cell that holds the delimiter."
        )
    cells = {name: _number(cell.strip()) for name, cell in zip(header[1:], row[1:], strict=False)}
    return str(PurePosixPath(path)), normalised(cells)


def _delimiter(text: str) -> str:
    header = text.strip("\n").partition("\n")[0]
    return max(",;\t", key=header.count)


def _number(cell: str) -> str | int | float:
    """Read a cell as a number only where writing it again gives the same digits (not ``007``)."""
    match = _NUMBER.fullmatch(cell)
    if not match:
        return cell
    return float(cell) if match[1] else int(cell)


def _yaml_mapping(block: str) -> Mapping[Any, Any] | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        loaded = YAML(typ="safe", pure=True).load(block)
    except (YAMLError, ValueError, RecursionError):
        return None
    return loaded if isinstance(loaded, Mapping) else None


def _plain(value: object) -> Any:
    if isinstance(value, Iterable) and not isinstance(value, Mapping | str):
        return [each for each in map(_scalar, value) if not _is_blank(each)]
    return _scalar(value)


def _scalar(value: object) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()


def _known(name: str, value: Any) -> Any:
    if name == "kind" and isinstance(value, str):
        return kind_named(value) or value
    if name == "date" and isinstance(value, str):
        return iso_date(value)
    if name in NAMING_CODES:
        return _codes(name, value)
    return value


def _codes(name: str, value: Any) -> str | list[str]:
    named = value if isinstance(value, list) else [value]
    if any(isinstance(each, bool) for each in named):
        raise InvalidInput(
            f"{name!r} names the codes that {NAMING_CODES[name]}, not {value!r}. "
            "Write their names, with ';' between them or as a list."
        )
    return [str(each) for each in value] if isinstance(value, list) else str(value)
