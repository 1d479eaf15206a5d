"""Rows of a tree in an order in which each finds what it stands below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

Row = TypeVar("Row", bound=Any)


def levels(rows: Sequence[Row], *, key: str, parent: str) -> list[list[Row]]:
    """Rows level by level: those without a parent among the rows, then those below them, and so on.

    Examples
    --------
    >>> rows = [{"id": 3, "above": 1}, {"id": 1, "above": None}, {"id": 2, "above": 7}]
    >>> [[row["id"] for row in level] for level in levels(rows, key="id", parent="above")]
    [[1, 2], [3]]
    """
    waiting = {row[key]: row for row in rows}
    found: list[list[Row]] = []
    while waiting:
        level = [row for row in waiting.values() if row[parent] not in waiting]
        found.append(level)
        for row in level:
            del waiting[row[key]]
    return found
