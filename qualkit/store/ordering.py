"""Rows of a tree in an order in which each finds what it stands below, and circles in what should be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

Row = TypeVar("Row", bound=Any)


def levels(rows: Sequence[Row], *, key: str, parent: str) -> list[list[Row]]:
    """Rows level by level: those without a parent among the rows, then those below them, and so on.

    Rows in a circle, and those below one, are in no level.

    Examples
    --------
    >>> rows = [{"id": 3, "above": 1}, {"id": 1, "above": None}, {"id": 2, "above": 7}]
    >>> [[row["id"] for row in level] for level in levels(rows, key="id", parent="above")]
    [[1, 2], [3]]
    """
    waiting = {row[key]: row for row in rows}
    found: list[list[Row]] = []
    while level := [row for row in waiting.values() if row[parent] not in waiting]:
        found.append(level)
        for row in level:
            del waiting[row[key]]
    return found


def circling(rows: Sequence[Row], *, key: str, parent: str) -> list[Row]:
    """The rows that stand below themselves, or below such a row.

    Examples
    --------
    >>> rows = [{"id": 1, "above": 2}, {"id": 2, "above": 1}, {"id": 3, "above": None}]
    >>> circling(rows, key="id", parent="above")
    [{'id': 1, 'above': 2}, {'id': 2, 'above': 1}]
    """
    straight = {row[key] for level in levels(rows, key=key, parent=parent) for row in level}
    return [row for row in rows if row[key] not in straight]
