"""Values as the databases of other programs hold them → what a study keeps; nothing here raises."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from qualkit.collection.dates import iso_date

_R_TIME = re.compile(r"\w+\s+(?P<month>\w+)\s+(?P<day>\d{1,2})\s+(?P<time>\d\d:\d\d:\d\d)\s+(?P<year>\d{4})")


def words_of(value: Any) -> str:
    """Give what a column of text holds; nothing is empty text, whatever type SQLite has for it."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def whole_of(value: Any) -> int | None:
    """Give a whole number that may be stored as a real one or as text, else None.

    Examples
    --------
    >>> whole_of(12.0), whole_of("7"), whole_of("x"), whole_of(None)
    (12, 7, None, None)
    """
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None


def measured(value: str) -> str | int | float:
    """Give what is measured as a number, or the text as it stands if it is none.

    Examples
    --------
    >>> measured("12"), measured("2.5"), measured("unknown"), measured("nan")
    (12, 2.5, 'unknown', 'nan')
    """
    if not re.fullmatch(r"\s*[-+]?(\d{1,300}(\.\d*)?|\.\d+)\s*", value):
        return value
    return float(value) if "." in value else int(value)


def time_of(value: Any) -> str | None:
    """Give a time in ISO 8601, without a zone where the program did not store one, else None.

    Examples
    --------
    >>> time_of("2024-05-01 09:30:00"), time_of("Tue Mar  3 10:20:30 2009"), time_of("yesterday")
    ('2024-05-01T09:30:00', '2009-03-03T10:20:30', None)
    """
    text = words_of(value).strip()
    if found := _R_TIME.fullmatch(text):
        day = iso_date(f"{found['day']} {found['month']} {found['year']}")
        text = f"{day}T{found['time']}"
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None
