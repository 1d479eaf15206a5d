"""Counts of codings by rows and columns, without those that have none, and as many as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qualkit.display.charting.lettering import clipped
from qualkit.display.grid import Header
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.rules import axis_label
from qualkit.language import say


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """All counts, and those drawn, by key; the label of each row and column; and what the axes are called."""

    counts: pd.DataFrame
    drawn: pd.DataFrame
    rows: dict[str, str]
    columns: dict[str, str]
    names: dict[str, str]
    codings: pd.DataFrame
    language: str

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not drawn."""
        rows, columns = (len(self.counts.axes[axis]) - len(self.drawn.axes[axis]) for axis in (0, 1))
        said = "Not drawn, for want of room: {rows} rows and {columns} columns with the fewest codings."
        return (say(said, self.language, rows=rows, columns=columns),) if rows or columns else ()


def counted(
    material: Material,
    *,
    rows: str,
    columns: str,
    codes: Sequence[str] | str | None,
    where: Mapping[str, Any] | None,
    top: int,
    language: str | None,
) -> Counted:
    """Count the codings as `matrix` does; the ``top`` rows and columns with the most are drawn."""
    found = matrix(
        material, rows=rows, columns=columns, cells="count", codes=codes, where=where, language=language
    )
    counts = pd.DataFrame(
        [[cell.n for cell in row] for row in found.cells],
        index=[row.key for row in found.rows],
        columns=[column.key for column in found.columns],
    )
    counts = _filled(counts)
    return Counted(
        counts,
        _filled(counts.loc[_most(counts.sum(axis=1), top), _most(counts.sum(axis=0), top)]),
        _labels(found.rows),
        _labels(found.columns),
        {"rows": axis_label(rows, found.language), "columns": axis_label(columns, found.language)},
        found.codings,
        found.language,
    )


def _filled(counts: pd.DataFrame) -> pd.DataFrame:
    return counts.loc[counts.sum(axis=1) > 0, counts.sum(axis=0) > 0]


def _most(totals: pd.Series[Any], top: int) -> pd.Series[Any]:
    """Whether each is among those with the most codings."""
    return totals.rank(method="first", ascending=False) <= top


def _labels(headers: Sequence[Header]) -> dict[str, str]:
    return {header.key: clipped(header.label) for header in headers}
