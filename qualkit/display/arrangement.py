"""The order of the rows of a display, the bands they fall into, and the decision rules that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qualkit.display.axes import Axis
from qualkit.display.facets import Facet, attribute
from qualkit.display.material import Material
from qualkit.display.nested import AnyAxis, Nested
from qualkit.display.records import Positions
from qualkit.display.values import as_text, missing, natural, numbers, printed
from qualkit.errors import InvalidInput, not_found
from qualkit.language import say

Order = str | Sequence[str] | None
Measures = Mapping[str, Callable[[], Sequence[Any]]]
COMPUTED = {
    "count": "number of codings",
    "rating": "median weight",
    "time": "first told of",
    "similarity": "likeness",
}
Bands = str | int | Mapping[str, float] | None


@dataclass(frozen=True, slots=True, eq=False)
class Arrangement:
    """The order of an axis: positions of its keys, with their bands and notes in the new order."""

    order: Positions
    bands: tuple[str | None, ...]
    notes: tuple[str | None, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """How rows were asked to be ordered and banded, and the language of the rules."""

    order: Order
    descending: bool
    bands: Bands
    language: str


def arrange(material: Material, axis: AnyAxis, wish: Wish, *, measures: Measures) -> Arrangement:
    """The rows in the order and bands asked for; rows within others stay together.

    ``measures`` give, for each order that is computed from the codings, a value for each key (for
    ``similarity`` its place).

    Raises `NotFound` for an attribute or row that does not exist, `InvalidInput` where values
    cannot be banded as asked.
    """
    values = _ordering_values(material, axis, wish.order, measures)
    order = _ordered(axis, wish, values)
    notes = _notes(axis, wish, values)
    bands, rules = _banded(material, axis, wish, values=values)
    named: Sequence[str | None] = axis.groups if wish.order is None else (None,) * len(axis.keys)
    if bands is not None:
        order, named = _contiguous(order, bands, by_name=wish.order is None), bands
    if isinstance(axis, Nested):
        order = _contiguous(order, axis.groups, by_name=False)
        named = axis.groups if bands is None else _within(axis.groups, bands)
    pick = [int(each) for each in order]
    return Arrangement(
        np.array(pick, dtype=np.intp),
        tuple(named[each] for each in pick),
        tuple(notes[each] for each in pick),
        (_order_rule(axis, wish, values), *rules),
    )


def values_of(material: Material, axis: AnyAxis, name: str) -> list[Any]:
    """The value of an attribute for each key of an axis, which all cases, sources or codes under it share.

    Raises `InvalidInput` where they do not, or where the axis is made of something else.
    """
    if axis.facet.entity not in ("case", "source", "code"):
        raise InvalidInput(
            f"Rows of {axis.facet.name!r} have no attribute {name!r}; "
            f"order them by {', '.join(map(repr, COMPUTED))}, 'name' or a list, or choose rows='case' or "
            "rows='source'."
        )
    held = _shared(attribute(material, axis.facet.entity, name), axis.innermost)
    return [held[each] for each in axis.inner]


def _shared(of: Facet, axis: Axis) -> list[Any]:
    """The value for each key that all entities under it share."""
    name = of.name
    shared: list[Any] = [None] * len(axis.keys)
    for place, value in zip(axis.lookup, of.values, strict=True):
        if place < 0 or missing(value):
            continue
        if shared[place] not in (None, value):
            raise InvalidInput(
                f"{axis.facet.name} {axis.keys[place]!r} has no single {name}: "
                f"it is {shared[place]!r} and {value!r}. Choose rows={axis.facet.entity!r}."
            )
        shared[place] = value
    return shared


def _ordering_values(material: Material, axis: AnyAxis, order: Order, measures: Measures) -> list[Any] | None:
    if not isinstance(order, str) or order == "name":
        return None
    return list(measures[order]()) if order in measures else values_of(material, axis, order)


def _ordered(axis: AnyAxis, wish: Wish, values: list[Any] | None) -> list[int]:
    size = range(len(axis.keys))
    if wish.order is None:
        return list(size)
    if wish.order == "name":
        return sorted(size, key=lambda each: natural(axis.labels[each]))
    if not isinstance(wish.order, str):
        return _by_hand(axis, wish.order)
    return _by_value(values or [], descending=wish.descending and wish.order != "similarity")


def _by_hand(axis: AnyAxis, order: Sequence[str]) -> list[int]:
    places: dict[str, list[int]] = {}
    for number, label in enumerate(axis.labels):
        places.setdefault(label, []).append(number)
    places |= {key: [number] for number, key in enumerate(axis.keys)}
    for name in order:
        if name not in places:
            raise not_found("row", name, axis.keys)
    named = list(dict.fromkeys(each for name in order for each in places[name]))
    chosen = set(named)
    return named + [each for each in range(len(axis.keys)) if each not in chosen]


def _by_value(values: list[Any], *, descending: bool) -> list[int]:
    present = [each for each, value in enumerate(values) if not missing(value)]
    absent = [each for each, value in enumerate(values) if missing(value)]
    figures = numbers(values)
    if figures is not None:
        return sorted(present, key=lambda each: figures[each] or 0, reverse=descending) + absent
    return sorted(present, key=lambda each: natural(as_text(values[each]) or "")) + absent


def _notes(axis: AnyAxis, wish: Wish, values: list[Any] | None) -> list[str | None]:
    if values is None or wish.order in ("count", "similarity"):
        return [None] * len(axis.keys)
    shown = [None if missing(value) else printed(value, wish.language) for value in values]
    name = _called(str(wish.order), wish.language)
    return [f"{name}: {each or say('no data', wish.language)}" for each in shown]


def _called(order: str, language: str) -> str:
    """The name of an order in print; an attribute keeps the name that the researcher gave it."""
    return say(COMPUTED[order], language) if order in COMPUTED else order


def _order_rule(axis: AnyAxis, wish: Wish, values: list[Any] | None) -> str:
    name = wish.order
    if name is None:
        phrase = (
            "Rows are in codebook order." if axis.facet.entity == "code" else "Rows are in natural order."
        )
        return say(phrase, wish.language)
    if not isinstance(name, str):
        return say("Rows were ordered by hand.", wish.language)
    if name == "name":
        return say("Rows are in order of their names.", wish.language)
    if name == "similarity":
        return say("Rows that are alike stand together.", wish.language)
    what = _called(name, wish.language)
    highest = wish.descending and values is not None and numbers(values) is not None
    phrase = "Rows are ordered by {what}, highest first." if highest else "Rows are ordered by {what}."
    return say(phrase, wish.language, what=what)


def _contiguous(order: list[int], bands: Sequence[str | None], *, by_name: bool) -> list[int]:
    """Rows of one band together: bands as their first rows come, or by name if the rows have no order."""
    first = dict.fromkeys(bands[each] for each in order if bands[each] is not None)
    named = sorted((band for band in first if band is not None), key=natural) if by_name else list(first)
    place = {band: number for number, band in enumerate(named)}
    return sorted(order, key=lambda each: place.get(bands[each], len(place)))


def _within(groups: Sequence[str | None], bands: Sequence[str | None]) -> list[str | None]:
    return [f"{group} · {band}" for group, band in zip(groups, bands, strict=True)]


def _banded(
    material: Material, axis: AnyAxis, wish: Wish, *, values: list[Any] | None
) -> tuple[tuple[str | None, ...] | None, tuple[str, ...]]:
    if wish.bands is None:
        return None, ()
    if isinstance(wish.bands, str):
        found = values_of(material, axis, wish.bands)
        none = say("no data", wish.language)
        labels = tuple(none if missing(each) else printed(each, wish.language) for each in found)
        return labels, (say("Rows are grouped by {what}.", wish.language, what=wish.bands),)
    figures = None if values is None else numbers(values)
    if figures is None:
        raise InvalidInput(
            "Bands by size need rows ordered by a number: give order='count' or an attribute whose values "
            "are all numbers, or band by the name of an attribute."
        )
    if isinstance(wish.bands, Mapping):
        limits = dict(wish.bands)
        said = {label: printed(least, wish.language) for label, least in limits.items()}
    else:
        limits = _quantiles(figures, wish.bands, language=wish.language)
        said = {label: printed(_rounded(least), wish.language) for label, least in limits.items()}
    highest_first = sorted(limits.items(), key=lambda item: -item[1])
    rule = "; ".join(f"{label} ≥ {said[label]}" for label, _ in highest_first)
    bands = _by_limits(axis, figures, highest_first, language=wish.language)
    return bands, (say("Bands: {limits}.", wish.language, limits=rule),)


def _quantiles(figures: Sequence[float | None], parts: int, *, language: str) -> dict[str, float]:
    present = [float(each) for each in figures if each is not None]
    if not 2 <= parts <= len(figures) or not present:
        raise InvalidInput(
            f"Cannot make {parts} bands of {len(figures)} rows, {len(present)} of them with a value; "
            "give 2 or more, and no more than there are rows."
        )
    cuts = [float(np.quantile(present, part / parts)) for part in range(parts)]
    named = {2: ("low", "high"), 3: ("low", "middle", "high")}.get(parts)
    if named is not None:
        return {say(name, language): cut for name, cut in zip(named, cuts, strict=True)}
    return {
        say("group {part} of {parts}", language, part=parts - part, parts=parts): cut
        for part, cut in enumerate(cuts)
    }


def _rounded(cut: float) -> float:
    """A computed limit with two decimals, or four figures where it is below one."""
    return round(cut, 2) if abs(cut) >= 1 else float(f"{cut:.4g}")


def _by_limits(
    axis: AnyAxis,
    figures: Sequence[float | None],
    highest_first: Sequence[tuple[str, float]],
    *,
    language: str,
) -> tuple[str | None, ...]:
    bands: list[str | None] = []
    for key, figure in zip(axis.keys, figures, strict=True):
        if figure is None:
            bands.append(say("no data", language))
            continue
        band = next((label for label, least in highest_first if figure >= least), None)
        if band is None:
            raise InvalidInput(
                f"Row {key!r} has {figure}, below every band ({dict(highest_first)}); "
                "add a band with a lower minimum."
            )
        bands.append(band)
    return tuple(bands)
