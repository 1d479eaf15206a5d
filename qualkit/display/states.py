"""Why a cell is empty: nobody to ask, not asked, not yet coded, or looked for and none found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from qualkit.display.axes import Axis
from qualkit.display.facets import Entity, entities
from qualkit.display.grid import STATES
from qualkit.display.material import Material
from qualkit.display.records import Positions, encode, ground
from qualkit.display.scope import Mask, Scope, declared_unasked

NONE_FOUND, NOT_ASKED, NOT_CODED, NO_DATA = (
    STATES.index(state) for state in ("none found", "not asked", "not coded", "no data")
)
States = npt.NDArray[np.int8]


def states(material: Material, scope: Scope, *, rows: Axis, columns: Axis) -> States:
    """For each cell the position in `STATES` of the reason it would be empty for.

    A source stands in a cell when it (or a turn of it) belongs to the cell's row and column as far
    as these divide sources or turns. No source there: *no data*. Every source there declares that it
    was not asked: *not asked*. None of them has an accepted coding by anybody: *not coded*.
    Otherwise *none found*.
    """
    involved: set[Entity] = {rows.facet.entity, columns.facet.entity}
    involved |= {each.facet.entity for each in scope.filters}
    places = ground(material, scope, involved=involved)
    spread = _Spread(rows.positions(places), columns.positions(places), (len(rows.keys), len(columns.keys)))
    sources = encode(places.frame["source"], entities(material, "source"))[places.rows]
    found = np.full(spread.shape, NONE_FOUND, dtype=np.int8)
    found[~spread.reach(_coded(material)[sources])] = NOT_CODED
    for part, unasked in _unasked(material, scope, rows=rows, columns=columns):
        found[part][~spread.reach(~unasked[sources])[part]] = NOT_ASKED
    found[~spread.reach(np.ones(len(sources), dtype=bool))] = NO_DATA
    return found


class _Spread:
    """Where records fall in a grid; an axis that does not divide them takes them in all its positions."""

    def __init__(self, rows: Positions | None, columns: Positions | None, shape: tuple[int, int]) -> None:
        self.rows, self.columns, self.shape = rows, columns, shape

    def reach(self, mask: Mask) -> Mask:
        """Of each cell, whether any of the records that a mask chooses falls there."""
        rows = None if self.rows is None else self.rows[mask]
        columns = None if self.columns is None else self.columns[mask]
        inside = np.ones(int(mask.sum()), dtype=bool)
        for positions in (rows, columns):
            if positions is not None:
                inside &= positions >= 0
        reached = np.zeros(self.shape, dtype=bool)
        if inside.any():
            reached[
                slice(None) if rows is None else rows[inside],
                slice(None) if columns is None else columns[inside],
            ] = True
        return reached


def _coded(material: Material) -> Mask:
    accepted = (material.codings["status"] == "accepted").to_numpy(dtype=bool)
    sources = encode(material.codings["source"], entities(material, "source"))[accepted]
    return np.bincount(sources[sources >= 0], minlength=len(material.sources)) > 0


def _unasked(
    material: Material, scope: Scope, *, rows: Axis, columns: Axis
) -> Iterator[tuple[tuple[slice | int, slice | int], Mask]]:
    """The parts of the grid that stand for codes, each with which sources were not asked about them."""
    declared = declared_unasked(material)
    if declared is None:
        return
    for axis, across in ((rows, False), (columns, True)):
        if axis.facet.entity == "code":
            for key in range(len(axis.keys)):
                members = (axis.lookup == key) & scope.codes
                unasked: Mask = np.all(declared[:, members], axis=1)
                if unasked.any():
                    yield ((slice(None), key) if across else (key, slice(None))), unasked
            return
    if scope.named:
        yield (slice(None), slice(None)), np.asarray(np.all(declared[:, scope.codes], axis=1))
