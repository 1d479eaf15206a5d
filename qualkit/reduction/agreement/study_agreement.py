"""What an agreement on a study's codings is: its rows, and what to know before they are reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import pandas as pd

from qualkit.reduction.agreement.result import Agreement, rounded

Universe = Literal["all", "coded"]
Readers = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, repr=False)
class StudyAgreement:
    """How far the coders of a study agree.

    Attributes
    ----------
    frame
        `scope code source method value low high observed expected units pairable coders coverage prevalence
        bias reason warnings`, one row a comparison. The scope is ``sets`` (all codes at once, a unit's codes
        as a set), ``pooled`` (every decision on every code), ``code``, or ``source``. Of two coders,
        `prevalence` says how unequally often units are coded and not coded (near 1, nearly all are the same,
        and kappas are low whatever the coders do), and `bias` how unequally often the two use the code (0,
        equally often).
    overall
        The first of them, whole.
    unit, universe
        What was compared, and of which text.
    readers
        Who is taken to have read each source.
    remarks
        Sentences on the whole comparison, such as which accepted codings it leaves out.
    """

    frame: pd.DataFrame
    overall: Agreement
    unit: str
    universe: Universe
    readers: Readers
    remarks: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences to read before a value is reported: the remarks, then each with what it is said of."""
        whose: dict[str, list[str]] = {}
        rows = self.frame[["scope", "code", "source", "warnings"]].astype(object).fillna("")
        for scope, code, source, warnings in rows.itertuples(index=False, name=None):
            for each in filter(None, warnings.split("\n")):
                whose.setdefault(each, []).append(_called(scope, code, source))
        return (*self.remarks, *(f"{', '.join(names)}: {each}" for each, names in whose.items()))

    def __repr__(self) -> str:
        told = f"; read its {len(self.warnings)} .warnings" if self.warnings else ""
        return f"<Agreement on {self.unit}s ({self._text}): {self.overall}{told}>"

    def _repr_html_(self) -> str:
        shown = self.frame.drop(columns=["warnings"]).dropna(axis="columns", how="all")
        notes = "".join(f"<li>{escape(each)}</li>" for each in self.warnings)
        return (
            f"<p>{escape(str(self.overall))}<br>Unit: {escape(self.unit)}; {self._text}.</p>"
            f"{rounded(shown).to_html(index=False, na_rep='')}" + (f"<ul>{notes}</ul>" if notes else "")
        )

    @property
    def _text(self) -> str:
        return "all text" if self.universe == "all" else "only text that somebody coded"


def _called(scope: str, code: str, source: str) -> str:
    overall = {"sets": "all codes as sets", "pooled": "all codes pooled"}
    return code or (f"source {source}" if source else overall[scope])
