"""The words around a matrix: its title, its legend, and the decision rules by which it was filled."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.filling import Cells, Filling
from qualkit.display.grid import State
from qualkit.display.language import known, number, say
from qualkit.display.scope import Scope

_HEADINGS = {
    "quotes": "Quotations by {rows} and {columns}",
    "summary": "Summaries by {rows} and {columns}",
    "count": "Number of codings by {rows} and {columns}",
    "sources": "Number of sources by {rows} and {columns}",
    "cases": "Number of cases by {rows} and {columns}",
    "rating": "Ratings by {rows} and {columns}",
    "attribute": "Attributes of each {rows}",
}
_CONTENTS = {
    "count": "Cells: number of codings.",
    "sources": "Cells: number of sources with the code.",
    "cases": "Cells: number of cases with the code.",
    "rating": "Cells: median weight of the codings.",
    "summary": "Cells: the researcher's summary.",
}
_REASONS: dict[State, str] = {
    "none found": "none found: read and coded, but nothing here",
    "not asked": "not asked: no source here raised the question",
    "not coded": "not yet coded: no source here has been coded",
    "no data": "no data: no source here",
}


def axis_label(name: str, language: str) -> str:
    """The name of an axis as printed; an attribute keeps the name the researcher gave it."""
    said = _said(name, language)
    return said[:1].upper() + said[1:]


def heading(content: str, rows: str, columns: str, *, language: str) -> str:
    """The title of a matrix that was given none."""
    return say(_HEADINGS[content], language, rows=_said(rows, language), columns=_said(columns, language))


def legend(cells: Cells, *, content: str, language: str) -> tuple[str, ...]:
    """What the cells hold, and the reasons of the empty ones that occur."""
    occur = {cell.state for row in cells for cell in row}
    return tuple(_legend(content, occur, language))


def _legend(content: str, occur: set[State], language: str) -> Iterator[str]:
    if content in _CONTENTS:
        yield say(_CONTENTS[content], language)
    if content in ("quotes", "summary"):
        yield say("n: number of codings", language)
    if content == "quotes":
        yield say("P07:12: source P07, turn 12", language)
    for state, phrase in _REASONS.items():
        if state not in occur:
            continue
        if state == "none found" and content in ("count", "sources", "cases"):
            yield say("0: read and coded, but nothing here", language)
        elif state == "no data" and content == "attribute":
            yield say("no data: not recorded", language)
        else:
            yield say(phrase, language)


def counting_rules(filling: Filling, scope: Scope, *, content: str, language: str) -> tuple[str, ...]:
    """The decision rules about what was counted, left out and quoted."""
    return tuple(_counting(filling, scope, content, language))


def _counting(filling: Filling, scope: Scope, content: str, language: str) -> Iterator[str]:
    counted = filling.counted
    total = number(counted.codings, language)
    yield say("{total} accepted codings were counted.", language, total=total)
    for each in scope.filters:
        values = ", ".join(_said(value, language) for value in each.values)
        yield say("Only {what}: {values}.", language, what=_said(each.facet.name, language), values=values)
    if scope.named:
        yield say("Only these codes and those below them: {codes}.", language, codes=", ".join(scope.named))
    if counted.left_out:
        left_out = number(counted.left_out, language)
        yield say(
            "{left_out} codings belong to no row or column and are left out.", language, left_out=left_out
        )
    if content == "quotes":
        yield say(
            "Quotations a cell, at most: {quotes}, the heaviest first, then those of typical length; "
            "nobody is quoted twice while somebody else is not quoted.",
            language,
            quotes=filling.quotes,
        )


def _said(name: str, language: str) -> str:
    base = name.partition(":")[0] if name.startswith("period:") else name
    return say(base, language) if known(base) else base
