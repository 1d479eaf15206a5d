"""Which quotations stand for a cell: the weightiest and most typical, from as many people as there are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.display.records import Positions

_Numbers = npt.NDArray[np.int64]


def choose(codings: pd.DataFrame, cells: Positions, *, rows: Positions, most: int) -> Positions:
    """Positions (in ``rows`` and ``cells``) of the quotations to print, cell by cell, best first.

    A span coded twice is one quotation. Within a cell the heavier comes first, then the one whose
    length is nearest to the cell's median, then the earlier; but nobody's second is taken while
    somebody has none there, and of one speaker no second from a source while another source has none.
    """
    once = _distinct_spans(codings, cells, rows)
    cells, rows = cells[once], rows[once]
    quality = _quality(codings[["start", "end", "weight"]].take(rows), cells)
    source = _numbered(codings["source"], rows)
    speaker = _speakers(_numbered(codings["speaker"], rows), source)
    in_source = _turn_within(_grouped(_grouped(cells, speaker), source), quality)
    in_speaker = _turn_within(_grouped(cells, speaker), _grouped(in_source, quality))
    best = np.lexsort((quality, in_speaker, cells))
    picked = best[_rank_in_runs(cells[best]) < most]
    return once[picked]


def _distinct_spans(codings: pd.DataFrame, cells: Positions, rows: Positions) -> Positions:
    source = _numbered(codings["source"], rows)
    start, end = codings["start"].to_numpy()[rows], codings["end"].to_numpy()[rows]
    order = np.lexsort((rows, end, start, source, cells))
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.any([np.diff(each[order]) != 0 for each in (cells, source, start, end)], axis=0)
    return np.sort(order[new])


def _quality(frame: pd.DataFrame, cells: Positions) -> _Numbers:
    """The place of each coding when all are sorted from best to worst (0 is best)."""
    weight = pd.to_numeric(frame["weight"]).to_numpy(dtype=float, na_value=np.nan)
    length = (frame["end"] - frame["start"]).to_numpy(dtype=float)
    distance = np.abs(length - _median_in_cell(length, cells))
    order = np.lexsort((distance, -np.nan_to_num(weight, nan=-np.inf)))
    return _places(order)


def _median_in_cell(length: npt.NDArray[np.float64], cells: Positions) -> npt.NDArray[np.float64]:
    if not len(cells):
        return length
    order = np.lexsort((length, cells))
    size = np.bincount(cells)
    first = np.cumsum(size) - size
    ranked = np.append(length[order], np.nan)
    low, high = first + np.maximum(size - 1, 0) // 2, first + size // 2
    median: npt.NDArray[np.float64] = (ranked[low] + ranked[np.minimum(high, len(length))]) / 2
    return median[cells]


def _numbered(column: pd.Series[Any], rows: Positions) -> _Numbers:
    """A column at some rows, its values as numbers, -1 where missing; it is cheaper to number all first."""
    return pd.factorize(column)[0].astype(np.int64)[rows]


def _speakers(speaker: _Numbers, source: _Numbers) -> _Numbers:
    """A number for each speaker; a source without speakers speaks for itself."""
    named: _Numbers = np.where(speaker >= 0, speaker, speaker.max(initial=0) + 1 + source)
    return named


def _grouped(outer: Positions | _Numbers, inner: _Numbers) -> _Numbers:
    pair: _Numbers = outer.astype(np.int64) * (int(inner.max(initial=0)) + 1) + inner
    return pd.factorize(pair, sort=True)[0].astype(np.int64)


def _turn_within(group: _Numbers, quality: _Numbers) -> _Numbers:
    """Of each coding, how many better ones of its group come before it."""
    order = np.lexsort((quality, group))
    turn = np.empty(len(order), dtype=np.int64)
    turn[order] = _rank_in_runs(group[order])
    return turn


def _rank_in_runs(ordered: Positions | _Numbers) -> _Numbers:
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = np.diff(ordered) != 0
    place = np.arange(len(ordered), dtype=np.int64)
    return place - np.maximum.accumulate(np.where(first, place, 0)) if len(ordered) else place


def _places(order: npt.NDArray[np.intp]) -> _Numbers:
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places
