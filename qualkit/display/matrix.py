"""The matrix engine: one function from frames to a display of rows by columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qualkit.display.arrangement import Arrangement, Bands, Order, Wish, arrange
from qualkit.display.attributes import of_attributes
from qualkit.display.axes import axis
from qualkit.display.choices import check
from qualkit.display.filling import Filling, fill, summarised_codings
from qualkit.display.grid import Header, Matrix
from qualkit.display.material import Material
from qualkit.display.records import Positions, evidence
from qualkit.display.rules import axis_label, counting_rules, heading, legend
from qualkit.display.scope import scope
from qualkit.display.states import states
from qualkit.display.tally import once, tally
from qualkit.errors import InvalidInput


def matrix(
    material: Material,
    *,
    rows: str = "case",
    columns: str | Sequence[str] = "code",
    cells: str = "quotes",
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    order: Order = None,
    descending: bool = True,
    bands: Bands = None,
    quotes: int = 2,
    title: str | None = None,
    language: str | None = None,
) -> Matrix:
    """Lay the accepted codings out in rows and columns, each cell with its words or its numbers.

    Parameters
    ----------
    material
        The frames of the study.
    rows, columns
        ``case source kind speaker role coder code family period`` (``period:year``, ``:quarter``,
        ``:month``; by itself the coarsest that tells the sources apart), or an attribute of cases or
        sources. With ``cells="attribute"`` columns are a list of attributes.
    cells
        ``quotes summary count sources cases rating attribute``.
    codes
        Codes to include, each with its descendants; all by default.
    where
        Column to value or values: which codings, and which sources and turns, are looked at.
    order
        None (codebook order for codes, natural order otherwise), ``count``, ``name``, an attribute
        of the rows, or a list of rows (those not listed follow). Missing values come last.
    descending
        Whether counts and numeric attributes go from high to low.
    bands
        An attribute to group the rows by, a number of quantile groups of the ordering values, or
        a mapping from a band's label to its minimum.
    quotes
        The most quotations in a cell.
    title
        Printed in the caption; says what the cells hold by default.
    language
        Of the printed words, ``en`` or ``id``; the study's by default.

    Returns
    -------
    Matrix
        Its ``codings`` has every coding behind every cell. A row's or column's ``n`` is its number of
        distinct codings.

    Raises
    ------
    NotFound
        For an axis, attribute, code, value or row that does not exist.
    InvalidInput
        For cells that cannot hold what was asked, values that cannot be banded, or a choice of a
        sort that is not expected.

    Notes
    -----
    The displays of Miles, Huberman and Saldaña (2014) that are matrices are calls of this function.

    """
    check(rows=rows, columns=columns, cells=cells, quotes=quotes, title=title, language=language)
    check(order=order, bands=bands)
    wish = Wish(order, descending, bands, language or material.language)
    chosen = scope(material, codes=codes, where=where)
    if cells == "attribute":
        return of_attributes(material, rows, columns, chosen=chosen, wish=wish, title=title)
    if not isinstance(columns, str):
        raise InvalidInput("A list of columns needs cells='attribute'; otherwise name one axis, e.g. 'code'.")
    if quotes < 1:
        raise InvalidInput(f"A cell cannot hold {quotes} quotations; give 1 or more.")
    down, across = (axis(material, each, scope=chosen, language=wish.language) for each in (rows, columns))
    involved = {each.facet.entity for each in (down, across)} | {each.facet.entity for each in chosen.filters}
    records = evidence(material, chosen, by_case="case" in involved or cells == "cases")
    per_case = tally(records, rows=down, columns=across)
    counted = once(per_case)
    arrangement = arrange(material, down, wish, counts=counted.totals(0))
    down = down.arranged(arrangement.order)
    filling = Filling(
        material,
        down,
        across,
        counted.in_rows_of(arrangement.order),
        per_case.in_rows_of(arrangement.order),
        states(material, chosen, rows=down, columns=across),
        quotes,
    )
    filled = fill(cells, filling)
    return Matrix(
        title=title or heading(cells, down.facet.name, across.facet.name, language=wish.language),
        rows=_row_headers(filling, arrangement),
        columns=_column_headers(filling),
        cells=filled,
        corner=axis_label(down.facet.name, wish.language),
        across=axis_label(across.facet.name, wish.language),
        content=cells,
        legend=legend(filled, content=cells, language=wish.language),
        rules=(*counting_rules(filling, chosen, content=cells, language=wish.language), *arrangement.rules),
        language=wish.language,
        codings=_codings(filling, cells),
        version=material.version,
    )


def _row_headers(filling: Filling, arrangement: Arrangement) -> tuple[Header, ...]:
    rows = filling.rows
    said = zip(
        rows.keys, rows.labels, arrangement.bands, arrangement.notes, filling.counted.totals(0), strict=True
    )
    return tuple(
        Header(key=key, label=label, band=band, note=note, n=n) for key, label, band, note, n in said
    )


def _column_headers(filling: Filling) -> tuple[Header, ...]:
    columns = filling.columns
    said = zip(columns.keys, columns.labels, columns.groups, filling.counted.totals(1), strict=True)
    return tuple(Header(key=key, label=label, band=group, n=n) for key, label, group, n in said)


def _codings(filling: Filling, content: str) -> pd.DataFrame:
    counted = filling.counted
    ids = filling.material.codings["coding_id"].take(counted.rows).reset_index(drop=True)
    behind = pd.DataFrame({"cell": counted.cells, "coding_id": ids})
    if content == "summary":
        summarised = summarised_codings(filling).astype(behind.dtypes.to_dict())
        behind = pd.concat([behind, summarised]).drop_duplicates()
        behind = behind.sort_values("cell", kind="stable", ignore_index=True)
    width = max(counted.shape[1], 1)
    cells = behind["cell"].to_numpy()
    return pd.DataFrame(
        {
            "row": _named(cells // width, filling.rows.keys),
            "column": _named(cells % width, filling.columns.keys),
            "coding_id": behind["coding_id"],
        }
    )


def _named(positions: Positions, keys: tuple[str, ...]) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(positions, categories=pd.Index(keys, dtype=str))
