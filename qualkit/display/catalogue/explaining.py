"""Displays that explain: what goes with what, and what leads to what."""

from __future__ import annotations

from typing import Any

from qualkit.display.axes import Clusters, code_labels
from qualkit.display.catalogue import needs
from qualkit.display.catalogue.defaults import families, outcome, used_families
from qualkit.display.catalogue.describing import clusters_below, headed
from qualkit.display.catalogue.entry import Entry
from qualkit.display.catalogue.exploring import first_used
from qualkit.display.catalogue.presets import preset
from qualkit.display.crossing import crossed
from qualkit.display.facets import attributes
from qualkit.display.graphs import causal_chain, causal_network, cross_case_causal_network
from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import Axes
from qualkit.language import say


def variable_by_variable_matrix(
    material: Material, *, first: str | None = None, second: str | None = None, title: str | None = None
) -> Matrix:
    """Cases where the values of one attribute meet those of another.

    Parameters
    ----------
    first, second
        Attributes of the cases: the rows and the columns. Numbers come as high, middle and low.
    title
        Printed in the caption.
    """
    known = attributes(material, "case")
    one = first or known[0]
    other = second or next(name for name in known if name != one)
    return crossed(material, one, other, title=title)


def effects_matrix(
    material: Material,
    *,
    outcomes: str | None = None,
    columns: Axes = "case",
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """Outcomes of each kind, favourable or not, by where they were seen.

    Parameters
    ----------
    outcomes
        The code whose kinds of outcome are the codes below it; the last family with codings by default.
    columns
        What they are divided by: cases, roles, times, or clusters such as direct, general and side effects.
    quotes, choices
        As in `matrix`.
    """
    named = outcomes or _last_used(material)
    return preset(material, choices, rows="code", columns=columns, codes=named, cells="mixed", quotes=quotes)


def case_ordered_effects_matrix(
    material: Material,
    *,
    cause: str | None = None,
    outcomes: str | None = None,
    columns: Axes = "code",
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """Effects in cases that are ordered by the strength of the cause.

    Parameters
    ----------
    cause
        The attribute of cases that says how strong the cause was.
    outcomes
        The code of the effects; the last family with codings by default.
    columns, quotes, choices
        As in `matrix`.
    """
    return preset(
        material,
        choices,
        rows="case",
        columns=columns,
        codes=outcomes or _last_used(material),
        order=cause or outcome(material),
        quotes=quotes,
    )


def case_dynamics_matrix(
    material: Material,
    *,
    issues: str | None = None,
    columns: Clusters | None = None,
    together: str = "turn",
    quotes: int = 1,
    **choices: Any,
) -> Matrix:
    """Issues that set things moving, how people coped, and how each was resolved.

    Parameters
    ----------
    issues
        The code whose issues are the codes below it; the first family with codings by default.
    columns
        Clusters of codes by heading, such as ``{"how coped": "coping", "resolution": "outcome"}``; the other
        families by default.
    together
        Where an issue and what was done about it meet: in one ``turn``, or on an ``overlap``.
    quotes, choices
        As in `matrix`.
    """
    named = issues or first_used(material)
    labels = code_labels(material)
    rest = [each for each in families(material) if each != named] or [named]
    made = preset(
        material,
        choices,
        rows=clusters_below(material, named),
        columns=columns or {labels.get(each, each): each for each in rest},
        together=together,
        quotes=quotes,
    )
    course = say("how people coped, and what came of it", material.language)
    return headed(made, labels.get(named, named), course, title=choices.get("title"))


def _last_used(material: Material) -> str:
    return used_families(material)[-1]


ENTRIES = (
    Entry(
        make=variable_by_variable_matrix,
        title="Variable-by-variable matrix",
        chapter="explaining",
        kind="matrix",
        rows="values of one variable",
        columns="values of another",
        cells="cases",
        use="To see at a glance which cases combine what.",
        needs=(needs.TWO_ATTRIBUTES,),
    ),
    Entry(
        make=effects_matrix,
        title="Effects matrix",
        chapter="explaining",
        kind="matrix",
        rows="kinds of outcome",
        columns="cases, roles or kinds of effect",
        cells="ratings and quotations",
        use="To sort out what came of something, wanted or not.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=case_ordered_effects_matrix,
        title="Case-ordered effects matrix",
        chapter="explaining",
        kind="matrix",
        rows="cases, by the strength of the cause",
        columns="effects",
        cells="quotations",
        use="To see whether stronger causes go with other effects.",
        needs=(needs.FIGURES, needs.CODINGS),
    ),
    Entry(
        make=case_dynamics_matrix,
        title="Case dynamics matrix",
        chapter="explaining",
        kind="matrix",
        rows="issues",
        columns="what was beneath, how people coped, resolution",
        cells="quotations where they meet",
        use="To trace what set a case moving, and how each strain was resolved.",
        needs=(needs.CODINGS,),
    ),
    Entry(
        make=causal_chain,
        title="Causal chain",
        chapter="explaining",
        kind="graph",
        rows="variables, in order",
        columns="what leads to what",
        cells="sign and evidence",
        use="To say in one line how one thing led to another.",
        needs=(needs.CODE_RELATIONS,),
    ),
    Entry(
        make=causal_network,
        title="Causal network",
        chapter="explaining",
        kind="graph",
        rows="variables, rated high, middle or low",
        columns="arrows with + or −",
        cells="evidence and a numbered narrative",
        use="To explain the outcome of one case by all that led to it.",
        needs=(needs.CODE_RELATIONS, needs.CASES),
    ),
    Entry(
        make=cross_case_causal_network,
        title="Cross-case causal network",
        chapter="explaining",
        kind="graph",
        rows="variables of several cases",
        columns="arrows that they share",
        cells="cases in which each holds",
        use="To find which causes of one outcome several cases share.",
        needs=(needs.CODE_RELATIONS, needs.TWO_CASES),
    ),
)
