"""Spans that a researcher gives, checked against the source that they are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qualkit.errors import InvalidInput


def span_within(source: Mapping[str, Any] | pd.Series[Any], span: tuple[int, int]) -> tuple[int, int]:
    """A span, checked against the length of its source.

    Raises
    ------
    InvalidInput
        When it is reversed, empty, out of range or not of whole numbers.
    """
    name, length = source["name"], int(source["length"])
    try:
        start, end = (int(each) for each in span)
        whole = (start, end) == tuple(span)
    except (TypeError, ValueError):
        whole = False
    if not whole:
        raise InvalidInput(f"A span is two whole numbers (start, end), not {span!r}.")
    if start >= end:
        raise InvalidInput(
            f"The span ({start}, {end}) of {name!r} is empty or reversed: start must be before end."
        )
    if start < 0 or end > length:
        raise InvalidInput(f"The span ({start}, {end}) lies outside {name!r}, which has {length} characters.")
    return start, end
