"""Moments on a line of time: dates, months and years, as texts and as days."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pandas as pd

from qualkit.display.material import Material
from qualkit.display.values import missing
from qualkit.language import date

STEPS = {"year": 4, "month": 7, "day": 10}
"""How many signs of a date name a step of time."""

_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")


def moment(text: Any) -> str | None:
    """The date, month or year that a text begins with, or None.

    >>> moment("2023-05-14T09:00"), moment("2023-05"), moment("2023"), moment("spring"), moment("2023-13")
    ('2023-05-14', '2023-05', '2023', None, None)
    """
    found = None if missing(text) else _MOMENT.match(str(text))
    if found is None:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return found.group()


def middle(text: str) -> float:
    """The day in the middle of a date, month or year, as matplotlib numbers days.

    >>> middle("1970-01-01"), middle("1970")
    (0.5, 182.5)
    """
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = datetime.date(year, month or 1, day or 1)
    if day:
        after = first + datetime.timedelta(days=1)
    else:
        after = datetime.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    epoch = datetime.date(1970, 1, 1)
    return ((first - epoch).days + (after - epoch).days) / 2


def told_when(codings: pd.DataFrame) -> pd.Series[Any]:
    """When what each coding tells took place, as its coder said, or None."""
    if "when" not in codings.columns:
        return pd.Series(None, index=codings.index, dtype=object)
    return codings["when"].map(moment)


def dated(material: Material, codings: pd.DataFrame) -> pd.Series[Any]:
    """When what each coding tells took place, else the date of its source, else None."""
    dates = dict(zip(material.sources["source"], material.sources["date"], strict=True))
    return told_when(codings).fillna(codings["source"].map(dates).map(moment))


def time_axis(axes: Any, language: str) -> None:
    """Write dates along the x axis, as finely as there is room for."""
    from matplotlib import dates
    from matplotlib.ticker import FuncFormatter

    low, high = axes.get_xlim()
    form = "%Y" if high - low > 1500 else "%Y-%m" if high - low > 120 else "%Y-%m-%d"
    locator: Any = dates.AutoDateLocator
    moment_of: Any = dates.num2date

    def written(at: float, _: int | None) -> str:
        return date(moment_of(at).strftime(form), language)

    axes.xaxis.set_major_locator(locator(minticks=2, maxticks=7))
    axes.xaxis.set_major_formatter(FuncFormatter(written))
