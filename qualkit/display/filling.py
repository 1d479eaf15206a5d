"""The cells of a matrix, filled from the codings and summaries that fall in them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qualkit.display.axes import Axis
from qualkit.display.facets import entities
from qualkit.display.grid import STATES, Cell, Entry
from qualkit.display.material import Material
from qualkit.display.quotes import choose
from qualkit.display.records import encode
from qualkit.display.states import NONE_FOUND, States
from qualkit.display.tally import Tally, cases_by_cell, median_weights, sources_by_cell
from qualkit.display.values import as_text, missing, names
from qualkit.errors import InvalidInput

Cells = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """All that cells are filled from; ``per_case`` is the tally before cases are put together."""

    material: Material
    rows: Axis
    columns: Axis
    counted: Tally
    per_case: Tally
    empty: States
    quotes: int


def fill(content: str, filling: Filling) -> Cells:
    """The cells, row by row, holding what ``content`` names; raises `InvalidInput` for another content."""
    if content not in CONTENTS:
        raise InvalidInput(
            f"Cells cannot hold {content!r}; choose one of {', '.join([*CONTENTS, 'attribute'])}."
        )
    return CONTENTS[content](filling)


def entry(coding: Any) -> Entry:
    """The quotation of a coding, with its address in the form ``P07:12``."""
    turn = None if missing(coding.turn) else int(coding.turn)
    return Entry(
        text=" ".join(str(coding.text).split()),
        address=coding.source if turn is None else f"{coding.source}:{turn}",
        coding_id=coding.coding_id,
        speaker=as_text(coding.speaker),
        coder=as_text(coding.coder),
    )


def _quotes(filling: Filling) -> Cells:
    counted = filling.counted
    chosen = choose(filling.material.codings, counted.cells, rows=counted.rows, most=filling.quotes)
    columns = ["coding_id", "source", "turn", "speaker", "coder", "text"]
    frame = filling.material.codings[columns].take(counted.rows[chosen])
    entries: dict[int, list[Entry]] = {}
    for cell, coding in zip(counted.cells[chosen].tolist(), frame.itertuples(index=False), strict=True):
        entries.setdefault(cell, []).append(entry(coding))
    return _grid(filling, lambda cell, n: Cell(entries=tuple(entries[cell]), n=n) if n else None)


def _summaries(filling: Filling) -> Cells:
    entries: dict[int, list[Entry]] = {}
    for cell, summary in _summaries_by_cell(filling):
        of_whom = None if filling.rows.facet.itself and filling.columns.facet.itself else summary.case
        entries.setdefault(cell, []).append(
            Entry(text=" ".join(str(summary.text).split()), speaker=of_whom, coder=as_text(summary.coder))
        )
    return _grid(
        filling,
        lambda cell, n: Cell(entries=tuple(entries.get(cell, ())), n=n) if n or cell in entries else None,
    )


def _summaries_by_cell(filling: Filling) -> list[tuple[int, Any]]:
    axes = {axis.facet.entity: axis for axis in (filling.rows, filling.columns)}
    if set(axes) != {"case", "code"}:
        raise InvalidInput(
            "Summaries are written for a case and a code: choose rows='case' (or an attribute of cases) "
            "and columns='code' or 'family', or the reverse."
        )
    frame = filling.material.summaries
    place = {
        name: axis.lookup[encode(frame[name], entities(filling.material, axis.facet.entity))]
        for name, axis in axes.items()
    }
    rows, columns = (place[axis.facet.entity] for axis in (filling.rows, filling.columns))
    known = (encode(frame["case"], entities(filling.material, "case")) >= 0) & (rows >= 0) & (columns >= 0)
    cells = (rows * len(filling.columns.keys) + columns)[known].tolist()
    return list(zip(cells, frame[known].itertuples(index=False), strict=True))


def summarised_codings(filling: Filling) -> pd.DataFrame:
    """The codings that summaries condense: ``cell coding_id``, one row for each."""
    pairs = [
        (cell, coding)
        for cell, summary in _summaries_by_cell(filling)
        for coding in (names(summary.codings) if isinstance(summary.codings, str) else summary.codings or ())
    ]
    return pd.DataFrame(pairs, columns=pd.Index(["cell", "coding_id"])).drop_duplicates()


def _counts(filling: Filling) -> Cells:
    return _figures(filling, filling.counted.counts.tolist())


def _sources(filling: Filling) -> Cells:
    return _figures(filling, sources_by_cell(filling.material, filling.counted).tolist())


def _cases(filling: Filling) -> Cells:
    return _figures(filling, cases_by_cell(filling.per_case).tolist())


def _figures(filling: Filling, figures: list[int]) -> Cells:
    def of(cell: int, n: int) -> Cell | None:
        if n:
            return Cell(value=figures[cell], n=n)
        found = STATES[filling.empty.flat[cell]]
        return Cell(state=found, value=0) if found == STATES[NONE_FOUND] else None

    return _grid(filling, of)


def _ratings(filling: Filling) -> Cells:
    medians = median_weights(filling.material, filling.counted)
    width = len(filling.columns.keys)
    by_row, by_column = (_scales(filling.material, axis) for axis in (filling.rows, filling.columns))

    def of(cell: int, n: int) -> Cell | None:
        if cell not in medians:
            return Cell(n=n) if n else None
        scale = by_row.get(cell // width) or by_column.get(cell % width) or ()
        named = scale_name(scale, medians[cell])
        return Cell(value=medians[cell], entries=(Entry(text=named),) if named else (), n=n)

    return _grid(filling, of)


def _scales(material: Material, axis: Axis) -> dict[int, tuple[str, ...]]:
    if axis.facet.name != "code" or "scale" not in material.codes.columns:
        return {}
    known = dict(zip(material.codes["code"], material.codes["scale"], strict=True))
    return {place: names(known[key]) for place, key in enumerate(axis.keys)}


def scale_name(scale: tuple[str, ...], weight: float) -> str | None:
    """The name of a weight on a scale whose first name stands for 1; two names where it lies between them.

    >>> scale_name(("weak", "moderate", "strong"), 2.5)
    'moderate–strong'
    """
    low, high = math.floor(weight), math.ceil(weight)
    if not 1 <= low <= high <= len(scale):
        return None
    return scale[low - 1] if low == high else f"{scale[low - 1]}–{scale[high - 1]}"


def _grid(filling: Filling, content: Callable[[int, int], Cell | None]) -> Cells:
    height, width = filling.counted.shape
    counts = filling.counted.counts.tolist()
    empty = [Cell(state=state) for state in STATES]
    reasons = filling.empty.ravel().tolist()
    cells = [content(cell, n) or empty[reasons[cell]] for cell, n in enumerate(counts)]
    return tuple(tuple(cells[row * width : (row + 1) * width]) for row in range(height))


CONTENTS: dict[str, Callable[[Filling], Cells]] = {
    "quotes": _quotes,
    "summary": _summaries,
    "count": _counts,
    "sources": _sources,
    "cases": _cases,
    "rating": _ratings,
}
