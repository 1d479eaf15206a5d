"""Ratings of variables within a case: high, middle or low."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from qualkit.display.facets import attribute
from qualkit.display.graphs.nodes import accepted_codings
from qualkit.display.material import Material
from qualkit.display.values import as_text, missing, numbers
from qualkit.errors import InvalidInput

_LEVELS = {
    "L": ("l", "low", "r", "rendah"),
    "M": ("m", "middle", "medium", "moderate", "s", "sedang"),
    "H": ("h", "high", "t", "tinggi"),
}


def weighed(material: Material, codes: Iterable[str], *, case: str) -> dict[str, str]:
    """The rating of each code whose codings in a case have weights: their median, in thirds of the scale.

    The scale is the code's own, or else goes from the lowest to the highest weight of the study.
    """
    own = accepted_codings(material, case=case)
    medians = own[own["weight"].notna()].groupby("code")["weight"].median()
    given = pd.to_numeric(accepted_codings(material)["weight"]).dropna()
    scales = (
        dict(zip(material.codes["code"], material.codes["scale"], strict=True))
        if "scale" in material.codes
        else {}
    )
    found = {}
    for code in codes:
        if code in medians.index:
            scale: Sequence[str] = scales.get(code) or ()
            low, high = (1.0, float(len(scale))) if scale else (float(given.min()), float(given.max()))
            found[code] = _third(float(medians[code]), low, high)
    return found


def attributed(material: Material, ratings: Mapping[str, str], *, case: str) -> dict[str, str]:
    """The rating of each code as an attribute of the cases says it for one case.

    ``ratings`` names the attribute of each code. Numbers are rated in thirds of their range over the
    cases; texts are ``L M H``, or low, middle and high in English or Indonesian. Raises `NotFound` for
    an attribute that nobody recorded and `InvalidInput` for another text.
    """
    found = {}
    for code, name in ratings.items():
        values = attribute(material, "case", name)
        value = dict(zip(values.entities, values.values, strict=True))[case]
        if not missing(value):
            found[code] = _level(name, value, values.values)
    return found


def _level(name: str, value: Any, values: Iterable[Any]) -> str:
    figures = numbers(values)
    if figures is not None:
        there = [each for each in figures if each is not None]
        return _third(float(value), min(there), max(there))
    word = (as_text(value) or "").casefold()
    for level, words in _LEVELS.items():
        if word in words:
            return level
    raise InvalidInput(f"{name!r} has the value {value!r}, which is no rating; give L, M or H, or numbers.")


def _third(value: float, low: float, high: float) -> str:
    """The third of a range in which a value lies; the middle where the range is a point.

    >>> _third(1, 1, 5), _third(3, 1, 5), _third(5, 1, 5)
    ('L', 'M', 'H')
    """
    share = (value - low) / (high - low) if high > low else 0.5
    return "L" if share < 1 / 3 else "M" if share <= 2 / 3 else "H"
