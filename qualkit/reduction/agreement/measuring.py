"""From ratings and a formula to an agreement: the sums over kinds of unit, the value, the interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.intervals import Resampling, Sample, bootstrap, kalpha, linearized
from qualkit.reduction.agreement.methods import Krippendorff, OrdinalKrippendorff, Percent
from qualkit.reduction.agreement.ratings import Codes, Ratings, distinct
from qualkit.reduction.agreement.remarks import asymmetries, reason_constant, reason_unpaired, remarks
from qualkit.reduction.agreement.result import Agreement, Interval

Kind = Literal["bootstrap", "analytic", "kalpha"]
Clusters = Sequence[object] | npt.NDArray[Any] | pd.Series | None


_NOTHING = 1e-12  # what is left of 0 by rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for, as it is recorded with the answer."""

    method: str
    level: str = "nominal"
    weights: str | None = None
    kind: Kind
    resampling: Resampling
    clusters: Clusters = None


def measured(given: Ratings, formula: Percent, asked: Asked) -> Agreement:
    """The agreement of ratings by a formula, or the reason why there is none."""
    _check(formula, asked)
    figures = _figures(given, formula, asked)
    prevalence, bias = asymmetries(given)
    return Agreement(
        method=asked.method,
        level=asked.level,
        weights=asked.weights,
        value=figures.value,
        observed=figures.observed,
        expected=figures.expected,
        reason=figures.reason,
        interval=figures.interval,
        coders=given.coders,
        categories=given.categories,
        declared=given.declared,
        units=int((given.times > 0).sum()),
        pairable=int((given.times > 1).sum()),
        ratings=int(given.times.sum()),
        prevalence=prevalence,
        bias=bias,
        warnings=tuple(
            remarks(
                given, asked.method, value=figures.value, observed=figures.observed, interval=figures.interval
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    interval: Interval
    value: float = nan
    observed: float = nan
    expected: float = nan
    reason: str | None = None


def _figures(given: Ratings, formula: Percent, asked: Asked) -> _Figures:
    if reason := reason_unpaired(given):
        return _Figures(_no_interval(asked, reason), reason=reason)
    rows, which = _kinds(given.codes, formula)
    sample = Sample(formula.features(rows), np.bincount(which))
    with np.errstate(divide="ignore", invalid="ignore"):
        value, observed, expected = (
            float(each(sample.totals)[0]) for each in (formula.value, formula.observed, formula.expected)
        )
    value = 0.0 if abs(value) < _NOTHING else value
    if isnan(value):
        reason = reason_constant(given)
        return _Figures(_no_interval(asked, reason), value, observed, expected, reason)
    if isinstance(formula, Krippendorff) and asked.kind == "kalpha":
        made = _kalpha(rows, sample, formula, asked.resampling)
    else:
        drawn = _resampled(sample, which, asked.clusters)
        units = int((given.times > 0).sum())
        made = _interval(drawn, formula, asked, degrees=(units if asked.clusters is None else drawn.size) - 1)
    return _Figures(made, value, observed, expected)


def _kinds(codes: Codes, formula: Percent) -> tuple[Codes, npt.NDArray[np.intp]]:
    """The kinds of unit that the formula tells apart, and the kind of each unit."""
    rows, which = distinct(codes)
    if formula.ordered:
        return rows, which
    rows, coarser = distinct(np.sort(rows, axis=1))
    return rows, coarser[which]


def _resampled(sample: Sample, which: npt.NDArray[np.intp], clusters: Clusters) -> Sample:
    """What is drawn: the units that count, or the clusters, each with the sums of its units."""
    if clusters is None:
        counts = sample.features[:, 0] > 0
        return Sample(sample.features[counts], sample.times[counts])
    from scipy.sparse import coo_array

    names = pd.factorize(np.asarray(clusters))[0]
    if len(names) != len(which) or (names < 0).any():
        raise InvalidInput(
            f"There are {len(which)} units, and clusters for {int((names >= 0).sum())} of them. "
            "Name one cluster (a source) for each unit."
        )
    units = coo_array((np.ones(len(which)), (names, which)), shape=(names.max() + 1, len(sample.times)))
    return Sample(units.tocsr() @ sample.features, np.ones(names.max() + 1, dtype=np.int64))


def _interval(sample: Sample, formula: Percent, asked: Asked, *, degrees: int) -> Interval:
    if asked.kind == "analytic":
        return linearized(sample, formula, confidence=asked.resampling.confidence, degrees=degrees)
    return bootstrap(sample, formula.value, asked.resampling)


def _kalpha(rows: Codes, sample: Sample, formula: Krippendorff, resampling: Resampling) -> Interval:
    by_pairs = OrdinalKrippendorff(formula.weights)
    pairs = Sample(by_pairs.features(rows), sample.times).totals
    near = by_pairs.nearness(pairs)[0] if isinstance(formula, OrdinalKrippendorff) else formula.weights
    return kalpha(
        by_pairs.pairs(pairs)[0],
        1 - near,
        resampling,
        expected=1 - float(formula.expected(sample.totals)[0]),
        coders=rows.shape[1],
    )


def _no_interval(asked: Asked, reason: str) -> Interval:
    return Interval(kind=asked.kind, confidence=asked.resampling.confidence, reason=reason)


def _check(formula: Percent, asked: Asked) -> None:
    resampling = asked.resampling
    if asked.kind not in get_args(Kind):
        raise InvalidInput(f"There is no interval {asked.kind!r}: it is one of {', '.join(get_args(Kind))}.")
    if asked.kind == "kalpha" and (not isinstance(formula, Krippendorff) or asked.clusters is not None):
        raise InvalidInput("The interval 'kalpha' is of krippendorff without clusters. Use 'bootstrap'.")
    if not 0 < resampling.confidence < 1:
        raise InvalidInput(
            f"Confidence lies between 0 and 1, such as 0.95; {resampling.confidence} does not."
        )
    if resampling.replicates < 2:
        raise InvalidInput(f"{resampling.replicates} replicates make no interval. Ask for 1000.")
