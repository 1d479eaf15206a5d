"""Which quotations stand for a cell: the best of one sort, from as many people as there are."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.display.choices import Choice
from qualkit.display.records import Positions

_BRIEF = 5  # words: too few to stand for a cell while there is something longer
_Numbers = npt.NDArray[np.int64]


def choose(
    codings: pd.DataFrame, cells: Positions, *, rows: Positions, most: int, choice: Choice = "weight"
) -> Positions:
    """Positions (in ``rows`` and ``cells``) of the quotations to print, cell by cell, best first.

    A span coded twice is one quotation. Within a cell those chosen by hand come first, then the best by
    ``choice``: the heavier and then the one whose length is nearest to the cell's median (``weight``), the
    one whose words are nearest to those of the whole cell (``typical``), the longer, the shorter, or the
    earlier. But nobody's second is taken while somebody has none there, and of one speaker no second from
    a source while another source has none.
    """
    once = _distinct_spans(codings, cells, rows)
    cells, rows = cells[once], rows[once]
    quality = _quality(codings, cells, rows, choice)
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


def _quality(codings: pd.DataFrame, cells: Positions, rows: Positions, choice: Choice) -> _Numbers:
    """The place of each coding when all are sorted from best to worst (0 is best)."""
    frame = codings[["start", "end", "weight"]].take(rows)
    length = (frame["end"] - frame["start"]).to_numpy(dtype=float)
    if choice == "weight":
        weight = pd.to_numeric(frame["weight"]).to_numpy(dtype=float, na_value=np.nan)
        distance = np.abs(length - _median_in_cell(length, cells))
        sort = [distance, -np.nan_to_num(weight, nan=-np.inf)]
    elif choice == "typical":
        texts = codings["text"].take(rows).tolist()
        brief = np.array([len(text.split()) < _BRIEF for text in texts])
        sort = [-_typicality(texts, cells), brief]
    else:
        sort = [{"long": -length, "short": length, "first": np.arange(len(rows), dtype=float)}[choice]]
    chosen = codings["chosen"].to_numpy(dtype=bool)[rows]
    return _places(np.lexsort((*sort, ~chosen)))


def _typicality(texts: list[str], cells: Positions) -> npt.NDArray[np.float64]:
    """The cosine of each text to all that is said in its cell, by its words weighted by how rare they are."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(text.strip() for text in texts):
        return np.zeros(len(texts))
    words = TfidfVectorizer(token_pattern=r"(?u)\w+").fit_transform(texts)
    size = len(texts)
    inside = csr_matrix((np.ones(size), (cells, np.arange(size))), shape=(int(cells.max()) + 1, size))
    whole = inside @ words
    length = np.sqrt(np.asarray(whole.multiply(whole).sum(axis=1)).ravel())[cells]
    alike = np.asarray(words.multiply(whole[cells]).sum(axis=1)).ravel()
    cosine: npt.NDArray[np.float64] = alike / np.where(length > 0, length, 1)
    return cosine


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
