"""What an agreement is: the coefficient, how sure it is, and what to know before it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import isnan, nan

import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How sure a coefficient is, and how that was found; ``reason`` says why there is none."""

    kind: str
    confidence: float
    low: float = nan
    high: float = nan
    se: float = nan
    replicates: int = 0
    degenerate: int = 0
    seed: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Agreement:
    """How far coders agree, beyond what chance would give, and on what that rests.

    Attributes
    ----------
    value, se, low, high
        The coefficient, its standard error and the ends of its confidence interval; NaN where it is
        undefined, and then ``reason`` (or ``interval.reason``) says why.
    observed, expected
        The share of agreement seen, and the share expected by chance, both weighted if the categories
        are: ``value = (observed - expected) / (1 - expected)``.
    units, pairable, ratings
        How many units anyone rated, how many two coders or more rated, and how many ratings there are.
        Of spans, a unit is a span.
    categories, declared
        The categories, and whether they were declared or are those that were seen.
    interval
        How the interval was made: its kind, confidence, replicates, how many of these were degenerate
        (the coefficient undefined), and the seed.
    prevalence, bias
        Of two coders and two categories, each from 0 to 1 (Byrt, Bishop & Carlin, 1993). A prevalence near
        1 says that nearly all ratings are of one category, which makes kappas low whatever the coders do.
        A bias of 0 says that both use the categories equally often; the greater, the less alike.
    coverage
        Of spans: the share of the text that the coefficient speaks of.
    warnings
        Sentences to read before the value is reported.
    """

    method: str
    value: float
    observed: float
    expected: float
    interval: Interval
    coders: tuple[str, ...]
    categories: tuple[object, ...]
    units: int
    pairable: int
    ratings: int
    level: str = "nominal"
    weights: str | None = None
    declared: bool = True
    reason: str | None = None
    prevalence: float | None = None
    bias: float | None = None
    coverage: float | None = None
    warnings: tuple[str, ...] = ()

    @property
    def se(self) -> float:
        """The standard error."""
        return self.interval.se

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.interval.low

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.interval.high

    @property
    def frame(self) -> pd.DataFrame:
        """One row with all that is known, to be set under others."""
        return pd.DataFrame([self._row()])

    def __repr__(self) -> str:
        return f"<{self}>"

    def __str__(self) -> str:
        seen = f"observed agreement {_rounded(self.observed)}, {len(self.coders)} coders, {self.units} units"
        if self.reason:
            return f"{self.method} is undefined: {self.reason} ({seen})"
        return f"{self.method} = {_rounded(self.value)}{self._sureness()} ({seen})"

    def _repr_html_(self) -> str:
        said = "".join(f"<li>{escape(warning)}</li>" for warning in self.warnings)
        details = self.frame.drop(columns="warnings").T.to_html(header=False, na_rep="")
        summary = f"<details><summary>All figures</summary>{details}</details>"
        return f"<p>{escape(str(self))}</p>" + (f"<ul>{said}</ul>" if said else "") + summary

    def _sureness(self) -> str:
        if isnan(self.low):
            return f", no interval: {self.interval.reason}" if self.interval.reason else ""
        share = f"{self.interval.confidence:.0%} {self.interval.kind} interval"
        return f", {share} {_rounded(self.low)} to {_rounded(self.high)}"

    def _row(self) -> dict[str, object]:
        interval = self.interval
        return {
            "method": self.method,
            "level": self.level,
            "weights": self.weights,
            "value": self.value,
            "se": self.se,
            "low": self.low,
            "high": self.high,
            "observed": self.observed,
            "expected": self.expected,
            "coders": ", ".join(self.coders),
            "units": self.units,
            "pairable": self.pairable,
            "ratings": self.ratings,
            "categories": ", ".join(map(named, self.categories)),
            "declared": self.declared,
            "coverage": self.coverage,
            "prevalence": self.prevalence,
            "bias": self.bias,
            "interval": interval.kind,
            "confidence": interval.confidence,
            "replicates": interval.replicates,
            "degenerate": interval.degenerate,
            "seed": interval.seed,
            "reason": self.reason or interval.reason,
            "warnings": " ".join(self.warnings),
        }


def _rounded(value: float) -> str:
    return "undefined" if isnan(value) else f"{round(value, 3) + 0.0:.3f}"


def named(category: object) -> str:
    """A category as it is read; a set of codes by its members in their order."""
    if isinstance(category, frozenset):
        return " + ".join(sorted(map(str, category))) or "no code"
    return str(category)


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with its figures to three places, none of them -0."""
    figures = {str(name): each for name, each in frame.items() if each.dtype.kind == "f"}
    return frame.assign(**{name: each.round(3) + 0.0 for name, each in figures.items()})
