"""What the patterns of a codebook would code in the texts of a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.model import UNITS, Unit
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.folding import Offsets
from qualkit.reduction.line import Line, in_order
from qualkit.reduction.patterns import Patterns
from qualkit.reduction.texts import texts

_PATTERN, _START, _END = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Covered:
    """The texts of some rows of a frame on a line, and the spans there that patterns would code.

    ``rows`` are the places of the rows; ``spans`` has a pattern, start and end in each row, and is sorted
    by start, end and pattern.
    """

    patterns: Patterns
    rows: Offsets
    line: Line
    spans: Offsets


def covered(
    frame: pd.DataFrame, codebook: Codebook, *, text: str, unit: Unit | None, language: str
) -> Covered:
    """What the patterns would code, as `autocode` has it; a span for each hit and unit that it touches.

    Raises
    ------
    InvalidInput
        If no code has patterns, one of them cannot be used in this language, or the unit does not exist.
    NotFound
        If the frame has no such column.
    """
    if unit is not None and unit not in UNITS:
        raise InvalidInput(f"There is no unit {unit!r}. Take one of: {', '.join(UNITS)}.")
    patterns = _compiled(codebook, language)
    rows, found = texts(frame, text)
    line = Line.of(found)
    unit_of_code = {code.name: unit or code.unit for code in codebook.codes}
    units = [unit_of_code[code] for code in patterns.codes]
    return Covered(patterns, rows, line, _spans(patterns.find_on(line), units, line, language))


def _compiled(codebook: Codebook, language: str) -> Patterns:
    pairs = [(code.name, each) for code in codebook.codes for each in code.patterns]
    if not pairs:
        raise InvalidInput(
            "No code of the codebook has patterns. Give at least one code a list of 'patterns'."
        )
    return Patterns.compile(pairs, language=language)


def _spans(hits: Offsets, units: Sequence[Unit], line: Line, language: str) -> Offsets:
    """The hits, each widened to the unit of its pattern."""
    if set(units) == {"match"}:
        return hits
    unit_of_hit = np.array([UNITS.index(unit) for unit in units])[hits[:, _PATTERN]]
    spans = [_widened(hits[unit_of_hit == number], line, each, language) for number, each in enumerate(UNITS)]
    return in_order(np.concatenate(spans))


def _widened(hits: Offsets, line: Line, unit: Unit, language: str) -> Offsets:
    """The hits widened to the units that they touch, a row for each."""
    if unit == "match":
        return hits
    units = line.units(line.spans[np.unique(line.numbers(hits[:, _START]))], unit, language)
    first = np.searchsorted(units[:, 1], hits[:, _START], side="right")
    count = np.searchsorted(units[:, 0], hits[:, _END]) - first
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.column_stack((np.repeat(hits[:, _PATTERN], count), units[np.repeat(first, count) + nth]))
