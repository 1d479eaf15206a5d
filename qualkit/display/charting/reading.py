"""One source as it is read: how long it is, its turns, and where each code was put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qualkit.display.charting.coded import Coded, behind, coded
from qualkit.display.material import Material
from qualkit.errors import not_found


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A source: its length in code points, its turns in order, and the codings of it that are drawn."""

    source: str
    length: int
    turns: pd.DataFrame
    coded: Coded

    @property
    def codings(self) -> pd.DataFrame:
        """The codings drawn, as those behind a chart."""
        found = self.coded.codings
        return behind(found["code"], found["source"], found["coding_id"])


def reading(
    material: Material,
    source: str,
    *,
    codes: Sequence[str] | str | None,
    where: Mapping[str, Any] | None,
    top: int,
    language: str,
) -> Reading:
    """The source with a name, and its codings; raises `NotFound`."""
    if source not in set(material.sources["source"]):
        raise not_found("source", source, material.sources["source"])
    only = {**(where or {}), "source": source}
    found = coded(material, codes=codes, where=only, top=top, language=language)
    turns = material.turns[material.turns["source"] == source].sort_values("start")
    ends = pd.concat([turns["end"], found.codings["end"]])
    return Reading(source, int(ends.max()) if len(ends) else 0, turns, found)
