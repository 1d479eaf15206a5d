"""Values of attributes as they are compared, ordered and printed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any

import pandas as pd

from qualkit.language import date, localised, say

_EXACT = 2**53  # up to here a float is the whole number it says it is
_DIGITS = re.compile(r"(\d+)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


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

    A number keeps all its own digits.

    >>> as_text(3.0), as_text(196512311990031001), as_text(0.001), as_text(["a", "b"]), as_text(None)
    ('3', '196512311990031001', '0.001', 'a; b', None)
    """
    if missing(value):
        return None
    if isinstance(value, list | tuple | set):
        return "; ".join(str(each) for each in value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, Real) and not isinstance(value, bool):
        return repr(plain(value))
    return str(value)


def plain(value: Real) -> int | float:
    """A number as an int where it is whole, else as a float."""
    if isinstance(value, Integral):
        return int(value)
    figure = float(value)
    return int(figure) if figure.is_integer() and abs(figure) <= _EXACT else figure


def printed(value: Any, language: str) -> str:
    """A value of an attribute in print: a date, or a number with its own digits, as the language has it.

    >>> printed(2023.0, "en"), printed(3.14159, "id"), printed("3.1", "id"), printed("2023-05-14", "id")
    ('2023', '3,14159', '3.1', '14 Mei 2023')
    """
    text = as_text(value) or ""
    if numbers([value]) is not None:
        return localised(text, language)
    return date(text, language) if _DAY.fullmatch(text) else text


def attribute_name(name: str, language: str) -> str:
    """The name of an attribute in print: in the language where it has it, with blanks for underscores.

    >>> attribute_name("site", "id"), attribute_name("lama_menjabat", "en")
    ('lokasi', 'lama menjabat')
    """
    return say(name, language).replace("_", " ")


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts P2 before P10 and ignores capitals.

    >>> sorted(["P10", "p2", "P1"], key=natural)
    ['P1', 'p2', 'P10']
    """
    parts = _DIGITS.split(text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def numbers(values: Iterable[Any]) -> list[float | None] | None:
    """The values as numbers with None where missing, or None when any of them is not a number.

    >>> numbers([2023, None]), numbers([True])
    ([2023, None], None)
    """
    found: list[float | None] = []
    for value in values:
        if missing(value):
            found.append(None)
        elif isinstance(value, Real) and not isinstance(value, bool):
            found.append(plain(value))
        else:
            return None
    return found


def names(value: Any) -> tuple[str, ...]:
    """The names in a list, or in one text separated by semicolons; none in anything else.

    >>> names("trust; money"), names(["trust"]), names(None), names(True)
    (('trust', 'money'), ('trust',), (), ())
    """
    if not isinstance(value, str | list | tuple | set):
        return ()
    parts = value.split(";") if isinstance(value, str) else value
    return tuple(part for part in (str(each).strip() for each in parts) if part)
