"""Words of a row written anew, also those inside JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Table

from qualkit.store.trail import Row


def reworded(table: Table, row: Row, other: Callable[[str], str]) -> dict[str, Any]:
    """The columns of a row whose words are others now."""
    fresh = {}
    for column in table.columns:
        given = row[column.name]
        if "words" not in column.info or given is None:
            continue
        said = _leaves(json.loads(given), other) if "json" in column.info else None
        words = other(given) if said is None else json.dumps(said, ensure_ascii=False)
        if words != given:
            fresh[column.name] = words
    return fresh


def _leaves(value: Any, other: Callable[[str], str]) -> Any:
    """A value of JSON with the texts in it changed."""
    if isinstance(value, str):
        return other(value)
    if isinstance(value, dict):
        return {name: _leaves(each, other) for name, each in value.items()}
    return [_leaves(each, other) for each in value] if isinstance(value, list) else value


def apart(name: str, taken: set[str]) -> str:
    """A name that is told from those taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free
