"""The matrix engine: one function from frames to a display of rows by columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from qualkit.display.arrangement import Arrangement, Bands, Measures, Order, Wish, arrange
from qualkit.display.attributes import of_attributes
from qualkit.display.axes import Axis, Clusters, axis
from qualkit.display.cells import fill
from qualkit.display.cells.filling import Filling
from qualkit.display.cells.summaries import condensed
from qualkit.display.choices import Choice, check
from qualkit.display.facets import Entity
from qualkit.display.grid import Header, Matrix
from qualkit.display.material import Material
from qualkit.display.measures import measures
from qualkit.display.nested import AnyAxis, involved, occurring
from qualkit.display.passages import Passages
from qualkit.display.records import Positions, Records, evidence, ground
from qualkit.display.rules import axis_label, column_rule, counting_rules, heading, legend
from qualkit.display.scope import Scope, scope
from qualkit.display.states import states
from qualkit.display.tally import Tally, once, tally
from qualkit.errors import InvalidInput

Axes = str | Sequence[str] | Clusters
Names = list[str | Clusters]


def matrix(
    material: Material,
    *,
    rows: Axes = "case",
    columns: Axes = "code",
    cells: str = "quotes",
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    order: Order = None,
    descending: bool = True,
    bands: Bands = None,
    column_order: Order = None,
    partition: str | None = None,
    share: str | None = None,
    together: str = "overlap",
    quotes: int = 2,
    choice: Choice = "weight",
    title: str | None = None,
    language: str | None = None,
) -> Matrix:
    """Lay the accepted codings out in rows and columns, each cell with its words or its numbers.

    Parameters
    ----------
    material
        The frames of the study.
    rows, columns
        ``case source kind site speaker role coder code family conclusion question directness``, ``period``
        (of the source's date; ``period:year``, ``:quarter``, ``:month``; by itself the coarsest that tells
        the sources apart), ``when`` (of what is told, likewise), or an attribute of cases or sources. A list
        is one axis within the other, outermost first; a mapping is clusters of codes by their headings. With
        ``cells="attribute"`` columns are a list of attributes. Codes by codes (or families by families) are
        counted where they meet.
    cells
        ``quotes summary mixed rating count sources cases sign symbol codes names events attribute``.
    codes
        Codes to include, each with its descendants; all by default.
    where
        Column to value or values: which codings, and which sources and turns, are looked at.
    order
        None (codebook order for codes, natural order otherwise), ``count``, ``name``, ``rating`` (median
        weight), ``time`` (first told of), ``similarity`` (rows that are alike together), an attribute of the
        rows, or a list of rows (those not listed follow). Missing values come last.
    descending
        Whether counts and numeric attributes go from high to low.
    bands
        An attribute to group the rows by, a number of quantile groups of the ordering values, or
        a mapping from a band's label to its minimum.
    column_order
        As `order`, of the columns.
    partition
        A third axis, which parts the rows: those of each of its values stand together.
    share
        ``row``, ``column`` or ``total``: counts are also said as a percentage of it.
    together
        Where codes meet that are rows and columns: ``overlap``, or in the same ``turn``.
    quotes
        The most quotations in a cell.
    choice
        Which quotations: ``weight``, ``typical`` (by their words), ``long``, ``short`` or ``first``. Those
        marked as chosen come before all others.
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
    check(order=order, descending=descending, bands=bands, column_order=column_order, partition=partition)
    check(share=share, together=together, choice=choice)
    wish = Wish(order, descending, bands, language or material.language)
    chosen = scope(material, codes=codes, where=where)
    if cells == "attribute":
        return of_attributes(material, rows, columns, chosen=chosen, wish=wish, title=title)
    if share is not None and cells != "count":
        raise InvalidInput(f"share={share!r} is a share of codings; choose cells='count'.")
    if quotes < 1:
        raise InvalidInput(f"A cell cannot hold {quotes} quotations; give 1 or more.")
    down_names: Names = [*([] if partition is None else [partition]), *_names(rows)]
    records, down, across = _laid_out(material, chosen, (down_names, _names(columns)), wish.language, cells)
    per_case = tally(records, rows=down, columns=across, together=together)
    counted = once(per_case)
    found = states(material, chosen, rows=down, columns=across)
    arrangement = arrange(material, down, wish, measures=_measures(material, counted, 0))
    sideways = Wish(column_order, descending, None, wish.language)
    placed = arrange(material, across, sideways, measures=_measures(material, counted, 1))
    filling = Filling(
        material=material,
        scope=chosen,
        rows=down.arranged(arrangement.order),
        columns=across.arranged(placed.order),
        counted=counted.arranged(arrangement.order, placed.order),
        per_case=per_case.arranged(arrangement.order, placed.order),
        empty=found[arrangement.order][:, placed.order],
        quotes=quotes,
        choice=choice,
        share=share,
        together=together,
        language=wish.language,
    )
    filled = fill(cells, filling)
    rules = (*counting_rules(filling, content=cells), *arrangement.rules)
    return Matrix(
        title=title or heading(cells, down.facets, across.facets, language=wish.language),
        rows=_headers(filling, filling.rows, arrangement, 0),
        columns=_headers(filling, filling.columns, placed, 1),
        cells=filled,
        corner=axis_label(down.facet.name, wish.language),
        across=axis_label(across.facet.name, wish.language),
        content=cells,
        legend=legend(filled, content=cells, language=wish.language),
        rules=rules if column_order is None else (*rules, column_rule(placed.rules)),
        language=wish.language,
        codings=_codings(filling, cells),
        passages=Passages(material.turns, material.codings),
        version=material.version,
    )


