"""Axes within axes: the cases of each position, the codes of each kind of source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from qualkit.display.axes import Axis
from qualkit.display.facets import Entity, Facet
from qualkit.display.records import Positions, Records
from qualkit.errors import InvalidInput

_MOST = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Nested:
    """Axes one within the other, outermost first, and which of their combinations are keys.

    ``combinations`` are positions in the product of the axes; ``places`` is where each of the product stands
    among the keys (or -1).
    """

    parts: tuple[Axis, ...]
    combinations: Positions
    places: Positions

    @property
    def facet(self) -> Facet:
        """What the innermost axis tells apart."""
        return self.parts[-1].facet

    @property
    def facets(self) -> tuple[Facet, ...]:
        """What the axes tell apart, outermost first."""
        return tuple(part.facet for part in self.parts)

    @property
    def keys(self) -> tuple[str, ...]:
        """A key for each combination; where two would be one, a ``/`` in a name is written twice."""
        named = list(zip(*(self._of(part) for part in range(len(self.parts))), strict=True))
        keys = tuple(map(" / ".join, named))
        if len(set(keys)) == len(keys):
            return keys
        return tuple(" / ".join(name.replace("/", "//") for name in names) for names in named)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the innermost axis."""
        return tuple(self.innermost.labels[each] for each in self.inner)

    @property
    def groups(self) -> tuple[str | None, ...]:
        """The labels of the outer axes."""
        outer = [self.indices(part) for part in range(len(self.parts) - 1)]
        return tuple(
            " · ".join(part.labels[each] for part, each in zip(self.parts, place, strict=False))
            for place in zip(*outer, strict=True)
        )

    @property
    def innermost(self) -> Axis:
        """The axis within all others."""
        return self.parts[-1]

    @property
    def inner(self) -> list[int]:
        """For each key its position on the innermost axis."""
        return self.indices(len(self.parts) - 1)

    def indices(self, part: int) -> list[int]:
        """For each key its position on one of the axes."""
        below = prod(self._sizes[part + 1 :])
        found: list[int] = (self.combinations // below % max(self._sizes[part], 1)).tolist()
        return found

    def positions(self, records: Records) -> Positions | None:
        """The key of each record, -1 for none; None where an axis does not divide the records."""
        found = [part.positions(records) for part in self.parts]
        known = [each for each in found if each is not None]
        if len(known) < len(found):
            return None
        return np.append(self.places, -1)[combined(known, self._sizes)]

    def reduced(self, records: Records) -> tuple[Positions | None, Positions]:
        """Positions of records among the parts that divide them, and for each key its position there."""
        found = [part.positions(records) for part in self.parts]
        known = [each for each in found if each is not None]
        sizes = [size for size, each in zip(self._sizes, found, strict=True) if each is not None]
        places = [
            np.array(self.indices(part), dtype=np.intp) for part, each in enumerate(found) if each is not None
        ]
        if not known:
            return None, np.zeros(len(self.combinations), dtype=np.intp)
        return combined(known, sizes), combined(places, sizes)

    def arranged(self, order: Positions) -> Nested:
        """The axis with its keys in another order."""
        return nested(self.parts, self.combinations[order])

    @property
    def _sizes(self) -> list[int]:
        return [len(part.keys) for part in self.parts]

    def _of(self, part: int) -> list[str]:
        return [self.parts[part].keys[each] for each in self.indices(part)]


def combined(positions: Sequence[Positions], sizes: Sequence[int]) -> Positions:
    """Positions in a product of axes; -1 where any is missing."""
    place = np.zeros(len(positions[0]), dtype=np.intp)
    missing = np.zeros(len(positions[0]), dtype=bool)
    for each, size in zip(positions, sizes, strict=True):
        place = place * size + each
        missing |= each < 0
    place[missing] = -1
    return place


def nested(parts: Sequence[Axis], combinations: Positions) -> Nested:
    """Axes of which only some combinations are keys."""
    places = np.full(prod(len(part.keys) for part in parts), -1, dtype=np.intp)
    places[combinations] = np.arange(len(combinations))
    return Nested(tuple(parts), combinations, places)


def occurring(parts: Sequence[Axis], *records: Records, unfiltered: bool = True) -> Nested:
    """The combinations of axes that occur in any of some records.

    Combinations that are said of a case or source of which nothing is there are keys where `unfiltered`. An
    axis that does not divide records stands in them with all its keys.

    Raises
    ------
    InvalidInput
        Where there are too many combinations for anybody to read.
    """
    size = prod(len(part.keys) for part in parts)
    if size > _MOST:
        names = ", ".join(part.facet.name for part in parts)
        raise InvalidInput(f"{names} have {size:,} combinations; choose fewer codes, or filter with where=.")
    whole = nested(parts, np.arange(size, dtype=np.intp))
    if not size:
        return whole
    there = np.zeros(size, dtype=bool)
    of_one = len({part.facet.entity for part in parts}) == 1
    if of_one and unfiltered:
        said = combined([part.lookup for part in parts], [len(part.keys) for part in parts])
        there[said[said >= 0]] = True
    for each in records:
        found, places = whole.reduced(each)
        if found is None:
            there[:] |= len(each.rows) > 0 and not of_one
        else:
            met = np.zeros(size + 1, dtype=bool)
            met[found[found >= 0]] = True
            there |= met[places]
    return nested(parts, np.flatnonzero(there))


AnyAxis = Axis | Nested


def involved(axis: AnyAxis) -> set[Entity]:
    """What the axes tell apart."""
    return {each.entity for each in axis.facets}


def meet(rows: AnyAxis, columns: AnyAxis) -> bool:
    """Whether both axes tell codes apart, and by the same: codes by codes, families by families."""
    told = ({of.name for of in axis.facets if of.entity == "code"} for axis in (rows, columns))
    return bool(set.intersection(*told))
