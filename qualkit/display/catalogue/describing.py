"""Displays that describe: who says what of which topic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qualkit.display.axes import Clusters, code_labels
from qualkit.display.catalogue import needs
from qualkit.display.catalogue.defaults import families, participants, roles, times
from qualkit.display.catalogue.entry import Entry
from qualkit.display.catalogue.exploring import first_used
from qualkit.display.catalogue.presets import preset
from qualkit.display.choices import check
from qualkit.display.forms import poetic_display, vignette
from qualkit.display.graphs import cognitive_map, context_chart, folk_taxonomy
from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import Axes, matrix
from qualkit.language import say


def role_ordered_matrix(
    material: Material,
    *,
    role: str | None = None,
    columns: Axes = "code",
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """What people say of each topic, with those who have a role together.

    Parameters
    ----------
    role
        The attribute that tells roles; ``position``, ``role``, ``jabatan`` or ``peran`` by default.
    columns, quotes, choices
        As in `matrix`.
    """
    by = role or roles(material) or "role"
    return matrix(
        material, rows=[by, participants(material) or "source"], columns=columns, quotes=quotes, **choices
    )


def role_by_time_matrix(
    material: Material,
    *,
    role: str | None = None,
    columns: Axes | None = None,
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """What people of each role say or do in each phase.

    Parameters
    ----------
    role
        The attribute that tells roles; ``position``, ``role``, ``jabatan`` or ``peran`` by default.
    columns
        The time: ``when`` (of what is told), ``period`` (of the source), or an attribute that names phases.
    quotes, choices
        As in `matrix`.
    """
    by = role or roles(material) or "role"
    return matrix(material, rows=by, columns=columns or times(material), quotes=quotes, **choices)


def construct_table(
    material: Material,
    *,
    construct: str | None = None,
    columns: Axes | None = None,
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """One construct: its properties, and how each varies among the participants.

    Parameters
    ----------
    construct
        The code whose properties are the codes below it; the first family with codings by default.
    columns
        Among whom it varies; cases by default.
    quotes, choices
        As in `matrix`.
    """
    named = construct or first_used(material)
    return preset(
        material, choices, rows="code", columns=columns or "case", codes=named, cells="mixed", quotes=quotes
    )


def conceptually_clustered_matrix(
    material: Material,
    *,
    rows: Axes | None = None,
    clusters: Clusters | None = None,
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """What each participant answers to questions that belong together.

    Parameters
    ----------
    rows
        The respondents; cases and the participants in them by default.
    clusters
        Codes by the heading they come under; the families of codes by default.
    quotes, choices
        As in `matrix`.
    """
    who = rows or ["case", participants(material) or "source"]
    return matrix(material, rows=who, columns=clusters or "family", quotes=quotes, **choices)


def thematic_conceptual_matrix(
    material: Material,
    *,
    issues: str | None = None,
    themes: str | None = None,
    together: str = "turn",
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """Issues by what was said or done about them, where the two meet.

    Parameters
    ----------
    issues, themes
        The codes whose codes below are the rows and the columns; the first two families by default.
    together
        Where they meet: in one ``turn``, or on an ``overlap``.
    quotes, choices
        As in `matrix`.
    """
    known = families(material)
    one, other = issues or known[0], themes or known[min(1, len(known) - 1)]
    made = preset(
        material,
        choices,
        rows=clusters_below(material, one),
        columns=clusters_below(material, other),
        codes=[one, other],
        together=together,
        quotes=quotes,
    )
    labels = code_labels(material)
    return headed(made, labels.get(one, one), labels.get(other, other), title=choices.get("title"))


def headed(made: Matrix, rows: str, columns: str, *, title: str | None) -> Matrix:
    """A matrix of clusters under what its rows and columns are called."""
    title = title or say("Quotations by {rows} and {columns}", made.language, rows=rows, columns=columns)
    return replace(made, title=title, corner=rows, across=columns)


def clusters_below(material: Material, name: str) -> Clusters:
    """The codes directly below a code, by their labels; the code itself where it has none."""
    check(code=name)
    codes = material.codes
    below = codes[codes["parent"] == name]
    shown = below if len(below) else codes[codes["code"] == name]
    labelled = shown["label"].where(~shown["label"].duplicated(keep=False))
    return {
        str(label) if isinstance(label, str) and label else str(code): str(code)
        for code, label in zip(shown["code"], labelled, strict=True)
    } or {name: name}


ENTRIES = (
    Entry(
        make=role_ordered_matrix,
        title="Role-ordered matrix",
        chapter="describing",
        kind="matrix",
        rows="persons, grouped by role",
        columns="topics",
        cells="quotations",
        use="When people see a thing differently because of where they sit.",
        needs=(needs.ROLES, needs.CODINGS),
    ),
    Entry(
        make=role_by_time_matrix,
        title="Role-by-time matrix",
        chapter="describing",
        kind="matrix",
        rows="roles",
        columns="phases",
        cells="actions and reactions",
        use="To see who did what, and when, as something was taken up.",
        needs=(needs.ROLES, needs.TIMES, needs.CODINGS),
    ),
    Entry(
        make=context_chart,
        title="Context chart",
        chapter="describing",
        kind="graph",
        rows="persons, roles or units",
        columns="relations between them",
        cells="sign of the relation",
        use="To draw in what net of relations people act, before explaining what they do.",
        needs=(needs.CASE_RELATIONS,),
    ),
    Entry(
        make=construct_table,
        title="Construct table",
        chapter="describing",
        kind="matrix",
        rows="properties of one construct",
        columns="participants or cases",
        cells="value and quotation",
        use="To bring together all that the data say of one idea on which much rests.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=conceptually_clustered_matrix,
        title="Conceptually clustered matrix",
        chapter="describing",
        kind="matrix",
        rows="respondents",
        columns="clusters of questions or codes",
        cells="answers",
        use="When several questions belong together, to see whether who answers one so answers another so.",
        needs=(needs.PARTICIPANTS, needs.CODINGS),
    ),
    Entry(
        make=thematic_conceptual_matrix,
        title="Thematic conceptual matrix",
        chapter="describing",
        kind="matrix",
        rows="issues",
        columns="themes, such as strategies",
        cells="quotations where the two meet",
        use="When the order that matters is neither of persons nor of time, but of ideas.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=folk_taxonomy,
        title="Folk taxonomy",
        chapter="describing",
        kind="graph",
        rows="terms",
        columns="what they are kinds of",
        cells="label and contrast",
        use="To show how the people studied sort their own world, in their own words.",
        needs=(needs.CODES,),
    ),
    Entry(
        make=vignette,
        title="Vignette",
        chapter="describing",
        kind="form",
        rows="context, hopes, who, what happened, impact",
        columns="one episode",
        cells="narrative",
        use="To write one episode out that shows what many others are like.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=poetic_display,
        title="Poetic display",
        chapter="describing",
        kind="form",
        rows="stanzas",
        columns="one participant",
        cells="the participant's words only",
        use="To give back how something was lived, in nothing but the participant's words.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=cognitive_map,
        title="Cognitive map",
        chapter="describing",
        kind="graph",
        rows="concepts of one person",
        columns="relations between them",
        cells="label of the relation",
        use="To draw how one person thinks that things hang together.",
        needs=(needs.CODE_RELATIONS,),
    ),
)