def _names(axes: Axes) -> Names:
    return [axes] if isinstance(axes, str | Mapping) else list(axes)


def _laid_out(
    material: Material, chosen: Scope, names: tuple[Names, Names], language: str, cells: str
) -> tuple[Records, AnyAxis, AnyAxis]:
    """The codings looked at, and the axes on which they fall."""
    parts = [[axis(material, each, scope=chosen, language=language) for each in held] for held in names]
    entities: set[Entity] = {of.facet.entity for held in parts for of in held}
    entities |= {each.facet.entity for each in chosen.filters}
    if cells in ("cases", "names"):
        entities.add("case")
    records = evidence(material, chosen, involved=entities)
    down, across = (_whole(material, chosen, held, records) for held in parts)
    return records, down, across


def _whole(material: Material, chosen: Scope, parts: list[Axis], records: Records) -> AnyAxis:
    if len(parts) == 1:
        return parts[0]
    dividing: set[Entity] = set().union(*(involved(each) for each in parts))
    dividing |= {each.facet.entity for each in chosen.filters}
    there = ground(material, chosen, involved=dividing)
    return occurring(parts, records, there, unfiltered=not chosen.filters)


def _measures(material: Material, counted: Tally, along: int) -> Measures:
    return {name: partial(measure, material, counted, along) for name, measure in measures.items()}


def _headers(filling: Filling, of: AnyAxis, arrangement: Arrangement, along: int) -> tuple[Header, ...]:
    bands = arrangement.bands if along == 0 else of.groups
    notes = arrangement.notes
    said = zip(of.keys, of.labels, bands, notes, filling.counted.totals(along), strict=True)
    return tuple(
        Header(key=key, label=label, band=band, note=note, n=n) for key, label, band, note, n in said
    )


def _codings(filling: Filling, content: str) -> pd.DataFrame:
    counted = filling.counted
    ids = filling.material.codings["coding_id"].take(counted.rows).reset_index(drop=True)
    behind = pd.DataFrame({"cell": counted.cells, "coding_id": ids})
    if content == "summary":
        summarised = condensed(filling).astype(behind.dtypes.to_dict())
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
