"""How near two categories are: agreement weights, 1 for the same category and 0 for the farthest apart.

The named weights are Gwet's (Handbook of Inter-Rater Reliability, 4th ed. 2014, ch. 3). A level of
measurement is Krippendorff's metric, turned into weights: ``1 - δ² / max δ²``. Gwet's ``ordinal`` weights
and Krippendorff's ordinal level are two different things.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from numbers import Real

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput

Matrix = npt.NDArray[np.float64]
Weights = str | pd.DataFrame | npt.ArrayLike | None

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def agreement_weights(weights: Weights, categories: Sequence[object]) -> Matrix:
    """The weights of a name, or of a square frame or array, in the order of the categories."""
    if weights is None:
        return np.eye(len(categories))
    if isinstance(weights, str):
        return _named(weights, categories)
    return _given(weights, categories)


def level_weights(level: str, categories: Sequence[object]) -> Matrix:
    """The weights of a level whose metric does not depend on how often a category is used."""
    if level == "nominal":
        return np.eye(len(categories))
    values = _numbers(categories)
    if values is None:
        raise InvalidInput(
            f"The level {level!r} needs categories that are numbers; these are {list(categories)[:5]}. "
            "Number them, or use the level nominal or ordinal."
        )
    if level == "ratio" and values.min(initial=0) < 0:
        raise InvalidInput(
            f"The level 'ratio' has no numbers below 0; {values.min():g} is one. Use the level interval."
        )
    return _near(_quadratic(values) if level == "interval" else _ratio(values))


def _named(name: str, categories: Sequence[object]) -> Matrix:
    if name not in _DISTANCES:
        raise InvalidInput(
            f"There are no weights {name!r}: they are one of {', '.join(_DISTANCES)}, or a square frame."
        )
    values = _numbers(categories)
    ranks = np.arange(len(categories), dtype=np.float64)
    return _near(_DISTANCES[name](ranks if values is None or name == "ordinal" else values))


def _given(weights: pd.DataFrame | npt.ArrayLike, categories: Sequence[object]) -> Matrix:
    if isinstance(weights, pd.DataFrame):
        if absent := [
            each for each in categories if each not in weights.index or each not in weights.columns
        ]:
            raise InvalidInput(f"The weights lack the category {absent[0]!r}. Give it a row and a column.")
        weights = weights.loc[list(categories), list(categories)]
    matrix = np.asarray(weights, dtype=np.float64)
    if matrix.shape != (len(categories),) * 2:
        raise InvalidInput(
            f"The weights are {' × '.join(str(each) for each in matrix.shape)}, but there are "
            f"{len(categories)} categories: {list(categories)[:8]}. Give one row and one column to each."
        )
    if not (np.diag(matrix) == 1).all() or matrix.max() > 1:
        raise InvalidInput(
            "Agreement weights are 1 on the diagonal and nowhere more. From disagreement weights v, use "
            "1 - v / max(v)."
        )
    return matrix


def _numbers(categories: Sequence[object]) -> Matrix | None:
    if all(isinstance(each, (Real, np.number, np.bool_)) for each in categories):
        return np.asarray(categories, dtype=np.float64)
    return None


def _near(distances: Matrix) -> Matrix:
    return 1 - distances / (distances.max(initial=0) or 1)


def _apart(values: Matrix) -> Matrix:
    return np.abs(values[:, None] - values)


def _quadratic(values: Matrix) -> Matrix:
    return _apart(values) ** 2


def _ordinal(ranks: Matrix) -> Matrix:
    return _apart(ranks) * (_apart(ranks) + 1) / 2


def _ratio(values: Matrix) -> Matrix:
    return _divided(_quadratic(values), (values[:, None] + values) ** 2)


def _circular(values: Matrix) -> Matrix:
    return np.sin(np.pi * _apart(values) / (np.ptp(values) + 1)) ** 2


def _bipolar(values: Matrix) -> Matrix:
    sums = values[:, None] + values
    return _divided(_quadratic(values), (sums - 2 * values.min()) * (2 * values.max() - sums))


def _divided(above: Matrix, below: Matrix) -> Matrix:
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


_DISTANCES: dict[str, Callable[[Matrix], Matrix]] = {
    "linear": _apart,
    "quadratic": _quadratic,
    "radical": lambda values: np.sqrt(_apart(values)),
    "ordinal": _ordinal,
    "ratio": _ratio,
    "circular": _circular,
    "bipolar": _bipolar,
}
