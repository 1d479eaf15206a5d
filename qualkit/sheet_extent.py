"""How far the sheet of a workbook reaches, told from its XML without laying it out in memory."""

from __future__ import annotations

import re

_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")


def sheet_extent(sheet: bytes) -> tuple[int, int, int]:
    """Give the number of the last row and column that a sheet names, and how many cells it names.

    One cell far away from all others makes a reader lay out all between, which can fill the memory.

    Examples
    --------
    >>> sheet_extent(b'<c r="A1"/><c r="AB12"/>')
    (12, 28, 2)
    """
    places = _CELL.findall(sheet)
    rows = max((int(row) for _, row in places), default=0)
    columns = max(map(_number, {letters for letters, _ in places}), default=0)
    return rows, columns, len(places)


def _number(letters: bytes) -> int:
    """The number of a column that has letters for a name."""
    return sum((letter - 64) * 26**place for place, letter in enumerate(reversed(letters)))
