"""Facets: what codings can be told apart by, from the case they belong to down to their coder.

Every axis, filter, order and band is one value for each entity of some sort (a source has a kind, a
case has a region, a code has a family), so that one mapping serves them all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd

from qualkit.display.material import Material
from qualkit.display.values import missing
from qualkit.errors import not_found
from qualkit.model import Origin, Role

Entity = Literal["source", "case", "code", "speaker", "role", "coder", "origin"]

ENTITIES: tuple[Entity, ...] = get_args(Entity)
_STEPS = ("year", "quarter", "month")
_NO_SOURCE_ATTRIBUTES = frozenset({"source_id", "source", "case", "path", "created", "not_asked"})
_NO_CASE_ATTRIBUTES = frozenset({"case_id", "case", "sources"})
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")


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


def facet(material: Material, name: str) -> Facet:
    """The facet with a name; raises `NotFound` with the nearest names where there is none."""
    if name in ENTITIES:
        entity = name
        index = entities(material, entity)
        return Facet(name, entity, index, tuple(index))
    if name == "family":
        return _column(material.codes, "code", "family", name)
    if name == "period" or name.startswith("period:"):
        return _period(material, name)
    if name in attributes(material, "case"):
        return _column(material.cases, "case", name, name)
    if name in attributes(material, "source"):
        return _column(material.sources, "source", name, name)
    known = [*ENTITIES, "family", "period", *attributes(material, "case"), *attributes(material, "source")]
    raise not_found("axis or attribute", name, known)


def entities(material: Material, entity: Entity) -> pd.Index[Any]:
    """The entities of one sort, in the order of their frame (or of first mention)."""
    frames = {"source": material.sources, "case": material.cases, "code": material.codes}
    fixed = {"role": get_args(Role), "origin": get_args(Origin)}
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


def _column(frame: pd.DataFrame, entity: Entity, column: str, name: str) -> Facet:
    return Facet(name, entity, pd.Index(frame[entity]), tuple(frame[column]))


def _period(material: Material, name: str) -> Facet:
    step = name.partition(":")[2]
    if step and step not in _STEPS:
        raise not_found("period", step, _STEPS)
    dates = [None if missing(date) else _DATE.match(str(date)) for date in material.sources["date"]]
    for candidate in [step] if step else _STEPS:
        values = tuple(None if date is None else _period_of(date, candidate) for date in dates)
        if len({value for value in values if value is not None}) > 1:
            break
    return Facet(name, "source", pd.Index(material.sources["source"]), values)


def _period_of(date: re.Match[str], step: str) -> str | None:
    year, month = date.groups()
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
