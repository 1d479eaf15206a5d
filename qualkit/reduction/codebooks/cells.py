"""Texts ↔ the cells of a table that people edit, without losing a sign of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


def to_cell(text: str) -> str:
    r"""Write a text as it is; one that a program or a person would not keep, in JSON.

    Examples
    --------
    >>> [to_cell(text) for text in ("=1", "“Ya,” kata dia", '"Ya"', " a", "")]
    ['=1', '“Ya,” kata dia', '"Ya"', '" a"', '""']
    """
    return text if _is_kept(text) else _quoted(text)


def from_cell(cell: str) -> str:
    """Read what `to_cell` wrote, or what a person did."""
    cell = cell.strip()
    quoted = _unquoted(cell)
    return cell if quoted is None else quoted


def to_lines(texts: Iterable[str], end: str) -> str:
    """Write several texts, each a line; ``end`` is what ends a line."""
    return end.join(_quoted(text) if end in text else to_cell(text) for text in texts)


def from_lines(cell: str, end: str) -> list[str]:
    """Read what `to_lines` wrote; lines without anything in them are none."""
    return [from_cell(line) for line in cell.split(end) if line.strip()]


def _is_kept(text: str) -> bool:
    return bool(text) and text == text.strip() and not _UNSAFE.search(text) and _unquoted(text) is None


def _unquoted(cell: str) -> str | None:
    """The text of a cell that is in quotes for a reason; a quotation is in quotes too, and is kept so."""
    try:
        text = json.loads(cell) if cell.startswith('"') else None
    except ValueError:
        return None
    return text if isinstance(text, str) and not ("\n" not in text and _is_kept(text)) else None


def _quoted(text: str) -> str:
    shown = json.dumps(text, ensure_ascii=bool(_UNSAFE.search(text)))
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", r"\\u005f", shown).replace("\x7f", "\\u007f")
