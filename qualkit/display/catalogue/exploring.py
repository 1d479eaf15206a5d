"""Displays that explore: what was collected, and what it says at first sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from qualkit.collection.accounting import Wanted, account
from qualkit.display.arrangement import Order
from qualkit.display.catalogue import needs
from qualkit.display.catalogue.defaults import families, outcome, used_families, words
from qualkit.display.catalogue.entry import Entry
from qualkit.display.catalogue.presets import preset
from qualkit.display.facets import attribute
from qualkit.display.forms import (
    case_analysis_meeting_form,
    contact_summary_form,
    document_summary_form,
    interim_case_summary,
    pre_structured_case_outline,
    sequential_analyses,
)
from qualkit.display.grid import Cell, Header, Matrix
from qualkit.display.grid import Entry as Words
from qualkit.display.material import Material
from qualkit.display.matrix import Axes, matrix
from qualkit.display.rules import axis_label, legend
from qualkit.display.values import numbers
from qualkit.errors import InvalidInput
from qualkit.language import date, listed, say


def data_accounting_log(
    material: Material, *, rows: str = "case", columns: str = "kind", wanted: Wanted | None = None
) -> Matrix:
    """Which data there are, which are still to be coded, and which are missing.

    Parameters
    ----------
    rows, columns
        Columns of `study.sources`.
    wanted
        The data that were planned: columns by row, or a frame ``row column``; all combinations otherwise.
    """
    coded = set(material.codings.loc[material.accepted, "source"])
    sources = material.sources.assign(coded=material.sources["source"].isin(coded))
    if "status" not in sources:
        sources = sources.assign(status=None)
    log = account(sources, rows=rows, columns=columns, wanted=wanted)
    down, across = (list(dict.fromkeys(log[each])) for each in ("row", "column"))
    found = {(entry.row, entry.column): entry for entry in log.itertuples(index=False)}
    language = material.language
    return Matrix(
        title=say(
            "Data collected by {rows} and {columns}",
            language,
            rows=_said(rows, language),
            columns=_said(columns, language),
        ),
        rows=tuple(Header(key=each, label=each) for each in down),
        columns=tuple(Header(key=each, label=_said(each, language)) for each in across),
        cells=tuple(tuple(_logged(found.get((row, column)), language) for column in across) for row in down),
        corner=axis_label(rows, language),
        across=axis_label(columns, language),
        content="status",
        legend=(
            say(
                "done: collected and coded; partial: not all of it is coded; missing: planned, not there",
                language,
            ),
        ),
        language=language,
        version=material.version,
    )


def _logged(entry: Any, language: str) -> Cell:
    if entry is None:
        return Cell(state="not applicable")
    said = [say(entry.state, language)]
    if entry.sources:
        said.append(f"n\u00a0=\u00a0{entry.sources}")
    if isinstance(entry.date, str):
        said.append(" – ".join(date(each, language) for each in entry.date.split(" – ")))
    return Cell(entries=(Words(text=listed(said, language)),), n=int(entry.sources))


def _said(name: str, language: str) -> str:
    label = axis_label(name, language)
    return label[:1].lower() + label[1:] if label.lower() != name else label.lower()


def partially_ordered_meta_matrix(
    material: Material,
    *,
    rows: Axes = "case",
    columns: Axes | None = None,
    cells: str | None = None,
    **choices: Any,
) -> Matrix:
    """All that is known of each case under each question, stacked before anything is ordered.

    Parameters
    ----------
    rows, columns, cells
        As in `matrix`; the families of codes and, where there are any, the researcher's summaries by default.
    choices
        All others of `matrix`.
    """
    return matrix(material, rows=rows, columns=columns or "family", cells=cells or words(material), **choices)


def explanatory_effects_matrix(
    material: Material,
    *,
    rows: Axes = "case",
    columns: Axes | None = None,
    explained: Mapping[str, str] | None = None,
    **choices: Any,
) -> Matrix:
    """What was done, what followed sooner and later, and how the researcher explains it.

    Parameters
    ----------
    rows
        Where support came from, or what it was for; cases by default.
    columns
        Clusters of codes by heading, such as ``{"what was done": "action", "short run": "effect"}``; the
        families of codes by default.
    explained
        The researcher's explanation of each row, by its key: the last column.
    choices
        All others of `matrix`.
    """
    made = matrix(material, rows=rows, columns=columns or "family", **choices)
    return made.with_column(say("Researcher's explanation", made.language), explained or {})


def checklist_matrix(
    material: Material, *, variable: str | None = None, by: Axes = "kind", quotes: int = 1, **choices: Any
) -> Matrix:
    """The components of one variable, each rated and quoted, by who or what says so.

    Parameters
    ----------
    variable
        The code whose components are the codes below it; the first with codings by default.
    by
        What the columns tell apart: a role, the kind of source.
    quotes, choices
        As in `matrix`.
    """
    named = variable or first_used(material)
    return preset(material, choices, rows="code", columns=by, codes=named, cells="mixed", quotes=quotes)


def first_used(material: Material) -> str:
    """The first family that has codings."""
    return used_families(material)[0]


def content_analytic_summary_table(
    material: Material, *, rows: Axes = "code", columns: Axes = "kind", quotes: int = 5, **choices: Any
) -> Matrix:
    """All that was said of a sort, from whichever case, with the number of cases that say it.

    Parameters
    ----------
    rows, columns
        What is said, and the dimension it is divided by.
    quotes, choices
        As in `matrix`.
    """
    made = matrix(material, rows=rows, columns=columns, quotes=quotes, **choices)
    counted = preset(material, choices, rows=rows, columns=columns, cells="cases")
    cells = tuple(
        tuple(_without_addresses(cell, number, made.language) for cell, number in zip(*pair, strict=True))
        for pair in zip(made.cells, counted.cells, strict=True)
    )
    note = say(
        "Names of cases are dropped; behind each cell is the number of cases that say it.", made.language
    )
    said = legend(cells, content="entries", language=made.language)
    return replace(made, cells=cells, legend=said, notes=(*made.notes, note), content="entries")


def _without_addresses(cell: Cell, counted: Cell, language: str) -> Cell:
    if not cell.entries:
        return cell
    words_only = tuple(
        replace(entry, text=f"“{entry.text}”", address=None, speaker=None) for entry in cell.entries
    )
    cases = Words(text=say("{n} cases", language, n=counted.value or 0), mark=None)
    return replace(cell, entries=(*words_only, cases))


def substructuring_variable_table(
    material: Material,
    *,
    variable: str | None = None,
    order: Order = "rating",
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """Cases ordered on a variable that is being refined, by what it turns out to be made of.

    Parameters
    ----------
    variable
        The code whose dimensions are the codes below it; the first with codings by default.
    order, quotes, choices
        As in `matrix`; by the median weight of the variable's codings by default.
    """
    named = variable or first_used(material)
    return preset(
        material,
        choices,
        rows="case",
        columns="code",
        codes=named,
        cells="mixed",
        order=order,
        quotes=quotes,
    )


def contrast_table(
    material: Material,
    *,
    variable: str | None = None,
    cases: Sequence[str] | None = None,
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """Exemplary cases, high, middle and low on a variable, side by side.

    Parameters
    ----------
    variable
        An attribute of the cases that is a number.
    cases
        The exemplars from high to low; the highest, the middle and the lowest by default.
    quotes, choices
        As in `matrix`.
    """
    shown = list(cases or _exemplars(material, variable or outcome(material)))
    where = {**(choices.pop("where", None) or {}), "case": shown}
    return preset(
        material, choices, rows="code", columns="case", where=where, column_order=shown, quotes=quotes
    )


def _exemplars(material: Material, name: str) -> dict[str, None]:
    """The cases that are highest, in the middle and lowest on an attribute."""
    values = attribute(material, "case", name).values
    pairs = zip(numbers(values) or (), material.cases["case"], strict=False)
    ranked = [case for _, case in sorted((pair for pair in pairs if pair[0] is not None), reverse=True)]
    if not ranked:
        raise InvalidInput(f"{name!r} is not a number of the cases; name an attribute that is, or cases=[…].")
    return dict.fromkeys([ranked[0], ranked[len(ranked) // 2], ranked[-1]])


def two_variable_case_ordered_matrix(
    material: Material,
    *,
    first: str | None = None,
    codes: Sequence[str] | None = None,
    cells: str | None = None,
    **choices: Any,
) -> Matrix:
    """Cases ordered on one variable, by the attributes of that variable and of a second one.

    Parameters
    ----------
    first
        The attribute by which the cases are ordered.
    codes
        The two variables: codes whose attributes are the codes below them; the first two families by default.
    cells, choices
        As in `matrix`.
    """
    return preset(
        material,
        choices,
        rows="case",
        columns=["family", "code"],
        codes=list(codes or families(material)[:2]),
        order=first or outcome(material),
        cells=cells or words(material),
    )


ENTRIES = (
    Entry(
        make=data_accounting_log,
        title="Data accounting log",
        chapter="exploring",
        kind="matrix",
        rows="informants, events or sites",
        columns="research questions or kinds of source",
        cells="done, partial or missing, with the date",
        use="From the first day on, to see which data there are and which are still to be collected.",
        needs=(needs.SOURCES,),
    ),
    Entry(
        make=contact_summary_form,
        title="Contact summary form",
        chapter="exploring",
        kind="form",
        rows="fixed prompts",
        columns="one contact",
        cells="a few lines and codes",
        use="Within a day of each interview or visit, while it is fresh.",
        needs=(needs.SOURCES,),
    ),
    Entry(
        make=document_summary_form,
        title="Document summary form",
        chapter="exploring",
        kind="form",
        rows="name, context, significance, content",
        columns="one document",
        cells="text",
        use="For each document that will be drawn on, to keep why it matters beside what it says.",
        needs=(needs.SOURCES,),
    ),
    Entry(
        make=case_analysis_meeting_form,
        title="Case analysis meeting form",
        chapter="exploring",
        kind="form",
        rows="themes, hypotheses, other explanations, next data, codes",
        columns="one meeting",
        cells="minutes",
        use="When those who know a case meet to take stock of it.",
        needs=(needs.CASES,),
    ),
    Entry(
        make=interim_case_summary,
        title="Interim case summary",
        chapter="exploring",
        kind="form",
        rows="site, findings, causes, methods, gaps",
        columns="one case",
        cells="text",
        use="When about half of a case's data are in: the first whole account of it, and what it lacks.",
        needs=(needs.CASES, needs.CODINGS),
    ),
    Entry(
        make=partially_ordered_meta_matrix,
        title="Partially ordered meta-matrix",
        chapter="exploring",
        kind="matrix",
        rows="cases",
        columns="questions or families of codes",
        cells="summaries or quotations",
        use="To stack up all cases on one page before it is known how they should be ordered.",
        needs=(needs.CASES, needs.CODINGS),
    ),
    Entry(
        make=explanatory_effects_matrix,
        title="Explanatory effects matrix",
        chapter="exploring",
        kind="matrix",
        rows="cases or where support came from",
        columns="what was done, effects sooner and later, explanation",
        cells="quotations, and the researcher's inference",
        use="To ask of each effect what brought it about, before the causes are settled.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=checklist_matrix,
        title="Checklist matrix",
        chapter="exploring",
        kind="matrix",
        rows="components of one variable",
        columns="roles or kinds of source",
        cells="rating with a quotation",
        use="When one variable matters so much that each of its parts is to be rated by each who knows it.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=content_analytic_summary_table,
        title="Content-analytic summary table",
        chapter="exploring",
        kind="matrix",
        rows="what is said",
        columns="a dimension of it",
        cells="entries of all cases, and the number of cases",
        use="To see what there is over all cases, whichever case it comes from.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=substructuring_variable_table,
        title="Substructuring of a variable",
        chapter="exploring",
        kind="matrix",
        rows="cases, ordered on the variable",
        columns="its dimensions",
        cells="ratings and quotations",
        use="When a variable turns out to be several things, to see of which each case has how much.",
        needs=(needs.CASES, needs.CODINGS),
    ),
    Entry(
        make=contrast_table,
        title="Contrast table",
        chapter="exploring",
        kind="matrix",
        rows="aspects",
        columns="exemplary cases, high, middle and low",
        cells="quotations",
        use="To understand a variable by what sets its extreme cases apart.",
        needs=(needs.FIGURES, needs.CODINGS),
    ),
    Entry(
        make=two_variable_case_ordered_matrix,
        title="Two-variable case-ordered matrix",
        chapter="exploring",
        kind="matrix",
        rows="cases, ordered on the first variable",
        columns="attributes of both variables",
        cells="summaries or quotations",
        use="To see whether cases that are high on one variable share something on a second.",
        needs=(needs.FIGURES, needs.CODINGS),
    ),
    Entry(
        make=pre_structured_case_outline,
        title="Pre-structured case outline",
        chapter="exploring",
        kind="form",
        rows="sections of the report",
        columns="one case",
        cells="what is to be filled in",
        use="When time is short and the questions clear: the report's outline first, then the data for it.",
        needs=(needs.CASES,),
    ),
    Entry(
        make=sequential_analyses,
        title="Sequential analyses",
        chapter="exploring",
        kind="form",
        rows="steps of the analysis",
        columns="input, output",
        cells="how one led to the next",
        use="To show a reader how one display led to the next.",
    ),
)
