"""The crosstab: how often two things are found together, beside how often chance would have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import isnan
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from qualkit.display.charting.association import Association, association
from qualkit.display.charting.counted import Counted, counted
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import footer, ink_on, write
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.charting.tiles import table, tile
from qualkit.display.material import Material
from qualkit.errors import InvalidInput
from qualkit.figures import GREY
from qualkit.language import localised, number, say

Shown = Literal["count", "row_percent", "column_percent", "total_percent"]
_SHOWN: dict[Shown, str] = {
    "count": "number of codings",
    "row_percent": "percentage of the row",
    "column_percent": "percentage of the column",
    "total_percent": "percentage of the total",
}
_FROM = (1.96, 2.576, 3.291)  # residuals of 5 %, 1 % and 0.1 %
_FEWER = ("#f7e3d4", "#e9b48c", "#c46a2b")
_MORE = ("#d3e0ec", "#8fb1d0", "#33608c")
_NEITHER = "#f4f4f4"


def crosstab(
    material: Material,
    *,
    rows: str = "family",
    columns: str = "kind",
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    show: Shown = "count",
    top: int = 25,
    draws: int = 5000,
    seed: int = 0,
    language: str | None = None,
) -> Plot:
    """Codings by rows and columns, each cell shaded by how far it departs from what chance would give.

    Parameters
    ----------
    rows, columns, codes, where
        Axes and filters of `matrix`.
    show
        What is printed in the cells: the count, or its percentage of the row, the column or the total.
    top
        The most rows and columns that are drawn; all are tested.
    draws, seed
        Of the random tables that give p where expected counts are below 5.

    Returns
    -------
    Plot
        ``frame`` has a row ``row column count row_percent column_percent total_percent expected residual``
        for each cell; the residual is the adjusted standardised one. ``detail["association"]`` is the test.

    Raises
    ------
    InvalidInput
        If rows and columns are the same, or something else is to be shown.
    NotFound
        For names that do not exist.

    References
    ----------
    Agresti, A. (2013). *Categorical data analysis* (3rd ed.). Wiley. Section 3.3.
    """
    if rows == columns:
        raise InvalidInput(f"Rows and columns are both {rows!r}; a crosstab needs two different axes.")
    if show not in get_args(Shown):
        raise InvalidInput(f"A cell cannot show {show!r}; choose one of {', '.join(get_args(Shown))}.")
    found = counted(
        material, rows=rows, columns=columns, codes=codes, where=where, top=top, language=language
    )
    words = found.language
    title = say("{rows} by {columns}: counts and departures from chance", words, **found.names)
    if found.counts.empty:
        return empty(material, kind="crosstab", title=title, reason="No codings.", language=words)
    tested = association(found.counts.to_numpy(dtype=np.int64), draws=draws, seed=seed)
    frame = _tidy(found.counts, tested)
    return Plot(
        kind="crosstab",
        title=title,
        frame=frame,
        paint=partial(_paint, found=found, frame=frame, show=show),
        alternative=_alternative(title, frame, found),
        codings=found.codings,
        language=words,
        notes=(*_notes(tested, words), *found.notes),
        version=material.version,
        detail={"association": tested},
    )


def _tidy(counts: pd.DataFrame, tested: Association) -> pd.DataFrame:
    held = counts.to_numpy()
    across = len(counts.columns)
    shares = {
        "row_percent": held / held.sum(axis=1, keepdims=True),
        "column_percent": held / held.sum(axis=0, keepdims=True),
        "total_percent": held / held.sum(),
    }
    return pd.DataFrame(
        {
            "row": np.repeat(counts.index.to_numpy(), across),
            "column": np.tile(counts.columns.to_numpy(), len(counts)),
            "count": held.ravel(),
            **{name: 100 * share.ravel() for name, share in shares.items()},
            "expected": tested.expected.ravel(),
            "residual": tested.residuals.ravel(),
        }
    )


def _notes(tested: Association, language: str) -> list[str]:
    if not tested.df:
        return [say("There is one row or one column, so that nothing can be tested.", language)]
    figures = {
        "chi": number(tested.chi_square, language),
        "df": tested.df,
        "n": number(tested.n, language),
        "p": _probability(tested.p, language),
        "v": _below_one(tested.v, 2, language),
    }
    notes = [say("χ²({df}, n = {n}) = {chi}, {p}; Cramér's V = {v}.", language, **figures)]
    if tested.small:
        said = "{small} of {cells} cells expect fewer than 5, so that p is that of {draws} random tables."
        cells = tested.expected.size
        notes.append(
            say(said, language, small=tested.small, cells=cells, draws=number(tested.draws, language))
        )
    independent = "Codings of one source are not independent of each other; take the test as a description."
    return [*notes, say(independent, language)]


def _probability(p: float, language: str) -> str:
    return "p < " + _below_one(0.001, 3, language) if p < 0.001 else "p = " + _below_one(p, 3, language)


def _below_one(value: float, digits: int, language: str) -> str:
    """A figure that cannot exceed 1, in English without its nought."""
    said = localised(f"{value:.{digits}f}", language)
    return said.removeprefix("0") if said.startswith("0.") else said


def _alternative(title: str, frame: pd.DataFrame, found: Counted) -> str:
    order = frame["residual"].abs().sort_values(ascending=False).index[:3]
    far = frame.loc[order, ["row", "column", "count", "expected"]].itertuples(index=False, name=None)
    cells = [
        f"{found.rows[row]} × {found.columns[column]}: {count} ({number(expected, found.language)})"
        for row, column, count, expected in far
    ]
    said = "{title}. Furthest from chance, with the expected count: {cells}."
    return say(said, found.language, title=title, cells="; ".join(cells))


def _paint(axes: Any, *, found: Counted, frame: pd.DataFrame, show: Shown) -> Size:
    drawn, language = found.drawn, found.language
    total = say("Total", language)
    names = [
        [*(labels[key] for key in keys), total]
        for keys, labels in zip(drawn.axes, (found.rows, found.columns), strict=True)
    ]
    size = table(axes, rows=names[0], columns=names[1])
    places = [{key: place for place, key in enumerate(keys)} for keys in drawn.axes]
    for cell in frame.to_dict("records"):
        if cell["row"] in places[0] and cell["column"] in places[1]:
            place = places[1][cell["column"]], places[0][cell["row"]]
            _cell(axes, place, cell, show=show, language=language)
    _totals(axes, found)
    footer(axes, _key(show, language))
    return size


def _cell(axes: Any, place: tuple[int, int], cell: Mapping[Any, Any], *, show: Shown, language: str) -> None:
    (x, y), residual = place, float(cell["residual"])
    grade = 0 if isnan(residual) else sum(abs(residual) >= each for each in _FROM)
    face = (_MORE if residual > 0 else _FEWER)[grade - 1] if grade else _NEITHER
    tile(axes, x, y, face=face)
    colour = ink_on(face)
    style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": colour}
    percent = "" if show == "count" else "%"
    write(
        axes,
        (x + 0.5, y + (0.36 if grade else 0.52)),
        f"{number(round(cell[show]), language)}{percent}",
        **style,
    )
    mark = "+" if residual > 0 else "\u2212"
    write(axes, (x + 0.5, y + 0.78), mark * grade, size=7, **style)


def _totals(axes: Any, found: Counted) -> None:
    """The totals of all that was counted, drawn or not."""
    style: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": GREY}
    right, below = len(found.drawn.columns) + 0.5, len(found.drawn) + 0.52
    for y, count in enumerate(found.counts.sum(axis=1)[found.drawn.index]):
        write(axes, (right, y + 0.52), number(count, found.language), **style)
    for x, count in enumerate(found.counts.sum(axis=0)[found.drawn.columns]):
        write(axes, (x + 0.5, below), number(count, found.language), **style)
    write(axes, (right, below), number(found.counts.to_numpy().sum(), found.language), **style)


def _key(show: Shown, language: str) -> str:
    what = say(_SHOWN[show], language)
    said = (
        "Cells: {what}. + more and \u2212 fewer than chance would give: "
        "one, two or three marks for an adjusted residual of {first}, {second} or {third}."
    )
    first, second, third = (localised(f"{each:.2f}", language) for each in _FROM)
    return say(said, language, what=what, first=first, second=second, third=third)
