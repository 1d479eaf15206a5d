"""Cases or sources by their attributes: who was studied, laid out as a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.display.arrangement import Wish, arrange, values_of
from qualkit.display.axes import Axis, Clusters, axis
from qualkit.display.grid import Cell, Header, Matrix
from qualkit.display.material import Material
from qualkit.display.rules import axis_label, heading, legend
from qualkit.display.scope import Scope
from qualkit.display.values import as_text, missing, numbers, plain
from qualkit.errors import InvalidInput
from qualkit.language import say


def of_attributes(
    material: Material,
    rows: str | Sequence[str] | Clusters,
    columns: str | Sequence[str] | Clusters,
    *,
    chosen: Scope,
    wish: Wish,
    title: str | None,
) -> Matrix:
    """A matrix of cases or sources by the attributes named; a value nobody recorded is *no data*."""
    if not isinstance(rows, str) or rows not in ("case", "source"):
        raise InvalidInput(
            f"Attributes are of cases and sources, not of {rows!r}; choose rows='case' or 'source'."
        )
    down = axis(material, rows, scope=chosen, language=wish.language)
    arrangement = arrange(material, down, wish, measures={"count": lambda: [0] * len(down.keys)})
    down = down.arranged(arrangement.order)
    wanted = (columns,) if isinstance(columns, str) else tuple(columns)
    held = [_column(material, down, name) for name in wanted]
    cells = tuple(zip(*held, strict=True)) if held else tuple(() for _ in down.keys)
    headed = zip(down.keys, down.labels, arrangement.bands, strict=True)
    return Matrix(
        title=title or heading("attribute", down.facets, (), language=wish.language),
        rows=tuple(Header(key=key, label=label, band=band) for key, label, band in headed),
        columns=tuple(Header(key=name, label=axis_label(name, wish.language)) for name in wanted),
        cells=cells,
        corner=axis_label(rows, wish.language),
        across=say("attribute", wish.language).capitalize(),
        content="attribute",
        legend=legend(cells, content="attribute", language=wish.language),
        rules=arrangement.rules,
        language=wish.language,
        version=material.version,
    )


def _column(material: Material, down: Axis, name: str) -> list[Cell]:
    return [_cell(value) for value in values_of(material, down, name)]


def _cell(value: Any) -> Cell:
    if missing(value):
        return Cell(state="no data")
    return Cell(value=as_text(value) if numbers([value]) is None else plain(value))
