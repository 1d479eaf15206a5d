"""Codings by cell: which fall where, how many, from how many sources or cases, and with what weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.display.facets import entities
from qualkit.display.material import Material
from qualkit.display.nested import AnyAxis, meet
from qualkit.display.records import Positions, Records, encode
from qualkit.reduction.overlaps import folded, overlapping

_LARGEST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Each counted coding in each cell it falls in, sorted by cell (row by row) and place in the text.

    ``rows`` are positions in the codings frame; ``cases`` those of the case it was counted for, None where
    cases do not matter.
    ``left_out`` codings belong to no row or no column.
    """

    shape: tuple[int, int]
    cells: Positions
    rows: Positions
    cases: Positions | None
    left_out: int

    @property
    def counts(self) -> npt.NDArray[np.intp]:
        """The number of codings in each cell, row by row."""
        return np.bincount(self.cells, minlength=self.shape[0] * self.shape[1])

    @property
    def codings(self) -> int:
        """The number of distinct codings."""
        return _size(np.sort(self.rows))

    def totals(self, along: int) -> list[int]:
        """The number of distinct codings in each row (0) or column (1)."""
        if len(self.rows) and np.bincount(self.rows).max() == 1:
            return [int(n) for n in self.counts.reshape(self.shape).sum(axis=1 - along)]
        key = self.cells // max(self.shape[1], 1) if along == 0 else self.cells % max(self.shape[1], 1)
        return [int(n) for n in _distinct(key, self.rows, self.shape[along])]

    def arranged(self, rows: Positions, columns: Positions) -> Tally:
        """The same codings with the rows and columns of the display in another order."""
        down, across = np.empty(len(rows), dtype=np.intp), np.empty(len(columns), dtype=np.intp)
        down[rows], across[columns] = np.arange(len(rows)), np.arange(len(columns))
        if (np.diff(rows) == 1).all() and (np.diff(columns) == 1).all():
            return self
        width = max(self.shape[1], 1)
        cells = down[self.cells // width] * width + across[self.cells % width]
        sort = by_cell(cells, self.shape)
        cases = None if self.cases is None else self.cases[sort]
        return Tally(self.shape, cells[sort], self.rows[sort], cases, self.left_out)


def tally(records: Records, *, rows: AnyAxis, columns: AnyAxis, together: str = "overlap") -> Tally:
    """The records by cell; a coding is counted once in a cell, however many of its cases meet there.

    Of codes by codes, a cell has the codings of its column's code that meet one of its row's: on
    overlapping spans, or in one turn.
    """
    row, column = rows.positions(records), columns.positions(records)
    if row is None or column is None:
        raise TypeError("codings have a value for every facet")
    total = _size(records.rows)
    if meet(rows, columns):
        one, other = _meeting(records, together)
        records, row, column = records.keep(other), row[one], column[other]
    shape = (len(rows.keys), len(columns.keys))
    inside = (row >= 0) & (column >= 0)
    cells = row[inside] * shape[1] + column[inside]
    chosen = records if inside.all() else records.keep(inside)
    left_out = 0 if chosen is records else total - _size(np.sort(chosen.rows))
    order = by_cell(cells, shape)
    cases = chosen.links.get("case")
    return Tally(shape, cells[order], chosen.rows[order], None if cases is None else cases[order], left_out)


def by_cell(cells: Positions, shape: tuple[int, int]) -> Positions:
    """The stable order of cells; numbers that fit into two bytes are sorted in one pass over them."""
    small = cells.astype(np.uint16) if shape[0] * shape[1] <= 1 << 16 else cells
    order: Positions = np.argsort(small, kind="stable")
    return order


def _meeting(records: Records, together: str) -> tuple[Positions, Positions]:
    """Pairs of records that meet in a source, in both directions, and each with itself."""
    at = np.arange(len(records.rows), dtype=np.intp)
    frame = records.frame.take(records.rows)
    placed = at if together == "overlap" else np.flatnonzero(frame["turn"].notna().to_numpy())
    one, other = (placed[each] for each in overlapping(*folded(frame.iloc[placed], unit=together)))
    pairs = np.concatenate([at, one, other]), np.concatenate([at, other, one])
    order = np.lexsort(pairs)
    return pairs[0][order], pairs[1][order]


def once(counted: Tally) -> Tally:
    """The tally with each coding once a cell, although it was found there for several cases."""
    same = (np.diff(counted.cells) == 0) & (np.diff(counted.rows) == 0)
    if not same.any():
        return counted
    first = np.append(True, ~same)
    cases = None if counted.cases is None else counted.cases[first]
    return Tally(counted.shape, counted.cells[first], counted.rows[first], cases, counted.left_out)


def sources_by_cell(material: Material, counted: Tally) -> npt.NDArray[np.intp]:
    """The number of distinct sources in each cell, row by row."""
    column = material.codings["source"].take(counted.rows)
    sources = encode(column, entities(material, "source"))
    return _distinct(counted.cells, sources, counted.shape[0] * counted.shape[1])


def cases_by_cell(counted: Tally) -> npt.NDArray[np.intp]:
    """The number of distinct cases in each cell, row by row."""
    size = counted.shape[0] * counted.shape[1]
    if counted.cases is None:
        return np.zeros(size, dtype=np.intp)
    return _distinct(counted.cells, counted.cases, size)


def median_weights(material: Material, counted: Tally) -> dict[int, float]:
    """The median weight of the weighted codings of each cell that has some."""
    weight = pd.to_numeric(material.codings["weight"].take(counted.rows))
    frame = pd.DataFrame({"cell": counted.cells, "weight": weight.to_numpy(dtype=float, na_value=np.nan)})
    medians: pd.Series[Any] = frame.dropna().groupby("cell")["weight"].median()
    return {int(cell): float(value) for cell, value in zip(medians.index, medians, strict=True)}


def coded_alike(material: Material, counted: Tally) -> int:
    """The codings that put a code on a span on which another coder put it before."""
    frame = material.codings
    there = np.zeros(len(frame), dtype=bool)
    there[counted.rows] = True
    rows = np.flatnonzero(there)
    coders = pd.factorize(frame["coder"])[0][rows]
    if not len(rows) or (coders == coders[0]).all():
        return 0
    parts = [pd.factorize(frame[name])[0][rows] for name in ("source", "code")]
    parts += [frame[name].to_numpy()[rows] for name in ("start", "end")]
    return len(rows) - _size(np.sort(_numbered(parts)))


def _numbered(parts: list[Positions]) -> Positions:
    """One number for each combination of numbers; they are numbered anew before they grow too large."""
    numbers, count = parts[0], int(parts[0].max(initial=0)) + 1
    for part in parts[1:]:
        size = int(part.max(initial=0)) + 1
        if count * size > _LARGEST:
            distinct, numbers = np.unique(numbers, return_inverse=True)
            count = len(distinct)
        numbers, count = numbers * size + part, count * size
    return numbers


def _distinct(key: Positions, thing: Positions, size: int) -> npt.NDArray[np.intp]:
    """For each key the number of distinct things that go with it."""
    known = thing >= 0
    width = int(thing.max(initial=0)) + 1
    pairs = np.sort(key[known] * width + thing[known])
    return np.bincount(pairs[_first(pairs)] // width, minlength=size)


def _first(ordered: Positions) -> npt.NDArray[np.bool_]:
    """Of ordered numbers, which are not the same as the one before."""
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return first


def _size(rows: Positions) -> int:
    """The number of distinct codings; the rows are in order."""
    return int(_first(rows).sum())
