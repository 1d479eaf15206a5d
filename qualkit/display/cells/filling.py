"""What cells are filled from, and the grid of those that hold something and those that do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualkit.display.choices import Choice
from qualkit.display.grid import STATES, Cell
from qualkit.display.material import Material
from qualkit.display.nested import AnyAxis
from qualkit.display.scope import Scope
from qualkit.display.states import States
from qualkit.display.tally import Tally

Cells = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Filling:
    """All that cells are filled from; ``per_case`` is the tally before cases are put together.

    ``quotes`` is the most quotations in a cell and ``choice`` how they are chosen; ``share`` names the whole
    of which counts are said as a percentage too (``row``, ``column``, ``total`` or None).
    """

    material: Material
    scope: Scope
    rows: AnyAxis
    columns: AnyAxis
    counted: Tally
    per_case: Tally
    empty: States
    quotes: int
    choice: Choice
    share: str | None
    together: str
    language: str


def grid(filling: Filling, content: Callable[[int, int], Cell | None]) -> Cells:
    """The cells, by a function of a cell's place and number of codings that gives None for an empty one."""
    height, width = filling.counted.shape
    counts = filling.counted.counts.tolist()
    empty = [Cell(state=state) for state in STATES]
    reasons = filling.empty.ravel().tolist()
    cells = [content(cell, n) or empty[reasons[cell]] for cell, n in enumerate(counts)]
    return tuple(tuple(cells[row * width : (row + 1) * width]) for row in range(height))
