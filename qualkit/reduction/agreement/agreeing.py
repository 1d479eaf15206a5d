"""Agreement on a study's codings: overall, code by code and source by source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import nan
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import Agreement, coefficient, set_agreement, unitizing_alpha
from qualkit.reduction.agreement.comparison import UnitKind
from qualkit.reduction.agreement.marking import decisions, marks
from qualkit.reduction.agreement.study_agreement import Readers, StudyAgreement, Universe

Measure = Callable[[pd.DataFrame, Sequence[str]], Agreement]

_DECIDED = ("not coded", "coded")
_DECISIONS = pd.CategoricalDtype([*_DECIDED])
SPAN_METHODS: tuple[UnitKind, ...] = get_args(UnitKind)
_FIGURES = ("value", "low", "high", "observed", "expected", "units", "pairable", "coders", "coverage")
_COLUMNS = ("scope", "code", "source", "method", *_FIGURES, "prevalence", "bias", "reason", "warnings")


def agree(
    units: pd.DataFrame,
    codings: pd.DataFrame,
    readers: Readers,
    *,
    method: str,
    unit: str,
    universe: Universe = "all",
    **options: Any,
) -> StudyAgreement:
    """Compare coders on units that each of them marked, or not, with each code.

    Parameters
    ----------
    units
        `source start end`, not overlapping.
    codings
        `source start end coder code coding_id` of the codings that count.
    readers
        Who read each source.
    method, options
        As in `qualkit.reduction.coefficient`.
    unit
        What the units are called.
    universe
        ``all`` units, or those ``coded`` by somebody.
    """
    if universe not in get_args(Universe):
        raise InvalidInput(f"There is no universe {universe!r}. Take all, or coded.")
    coders = _coders(readers)
    shared = units[units["source"].isin([each for each, found in readers.items() if len(found) > 1])]
    shared = shared.reset_index(drop=True)
    marked = marks(shared, codings[codings["coder"].isin(coders)])
    if universe == "coded":
        kept = np.unique(marked["unit"].to_numpy("int64"))
        shared = shared.iloc[kept].reset_index(drop=True)
        marked = marked.assign(unit=np.searchsorted(kept, marked["unit"].to_numpy("int64")))
    table = _Marked(shared, marked, readers, coders)
    rows = list(table.rows(method, options))
    return StudyAgreement(_framed(rows), rows[0][-1], unit, universe, readers)


def agree_on_spans(
    codings: pd.DataFrame, lengths: Mapping[str, int], readers: Readers, *, method: UnitKind, **options: Any
) -> StudyAgreement:
    """Compare where coders see spans and what they call them, by the unitizing family.

    Parameters
    ----------
    codings
        `source start end coder code` of the codings that count.
    lengths
        The length of each source.
    readers
        Who read each source.
    method
        ``u`` or ``bar_u``: all codes together where they do not overlap, and code by code. ``cu`` and ``ku``
        ask which code coders chose, and need codes that do not overlap.
    options
        ``confidence``, ``replicates``, ``seed``.
    """
    shared = {each: found for each, found in readers.items() if len(found) > 1}
    coders = _coders(readers)
    spans = codings[codings["source"].isin(shared)]
    length = {each: lengths[each] for each in shared}

    def measure(kind: UnitKind, code: str | None) -> Agreement:
        try:
            return unitizing_alpha(spans, length=length, kind=kind, code=code, coders=shared, **options)
        except InvalidInput as error:
            return _undefined(kind, str(error), coders)

    rows: list[tuple[Any, ...]] = []
    if method != "ku":
        rows.append(("pooled", None, None, measure(method, None)))
    codes = pd.unique(spans["code"]) if method != "cu" else ()
    rows += [("code", code, None, measure(method, code)) for code in codes]
    if not rows:
        rows.append(
            (
                "pooled",
                None,
                None,
                _undefined(method, "Nothing was coded in a source that two coders read.", coders),
            )
        )
    return StudyAgreement(
        _framed(rows), rows[0][-1], "span", "all" if method in ("u", "bar_u") else "coded", readers
    )


class _Marked:
    """Units, and who marked them with what."""

    def __init__(
        self, units: pd.DataFrame, marked: pd.DataFrame, readers: Readers, coders: Sequence[str]
    ) -> None:
        self._units, self._coders = units, coders
        self._read = decisions(units, marked.iloc[:0], readers, coders)
        self._marked = marked
        self._by_code = {
            str(code): decisions(units, found, readers, coders)
            for code, found in marked.groupby("code", sort=False)
        }

    def rows(self, method: str, options: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """Every comparison: scope, code, source and agreement."""
        if not self._by_code:
            yield "pooled", None, None, _undefined(method, self._why_nothing(), self._coders)
            return
        if method == "krippendorff":
            sets = {name: value for name, value in options.items() if name not in ("level", "weights")}
            yield "sets", None, None, set_agreement(self._sets(), **sets)
        yield "pooled", None, None, self._pooled(slice(None), method, options)
        for code, made in self._by_code.items():
            yield "code", code, None, self._one(made, method, options)
        places = self._units.groupby("source", sort=False).indices
        for source, rows in places.items() if len(places) > 1 else ():
            yield "source", None, source, self._pooled(rows, method, options)

    def _one(self, made: npt.NDArray[np.float64], method: str, options: Mapping[str, Any]) -> Agreement:
        codes = np.where(np.isnan(made), -1, made).astype(np.int8)
        columns = zip(self._coders, codes.T, strict=True)
        ratings = pd.DataFrame(
            {name: pd.Categorical.from_codes(each, dtype=_DECISIONS) for name, each in columns}
        )
        return coefficient(ratings, method, categories=_DECIDED, **options)

    def _pooled(self, rows: Any, method: str, options: Mapping[str, Any]) -> Agreement:
        return self._one(np.concatenate([made[rows] for made in self._by_code.values()]), method, options)

    def _sets(self) -> pd.DataFrame:
        """Units × coders, of the set of codes that each coder put there; None where they did not read it."""
        codes = np.array(list(self._by_code), dtype=object)
        stacked = np.stack(list(self._by_code.values())) == 1
        held: dict[bytes, tuple[str, ...]] = {}
        made = np.full(self._read.shape, None, dtype=object)
        for unit, coder in np.argwhere(~np.isnan(self._read)):
            which = stacked[:, unit, coder]
            key = which.tobytes()
            if key not in held:
                held[key] = tuple(codes[which])
            made[unit, coder] = held[key]
        return pd.DataFrame(made, columns=list(self._coders))

    def _why_nothing(self) -> str:
        if len(self._coders) < 2:
            who = f"only {self._coders[0]} has" if self._coders else "nobody has"
            return (
                f"Agreement needs two coders, and {who} coded by hand; what patterns and models coded is "
                "nobody's judgement. Let a second coder code some of the sources."
            )
        if self._units.empty:
            return "No source was coded by two coders. Let two of them code the same source."
        return "None of these codes was used in the sources that two coders read."


def _coders(readers: Readers) -> list[str]:
    return sorted({each for found in readers.values() for each in found})


def _framed(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame([_row(*row) for row in rows], columns=list(_COLUMNS))


def _row(scope: str, code: str | None, source: str | None, found: Agreement) -> dict[str, Any]:
    figures = {name: getattr(found, name) for name in _FIGURES if name != "coders"}
    return {
        "scope": scope,
        "code": code,
        "source": source,
        "method": found.method if found.weights is None else f"{found.method} ({found.weights})",
        **figures,
        "coders": len(found.coders),
        "prevalence": found.prevalence,
        "bias": found.bias,
        "reason": found.reason or found.interval.reason,
        "warnings": "\n".join(found.warnings),
    }


def _undefined(method: str, reason: str, coders: Sequence[str]) -> Agreement:
    from qualkit.reduction.agreement import Interval

    return Agreement(
        method=method,
        value=nan,
        observed=nan,
        expected=nan,
        interval=Interval(kind="none", confidence=nan),
        coders=tuple(coders),
        categories=(),
        units=0,
        pairable=0,
        ratings=0,
        reason=reason,
    )
