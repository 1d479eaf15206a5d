"""The colour of each code: its own, or a tint of the nearest code above it that has one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from qualkit.display.material import Material
from qualkit.figures import colours

_PALEST = 0.62  # of white in the palest tint

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "h")
"""Markers that tell codes apart without colour."""


def code_colours(material: Material, codes: Iterable[str]) -> dict[str, str]:
    """The colour of each code as ``#rrggbb``, in every display the same.

    Codes that share a family's colour differ in lightness.
    """
    everywhere = _all(material)
    return {code: everywhere[code] for code in codes}


def _all(material: Material) -> dict[str, str]:
    own = _own(material)
    parent = {code: above for code, above in _pairs(material, "parent") if isinstance(above, str)}
    family = dict(_pairs(material, "family"))
    palette = colours(family.values())
    found = dict(own)
    lent = [(_lent(code, own, parent) or palette[family[code]], code) for code in family if code not in own]
    for base, members in groupby(sorted(lent, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        named = [code for _, code in members]
        for place, code in enumerate(named):
            found[code] = _tint(base, _PALEST * place / len(named))
    return found


def _own(material: Material) -> dict[str, str]:
    from matplotlib.colors import is_color_like, to_hex

    if "colour" not in material.codes.columns:
        return {}
    said = _pairs(material, "colour")
    return {
        code: to_hex(colour) for code, colour in said if isinstance(colour, str) and is_color_like(colour)
    }


def _pairs(material: Material, column: str) -> list[tuple[str, Any]]:
    return list(zip(material.codes["code"], material.codes[column], strict=True))


def _lent(code: str, own: dict[str, str], parent: dict[str, str]) -> str | None:
    """The colour of the nearest code above that has one."""
    above = parent.get(code)
    while above is not None and above not in own:
        above = parent.get(above)
    return None if above is None else own[above]


def _tint(colour: str, white: float) -> str:
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (part + (1 - part) * white for part in to_rgb(colour))
    return to_hex((red, green, blue))
