"""The words around a matrix: its title, its legend, and the decision rules by which it was filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.display.cells.filling import Cells, Filling
from qualkit.display.cells.marks import KIND_MARKS
from qualkit.display.facets import Facet
from qualkit.display.grid import State
from qualkit.display.nested import meet
from qualkit.display.tally import coded_alike
from qualkit.display.values import attribute_name
from qualkit.language import listed, number, say
from qualkit.model import DIRECTNESS

_HEADINGS = {
    "quotes": "Quotations by {rows} and {columns}",
    "summary": "Summaries by {rows} and {columns}",
    "count": "Number of codings by {rows} and {columns}",
    "sources": "Number of sources by {rows} and {columns}",
    "cases": "Number of cases by {rows} and {columns}",
    "rating": "Ratings by {rows} and {columns}",
    "attribute": "Attributes of each {rows}",
    "mixed": "Ratings and quotations by {rows} and {columns}",
    "sign": "Signs by {rows} and {columns}",
    "symbol": "Kinds of source by {rows} and {columns}",
    "codes": "Codes by {rows} and {columns}",
    "names": "Cases by {rows} and {columns}",
    "events": "Events by {rows} and {columns}",
}
_CONTENTS = {
    "count": "Cells: number of codings.",
    "sources": "Cells: number of sources with the code.",
    "cases": "Cells: number of cases with the code.",
    "rating": "Cells: median weight of the codings.",
    "summary": "Cells: the researcher's summary.",
    "mixed": "Cells: median weight of the codings, and quotations.",
    "sign": "Cells: sign of the codings' weights (+ favourable, − unfavourable, ± both).",
    "symbol": "Cells: the kinds of source that have the code.",
    "codes": "Cells: codes, with their number of codings.",
    "names": "Cells: the cases that have the code.",
    "events": "Cells: what happened, by the memo on the coding, else in its words; * marked as decisive.",
}
_REASONS: dict[State, str] = {
    "none found": "none found: read and coded, but nothing here",
    "not asked": "not asked: no source here raised the question",
    "not coded": "not yet coded: no source here has been coded",
    "no data": "no data: no source here",
    "not applicable": "not applicable: the question does not arise here",
}

_QUOTED = {
    "weight": "Quotations a cell, at most: {quotes}, the heaviest first, then those of typical length.",
    "typical": "Quotations a cell, at most: {quotes}, those whose words are most like the whole cell's.",
    "long": "Quotations a cell, at most: {quotes}, the longest first.",
    "short": "Quotations a cell, at most: {quotes}, the shortest first.",
    "first": "Quotations a cell, at most: {quotes}, the earliest in the text first.",
}
_MEETING = {
    "overlap": "A cell has the codings of the column's code that overlap one of the row's.",
    "turn": "A cell has the codings of the column's code that stand in one turn with one of the row's.",
}
_SHARES = {
    "row": "Percentages are of each row.",
    "column": "Percentages are of each column.",
    "total": "Percentages are of all codings shown.",
}
_MARKS = {
    "direct": "direct: seen or done by who tells it",
    "indirect": "indirect: heard of from others",
    "inferred": "inferred: by the researcher",
}


def axis_label(name: str, language: str) -> str:
    """The name of an axis as printed; an attribute keeps the name the researcher gave it."""
    said = _said(name, language)
    return said[:1].upper() + said[1:]


def heading(content: str, rows: Sequence[Facet], columns: Sequence[Facet], *, language: str) -> str:
    """The title of a matrix that was given none."""
    down, across = (
        listed((_said(of.name, language) for of in facets), language) for facets in (rows, columns)
    )
    return say(_HEADINGS[content], language, rows=down, columns=across)


def legend(cells: Cells, *, content: str, language: str) -> tuple[str, ...]:
    """What the cells hold, and the reasons of the empty ones that occur."""
    occur = {cell.state for row in cells for cell in row}
    marks = {entry.mark for row in cells for cell in row for entry in cell.entries if entry.mark}
    return (*_legend(content, occur, language), *_marked(marks, language))


def _marked(marks: set[str], language: str) -> Iterator[str]:
    for mark in DIRECTNESS:
        if mark in marks:
            yield say(_MARKS[mark], language)


def _legend(content: str, occur: set[State], language: str) -> Iterator[str]:
    if content in _CONTENTS:
        yield say(_CONTENTS[content], language)
    if content == "symbol":
        yield listed((f"{mark} {say(kind, language)}" for kind, mark in KIND_MARKS.items()), language)
    if content in ("quotes", "summary"):
        yield say("n: number of codings", language)
    if content in ("quotes", "mixed", "events"):
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


def column_rule(rules: Sequence[str]) -> str:
    """What a rule on the order of rows says of columns instead."""
    return rules[0].replace("Rows", "Columns", 1).replace("Baris", "Kolom", 1)


def quoting_rules(rules: Sequence[str], language: str) -> tuple[str, ...]:
    """Of some rules those that say which words are quoted."""
    openings = {say(each, language, quotes="").partition(",")[0][:12] for each in _QUOTED.values()}
    nobody = say("Nobody is quoted twice while somebody else is not quoted.", language)
    return tuple(rule for rule in rules if rule == nobody or any(map(rule.startswith, openings)))


def counting_rules(filling: Filling, *, content: str) -> tuple[str, ...]:
    """The decision rules about what was counted, left out and quoted."""
    return tuple(_counting(filling, content, filling.language))


def _counting(filling: Filling, content: str, language: str) -> Iterator[str]:
    counted, scope = filling.counted, filling.scope
    accepted = int(filling.material.accepted.sum())
    shown = number(counted.codings, language)
    if counted.codings == accepted:
        yield say("All {total} accepted codings are shown.", language, total=shown)
    else:
        part = f"{100 * counted.codings / accepted:.0f}"
        whole = number(accepted, language)
        phrase = "{shown} of the {total} accepted codings are shown ({part} %)."
        yield say(phrase, language, shown=shown, total=whole, part=part)
    if (alike := coded_alike(filling.material, counted)) > 0:
        phrase = "{alike} codings repeat what another coder coded alike; each coder's coding counts."
        yield say(phrase, language, alike=number(alike, language))
    if filling.share is not None:
        yield say(_SHARES[filling.share], language)
    for each in scope.filters:
        values = listed((each.facet.printed(value, language) for value in each.values), language)
        yield say("Only {what}: {values}.", language, what=_said(each.facet.name, language), values=values)
    if scope.named:
        yield say(
            "Only these codes and those below them: {codes}.", language, codes=listed(scope.named, language)
        )
    if counted.left_out:
        left_out = number(counted.left_out, language)
        yield say(
            "{left_out} codings belong to no row or column and are left out.", language, left_out=left_out
        )
    if content in ("quotes", "mixed"):
        yield say(_QUOTED[filling.choice], language, quotes=filling.quotes)
        yield say("Nobody is quoted twice while somebody else is not quoted.", language)
    if meet(filling.rows, filling.columns):
        yield say(_MEETING[filling.together], language)


def _said(name: str, language: str) -> str:
    return attribute_name(name.partition(":")[0] if name.startswith(("period:", "when:")) else name, language)
