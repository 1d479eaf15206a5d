"""Values ↔ the cells of a table that people read and edit, without losing which value it was."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from typing import Any

from qualkit.errors import InvalidInput

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_LARGEST = 2**53  # up to which a number of floating point is a whole number without doubt
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


def to_cell(value: Any) -> str:
    """Write a value as it reads best; where that could be another value, as JSON.

    Examples
    --------
    >>> [to_cell(value) for value in ("ya", "12", 12, True, None, "", ["a"], "true")]
    ['ya', '"12"', '12', 'true', '', '""', '["a"]', '"true"']
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return _quoted(value)
    return value if text_to_cell(value) == value and isinstance(_loaded(value), str) else _quoted(value)


def from_cell(cell: str) -> Any:
    """Read what `to_cell` wrote; what is no JSON is text."""
    return None if cell == "" else _loaded(cell)


def text_to_cell(value: str | None) -> str:
    """Write a text, in a column of nothing but texts; quoted only where it is empty or would not survive."""
    if value is None:
        return ""
    safe = value and value[0] != '"' and value == value.strip() and not _ESCAPED.search(value)
    return value if safe and _survives(value) else _quoted(value)


def text_from_cell(cell: str) -> str | None:
    """Read what `text_to_cell` wrote."""
    if cell == "":
        return None
    if cell[0] != '"':
        return cell
    loaded = _loaded(cell)
    return loaded if isinstance(loaded, str) else cell


def texts_to_cell(values: Sequence[str]) -> str:
    r"""Write several texts, a line each; as JSON where lines could not be told apart.

    Examples
    --------
    >>> texts_to_cell(["sign*", "agree*"]), texts_to_cell(["two\nlines", " "])
    ('sign*\nagree*', '["two\\nlines", " "]')
    """
    lines = "\n".join(values)
    plain = lines and lines[0] != "[" and text_to_cell(lines) == lines
    if plain and all("\n" not in each and each == each.strip() != "" for each in values):
        return lines
    return _quoted(list(values))


def texts_from_cell(cell: str) -> list[str] | None:
    """Read what `texts_to_cell` wrote; a cell that begins with no bracket has a text a line."""
    if not cell.startswith("["):
        return [line.strip() for line in cell.split("\n") if line.strip()] or None
    loaded = _loaded(cell)
    if isinstance(loaded, list) and all(isinstance(each, str) for each in loaded):
        return loaded
    return [cell]


def list_from_cell(cell: str) -> list[Any] | None:
    """Read a list that `to_cell` wrote."""
    loaded = from_cell(cell)
    if loaded is None or isinstance(loaded, list):
        return loaded
    raise InvalidInput(f'{cell[:60]!r} is no list. Write it in JSON, as [1, "a"].')


def mapping_from_cell(cell: str) -> dict[str, Any] | None:
    """Read keys and values that `to_cell` wrote."""
    loaded = from_cell(cell)
    if loaded is None or isinstance(loaded, dict):
        return loaded
    raise InvalidInput(f'{cell[:60]!r} has no keys and values. Write them in JSON, as {{"a": 1}}.')


def whole_from_cell(cell: str) -> int | None:
    """Read a whole number, such as an offset."""
    number = number_from_cell(cell)
    if number is None:
        return None
    if not number.is_integer() or abs(number) > _LARGEST:
        raise InvalidInput(f"{cell[:60]!r} is no whole number that an offset or a place can be.")
    return int(number)


def number_from_cell(cell: str) -> float | None:
    """Read a number."""
    try:
        number = float(cell) if cell.strip() else None
    except ValueError:
        number = math.nan
    if number is None or math.isfinite(number):
        return number
    raise InvalidInput(f"{cell[:60]!r} is no number.")


def _survives(value: str) -> bool:
    return _UNSAFE.search(value) is None


def _quoted(value: Any) -> str:
    """The value as JSON, in which nothing is left that a file or spreadsheet would change."""
    shown = json.dumps(value, ensure_ascii=False)
    shown = shown if _survives(shown) else json.dumps(value)
    return _ESCAPED.sub(lambda found: f"\\u005f{found[0][1:]}", shown).replace("\x7f", "\\u007f")


def _loaded(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
