"""Attributes: what is known about a case or source beyond its text, as plain values."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from qualkit.errors import InvalidInput


def plain(name: str, value: Any) -> Any:
    """A value as a study keeps it: text, number, truth value, a list of these, or None.

    Dates become ISO text; NaN is None; numbers of numpy become Python's.
    """
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item()
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(name, each) for each in value]
    raise InvalidInput(
        f"The attribute {name!r} cannot be {type(value).__name__}: "
        "use text, a number, a date or a list of these."
    )


COLUMNS = {
    "case": ("case_id", "case", "sources"),
    "source": ("source_id", "source", "case", "path", "words", "turns", "created"),
}
"""The columns that every case and source has, whose names no attribute can take."""


def check_names(kind: str, names: Iterable[str]) -> None:
    """Refuse attributes that would stand in the way of a column of the frame of cases or sources."""
    taken = [name for name in names if name in COLUMNS[kind]]
    if taken:
        hint = " (to say what belongs to a case, use assign)" if "case" in taken else ""
        raise InvalidInput(
            f"{taken[0]!r} is a column that every {kind} has already{hint}. Name it otherwise."
        )


def renamed(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes from a file, those with the name of a column of sources under a name of their own.

    >>> renamed({"path": "x", "site": "y"})
    {'path (attribute)': 'x', 'site': 'y'}
    """
    return {
        f"{name} (attribute)" if name in COLUMNS["source"] else name: value
        for name, value in attributes.items()
    }


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Old attributes with new ones put over them; None takes an attribute away."""
    merged = {**old, **{name: plain(name, value) for name, value in new.items()}}
    return {name: value for name, value in merged.items() if value is not None}


def said(what: str, text: Any) -> str:
    """A text that somebody must give, which is neither empty nor something else."""
    if not isinstance(text, str):
        raise InvalidInput(f"The {what} must be text, not {text!r}.")
    if not text.strip():
        raise InvalidInput(f"The {what} is empty.")
    return text


def as_json(value: Any) -> str:
    """A value as the study keeps it, its parts in the order in which they were given."""
    return json.dumps(value, ensure_ascii=False)
