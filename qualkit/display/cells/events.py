"""Cells of events: what happened, in the order in which it did."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from qualkit.display.cells.filling import Cells, Filling, grid
from qualkit.display.cells.quotations import entry
from qualkit.display.grid import Cell, Entry
from qualkit.display.values import as_text

_COLUMNS = ["coding_id", "source", "turn", "speaker", "coder", "text", "directness", "memo", "chosen", "when"]
_LONGEST = 90


def fill(filling: Filling) -> Cells:
    """The events of each cell: named by the memo on the coding, else by its words, * where it was chosen."""
    frame = filling.material.codings[_COLUMNS].take(filling.counted.rows)
    dated = pd.DataFrame({"cell": filling.counted.cells, "when": frame["when"].to_numpy(dtype=object)})
    order = dated.sort_values(["cell", "when"], kind="stable", na_position="last").index
    entries: dict[int, list[Entry]] = {}
    for cell, coding in zip(
        filling.counted.cells[order].tolist(), frame.iloc[order].itertuples(index=False), strict=True
    ):
        entries.setdefault(cell, []).append(_event(coding))
    return grid(filling, lambda cell, n: Cell(entries=tuple(entries[cell]), n=n) if n else None)


def _event(coding: object) -> Entry:
    quoted = entry(coding)
    words = _written(as_text(getattr(coding, "memo", None))) or shortened(quoted.text)
    star = "* " if getattr(coding, "chosen", False) else ""
    return replace(quoted, text=f"{star}{words}", address=None, speaker=quoted.address)


def shortened(text: str) -> str:
    """The beginning of a long text, cut between words.

    >>> shortened("word " * 30)[-6:]
    'word …'
    """
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _written(memo: str | None) -> str | None:
    """A memo that a person wrote; what a pattern noted of itself says nothing of the event."""
    return None if memo is None or memo.startswith("pattern: ") else memo
