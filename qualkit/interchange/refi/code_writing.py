"""The codes of a study, as elements below each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.refi.tree import add, describe
from qualkit.reduction.codebooks.descriptions import FOLDER, described

_COLOUR = re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")


def write_codes(parent: Any, codes: Sequence[Row], *, annotate: Callable[[Any, str], None]) -> None:
    """Write codes in the order of the codebook, each with those below it.

    Parameters
    ----------
    parent
        Where they go.
    codes
        The rows of a project.
    annotate
        Writes what refers to notes into the element of a code, given its id.
    """
    known = {row["id"] for row in codes}
    below: dict[str | None, list[Row]] = {}
    for row in sorted(codes, key=lambda row: (row["position"], row["id"])):
        below.setdefault(row["parent"] if row["parent"] in known else None, []).append(row)
    _write_level(parent, below, None, annotate)


def _write_level(
    parent: Any, below: dict[str | None, list[Row]], above: str | None, annotate: Callable[[Any, str], None]
) -> None:
    for row in below.get(above, ()):
        element = _element(parent, row)
        annotate(element, row["id"])
        _write_level(element, below, row["id"], annotate)


def _element(parent: Any, row: Row) -> Any:
    fields = row["definition"]
    colour = fields.get("colour") or ""
    element = add(
        parent,
        "Code",
        guid=row["id"],
        name=row["name"],
        isCodable="false" if fields.get("when_not") == FOLDER else "true",
        color=colour if _COLOUR.fullmatch(colour) else None,
    )
    describe(element, described(fields))
    return element
