"""Two attributes of the cases crossed: which cases have which values of both."""

from __future__ import annotations

from qualkit.display.facets import attribute
from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.levels import levelled
from qualkit.display.material import Material
from qualkit.display.rules import axis_label
from qualkit.language import listed, say


def crossed(material: Material, first: str, second: str, *, title: str | None) -> Matrix:
    """The names of the cases at each two values; a number of many values comes as high, middle or low.

    Raises `NotFound` for an attribute that nobody recorded.
    """
    language = material.language
    cases = [str(case) for case in material.cases["case"]]
    (rows, down, one), (columns, across, other) = (
        levelled(list(attribute(material, "case", name).values), name, language=language)
        for name in (first, second)
    )
    met: dict[tuple[str, str], list[str]] = {}
    for case, row, column in zip(cases, down, across, strict=True):
        if row is not None and column is not None:
            met.setdefault((row, column), []).append(case)
    left_out = [case for case, *both in zip(cases, down, across, strict=True) if None in both]
    said = say("No value of one or the other: {cases}.", language, cases=listed(left_out, language))
    return Matrix(
        title=title or say("Cases by {rows} and {columns}", language, rows=first, columns=second),
        rows=tuple(Header(key=each, label=each) for each in rows),
        columns=tuple(Header(key=each, label=each, band=axis_label(second, language)) for each in columns),
        cells=tuple(tuple(_cell(met.get((row, column), [])) for column in columns) for row in rows),
        corner=axis_label(first, language),
        across=axis_label(second, language),
        content="names",
        legend=(say("Cells: the cases with both values.", language),),
        rules=tuple(rule for rule in (one, other) if rule),
        notes=(said,) if left_out else (),
        language=language,
        version=material.version,
    )


def _cell(cases: list[str]) -> Cell:
    return Cell(entries=tuple(Entry(text=case) for case in cases or ["–"]))
