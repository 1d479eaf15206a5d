"""Dates as people write them in Indonesian and English → ISO dates."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags agt aug",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum'?at|jumat|sabtu|minggu|ahad"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s*[,/]?\s*",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]\d.*)?")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")


def iso_date(value: str) -> str:
    """Write a date as ``YYYY-MM-DD`` where it is certain which day is meant.

    Numbers alone are read day first (``12/01/2023`` is the twelfth of January).

    Returns
    -------
    str
        The ISO date, or the value as given.

    Examples
    --------
    >>> iso_date("Kamis, 12 Januari 2023"), iso_date("12/01/2023"), iso_date("awal 2023")
    ('2023-01-12', '2023-01-12', 'awal 2023')
    """
    stripped = _WEEKDAY.sub("", value.strip())
    for pattern in (_ISO, _NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        if match := pattern.fullmatch(stripped):
            return _written(match) or value
    return value


def _written(match: re.Match[str]) -> str | None:
    named = match["month"]
    month = int(named) if named.isdigit() else _MONTHS.get(named.casefold(), 0)
    try:
        return date(int(match["year"]), month, int(match["day"])).isoformat()
    except ValueError:
        return None
