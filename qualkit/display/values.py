"""Values of attributes as they are compared, ordered and printed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from numbers import Real
from typing import Any

import pandas as pd

_DIGITS = re.compile(r"(\d+)")


def missing(value: Any) -> bool:
    """Whether an attribute says nothing: None, NaN, or an empty text.

    >>> missing(float("nan")), missing("  "), missing(0)
    (True, True, False)
    """
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, list | tuple | set | dict):
        return not value
    return bool(pd.isna(value))


def as_text(value: Any) -> str | None:
    """The value as the name of a row or column; None where it is missing.

    >>> as_text(3.0), as_text(["a", "b"]), as_text(None)
    ('3', 'a; b', None)
    """
    if missing(value):
        return None
    if isinstance(value, list | tuple | set):
        return "; ".join(str(each) for each in value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, Real) and not isinstance(value, bool):
        return f"{float(value):.12g}"
    return str(value)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts P2 before P10 and ignores capitals.

    >>> sorted(["P10", "p2", "P1"], key=natural)
    ['P1', 'p2', 'P10']
    """
    parts = _DIGITS.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def numbers(values: Iterable[Any]) -> list[float | None] | None:
    """The values as numbers with None where missing, or None when any of them is not a number."""
    found: list[float | None] = []
    for value in values:
        if missing(value):
            found.append(None)
        elif isinstance(value, Real):
            found.append(float(value))
        else:
            return None
    return found


def names(value: Any) -> tuple[str, ...]:
    """The names in a list, or in one text separated by semicolons.

    >>> names("trust; money"), names(["trust"]), names(None)
    (('trust', 'money'), ('trust',), ())
    """
    if missing(value):
        return ()
    parts = value.split(";") if isinstance(value, str) else value
    return tuple(part for part in (str(each).strip() for each in parts) if part)
