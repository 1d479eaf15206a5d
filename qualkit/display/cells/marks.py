"""Cells of marks: the sign of what was rated, and which kinds of source say it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qualkit.display.cells.filling import Cells, Filling, grid
from qualkit.display.grid import Cell
from qualkit.model import KINDS

KIND_MARKS: Mapping[str, str] = dict(zip(KINDS, "■●▲◆", strict=True))
_SIGNS = {(True, True): "±", (True, False): "+", (False, True): "−", (False, False): "0"}


def signs(filling: Filling) -> Cells:
    """``+``, ``−`` or ``±`` by the weights of the codings, ``0`` where all are zero; none without weights."""
    weight = pd.to_numeric(filling.material.codings["weight"].take(filling.counted.rows)).astype(float)
    frame = pd.DataFrame({"cell": filling.counted.cells, "weight": weight.to_numpy()}).dropna()
    grouped = frame.groupby("cell")["weight"]
    extremes = pd.DataFrame({"high": grouped.max() > 0, "low": grouped.min() < 0})
    found = {int(cell): _SIGNS[bool(high), bool(low)] for cell, high, low in extremes.itertuples()}
    return grid(filling, lambda cell, n: Cell(value=found.get(cell), n=n) if n else None)


def symbols(filling: Filling) -> Cells:
    """A mark for each kind of source that has a coding there."""
    kinds = filling.material.codings["kind"].take(filling.counted.rows)
    pairs = pd.DataFrame({"cell": filling.counted.cells, "kind": kinds.to_numpy()}).drop_duplicates()
    met: dict[int, set[str]] = {}
    for cell, kind in pairs.itertuples(index=False):
        met.setdefault(int(cell), set()).add(kind)
    return grid(
        filling,
        lambda cell, n: (
            Cell(value="".join(KIND_MARKS[kind] for kind in KINDS if kind in met[cell]), n=n) if n else None
        ),
    )
