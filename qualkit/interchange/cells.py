"""Values ↔ the cells of a table that people read and edit, without losing which value it was."""

from __future__ import annotations

import json
import re
from typing import Any

from qualkit.errors import InvalidInput

_PLAIN = re.compile(r"[^\x00-\x1f\x7f\ufffe\uffff]|[\t\n]")
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
        return json.dumps(value, ensure_ascii=False)
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


def whole_from_cell(cell: str) -> int | None:
    """Read a whole number, such as an offset."""
    number = number_from_cell(cell)
    if number is None or number.is_integer():
        return None if number is None else int(number)
    raise InvalidInput(f"{cell!r} is no whole number.")


def number_from_cell(cell: str) -> float | None:
    """Read a number."""
    try:
        return float(cell) if cell.strip() else None
    except ValueError:
        raise InvalidInput(f"{cell!r} is no number.") from None


def _survives(value: str) -> bool:
    return not _PLAIN.sub("", value)


def _quoted(value: str) -> str:
    """The text as JSON, in which nothing is left that a file or spreadsheet would change."""
    shown = json.dumps(value, ensure_ascii=not _survives(value))
    return _ESCAPED.sub(lambda found: f"\\u005f{found[0][1:]}", shown).replace("\x7f", "\\u007f")


def _loaded(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
