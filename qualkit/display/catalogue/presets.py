"""Matrices of which a display chooses some parts itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput


def preset(material: Material, choices: Mapping[str, Any], **fixed: Any) -> Matrix:
    """A matrix with the parts that a display fixes; raises `InvalidInput` where one is chosen otherwise."""
    twice = [name for name in choices if name in fixed]
    if twice:
        raise InvalidInput(
            f"This display has its own {twice[0]}; take study.display.matrix(…) to choose them yourself."
        )
    return matrix(material, **fixed, **choices)
