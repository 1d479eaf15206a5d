"""All sources as one continuum, cut wherever a coder's unit begins or ends: linear in the units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.reduction.agreement.spans import Positions, Reading

GAP, ABSENT = -1, -2


@dataclass(frozen=True, slots=True)
class Continuum:
    """Pieces of text within which no coder begins or ends a unit.

    ``units`` is pieces × coders: the number of the unit that covers the piece, `GAP`, or `ABSENT` where the
    coder did not read the source.
    """

    source: Positions
    length: Positions
    units: Positions
    readers: Positions
    """How many coders read each source."""

    @property
    def marking(self) -> Positions:
        """How many coders marked each piece."""
        counted: Positions = (self.units >= 0).sum(axis=1)
        return counted

    @property
    def share(self) -> npt.NDArray[np.float64]:
        """The length of each piece, divided among the others that a coder is compared with."""
        return self.length / np.maximum(self.readers[self.source] - 1, 1)


def sweep(spans: pd.DataFrame, sources: Sequence[Reading]) -> Continuum:
    """Cut the sources. Spans name their source by its place among these; no coder's spans may overlap."""
    coders = pd.Index(sorted({name for each in sources for name in each.coders}), dtype=object)
    begins = np.cumsum([0, *(each.length for each in sources)])
    shift = begins[spans["source"].to_numpy()]
    start, end = (
        spans["start"].to_numpy(dtype=np.int64) + shift,
        spans["end"].to_numpy(dtype=np.int64) + shift,
    )
    cuts = np.unique(np.concatenate([begins, start, end]))
    source = np.searchsorted(begins, cuts[:-1], side="right") - 1
    read = np.array([coders.isin(each.coders) for each in sources]).reshape(len(sources), len(coders))
    marked = _cover(cuts, start, end, coders.get_indexer(pd.Index(spans["coder"])), len(coders))
    return Continuum(
        source=source,
        length=np.diff(cuts),
        units=np.where(read[source], marked, ABSENT),
        readers=read.sum(axis=1),
    )


def _cover(
    cuts: Positions, start: Positions, end: Positions, coder: npt.NDArray[np.intp], coders: int
) -> Positions:
    """Pieces × coders: the number of the unit there, as a running sum of those that begin and end."""
    change = np.zeros((len(cuts), coders), dtype=np.int64)
    number = np.arange(1, len(start) + 1)
    np.add.at(change, (np.searchsorted(cuts, start), coder), number)
    np.subtract.at(change, (np.searchsorted(cuts, end), coder), number)
    return np.cumsum(change, axis=0)[:-1] - 1
