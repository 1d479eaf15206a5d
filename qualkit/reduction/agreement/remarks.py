"""Why a coefficient is undefined, and what a reader must know before believing one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from qualkit.reduction.agreement.ratings import Ratings
from qualkit.reduction.agreement.result import Interval, named

_FEW = 30
_HIGH, _LOW, _ONE_SIDED = 0.8, 0.6, 0.75
_UNLIKE = 0.1
_BY_CHOICES = ("cohen", "conger", "scott", "fleiss", "krippendorff")
_BY_CATEGORIES = ("gwet", "brennan_prediger")


def reason_unpaired(given: Ratings) -> str | None:
    """Why no two ratings can be compared, if none can."""
    if not given.coders:
        return "there are no ratings"
    if len(given.coders) == 1:
        return f"only one coder, {given.coders[0]}, rated anything"
    if not (given.times > 1).any():
        return "no unit was rated by two coders"
    return None


def reason_constant(given: Ratings) -> str:
    """Why chance cannot be told from agreement: what every comparable rating is."""
    paired = given.codes[given.times > 1]
    (number, *others) = np.unique(paired[paired >= 0])
    if others:
        return "no variation beyond what chance is expected to bring"
    return f"no variation: every rating is {_quoted(given.categories[number])}"


def asymmetries(given: Ratings) -> tuple[float | None, float | None]:
    """Prevalence and bias index of two coders and two categories (Byrt, Bishop & Carlin, 1993)."""
    if len(given.coders) != 2 or len(given.categories) != 2 or not (given.times > 1).any():
        return None, None
    first, second = given.codes[given.times > 1].mean(axis=0)
    return abs(float(first + second - 1)), abs(float(first - second))


def remarks(
    given: Ratings, method: str, *, value: float, observed: float, interval: Interval
) -> Iterator[str]:
    """The sentences to read with a coefficient, alike for many codes where what they say is alike."""
    if given.silent:
        yield f"{', '.join(given.silent)} rated nothing and is not counted as a coder."
    if not given.declared and method in _BY_CATEGORIES:
        yield (
            f"The categories are those observed ({_listed(given)}), and the coefficient depends on how many "
            "there are. Declare those of the codebook with categories=."
        )
    pairable = int((given.times > 1).sum())
    if pairable < _FEW:
        yield f"Only {pairable} units were rated by two coders or more: the value may change with a few more."
    yield from degenerate(interval)
    if method in _BY_CHOICES:
        yield from _paradoxes(given, method, value=value, observed=observed)


def degenerate(interval: Interval) -> Iterator[str]:
    """That some replicates are not in the interval."""
    if interval.degenerate:
        yield (
            f"In {interval.degenerate:,} of {interval.replicates:,} replicates the coefficient was "
            "undefined; they are not in the interval."
        )


def _paradoxes(given: Ratings, method: str, *, value: float, observed: float) -> Iterator[str]:
    """High agreement with a low coefficient (Feinstein & Cicchetti, 1990), and unlike coders."""
    chosen = np.bincount(given.codes.ravel(order="K") + 1, minlength=2)[1:]
    share = chosen.max() / max(chosen.sum(), 1)
    if observed >= _HIGH and value < _LOW and share >= _ONE_SIDED:
        yield (
            f"The coders agree on {_HIGH:.0%} or more, yet {method} is below {_LOW}, because "
            f"{_ONE_SIDED:.0%} or more of the ratings are {_quoted(given.categories[chosen.argmax()])} (the "
            "kappa paradox). Report the observed agreement and a coefficient less bound to prevalence, such "
            "as gwet, beside it."
        )
    bias = asymmetries(given)[1]
    if bias is not None and bias >= _UNLIKE:
        yield (
            f"{given.coders[0]} and {given.coders[1]} use the categories unequally often (bias index "
            f"{_UNLIKE} or more): look at how each reads the definitions."
        )


def _listed(given: Ratings) -> str:
    shown = ", ".join(map(_quoted, given.categories[:8]))
    return shown + (", …" if len(given.categories) > 8 else "")


def _quoted(category: object) -> str:
    return named(category) if isinstance(category, frozenset) else repr(category)
