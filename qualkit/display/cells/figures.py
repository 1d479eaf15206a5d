"""Cells of numbers: of codings, sources or cases, and what share they are of a whole."""

from __future__ import annotations

from qualkit.display.cells.filling import Cells, Filling, grid
from qualkit.display.grid import STATES, Cell
from qualkit.display.states import NONE_FOUND
from qualkit.display.tally import cases_by_cell, sources_by_cell


def counts(filling: Filling) -> Cells:
    """The number of codings."""
    return _figures(filling, filling.counted.counts.tolist(), share=filling.share)


def sources(filling: Filling) -> Cells:
    """The number of sources with a coding."""
    return _figures(filling, sources_by_cell(filling.material, filling.counted).tolist())


def cases(filling: Filling) -> Cells:
    """The number of cases with a coding."""
    return _figures(filling, cases_by_cell(filling.per_case).tolist())


def _figures(filling: Filling, figures: list[int], *, share: str | None = None) -> Cells:
    wholes = _wholes(filling, share)

    def of(cell: int, n: int) -> Cell | None:
        if n:
            return Cell(value=figures[cell], n=n, share=None if wholes is None else 100 * n / wholes[cell])
        found = STATES[filling.empty.flat[cell]]
        return Cell(state=found, value=0) if found == STATES[NONE_FOUND] else None

    return grid(filling, of)


def _wholes(filling: Filling, share: str | None) -> list[int] | None:
    """For each cell the number of codings of which its own are a share."""
    if share is None:
        return None
    height, width = filling.counted.shape
    if share == "total":
        return [filling.counted.codings] * (height * width)
    totals = filling.counted.totals(0 if share == "row" else 1)
    return [totals[cell // width if share == "row" else cell % width] for cell in range(height * width)]
