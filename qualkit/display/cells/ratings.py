"""Cells of ratings: the median weight of the codings, by its name on the code's scale."""

from __future__ import annotations

import math
from dataclasses import replace

from qualkit.display.cells.filling import Cells, Filling, grid
from qualkit.display.cells.quotations import quoted
from qualkit.display.grid import Cell, Entry
from qualkit.display.material import Material
from qualkit.display.nested import AnyAxis
from qualkit.display.tally import median_weights
from qualkit.display.values import names
from qualkit.language import number


def fill(filling: Filling) -> Cells:
    """The rating of each cell."""
    medians = median_weights(filling.material, filling.counted)
    width = len(filling.columns.keys)
    by_row, by_column = (_scales(filling.material, axis) for axis in (filling.rows, filling.columns))

    def of(cell: int, n: int) -> Cell | None:
        if cell not in medians:
            return Cell(n=n) if n else None
        scale = by_row.get(cell // width) or by_column.get(cell % width) or ()
        named = scale_name(scale, medians[cell])
        return Cell(value=medians[cell], entries=(Entry(text=named),) if named else (), n=n)

    return grid(filling, of)


def with_quotes(filling: Filling) -> Cells:
    """The rating of each cell, where its codings have a weight, and quotations that show it."""
    rated, entries = fill(filling), quoted(filling)
    language = filling.language
    width = len(filling.columns.keys)
    return tuple(
        tuple(
            replace(cell, entries=(*_said(cell, language), *entries.get(row * width + column, ())))
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(rated)
    )


def _said(cell: Cell, language: str) -> tuple[Entry, ...]:
    """The rating in words: its name on the scale, else the median weight."""
    if cell.entries or not isinstance(cell.value, int | float):
        return cell.entries
    return (Entry(text=number(cell.value, language)),)


def _scales(material: Material, axis: AnyAxis) -> dict[int, tuple[str, ...]]:
    if axis.facet.name != "code" or "scale" not in material.codes.columns:
        return {}
    known = dict(zip(material.codes["code"], material.codes["scale"], strict=True))
    return {place: names(known[axis.innermost.keys[each]]) for place, each in enumerate(axis.inner)}


def scale_name(scale: tuple[str, ...], weight: float) -> str | None:
    """The name of a weight on a scale whose first name stands for 1; two names where it lies between them.

    >>> scale_name(("weak", "moderate", "strong"), 2.5)
    'moderate–strong'
    """
    low, high = math.floor(weight), math.ceil(weight)
    if not 1 <= low <= high <= len(scale):
        return None
    return scale[low - 1] if low == high else f"{scale[low - 1]}–{scale[high - 1]}"
