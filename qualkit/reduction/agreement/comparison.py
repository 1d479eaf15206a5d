"""One comparison of spans: which of the unitizing family, of which codes, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from qualkit.reduction.agreement.continuum import sweep
from qualkit.reduction.agreement.methods import Sums, chance_corrected
from qualkit.reduction.agreement.spans import Reading
from qualkit.reduction.agreement.unitizing import Lengths, features, what, where, where_and_what, whether_this
from qualkit.reduction.agreement.weighting import Matrix, level_weights

UnitKind = Literal["u", "bar_u", "cu", "ku"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sums by source, and the formula that makes agreement of them."""

    kind: UnitKind
    code: str | None
    codes: tuple[object, ...]
    distances: Matrix
    table: Matrix
    """Sources × features."""
    units: int
    pairable: int
    """The units of which another coder marked some part."""

    @property
    def totals(self) -> Matrix:
        """One row: the sums over all sources."""
        summed: Matrix = self.table.sum(axis=0, keepdims=True)
        return summed

    def value(self, totals: Sums) -> Sums:
        """The coefficient of each sample of sources; NaN where it is undefined."""
        return chance_corrected(*self.agreement(totals))

    def agreement(self, totals: Sums) -> tuple[Sums, Sums]:
        """Observed and expected agreement of each sample of sources."""
        lengths = Lengths.of(totals)
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.kind == "u":
                return where_and_what(lengths)
            if self.kind == "bar_u":
                return where(lengths)
            if self.kind == "cu":
                return what(lengths, self.distances)
            return whether_this(lengths, self.distances, self._place())

    @property
    def coverage(self) -> float:
        """The share of the text that both marked; of one code, of the text marked with it."""
        lengths = Lengths.of(self.totals)
        joint, whole = lengths.joint[0], lengths.total[0]
        if self.kind == "ku":
            joint, whole = joint[self._place()], lengths.marked[0, self._place()]
        return float(joint.sum() / whole) if whole else 0.0

    @property
    def reason(self) -> str:
        """Why the coefficient is undefined, where it is."""
        if not len(self.table):
            return "no text was read by two coders"
        if not self.codes:
            return "nobody marked anything"
        if self.kind == "ku" and self.coverage == 0:
            return f"no text that one marked {self.code!r} was marked by another coder"
        if self.coverage == 0:
            return "no text was marked by two coders"
        return "no variation: all text that is compared has one and the same code"

    def _place(self) -> int:
        return self.codes.index(self.code)


def compare(
    spans: pd.DataFrame, sources: list[Reading], *, kind: UnitKind, code: str | None, level: str
) -> Comparison:
    """Sum up the sources; no coder's spans may overlap."""
    number, codes = pd.factorize(spans["code"], sort=True)
    names = [*codes, *([] if kind != "ku" or code in codes else [code])]
    distances = 1 - level_weights(level, names)
    place = {each.source: number for number, each in enumerate(sources)}
    numbered = spans.assign(source=spans["source"].map(place).astype(np.int64), code=number)
    continuum = sweep(numbered, sources)
    return Comparison(
        kind=kind,
        code=code,
        codes=tuple(names),
        distances=distances,
        table=features(continuum, numbered, distances),
        units=len(spans),
        pairable=len(np.unique(continuum.units[continuum.marking > 1])),
    )
