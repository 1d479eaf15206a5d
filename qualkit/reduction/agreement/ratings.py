"""Ratings of units by coders, from a frame of labels to one matrix of category numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput

Codes = npt.NDArray[np.int64]
"""Units × coders: the number of the category, or -1 where there is no rating."""

_ROOM = 2**62


_MOST = 2_000
"""Categories, each of which is compared with each other one."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What each coder said of each unit; coders who rated nothing are only named."""

    codes: Codes
    times: npt.NDArray[np.int64]
    """How many coders rated each unit."""
    categories: tuple[object, ...]
    coders: tuple[str, ...]
    silent: tuple[str, ...]
    declared: bool


def read_ratings(ratings: pd.DataFrame | npt.ArrayLike, categories: Iterable[object] | None) -> Ratings:
    """Number the labels by their place among the categories, the declared or else the sorted observed."""
    frame = _frame(ratings)
    factorized = [_factorized(frame.iloc[:, place]) for place in range(frame.shape[1])]
    seen = dict.fromkeys(label for _, labels in factorized for label in labels)
    known = _in_order(list(seen)) if categories is None else _declared(categories, frame=frame, seen=seen)
    if len(known) > _MOST:
        raise InvalidInput(
            f"There are {len(known):,} categories, and more than {_MOST:,} cannot be compared with each "
            "other. Round measurements first."
        )
    number = {label: place for place, label in enumerate(known)}
    columns = [np.array([*(number[label] for label in labels), -1])[codes] for codes, labels in factorized]
    coders = [str(name) for name in frame.columns]
    rated = [bool(labels) for _, labels in factorized]
    codes = _matrix([column for column, any_of in zip(columns, rated, strict=True) if any_of], len(frame))
    return Ratings(
        codes=codes,
        times=(codes >= 0).sum(axis=1),
        categories=tuple(known),
        coders=tuple(name for name, any_of in zip(coders, rated, strict=True) if any_of),
        silent=tuple(name for name, any_of in zip(coders, rated, strict=True) if not any_of),
        declared=categories is not None,
    )


def ratings_of_table(table: pd.DataFrame | npt.ArrayLike) -> pd.DataFrame:
    """Turn a table of two coders (rows the first's categories, columns the second's) into ratings.

    Parameters
    ----------
    table
        Square, of counts, rows and columns in the same order.

    Returns
    -------
    pandas.DataFrame
        One row a unit, columns ``coder 1`` and ``coder 2``.

    Examples
    --------
    >>> ratings_of_table([[1, 1], [0, 1]]).to_numpy().tolist()
    [[0, 0], [0, 1], [1, 1]]
    """
    frame = _frame(table)
    if list(frame.index) != list(frame.columns):
        raise InvalidInput(
            "The rows and columns of a table of two coders must be the same categories in the same order; "
            f"these are {list(frame.index)} and {list(frame.columns)}. Reindex one by the other."
        )
    first, second = np.divmod(np.repeat(np.arange(frame.size), frame.to_numpy().ravel()), len(frame))
    return pd.DataFrame({"coder 1": frame.index[first], "coder 2": frame.columns[second]})


def ratings_of_counts(counts: pd.DataFrame | npt.ArrayLike) -> pd.DataFrame:
    """Turn counts (units × categories: how many coders chose each) into ratings by nameless coders.

    Right for coefficients that do not ask who chose what: Fleiss, Krippendorff, Gwet, Brennan–Prediger.

    Examples
    --------
    >>> ratings_of_counts(pd.DataFrame({"yes": [2, 1], "no": [0, 1]})).to_numpy().tolist()
    [['yes', 'yes'], ['yes', 'no']]
    """
    frame = _frame(counts)
    labels = list(frame.columns)
    rows = [
        [label for label, times in zip(labels, row, strict=True) for _ in range(int(times))]
        for row in frame.to_numpy()
    ]
    most = max((len(row) for row in rows), default=0)
    columns = [f"rating {place + 1}" for place in range(most)]
    padded = [row + [None] * (most - len(row)) for row in rows]
    return pd.DataFrame(padded, index=frame.index, columns=columns)


def distinct(codes: Codes) -> tuple[Codes, npt.NDArray[np.intp]]:
    """The distinct rows, in the order of their first appearance, and which of them each row is."""
    keys, span, base = np.zeros(len(codes), dtype=np.int64), 1, int(codes.max(initial=0)) + 2
    for column in codes.T:
        if span > _ROOM // base:
            which, labels = pd.factorize(keys)
            keys, span = which.astype(np.int64), len(labels)
        keys, span = keys * base + column + 1, span * base
    which, labels = pd.factorize(keys)
    first = np.empty(len(labels), dtype=np.intp)
    first[which[::-1]] = np.arange(len(codes))[::-1]
    return codes[first], which


def _frame(ratings: pd.DataFrame | npt.ArrayLike) -> pd.DataFrame:
    frame = ratings if isinstance(ratings, pd.DataFrame) else pd.DataFrame(_array(ratings))
    if frame.shape[1] == 0:
        raise InvalidInput("There are no coders: give one column a coder, one row a unit.")
    if not frame.columns.is_unique:
        raise InvalidInput("Two columns have one name. Give each coder one column, with a name of its own.")
    return frame


def _array(ratings: npt.ArrayLike) -> npt.NDArray[Any]:
    array = np.asarray(ratings)
    if array.ndim != 2:
        raise InvalidInput(
            f"Ratings have two dimensions, units × coders; these have {array.ndim}. "
            "Give one row a unit and one column a coder."
        )
    return array


def _factorized(column: pd.Series[Any]) -> tuple[npt.NDArray[np.intp], list[Hashable]]:
    try:
        codes, labels = pd.factorize(column)
    except TypeError as error:
        raise InvalidInput(
            f"The ratings of {column.name} cannot be told apart as labels ({error}). "
            "Where a unit has several codes at once, use set_agreement."
        ) from error
    return codes, [label.item() if isinstance(label, np.generic) else label for label in labels]


def _in_order(labels: list[Any]) -> list[Any]:
    try:
        return sorted(labels)
    except TypeError:
        return labels


def _declared(
    categories: Iterable[object], *, frame: pd.DataFrame, seen: Iterable[Hashable]
) -> Sequence[object]:
    known = list(categories)
    if len(set(known)) < len(known):
        raise InvalidInput(f"A category is declared twice: {known}. Name each once.")
    if strange := [label for label in seen if label not in set(known)]:
        unit, coder = np.argwhere((frame == strange[0]).to_numpy())[0]
        raise InvalidInput(
            f"{frame.columns[coder]} rated unit {frame.index[unit]!r} as {strange[0]!r}, which is not among "
            f"the declared categories {known}. Declare it, or correct the rating."
        )
    return known


def _matrix(columns: list[Codes], units: int) -> Codes:
    matrix = np.empty((units, len(columns)), dtype=np.int64, order="F")
    for place, column in enumerate(columns):
        matrix[:, place] = column
    return matrix
