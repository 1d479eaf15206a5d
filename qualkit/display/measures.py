"""What rows and columns can be ordered by that is computed from the codings in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.material import Material
from qualkit.display.records import Positions
from qualkit.display.seriation import by_similarity
from qualkit.display.tally import Tally


def _keys(counted: Tally, along: int) -> Positions:
    width = max(counted.shape[1], 1)
    return counted.cells // width if along == 0 else counted.cells % width


def _count(_: Material, counted: Tally, along: int) -> list[Any]:
    return list(counted.totals(along))


def _rating(material: Material, counted: Tally, along: int) -> list[Any]:
    weights = pd.to_numeric(material.codings["weight"].take(counted.rows)).astype(float)
    frame = pd.DataFrame({"key": _keys(counted, along), "row": counted.rows, "weight": weights.to_numpy()})
    medians = frame.drop_duplicates(["key", "row"]).groupby("key")["weight"].median()
    return _for_each(medians, counted.shape[along])


def _time(material: Material, counted: Tally, along: int) -> list[Any]:
    """The earliest time told of, else of telling, in each key."""
    told = material.codings["when"].take(counted.rows)
    dates = dict(zip(material.sources["source"], material.sources["date"], strict=True))
    dated = told.where(told.notna(), material.codings["source"].take(counted.rows).map(dates))
    frame = pd.DataFrame({"key": _keys(counted, along), "date": dated.to_numpy(dtype=object)}).dropna()
    earliest = frame.assign(date=frame["date"].astype(str)).groupby("key")["date"].min()
    return _for_each(earliest, counted.shape[along])


def _similarity(_: Material, counted: Tally, along: int) -> list[Any]:
    counts = counted.counts.reshape(counted.shape)
    order = by_similarity(counts if along == 0 else counts.T)
    places = np.empty(len(order), dtype=int)
    places[order] = np.arange(len(order))
    return [int(each) for each in places]


def _for_each(found: pd.Series[Any], size: int) -> list[Any]:
    held = dict(zip(found.index, found, strict=True))
    return [held.get(key) for key in range(size)]


measures: Mapping[str, Callable[[Material, Tally, int], list[Any]]] = {
    "count": _count,
    "rating": _rating,
    "time": _time,
    "similarity": _similarity,
}
"""By the name of an order, the function of material, tally and axis (0 rows, 1 columns)."""
