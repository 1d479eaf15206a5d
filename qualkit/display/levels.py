"""Numbers as high, middle and low."""

from __future__ import annotations

from typing import Any

import numpy as np

from qualkit.display.values import natural, numbers, printed
from qualkit.language import say

_MOST = 5
_NAMES = ("low", "middle", "high")


def levelled(
    values: list[Any], name: str, *, language: str
) -> tuple[list[str], list[str | None], str | None]:
    """The levels from high to low, the level of each value, and the rule that says their limits.

    What is no number, or has few values, keeps its own; those are in their natural order.

    >>> levelled([1, 2, 3, 4, 5, 6, None], "n", language="en")[1]
    ['low', 'low', 'middle', 'middle', 'high', 'high', None]
    """
    figures = numbers(values)
    texts = [printed(value, language) or None for value in values]
    if figures is None or len({text for text in texts if text is not None}) <= _MOST:
        return sorted({text for text in texts if text is not None}, key=natural), texts, None
    present = np.array([each for each in figures if each is not None], dtype=float)
    lower, upper = (float(np.quantile(present, part / 3)) for part in (1, 2))
    low, middle, high = (say(each, language) for each in _NAMES)
    found = [
        None if each is None else low if each <= lower else middle if each <= upper else high
        for each in figures
    ]
    limits = {"low": printed(round(lower, 2), language), "high": printed(round(upper, 2), language)}
    rule = say("{name}: low up to {low}, high above {high}.", language, name=name, **limits)
    return [each for each in (high, middle, low) if each in found], found, rule
