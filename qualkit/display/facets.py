"""Facets: what codings can be told apart by, from the case they belong to down to their coder.

Every axis, filter, order and band is one value for each entity of some sort (a source has a kind, a
case has a region, a code has a family), so that one mapping serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd

from qualkit.display.material import Material
from qualkit.display.values import missing
from qualkit.errors import not_found
from qualkit.language import date, say
from qualkit.model import DIRECTNESS, Origin, Role

_Date = tuple[str, str | None]
Entity = Literal[
    "source", "case", "code", "speaker", "role", "coder", "origin", "conclusion", "directness", "when"
]

ENTITIES: tuple[Entity, ...] = get_args(Entity)
_STEPS = ("year", "quarter", "month")
_NO_SOURCE_ATTRIBUTES = frozenset(
    {"source_id", "source", "case", "path", "created", "not_asked", "not_applicable"}
)
_NO_CASE_ATTRIBUTES = frozenset({"case_id", "case", "sources", "not_asked", "not_applicable"})
_OF_EVERY_SOURCE = frozenset({"kind", "date", "site", "language"})
_WORDED = frozenset({"kind", "role", "directness", "origin"})
_TIMES = frozenset({"date", "period", "when"})
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?!\d)")


@dataclass(frozen=True, slots=True, eq=False)
class Facet:
    """A name, and the value that each entity has under it, in the order of ``entities``."""

    name: str
    entity: Entity
    entities: pd.Index[Any]
    values: tuple[Any, ...]

    @property
    def itself(self) -> bool:
        """Whether the values are the entities (``case``) and not something said of them (``region``)."""
        return self.name == self.entity

    def printed(self, value: str, language: str) -> str:
        """A value in print: one of qualkit's own words, or a time, in the language; all others as given."""
        if self.name in _WORDED:
            return say(value, language)
        return date(value, language) if self.name.partition(":")[0] in _TIMES else value


def facet(material: Material, name: str) -> Facet:
    """The facet with a name; raises `NotFound` with the nearest names where there is none.

    What every source has (``kind date site language``) comes before an attribute of cases of that name,
    where any source says it; else cases come before sources.
    """
    if name.partition(":")[0] == "when":
        told = pd.Index(sorted(material.codings["when"].dropna().unique()), dtype=object)
        return _period(name, "when", told, told)
    if name in ENTITIES:
        entity = name
        index = entities(material, entity)
        return Facet(name, entity, index, tuple(index))
    if name == "question":
        return _column(material.conclusions, "conclusion", "question", name)
    if name == "family":
        return _column(material.codes, "code", "family", name)
    if name.partition(":")[0] == "period":
        sources = material.sources
        return _period(name, "source", pd.Index(sources["source"]), sources["date"])
    if name in _OF_EVERY_SOURCE and _said_of_sources(material, name):
        return _column(material.sources, "source", name, name)
    if name in attributes(material, "case"):
        return _column(material.cases, "case", name, name)
    if name in attributes(material, "source"):
        return _column(material.sources, "source", name, name)
    known = [
        *ENTITIES,
        "family",
        "question",
        "period",
        *attributes(material, "case"),
        *attributes(material, "source"),
    ]
    raise not_found("axis or attribute", name, known)


def entities(material: Material, entity: Entity) -> pd.Index[Any]:
    """The entities of one sort, in the order of their frame (or of first mention)."""
    frames = {
        "source": material.sources,
        "case": material.cases,
        "code": material.codes,
        "conclusion": material.conclusions,
    }
    fixed = {"role": get_args(Role), "origin": get_args(Origin), "directness": DIRECTNESS}
    found: pd.Index[Any]
    if entity in frames:
        found = pd.Index(frames[entity][entity])
    elif entity in fixed:
        found = pd.Index(fixed[entity])
    else:
        heard = [material.codings] if entity == "coder" else [material.turns, material.codings]
        met = dict.fromkeys(name for frame in heard for name in frame[entity].dropna().unique())
        found = pd.Index(list(met), dtype=object)
    return found


def attributes(material: Material, entity: Entity) -> list[str]:
    """The attributes recorded of cases, sources or codes."""
    if entity == "case":
        return [str(name) for name in material.cases.columns if name not in _NO_CASE_ATTRIBUTES]
    if entity == "source":
        return [str(name) for name in material.sources.columns if name not in _NO_SOURCE_ATTRIBUTES]
    if entity == "code":
        return [name for name in ("family", "kind", "parent") if name in material.codes.columns]
    return []


def attribute(material: Material, entity: Entity, name: str) -> Facet:
    """An attribute of cases, sources or codes; raises `NotFound` where nobody recorded it."""
    known = attributes(material, entity)
    if name not in known:
        raise not_found(f"attribute of the {entity}s", name, known)
    frame = {"case": material.cases, "source": material.sources, "code": material.codes}[entity]
    return _column(frame, entity, name, name)


def _said_of_sources(material: Material, name: str) -> bool:
    return name in material.sources.columns and not all(missing(each) for each in material.sources[name])


def _column(frame: pd.DataFrame, entity: Entity, column: str, name: str) -> Facet:
    return Facet(name, entity, pd.Index(frame[entity]), tuple(frame[column]))


def _period(name: str, entity: Entity, index: pd.Index[Any], told: Iterable[Any]) -> Facet:
    step = name.partition(":")[2]
    if step and step not in _STEPS:
        raise not_found("period", step, _STEPS)
    dates = [_year_and_month(each) for each in told]
    values = _periods(dates, step) if step else _coarsest(dates)
    return Facet(name, entity, index, values)


def _year_and_month(date: Any) -> _Date | None:
    """The year and month of a date, the month None where it has none; None for what is no date."""
    found = None if missing(date) else _DATE.match(str(date))
    if found is None:
        return None
    year, month = found.groups()
    return (year, month) if month is None or 1 <= int(month) <= 12 else None


def _coarsest(dates: Sequence[_Date | None]) -> tuple[str | None, ...]:
    """The periods of the coarsest step that tells sources apart and loses no dated one, else the years."""
    dated = sum(date is not None for date in dates)
    for step in _STEPS:
        values = _periods(dates, step)
        found = [value for value in values if value is not None]
        if len(found) == dated and len(set(found)) > 1:
            return values
    return _periods(dates, "year")


def _periods(dates: Sequence[_Date | None], step: str) -> tuple[str | None, ...]:
    return tuple(None if date is None else _period_of(date, step) for date in dates)


def _period_of(date: _Date, step: str) -> str | None:
    year, month = date
    if step == "year":
        return year
    if month is None:
        return None
    return f"{year}-{month}" if step == "month" else f"{year}-Q{(int(month) + 2) // 3}"


def periods_between(first: str, last: str) -> list[str]:
    """Every period from the first to the last, so that a gap in time is seen.

    >>> periods_between("2023-Q4", "2024-Q2")
    ['2023-Q4', '2024-Q1', '2024-Q2']
    """
    if "-" not in first:
        return [str(year) for year in range(int(first), int(last) + 1)]
    mark, size = ("Q", 4) if "Q" in first else ("", 12)
    low, high = (_ordinal(period, size) for period in (first, last))
    width = 1 if mark else 2
    return [f"{each // size}-{mark}{each % size + 1:0{width}d}" for each in range(low, high + 1)]


def _ordinal(period: str, size: int) -> int:
    year, part = period.replace("Q", "").split("-")
    return int(year) * size + int(part) - 1
