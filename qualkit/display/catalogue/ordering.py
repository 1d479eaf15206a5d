"""Displays that order: in time, in the course of something, or by how much of it there is."""

from __future__ import annotations

from typing import Any

from qualkit.display.arrangement import Bands
from qualkit.display.catalogue import needs
from qualkit.display.catalogue.defaults import outcome, times, words
from qualkit.display.catalogue.entry import Entry
from qualkit.display.catalogue.presets import preset
from qualkit.display.charting import critical_incidents, growth_gradient, scatter
from qualkit.display.facets import attribute
from qualkit.display.graphs import composite_sequence, decision_model, event_state_network
from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import Axes, matrix
from qualkit.display.recording import recorded
from qualkit.display.values import missing


def event_listing_matrix(
    material: Material, *, rows: Axes = "family", columns: Axes | None = None, **choices: Any
) -> Matrix:
    """Events by their kind, in the order in which they happened.

    Parameters
    ----------
    rows
        What tells events apart: families of codes, codes, cases.
    columns
        ``when``, also ``when:year``, ``:quarter`` or ``:month``; quarters by default where months are known.
    choices
        All others of `matrix`.
    """
    choices.setdefault("cells", "events")
    return matrix(material, rows=rows, columns=columns or times(material), **choices)


def activity_record(
    material: Material, *, source: str, codes: list[str] | str | None = None, title: str | None = None
) -> Matrix:
    """What was done, step by step, in one source.

    Parameters
    ----------
    source
        Such as an observation note.
    codes
        The codes of activities, each with all below it; all by default.
    title
        Printed in the caption.
    """
    return recorded(material, source=source, codes=codes, title=title)


def time_ordered_matrix(
    material: Material, *, rows: Axes = "code", columns: Axes | None = None, quotes: int = 1, **choices: Any
) -> Matrix:
    """What changed in each aspect, from period to period.

    Parameters
    ----------
    rows
        The aspects.
    columns
        ``when`` (of what is told), else ``period`` (of the sources), or an attribute that names phases.
    quotes, choices
        As in `matrix`.
    """
    return matrix(material, rows=rows, columns=columns or times(material), quotes=quotes, **choices)


def time_ordered_meta_matrix(
    material: Material, *, rows: Axes = "case", columns: Axes | None = None, quotes: int = 1, **choices: Any
) -> Matrix:
    """What happened in each case, from period to period.

    Parameters
    ----------
    rows, columns
        Cases, and the time as in `time_ordered_matrix`.
    quotes, choices
        As in `matrix`.
    """
    return matrix(material, rows=rows, columns=columns or times(material), quotes=quotes, **choices)


def case_ordered_descriptive_meta_matrix(
    material: Material,
    *,
    outcome_by: str | None = None,
    columns: Axes = "code",
    bands: Bands = 3,
    cells: str | None = None,
    **choices: Any,
) -> Matrix:
    """Cases from high to low on the main variable, banded, with all that describes them.

    Parameters
    ----------
    outcome_by
        The attribute of cases that orders them.
    columns, bands, cells, choices
        As in `matrix`; high, middle and low by default where there are three cases or more.
    """
    by = outcome_by or outcome(material)
    said = [value for value in attribute(material, "case", by).values if not missing(value)]
    enough = len(said) >= (bands if isinstance(bands, int) else 0)
    return preset(
        material,
        choices,
        rows="case",
        columns=columns,
        order=by,
        bands=bands if enough else None,
        cells=cells or words(material),
    )


ENTRIES = (
    Entry(
        make=event_listing_matrix,
        title="Event-listing matrix",
        chapter="ordering",
        kind="matrix",
        rows="kinds of event",
        columns="periods, in order",
        cells="events, * decisive ones",
        use="To see the whole course of something, and what happened in which strand of it.",
        needs=(needs.EVENTS,),
    ),
    Entry(
        make=critical_incidents,
        title="Critical incident chart",
        chapter="ordering",
        kind="chart",
        rows="cases",
        columns="time",
        cells="incidents",
        use="When only the few events that made the difference are to be shown.",
        needs=(needs.EVENTS,),
    ),
    Entry(
        make=activity_record,
        title="Activity record",
        chapter="ordering",
        kind="matrix",
        rows="steps",
        columns="who, what, in which words",
        cells="text",
        use="To write down a routine as it was observed, step by step.",
        needs=(needs.SOURCES, needs.CODINGS),
    ),
    Entry(
        make=growth_gradient,
        title="Growth gradient",
        chapter="ordering",
        kind="chart",
        rows="level of a variable",
        columns="time",
        cells="events along the line",
        use="To show how something rose or fell, and what happened on the way.",
        needs=(needs.WEIGHTS,),
    ),
    Entry(
        make=time_ordered_matrix,
        title="Time-ordered matrix",
        chapter="ordering",
        kind="matrix",
        rows="aspects",
        columns="periods, in order",
        cells="what changed",
        use="To see which aspect changed when, and what came first.",
        needs=(needs.TIMES, needs.CODINGS),
    ),
    Entry(
        make=time_ordered_meta_matrix,
        title="Time-ordered meta-matrix",
        chapter="ordering",
        kind="matrix",
        rows="cases",
        columns="periods, in order",
        cells="what happened",
        use="To compare the course of several cases.",
        needs=(needs.TIMES, needs.CASES, needs.CODINGS),
    ),
    Entry(
        make=decision_model,
        title="Decision model",
        chapter="ordering",
        kind="graph",
        rows="questions of a decision",
        columns="yes and no",
        cells="cases that went that way",
        use="To test whether the reasons that people give account for what they decided.",
        needs=(needs.DECISIONS,),
    ),
    Entry(
        make=event_state_network,
        title="Event–state network",
        chapter="ordering",
        kind="graph",
        rows="events (boxes) and states (bubbles)",
        columns="what led to what",
        cells="relations with their evidence",
        use="After an event listing: to draw what led to what.",
        needs=(needs.CODE_RELATIONS,),
    ),
    Entry(
        make=composite_sequence,
        title="Composite sequence analysis",
        chapter="ordering",
        kind="graph",
        rows="cases' paths",
        columns="stages that they share",
        cells="number of cases",
        use="To find typical paths among several cases that went through similar stages.",
        needs=(needs.TWO_CASES, needs.CODINGS),
    ),
    Entry(
        make=case_ordered_descriptive_meta_matrix,
        title="Case-ordered descriptive meta-matrix",
        chapter="ordering",
        kind="matrix",
        rows="cases, from high to low, banded",
        columns="descriptive aspects",
        cells="summaries or quotations",
        use="To see what goes along with being high or low on the variable that matters.",
        needs=(needs.FIGURES, needs.CODINGS),
    ),
    Entry(
        make=scatter,
        title="Scatterplot",
        chapter="ordering",
        kind="chart",
        rows="one variable",
        columns="another",
        cells="cases, with arrows for change",
        use="To see cases on two variables at once, and which of them stand together.",
        needs=(needs.TWO_FIGURES,),
    ),
)
