"""The convergence display: conclusions by method, source, coder or case."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.errors import InvalidInput
from qualkit.frames import records
from qualkit.language import listed, say
from qualkit.verification.evidence import standing
from qualkit.verification.weighing import FACETS, By, verdict_of

_SHOWN_ADDRESSES = 3
_LEGEND = (
    "converges: evidence for the conclusion, and none against it; complements: it only qualifies; "
    "contradicts: at least one piece against; silent: nothing cited. +, − and ± count pieces of evidence."
)


def convergence(
    conclusions: pd.DataFrame,
    evidence: pd.DataFrame,
    *,
    by: By,
    values: Sequence[str],
    language: str,
    version: int,
) -> Matrix:
    """Whether methods, sources, coders or cases say the same of each conclusion.

    Parameters
    ----------
    conclusions, evidence
        The study's frames.
    by
        What is compared.
    values
        The columns, in their order: all methods (or sources, …) of the study, cited or not.

    Returns
    -------
    Matrix
        A cell says ``converges``, ``complements``, ``contradicts`` or ``silent``, with the number of
        pieces of evidence for, against and qualifying, and where they stand.
    """
    if by not in FACETS:
        raise InvalidInput(f"Triangulation is by {', '.join(FACETS)}, not by {by!r}.")
    counted = standing(evidence)
    rows, linked = [], []
    for name in conclusions["conclusion"]:
        own = counted[counted["conclusion"] == name]
        cells = [own[own[FACETS[by]] == value] for value in values]
        rows.append(tuple(_cell(cell, language) for cell in cells))
        linked += [
            (name, value, coding)
            for value, cell in zip(values, cells, strict=True)
            for coding in cell.loc[cell["of"] == "coding", "target"]
        ]
    return Matrix(
        title=say("Convergence of the evidence by {by}", language, by=say(by, language)),
        rows=tuple(
            Header(key=row["conclusion"], label=f"{row['conclusion']}: {row['statement']}")
            for row in records(conclusions)
        ),
        columns=tuple(
            Header(key=value, label=say(value, language).capitalize() if by == "method" else value)
            for value in values
        ),
        cells=tuple(rows),
        corner=say("conclusion", language).capitalize(),
        across=say(by, language),
        content="convergence",
        legend=(say(_LEGEND, language),),
        language=language,
        codings=pd.DataFrame(linked, columns=["row", "column", "coding_id"]),
        version=version,
    )


def _cell(evidence: pd.DataFrame, language: str) -> Cell:
    verdict = say(verdict_of(set(evidence["stance"])), language)
    if evidence.empty:
        return Cell(entries=(Entry(text=verdict),))
    signs = {"supports": "+", "contradicts": "−", "qualifies": "±"}
    counts = evidence["stance"].value_counts()
    told = (f"{counts[stance]} {sign}" for stance, sign in signs.items() if stance in counts)
    places = list(dict.fromkeys(evidence["address"].dropna()))
    more = f" … +{len(places) - _SHOWN_ADDRESSES}" if len(places) > _SHOWN_ADDRESSES else ""
    shown = "; ".join(places[:_SHOWN_ADDRESSES]) + more
    entries = [Entry(text=f"{verdict} ({listed(told, language)})")]
    return Cell(entries=(*entries, *([Entry(text=shown)] if shown else [])), n=len(evidence))
