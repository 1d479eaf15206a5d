"""Cells of the researcher's summaries."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qualkit.display.cells.filling import Cells, Filling, grid
from qualkit.display.grid import Cell, Entry
from qualkit.display.records import Positions, Records, written
from qualkit.display.values import as_text, names
from qualkit.errors import InvalidInput


def fill(filling: Filling) -> Cells:
    """The summaries that fall in each cell."""
    entries: dict[int, list[Entry]] = {}
    of_one = filling.rows.facet.itself and filling.columns.facet.itself
    cells, records = _by_cell(filling)
    frame = records.frame.take(records.rows)
    for cell, summary in zip(cells.tolist(), frame.itertuples(index=False), strict=True):
        entries.setdefault(cell, []).append(
            Entry(
                text=" ".join(str(summary.text).split()),
                speaker=None if of_one else str(summary.case),
                coder=as_text(summary.coder),
                mark=as_text(summary.directness),
            )
        )
    return grid(
        filling,
        lambda cell, n: Cell(entries=tuple(entries.get(cell, ())), n=n) if n or cell in entries else None,
    )


def condensed(filling: Filling) -> pd.DataFrame:
    """The codings that summaries condense: ``cell coding_id``, one row for each."""
    cells, records = _by_cell(filling)
    held = records.frame["codings"].take(records.rows)
    pairs = [
        (cell, coding)
        for cell, given in zip(cells.tolist(), held, strict=True)
        for coding in (names(given) if isinstance(given, str) else given or ())
    ]
    return pd.DataFrame(pairs, columns=pd.Index(["cell", "coding_id"])).drop_duplicates()


def _by_cell(filling: Filling) -> tuple[Positions, Records]:
    """The cell of each summary that falls in one, and these summaries."""
    records = written(filling.material, filling.scope)
    rows, columns = (axis.positions(records) for axis in (filling.rows, filling.columns))
    entities = {each.entity for axis in (filling.rows, filling.columns) for each in axis.facets}
    if rows is None or columns is None or not {"case", "code"} <= entities:
        raise InvalidInput(
            "Summaries are written for a case and a code: choose rows='case' (or an attribute of cases) "
            "and columns='code' or 'family', or the reverse."
        )
    inside = np.flatnonzero((rows >= 0) & (columns >= 0))
    cells = rows[inside] * len(filling.columns.keys) + columns[inside]
    return cells, records.keep(inside)
