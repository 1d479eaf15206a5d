"""One coefficient of agreement of ratings, with its interval and what to know before believing it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.intervals import Resampling
from qualkit.reduction.agreement.measuring import Asked, Clusters, Kind, measured
from qualkit.reduction.agreement.methods import METHODS, Krippendorff, OrdinalKrippendorff, Percent
from qualkit.reduction.agreement.ratings import Ratings, read_ratings
from qualkit.reduction.agreement.result import Agreement
from qualkit.reduction.agreement.weighting import LEVELS, Weights, agreement_weights, level_weights

_OF_TWO = {"cohen": "conger", "scott": "fleiss"}
"""The coefficients of two coders, and that of more."""


def coefficient(
    ratings: pd.DataFrame | npt.ArrayLike,
    method: str,
    *,
    level: str = "nominal",
    weights: Weights = None,
    categories: Iterable[object] | None = None,
    confidence: float = 0.95,
    interval: Kind = "bootstrap",
    replicates: int = 1000,
    seed: int = 0,
    clusters: Clusters = None,
) -> Agreement:
    """How far coders agree on the units that they rated, beyond chance.

    Parameters
    ----------
    ratings
        Units × coders, of any labels; missing is NaN or None.
    method
        ``percent``, ``cohen`` (two coders), ``conger`` (Cohen's for any number), ``scott`` (two coders),
        ``fleiss``, ``krippendorff``, ``gwet`` (AC1; weighted, AC2), ``brennan_prediger`` or ``holsti``.
        With missing ratings the definitions are Gwet's (2014): agreement is averaged over units that two
        coders or more rated.
    level
        Of Krippendorff's alpha: ``nominal``, ``ordinal``, ``interval`` or ``ratio``.
    weights
        How near two categories are: one of Gwet's ``linear quadratic radical ordinal ratio circular
        bipolar`` (by value if all categories are numbers, else by their order), or a square frame or array
        with 1 on the diagonal.
    categories
        Those of the codebook, in their order. Without them, those observed are taken, and the result says so.
    confidence, interval, replicates, seed
        ``bootstrap`` resamples units (or clusters); ``analytic`` is Gwet's linearization, of Cohen the
        standard error of Fleiss, Cohen & Everitt (1969); ``kalpha`` is Krippendorff's, of alpha only.
    clusters
        The source of each unit: units of one source are then resampled together.

    Returns
    -------
    Agreement
        Its value is NaN only with a ``reason``.

    Raises
    ------
    InvalidInput
        A method, level or weights that there are not; a rating that is not among the declared categories;
        more than two coders for Cohen or Scott.

    Examples
    --------
    >>> ratings = pd.DataFrame({"ana": ["yes", "yes", "no", "no"], "ben": ["yes", "no", "no", None]})
    >>> round(coefficient(ratings, "krippendorff").value, 3)
    0.444
    """
    _check(method, level=level, weights=weights)
    given = read_ratings(ratings, categories)
    if method in _OF_TWO and len(given.coders) > 2:
        raise InvalidInput(
            f"{method} compares two coders, and {len(given.coders)} rated: {', '.join(given.coders)}. "
            f"Use {_OF_TWO[method]}, or give the columns of two."
        )
    asked = Asked(
        method=method,
        level=level,
        weights=weights if weights is None or isinstance(weights, str) else "given",
        kind=interval,
        resampling=Resampling(confidence=confidence, replicates=replicates, seed=seed),
        clusters=clusters,
    )
    return measured(given, _formula(method, given, level=level, weights=weights), asked)


def _formula(method: str, given: Ratings, *, level: str, weights: Weights) -> Percent:
    if (level == "ordinal" or isinstance(weights, str)) and not given.declared:
        _check_order(given)
    if level == "ordinal":
        return OrdinalKrippendorff(agreement_weights(None, given.categories))
    if METHODS[method] is Krippendorff and weights is None:
        return Krippendorff(level_weights(level, given.categories))
    return METHODS[method](agreement_weights(weights, given.categories))


def _check(method: str, *, level: str, weights: Weights) -> None:
    if method not in METHODS:
        raise InvalidInput(f"There is no coefficient {method!r}: it is one of {', '.join(METHODS)}.")
    if level not in LEVELS:
        raise InvalidInput(f"There is no level {level!r}: it is one of {', '.join(LEVELS)}.")
    if level != "nominal" and method != "krippendorff":
        raise InvalidInput(
            f"A level is of krippendorff only. For {method} give weights, such as 'quadratic'."
        )
    if level != "nominal" and weights is not None:
        raise InvalidInput(f"Give either the level {level!r} or weights: both say how near categories are.")


def _check_order(given: Ratings) -> None:
    if words := [each for each in given.categories if isinstance(each, str)]:
        raise InvalidInput(
            f"The order of categories such as {words[0]!r} is not known, and the coefficient needs it. "
            "Declare them in their order with categories=."
        )
