"""Passages in the order of time, and the weightiest of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from qualkit.display.cells.quotations import entry
from qualkit.display.charting.coded import accepted
from qualkit.display.charting.times import dated, middle
from qualkit.display.choices import Choice
from qualkit.display.forms.form import Line
from qualkit.display.grid import Entry
from qualkit.display.material import Material
from qualkit.display.quotes import choose
from qualkit.display.values import missing
from qualkit.language import date


def in_time(
    material: Material, *, codes: Sequence[str] | str | None = None, **where: str | None
) -> pd.DataFrame:
    """The accepted codings of some codes, the earliest first.

    Time is that of what is told, else of the source; what has no date comes last. ``where`` is the case,
    source, speaker or role looked at. Raises `NotFound` for one that does not exist.
    """
    asked = {name: value for name, value in where.items() if value is not None}
    found = accepted(material, codes=codes, where=asked)
    day = dated(material, found).map(middle, na_action="ignore").astype(float)
    return found.assign(day=day).sort_values(["day", "source", "start", "end"], kind="stable")


def weightiest(codings: pd.DataFrame, most: int, *, choice: Choice = "weight") -> pd.DataFrame:
    """At most so many of some codings, those chosen by hand first, left in their order; each span once."""
    rows = np.arange(len(codings))
    kept = choose(codings, np.zeros_like(rows), rows=rows, most=most, choice=choice)
    return codings.iloc[np.sort(kept)]


def salient(material: Material, *, source: str, most: int) -> tuple[Line, ...]:
    """The passages of a source that were chosen by hand or given a weight, the weightiest."""
    found = in_time(material, source=source)
    told = found[found["chosen"].astype(bool) | found["weight"].notna()]
    kept = weightiest(told, most)
    return (Line(entries=tuple(entries(kept)), codings=tuple(kept["coding_id"])),) if len(kept) else ()


def by_date(material: Material, codings: pd.DataFrame) -> tuple[Line, ...]:
    """A line for each date of some codings in the order of time, with their quotations."""
    times = dated(material, codings).astype(object)
    return tuple(
        Line(
            text="" if missing(time) else date(str(time), material.language),
            entries=tuple(entries(held)),
            codings=tuple(held["coding_id"]),
        )
        for time, held in codings.groupby(times, sort=False, dropna=False)
    )


def entries(codings: pd.DataFrame) -> list[Entry]:
    """The quotations of some codings, each with its address."""
    return [entry(coding) for coding in codings.itertuples(index=False)]
