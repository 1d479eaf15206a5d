"""The codings that a chart shows: those that count, of the codes used most, and what must be said of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.charting.lettering import clipped
from qualkit.display.choices import check
from qualkit.display.material import Material
from qualkit.display.records import evidence
from qualkit.display.scope import scope
from qualkit.language import say


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Accepted codings; their codes in codebook order with the label of each; and notes."""

    codings: pd.DataFrame
    codes: tuple[str, ...]
    labels: dict[str, str]
    notes: tuple[str, ...]


def accepted(
    material: Material, *, codes: Sequence[str] | str | None = None, where: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """The accepted codings of some codes (with those below them) that a filter leaves in."""
    chosen = scope(material, codes=codes, where=where)
    involved = {each.facet.entity for each in chosen.filters}
    return material.codings.take(np.unique(evidence(material, chosen, involved=involved).rows))


def coded(
    material: Material,
    *,
    codes: Sequence[str] | str | None,
    where: Mapping[str, Any] | None,
    top: int,
    language: str,
) -> Coded:
    """The codings of the ``top`` codes used most; a note says how many codes are left out."""
    check(language=language)
    found = accepted(material, codes=codes, where=where)
    counts = found["code"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    kept = set(counts.index[:top])
    named = tuple(code for code in material.codes["code"] if code in kept)
    said = say(
        "The {top} codes used most; {left} more are left out.", language, top=top, left=len(counts) - top
    )
    labels = code_labels(material)
    return Coded(
        found[found["code"].isin(kept)],
        named,
        {code: clipped(labels[code]) for code in named},
        (said,) if len(counts) > top else (),
    )


def behind(rows: Any, columns: Any, ids: Any) -> pd.DataFrame:
    """The codings behind a chart: ``row column coding_id``."""
    return pd.DataFrame({"row": list(rows), "column": list(columns), "coding_id": list(ids)})
