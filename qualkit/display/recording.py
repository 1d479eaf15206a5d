"""A record of activities: what was done in one source, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from qualkit.display.axes import code_labels
from qualkit.display.cells.quotations import entry
from qualkit.display.facets import entities
from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.material import Material
from qualkit.display.passages import Passages
from qualkit.display.records import encode
from qualkit.display.rules import axis_label
from qualkit.display.scope import scope
from qualkit.errors import not_found
from qualkit.language import say

_COLUMNS = ("time", "actor", "activity", "words")


def recorded(
    material: Material, *, source: str, codes: Sequence[str] | str | None, title: str | None
) -> Matrix:
    """The codings of one source in their order, a row each: when, by whom, what, in which words."""
    if source not in set(material.sources["source"]):
        raise not_found("source", source, list(material.sources["source"]))
    chosen = scope(material, codes=codes, where=None)
    codings = material.codings
    looked_at = np.append(chosen.codes, False)[encode(codings["code"], entities(material, "code"))]
    here = (codings["source"] == source) & (codings["status"] == "accepted") & looked_at
    found = codings[here].sort_values(["start", "end"], kind="stable")
    labels, language = code_labels(material), material.language
    turns = material.turns[material.turns["source"] == source]
    begins = {
        turn: _clock(seconds)
        for turn, seconds in zip(turns["turn"], turns.get("begins", []), strict=False)
        if seconds == seconds
    }
    told: Iterator[Any] = found.itertuples(index=False)
    cells = tuple(
        (
            _cell(step.when if isinstance(step.when, str) else begins.get(step.turn)),
            _cell(step.speaker),
            Cell(entries=(Entry(text=labels.get(step.code, step.code)),)),
            Cell(entries=(entry(step),), n=1),
        )
        for step in told
    )
    steps = [str(number) for number in range(1, len(cells) + 1)]
    behind = found[["coding_id"]].assign(row=steps, column="words")[["row", "column", "coding_id"]]
    return Matrix(
        title=title or say("Activities in {source}", language, source=source),
        rows=tuple(Header(key=step, label=step) for step in steps),
        columns=tuple(Header(key=name, label=axis_label(name, language)) for name in _COLUMNS),
        cells=cells,
        corner=say("Step", language),
        content="record",
        legend=(say("P07:12: source P07, turn 12", language), say("no data: not recorded", language)),
        language=language,
        codings=behind.reset_index(drop=True),
        passages=Passages(material.turns, material.codings),
        version=material.version,
    )


def _cell(value: Any) -> Cell:
    return Cell(value=value) if isinstance(value, str) else Cell(state="no data")


def _clock(seconds: float) -> str:
    """Hours and minutes, of the day in an observation and from the start of a recording.

    >>> _clock(33_660)
    '9:21'
    """
    minutes = int(seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"
