"""Displays that predict: what goes before an outcome, and what is expected to come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.display.arrangement import Bands
from qualkit.display.axes import code_labels
from qualkit.display.catalogue import needs
from qualkit.display.catalogue.defaults import families, figures_of_cases, outcome
from qualkit.display.catalogue.entry import Entry
from qualkit.display.facets import attributes
from qualkit.display.forms import prediction_form
from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.rules import quoting_rules
from qualkit.errors import not_found
from qualkit.language import say


def predictor_outcome_matrix(
    material: Material,
    *,
    outcome_by: str | None = None,
    predictors: Sequence[str] | None = None,
    consequences: Sequence[str] = (),
    bands: Bands = None,
    quotes: int = 1,
    title: str | None = None,
) -> Matrix:
    """Cases from the highest outcome to the lowest, with what came before and after it.

    Parameters
    ----------
    outcome_by
        The attribute of cases that orders them.
    predictors, consequences
        Attributes of cases, or codes: the median weight of their codings, with a quotation. The families of
        codes by default, and no consequences.
    bands, quotes, title
        As in `matrix`.
    """
    by = outcome_by or outcome(material)
    main = matrix(material, rows="case", columns=[by], cells="attribute", order=by, bands=bands)
    order = [row.key for row in main.rows]
    groups = (
        ("predictors", list(predictors) if predictors is not None else families(material)),
        ("outcome", [by]),
        ("consequences", list(consequences)),
    )
    parts = [
        _headed(_part(material, name, order, quotes=quotes), say(heading, material.language))
        for heading, names in groups
        for name in names
    ]
    made = parts[0]
    for part in parts[1:]:
        made = made.beside(part)
    rows = tuple(replace(row, note=None) for row in main.rows)
    return replace(
        made,
        title=title or say("Predictors of {outcome}", material.language, outcome=by),
        rows=rows,
        content="mixed",
        rules=(*made.rules, *main.rules),
    )


def _part(material: Material, name: str, order: list[str], *, quotes: int) -> Matrix:
    if name in attributes(material, "case"):
        return matrix(material, rows="case", columns=[name], cells="attribute", order=order)
    if name not in set(material.codes["code"]):
        raise not_found(
            "attribute of cases or code", name, [*figures_of_cases(material), *material.codes["code"]]
        )
    label = code_labels(material).get(name, name)
    return matrix(
        material, rows="case", columns={label: name}, codes=name, cells="mixed", order=order, quotes=quotes
    )


def _headed(made: Matrix, heading: str) -> Matrix:
    """A part under a heading, of its rules only those on which words it quotes."""
    columns = tuple(replace(column, band=heading, n=None) for column in made.columns)
    return replace(made, columns=columns, rules=quoting_rules(made.rules, made.language))


ENTRIES = (
    Entry(
        make=predictor_outcome_matrix,
        title="Predictor–outcome matrix",
        chapter="predicting",
        kind="matrix",
        rows="cases, by outcome",
        columns="predictors, outcome, consequences",
        cells="ratings with a quotation",
        use="To ask which of several things that came before go with a high outcome.",
        needs=(needs.FIGURES, needs.CODINGS),
    ),
    Entry(
        make=prediction_form,
        title="Making and testing predictions",
        chapter="predicting",
        kind="form",
        rows="a prediction",
        columns="evidence for, against, verdict",
        cells="text",
        use="To write down what is expected, and ask those who know later whether it came true.",
        needs=(needs.CONCLUSIONS,),
    ),
)
