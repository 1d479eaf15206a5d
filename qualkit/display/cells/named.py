"""Cells of names: the codes that were put there, or the cases in which."""

from __future__ import annotations

import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.cells.filling import Cells, Filling, grid
from qualkit.display.facets import entities
from qualkit.display.grid import Cell, Entry
from qualkit.language import say


def codes(filling: Filling) -> Cells:
    """The codes in each cell, each with its number of codings, the most frequent first."""
    named = filling.material.codings["code"].take(filling.counted.rows)
    frame = pd.DataFrame({"cell": filling.counted.cells, "code": named.to_numpy(dtype=object)})
    labels = code_labels(filling.material)
    sizes = frame.groupby(["cell", "code"], sort=False).size().rename("n").reset_index()
    entries: dict[int, list[Entry]] = {}
    for cell, code, n in sizes.sort_values("n", ascending=False, kind="stable").to_numpy().tolist():
        entries.setdefault(cell, []).append(Entry(text=f"{labels.get(code, code)} ({n})"))
    return grid(filling, lambda cell, n: Cell(entries=tuple(entries[cell]), n=n) if n else None)


def cases(filling: Filling) -> Cells:
    """The names of the cases in each cell, in their natural order."""
    counted, known = filling.per_case, entities(filling.material, "case")
    places = counted.cases if counted.cases is not None else counted.cells[:0]
    frame = pd.DataFrame({"cell": counted.cells[: len(places)], "case": places}).drop_duplicates()
    entries: dict[int, list[Entry]] = {}
    for cell, case in frame[frame["case"] >= 0].sort_values(["cell", "case"]).itertuples(index=False):
        entries.setdefault(int(cell), []).append(Entry(text=str(known[case])))
    nobody = (Entry(text=say("{n} cases", filling.language, n=0)),)
    return grid(filling, lambda cell, n: Cell(entries=tuple(entries.get(cell, nobody)), n=n) if n else None)
