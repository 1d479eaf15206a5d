"""Attributes: what is known about a case or source beyond its text, as plain values."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
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


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Old attributes with new ones put over them; None takes an attribute away."""
    merged = {**old, **{name: plain(name, value) for name, value in new.items()}}
    return {name: value for name, value in merged.items() if value is not None}


def as_json(value: Any) -> str:
    """A value as the study keeps it, its parts in the order in which they were given."""
    return json.dumps(value, ensure_ascii=False)
