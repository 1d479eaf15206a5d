"""How alike codes are: the themes of codes of reduction, with the codes' own labels and colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qualkit.display.charting.coded import Coded, behind, coded
from qualkit.display.charting.colouring import code_colours
from qualkit.display.material import Material
from qualkit.reduction.themes.codes import By, code_themes
from qualkit.reduction.themes.value import Themes


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """The codes drawn, the themes that they fall into, and ``code label colour size theme x y`` of each."""

    coded: Coded
    themes: Themes
    leaves: pd.DataFrame

    @property
    def codings(self) -> pd.DataFrame:
        """The codings by which they are alike."""
        found = self.coded.codings
        return behind(found["code"], found["source"], found["coding_id"])


def alike(
    material: Material,
    *,
    codes: Sequence[str] | str | None,
    by: By,
    where: Mapping[str, Any] | None,
    top: int,
    language: str,
) -> Alike:
    """How alike the codes used most are; raises `InvalidInput` for fewer than three, or none alike."""
    found = coded(material, codes=codes, where=where, top=top, language=language)
    themes = code_themes(found.codings, by=by, language=language, stability=0)
    colours = code_colours(material, found.codes)
    leaves = themes.leaves.rename(columns={"label": "code"})
    leaves = leaves.assign(label=leaves["code"].map(found.labels), colour=leaves["code"].map(colours))
    return Alike(found, themes, leaves)
