"""Cells of quotations, each with its address."""

from __future__ import annotations

from typing import Any

from qualkit.display.cells.filling import Cells, Filling, grid
from qualkit.display.grid import Cell, Entry
from qualkit.display.quotes import choose
from qualkit.display.values import as_text, missing

_COLUMNS = ["coding_id", "source", "turn", "speaker", "coder", "text", "directness"]


def fill(filling: Filling) -> Cells:
    """The best quotations of each cell."""
    entries = quoted(filling)
    return grid(filling, lambda cell, n: Cell(entries=tuple(entries[cell]), n=n) if n else None)


def quoted(filling: Filling) -> dict[int, list[Entry]]:
    """The quotations chosen for each cell that has codings."""
    counted = filling.counted
    chosen = choose(
        filling.material.codings,
        counted.cells,
        rows=counted.rows,
        most=filling.quotes,
        choice=filling.choice,
    )
    frame = filling.material.codings[_COLUMNS].take(counted.rows[chosen])
    entries: dict[int, list[Entry]] = {}
    for cell, coding in zip(counted.cells[chosen].tolist(), frame.itertuples(index=False), strict=True):
        entries.setdefault(cell, []).append(entry(coding))
    return entries


def entry(coding: Any) -> Entry:
    """The quotation of a coding, with its address in the form ``P07:12``."""
    turn = None if missing(coding.turn) else int(coding.turn)
    return Entry(
        text=" ".join(str(coding.text).split()),
        address=coding.source if turn is None else f"{coding.source}:{turn}",
        coding_id=coding.coding_id,
        speaker=as_text(coding.speaker),
        coder=as_text(coding.coder),
        mark=as_text(coding.directness),
    )
