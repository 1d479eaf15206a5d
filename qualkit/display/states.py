"""Why a cell is empty: not applicable, no data, not asked, not yet coded, or looked for and none found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualkit.display.facets import Entity, entities
from qualkit.display.grid import STATES
from qualkit.display.material import Material
from qualkit.display.nested import AnyAxis, involved
from qualkit.display.records import Positions, Records, encode, ground
from qualkit.display.scope import Mask, Scope, declared

NONE_FOUND, NOT_ASKED, NOT_CODED, NO_DATA, NOT_APPLICABLE = (
    STATES.index(state) for state in ("none found", "not asked", "not coded", "no data", "not applicable")
)
States = npt.NDArray[np.int8]
_Part = tuple[slice, slice]
_WHOLE = slice(None)


def states(material: Material, scope: Scope, *, rows: AnyAxis, columns: AnyAxis) -> States:
    """For each cell the position in `STATES` of the reason it would be empty for.

    A source stands in a cell when it (or a turn of it) belongs to the cell's row and column as far
    as these divide sources or turns. No source there: *no data*. Every source there, or its case, declares
    that the code does not apply: *not applicable*; that it was not asked: *not asked*. None of them has an
    accepted coding by anybody: *not coded*. Otherwise *none found*.
    """
    dividing: set[Entity] = {"case", *involved(rows), *involved(columns)}
    dividing |= {each.facet.entity for each in scope.filters}
    places = ground(material, scope, involved=dividing)
    spread = _Spread(rows, columns, places)
    sources = encode(places.frame["source"], entities(material, "source"))[places.rows]
    found = np.full((len(rows.keys), len(columns.keys)), NONE_FOUND, dtype=np.int8)
    found[~spread.reach(_coded(material)[sources])] = NOT_CODED
    for state, name in ((NOT_ASKED, "not_asked"), (NOT_APPLICABLE, "not_applicable")):
        said = _said_of(material, places, sources, name)
        if said is None:
            continue
        for part, codes in _of_codes(scope, rows=rows, columns=columns):
            excused: Mask = np.all(said[:, codes], axis=1)
            if excused.any():
                found[part][~spread.reach(~excused, part)] = state
    found[~spread.reach(np.ones(len(sources), dtype=bool))] = NO_DATA
    return found


@dataclass(frozen=True, slots=True)
class _Side:
    """Where records fall along one axis, as far as it divides them, and each key's place there."""

    positions: Positions
    places: Positions

    @classmethod
    def of(cls, axis: AnyAxis, records: Records) -> _Side:
        found, places = axis.reduced(records)
        return cls(np.zeros(len(records.rows), dtype=np.intp) if found is None else found, places)

    @property
    def size(self) -> int:
        return 1 + max(int(self.positions.max(initial=0)), int(self.places.max(initial=0)))


class _Spread:
    """Where records fall in a grid; an axis that does not divide them takes them in all its positions."""

    def __init__(self, rows: AnyAxis, columns: AnyAxis, records: Records) -> None:
        self._rows, self._columns = _Side.of(rows, records), _Side.of(columns, records)

    def reach(self, mask: Mask, part: _Part = (_WHOLE, _WHOLE)) -> Mask:
        """Of each cell of a part, whether any of the records that a mask chooses falls there."""
        inside = mask & (self._rows.positions >= 0) & (self._columns.positions >= 0)
        reached = np.zeros((self._rows.size, self._columns.size), dtype=bool)
        reached[self._rows.positions[inside], self._columns.positions[inside]] = True
        down, across = part
        return reached[np.ix_(self._rows.places[down], self._columns.places[across])]


def _coded(material: Material) -> Mask:
    sources = encode(material.codings["source"], entities(material, "source"))[material.accepted]
    return np.bincount(sources[sources >= 0], minlength=len(material.sources)) > 0


def _said_of(material: Material, places: Records, sources: Positions, name: str) -> Mask | None:
    """Of each record and code, whether its source or case declares something; None where none does."""
    of_sources, of_cases = (declared(material, frame, name) for frame in (material.sources, material.cases))
    said = None if of_sources is None else of_sources[sources]
    cases = places.links.get("case")
    if of_cases is None or cases is None:
        return said
    by_case = np.vstack([of_cases, np.zeros_like(of_cases[:1])])[cases]
    return by_case if said is None else said | by_case


def _of_codes(scope: Scope, *, rows: AnyAxis, columns: AnyAxis) -> Iterator[tuple[_Part, Mask]]:
    """The parts of the grid that stand for codes, each with these codes."""
    for axis, across in ((rows, False), (columns, True)):
        for key, members in _codes_of(axis):
            here = slice(key, key + 1)
            if (chosen := members & scope.codes).any():
                yield ((_WHOLE, here) if across else (here, _WHOLE)), chosen
    if scope.named and "code" not in involved(rows) | involved(columns):
        yield (_WHOLE, _WHOLE), scope.codes


def _codes_of(axis: AnyAxis) -> Iterator[tuple[int, Mask]]:
    """The codes of each key of an axis that tells codes apart."""
    told = [number for number, part in enumerate(axis.parts) if part.facet.entity == "code"]
    if told:
        places = zip(*(axis.indices(number) for number in told), strict=True)
        for key, place in enumerate(places):
            yield (
                key,
                np.all([axis.parts[n].lookup == at for n, at in zip(told, place, strict=True)], axis=0),
            )
