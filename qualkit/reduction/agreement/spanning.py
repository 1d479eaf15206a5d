"""Agreement on spans of a text: the verb over the unitizing family."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan
from typing import get_args

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.comparison import Comparison, UnitKind, compare
from qualkit.reduction.agreement.intervals import Resampling, Sample, bootstrap
from qualkit.reduction.agreement.remarks import degenerate
from qualkit.reduction.agreement.result import Agreement, Interval
from qualkit.reduction.agreement.spans import Coders, Length, Reading, check_exclusive, readings, united

_FEW = 10
_GUESSED = (
    "Some coders marked nothing in some sources, and are taken to have read them. Name readers with coders=."
)


def unitizing_alpha(
    units: pd.DataFrame,
    *,
    length: Length,
    kind: UnitKind,
    code: str | None = None,
    coders: Coders = None,
    level: str = "nominal",
    confidence: float = 0.95,
    replicates: int = 1000,
    seed: int = 0,
) -> Agreement:
    """How far coders agree on where units lie in a text and on their codes, beyond chance.

    Parameters
    ----------
    units
        Columns ``coder start end code``, and ``source`` if there is more than one. A coder's overlapping
        spans of one code are united first; of different codes they are refused.
    length
        Code points of the text; of several sources, a mapping from source to length. Sources that only one
        coder read are left out.
    kind
        ``u``: where units are and what they are, unmarked text included (uα). ``bar_u``: what is marked at
        all (|uα). ``cu``: which code, where both marked the text (cuα). ``ku``: the same of one code, (k)uα.
    code
        Of ``ku``, the code. Of the others, this code alone is compared with all other text.
    coders
        Who read the text, whether they marked anything or not; of several sources, a mapping from source to
        readers. Without it, everyone in the frame is taken to have read every source.
    level
        Of ``cu`` and ``ku``: ``interval`` or ``ratio`` where codes are numbers.
    confidence, replicates, seed
        Of a bootstrap over sources.

    Returns
    -------
    Agreement
        ``coverage`` is the share of the text that is spoken of: what both marked, and of ``ku`` the share of
        the code's text that both marked. Units are spans.

    Raises
    ------
    InvalidInput
        A span beyond its source, by no reader, or of a second code on the same text.

    Notes
    -----
    Formulas of Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347-2364.

    Examples
    --------
    >>> marks = pd.DataFrame(
    ...     [("ana", 0, 10, "A"), ("ana", 20, 30, "B"), ("ben", 0, 10, "A"), ("ben", 22, 32, "B")],
    ...     columns=["coder", "start", "end", "code"],
    ... )
    >>> round(unitizing_alpha(marks, length=50, kind="u").value, 4)
    0.8637
    """
    _check(kind, code=code, level=level)
    spans = united(units)
    sources = [each for each in readings(spans, length, coders) if len(each.coders) > 1]
    spans = spans[spans["source"].isin([each.source for each in sources])]
    if kind != "ku" and code is not None:
        spans = spans[spans["code"] == code]
    spans = spans.reset_index(drop=True)
    check_exclusive(spans)
    compared = compare(spans, sources, kind=kind, code=code, level=level)
    resampling = Resampling(confidence=confidence, replicates=replicates, seed=seed)
    made = _agreement(compared, sources, level, _interval(compared, resampling))
    idle = sum(len(each.coders) for each in sources) - len(spans[["source", "coder"]].drop_duplicates())
    return made if coders is not None or not idle else replace(made, warnings=(_GUESSED, *made.warnings))


def _agreement(compared: Comparison, sources: list[Reading], level: str, interval: Interval) -> Agreement:
    observed, expected = (float(each[0]) for each in compared.agreement(compared.totals))
    value = float(compared.value(compared.totals)[0])
    return Agreement(
        method=f"unitizing alpha ({compared.kind})",
        level=level,
        value=value,
        observed=observed,
        expected=expected,
        reason=compared.reason if isnan(value) else None,
        interval=interval,
        coders=tuple(sorted({name for each in sources for name in each.coders})),
        categories=compared.codes,
        declared=False,
        units=compared.units,
        pairable=compared.pairable,
        ratings=compared.units,
        coverage=compared.coverage,
        warnings=tuple(_remarks(compared, interval)),
    )


def _interval(compared: Comparison, resampling: Resampling) -> Interval:
    if isnan(compared.value(compared.totals)[0]):
        return Interval(kind="bootstrap", confidence=resampling.confidence, reason=compared.reason)
    sample = Sample(compared.table, np.ones(len(compared.table), dtype=np.int64))
    return bootstrap(sample, compared.value, resampling)


def _remarks(compared: Comparison, interval: Interval) -> Iterator[str]:
    sources = len(compared.table)
    if 1 < sources < _FEW:
        yield f"The interval rests on {sources} sources, which is few."
    yield from degenerate(interval)


def _check(kind: str, *, code: str | None, level: str) -> None:
    if kind not in get_args(UnitKind):
        raise InvalidInput(f"There is no kind {kind!r}: it is one of {', '.join(get_args(UnitKind))}.")
    if kind == "ku" and code is None:
        raise InvalidInput("The kind 'ku' is of one code. Name it with code=.")
    if level not in ("nominal", "interval", "ratio"):
        raise InvalidInput(f"Codes of spans are nominal, interval or ratio, not {level!r}.")
    if level != "nominal" and kind not in ("cu", "ku"):
        raise InvalidInput(f"The kind {kind!r} is nominal, because unmarked text is no number. Use cu or ku.")
