"""Charts as values: how often codes were used, a matrix in colours, and cases before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from qualkit.display.charting.colouring import code_colours
from qualkit.display.facets import attribute
from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.rendered import Drawn
from qualkit.display.rules import axis_label
from qualkit.display.values import as_text, attribute_name, missing, numbers
from qualkit.errors import InvalidInput
from qualkit.language import listed, say

_HEAT = ("count", "sources", "cases", "rating")
_PANELS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chart(Drawn):
    """A chart: what it shows (``frame``, ``codings``), and what is needed to draw it (``detail``)."""

    kind: Literal["code frequency", "heat map", "slope"]
    title: str
    frame: pd.DataFrame
    language: str = "en"
    notes: tuple[str, ...] = ()
    codings: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=pd.Index(["row", "column", "coding_id"]))
    )
    version: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def alternative(self) -> str:
        """What there is to see, in words."""
        return f"{self.title}. " + "; ".join(
            self.frame.head(40).to_string(index=False, header=False).split("\n")
        )

    def draw(self, *, titled: bool) -> Any:
        """The figure (``matplotlib.figure.Figure``)."""
        return _drawing(self)(self, titled=titled)

    def __repr__(self) -> str:
        return f"<Chart {self.title!r}: {self.kind}, data version {self.version}>"


def _drawing(chart: Chart) -> Callable[..., Any]:
    from qualkit.display import bars, heat, slopes

    return {"code frequency": bars.draw, "heat map": heat.draw, "slope": slopes.draw}[chart.kind]


def code_frequency(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    by: str | None = None,
    top: int = 30,
    where: Mapping[str, Any] | None = None,
    language: str | None = None,
) -> Chart:
    """How often each code was put on a span, as bars: the ``top`` codes, family by family.

    ``by`` names an axis of `matrix` (``kind``, ``case``, an attribute …) with at most six values,
    each of which becomes a panel. ``frame`` has a row ``code label family count`` (and ``by``).
    Raises `InvalidInput` for more values, `NotFound` for names that do not exist.
    """
    counted = matrix(
        material,
        rows="code",
        columns=by or "family",
        cells="count",
        codes=codes,
        where=where,
        language=language,
    )
    if by is not None and len(counted.columns) > _PANELS:
        raise InvalidInput(
            f"{by!r} has {len(counted.columns)} values, more than {_PANELS} panels; "
            f"use heat_map(rows={by!r}, columns='code')."
        )
    used = [place for place, row in enumerate(counted.rows) if row.n]
    shown = set(sorted(used, key=lambda place: -(counted.rows[place].n or 0))[:top])
    frame = _frequencies(material, counted, shown, by=by)
    words = counted.language
    title = say("How often each code was used", words)
    if by is not None:
        what = axis_label(by, words).lower()
        title = say("How often each code was used, by {what}", words, what=what)
    cut = say("The {top} most frequent of {all} codes.", words, top=len(shown), all=len(used))
    return Chart(
        kind="code frequency",
        title=title,
        frame=frame,
        language=words,
        notes=(cut,) if len(shown) < len(used) else (),
        codings=counted.codings,
        version=material.version,
        detail={"by": by, "colours": code_colours(material, frame["code"])},
    )


def _frequencies(material: Material, counted: Matrix, shown: set[int], *, by: str | None) -> pd.DataFrame:
    family = dict(zip(material.codes["code"], material.codes["family"], strict=True))
    label = dict(zip(material.codes["code"], material.codes["label"], strict=True))
    rows = [
        (row.key, row.label, as_text(label[family[row.key]]) or family[row.key], column.label, cell.n)
        for place, (row, cells) in enumerate(zip(counted.rows, counted.cells, strict=True))
        if place in shown
        for column, cell in zip(counted.columns, cells, strict=True)
        if by is not None or column.key == family[row.key]
    ]
    names = ["code", "label", "family", by or "column", "count"]
    frame = pd.DataFrame(rows, columns=pd.Index(names))
    return frame if by is not None else frame.drop(columns="column")


def heat_map(
    material: Material,
    *,
    rows: str = "case",
    columns: str = "code",
    cells: str = "count",
    **choices: Any,
) -> Chart:
    """A matrix of numbers in colours, each with its number, and a mark for each reason to be empty.

    ``cells`` is ``count``, ``sources``, ``cases`` or ``rating``; ``choices`` are those of `matrix`.
    """
    if cells not in _HEAT:
        raise InvalidInput(f"Colours stand for numbers, not for {cells!r}; choose one of {', '.join(_HEAT)}.")
    shown = matrix(material, rows=rows, columns=columns, cells=cells, **choices)
    return Chart(
        kind="heat map",
        title=shown.title,
        frame=shown.frame,
        language=shown.language,
        notes=shown.rules,
        codings=shown.codings,
        version=material.version,
        detail={"matrix": shown},
    )


def slope(
    material: Material,
    *,
    before: str,
    after: str,
    label: str | None = None,
    unit: str | None = None,
    levels: Sequence[str] | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Chart:
    """Two attributes of the cases, before and after, joined by a line for each case.

    Values are numbers, or with ``levels`` (lowest first) texts such as grades. ``label`` says what was
    measured, ``unit`` is printed behind each number. ``frame`` has a row ``case before after change``;
    cases without both values are named in a note. Raises `InvalidInput` for values that cannot be placed.
    """
    words = language or material.language
    frame = pd.DataFrame({"case": material.cases["case"].tolist()})
    for column, name in (("before", before), ("after", after)):
        frame[column] = list(attribute(material, "case", name).values)
        frame[f"{column}_place"] = _places(name, list(frame[column]), levels)
    frame["change"] = frame["after_place"] - frame["before_place"]
    absent = frame.loc[frame["change"].isna(), "case"]
    note = say("No value before or after: {cases}.", words, cases=listed(absent, words))
    drawn = frame[frame["change"].notna()].reset_index(drop=True)
    if drawn.empty:
        raise InvalidInput(f"No case has both {before!r} and {after!r}; describe the cases first.")
    named = {"before": attribute_name(before, words), "after": attribute_name(after, words)}
    said = say("From {before} to {after}", words, **named)
    return Chart(
        kind="slope",
        title=title or (f"{label}: {said[:1].lower()}{said[1:]}" if label else said),
        frame=frame[["case", "before", "after", "change"]],
        language=words,
        notes=(note,) if len(absent) else (),
        version=material.version,
        detail={"drawn": drawn, **named, "label": label, "unit": unit, "levels": levels},
    )


def _places(name: str, values: list[Any], levels: Sequence[str] | None) -> list[float]:
    if levels is None:
        found = numbers(values)
        if found is None:
            raise InvalidInput(f"{name!r} has values that are not numbers; name their levels, lowest first.")
        return [float("nan") if value is None else float(value) for value in found]
    known = {level: float(place) for place, level in enumerate(levels)}
    for value in values:
        if not missing(value) and as_text(value) not in known:
            raise InvalidInput(
                f"{name!r} has the value {value!r}, which is not among the levels {list(levels)}."
            )
    return [known.get(as_text(value) or "", float("nan")) for value in values]
