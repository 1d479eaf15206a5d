"""Codings laid out on one line of numbered units, on which no two sources come near one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.overlaps import Positions, folded
from qualkit.reduction.segments import segments

Mask = npt.NDArray[np.bool_]
Cut = Callable[[str], Iterable[tuple[int, int]]]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The first and the last unit of each coding; ``length`` is more than any distance in a source.

    Units of different sources are further apart than ``length``.
    """

    begins: Positions
    ends: Positions
    length: int


def line(codings: pd.DataFrame, unit: str, *, turns: pd.DataFrame | None, language: str) -> Line:
    """Lay codings out by ``characters``, ``words``, ``sentences``, ``turns``, ``source`` or ``case``.

    A coding stands in the turn in which it begins; one in no turn, or of no case, stands alone.

    Raises
    ------
    InvalidInput
        If words or sentences are to be told apart, and there are no turns with their texts.
    """
    if unit == "characters":
        return _laid(codings["source"], codings["start"], codings["end"] - 1)
    if unit == "turns":
        turn = codings["turn"]
        return _laid(codings["source"].where(turn.notna()), turn.fillna(0), turn.fillna(0))
    if unit in ("source", "case"):
        return _laid(codings[unit], np.zeros(len(codings)), np.zeros(len(codings)))
    if turns is None:
        raise InvalidInput(f"To tell {unit} apart, the query needs the turns with their texts. Give turns=….")
    cut: Cut = _words if unit == "words" else partial(segments, unit="sentence", language=language)
    return _counted(codings, _cut(turns[turns["source"].isin(codings["source"].unique())], cut))


def _laid(groups: pd.Series[Any], begins: npt.ArrayLike, ends: npt.ArrayLike) -> Line:
    """Lay units out group by group; a coding without a group gets one of its own."""
    first, last = np.asarray(begins, np.int64), np.asarray(ends, np.int64)
    length = int(last.max(initial=0)) + 1
    numbers, names = pd.factorize(groups)
    alone = np.flatnonzero(numbers < 0)
    numbers[alone] = len(names) + np.arange(len(alone))
    return Line(numbers * 2 * length + first, numbers * 2 * length + last, length)


def _counted(codings: pd.DataFrame, units: pd.DataFrame) -> Line:
    """Lay codings out by the units they reach into, or else by the one that follows."""
    columns = ["source", "start", "end"]
    starts, ends = folded(pd.concat([units[columns], codings[columns]]), unit="overlap")
    first = np.searchsorted(np.sort(ends[: len(units)]), starts[len(units) :], side="right")
    last = np.searchsorted(np.sort(starts[: len(units)]), ends[len(units) :], side="left") - 1
    return _laid(codings["source"], first, np.maximum(first, last))


def _cut(turns: pd.DataFrame, cut: Cut) -> pd.DataFrame:
    rows = [
        (source, offset + start, offset + end)
        for source, offset, text in zip(turns["source"], turns["start"], turns["text"], strict=True)
        for start, end in cut(text)
    ]
    return pd.DataFrame(rows, columns=["source", "start", "end"])


def _words(text: str) -> Iterable[tuple[int, int]]:
    return (each.span() for each in _WORD.finditer(text))
