"""A new code, wherever it comes from."""

from __future__ import annotations

from dataclasses import replace

from qualkit.attributes import as_json
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.stored import definition
from qualkit.store import Change


def new_code(change: Change, code: Code, *, parent: int | None, position: int | None = None) -> int:
    """Write a new code, below the code of a key; its own key.

    Parameters
    ----------
    change
        The change that it belongs to.
    code
        What it is; its parent is that of `parent`.
    parent
        The key of the code above it, if any.
    position
        Its place in the codebook; the end where none is said.

    Raises
    ------
    InvalidInput
        Its name is none.
    """
    Codebook((replace(code, parent=None),))
    if position is None:
        position = max((row["position"] for row in change.all("code")), default=-1) + 1
    row = {"name": code.name, "parent_key": parent, "position": position}
    return change.insert("code", [row | {"definition": as_json(definition(code))}])[0]
