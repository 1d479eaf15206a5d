"""What a saved display showed, kept so that it can be said what has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from qualkit.display.grid import Cell, Matrix

CHANGES = ["row", "column", "change", "before", "after"]
PLACED = pd.DataFrame([(None, None, "placed", None, None)], columns=pd.Index(CHANGES))
Snapshot = Mapping[str, Any]


def snapshot(display: Any) -> dict[str, Any]:
    """What a display shows: of each cell (edge, point) its key, what is said of it, and a hash of the rest.

    The hash stands for the words and codings in it, so that no words are kept twice.
    """
    if isinstance(display, Matrix):
        held = [
            [row.key, column.key, _said(cell), _hashed(cell)]
            for row, cells in zip(display.rows, display.cells, strict=True)
            for column, cell in zip(display.columns, cells, strict=True)
        ]
        return {"cells": held}
    grouped = display.codings.astype(object).groupby(["row", "column"], sort=False, observed=True)[
        "coding_id"
    ]
    cells = [
        [str(row), str(column), f"n = {len(ids)}", _digest(sorted(map(str, ids)))]
        for (row, column), ids in grouped
    ]
    return {"cells": cells, "whole": _digest([display.title, display.frame.astype(str).to_csv(index=False)])}


def changes(before: Snapshot, after: Snapshot) -> pd.DataFrame:
    """What two snapshots of one display differ in, cell by cell: `row column change before after`.

    ``change`` is ``added``, ``gone`` or ``changed``; before and after are as printed, and the same where
    only the words or the codings behind them are others.
    """
    old, new = (
        {(row, column): rest for row, column, *rest in each.get("cells", ())} for each in (before, after)
    )
    rows: list[tuple[Any, ...]] = [
        (*place, _change(old.get(place), new.get(place)), _first(old.get(place)), _first(new.get(place)))
        for place in dict.fromkeys([*old, *new])
        if old.get(place) != new.get(place)
    ]
    if not rows and before.get("whole") != after.get("whole"):
        rows = [(None, None, "changed", None, None)]
    return pd.DataFrame(rows, columns=pd.Index(CHANGES))


def _first(held: Any) -> Any:
    return None if held is None else held[0]


def _change(old: Any, new: Any) -> str:
    if old is None:
        return "added"
    return "gone" if new is None else "changed"


def _said(cell: Cell) -> str:
    if cell.state != "data":
        return cell.state
    return str(cell.value) if cell.value is not None else f"n = {cell.n}"


def _hashed(cell: Cell) -> str:
    entries = [f"{each.coding_id or ''} {each.text} {each.address} {each.mark}" for each in cell.entries]
    return _digest([str(cell.value), str(cell.share), str(cell.n), *entries])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
