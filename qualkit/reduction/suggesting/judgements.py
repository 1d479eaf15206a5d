"""What people have judged of each code: the segments that have it, and those that do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qualkit.errors import InvalidInput
from qualkit.reduction.overlaps import folded

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Judgements:
    """What codings say of segments: ``accepted`` and ``rejected`` are segments × codes.

    ``read`` tells the segments of sources in which somebody accepted a coding of any code.
    """

    accepted: Flags
    rejected: Flags
    read: Flags

    def judged(self, code: int) -> Places:
        """The segments that say something of a code; those of an uncoded source say nothing."""
        return np.flatnonzero(self.read | self.accepted[:, code] | self.rejected[:, code])

    def open(self, code: int) -> Flags:
        """The segments that have been neither given nor refused the code."""
        open_: Flags = ~(self.accepted[:, code] | self.rejected[:, code])
        return open_


def judgements(segments: pd.DataFrame, codings: pd.DataFrame, codes: Sequence[str]) -> Judgements:
    """What codings (``source start end code status``) say of segments (``source start end``).

    A coding is one of a segment if they share more than half of the shorter of the two.

    Raises
    ------
    InvalidInput
        If segments of a source overlap.
    """
    accepted = codings[codings["status"] == "accepted"]
    rejected = codings[codings["status"] == "rejected"]
    return Judgements(
        _marked(segments, accepted, codes),
        _marked(segments, rejected, codes),
        segments["source"].isin(accepted["source"]).to_numpy(dtype=bool),
    )


def _marked(segments: pd.DataFrame, codings: pd.DataFrame, codes: Sequence[str]) -> Flags:
    places = {name: place for place, name in enumerate(codes)}
    mine = codings[codings["code"].isin(places)]
    segment, coding = _shared(segments, mine)
    marked = np.zeros((len(segments), len(codes)), dtype=bool)
    marked[segment, mine["code"].map(places).to_numpy(dtype=np.int64)[coding]] = True
    return marked


def _shared(segments: pd.DataFrame, codings: pd.DataFrame) -> tuple[Places, Places]:
    """The pairs of a segment and a coding of it, as positions in the two frames."""
    columns = ["source", "start", "end"]
    starts, ends = folded(pd.concat([segments[columns], codings[columns]]), unit="match")
    starts, begins = np.split(starts, [len(segments)])
    ends, finishes = np.split(ends, [len(segments)])
    order = np.argsort(starts, kind="stable")
    _refuse_overlaps(segments, order, starts[order], ends[order])
    first = np.searchsorted(ends[order], begins, side="right")
    count = np.maximum(np.searchsorted(starts[order], finishes, side="left") - first, 0)
    coding = np.repeat(np.arange(len(codings)), count)
    nth = np.arange(len(coding)) - np.repeat(np.cumsum(count) - count, count)
    segment = order[np.repeat(first, count) + nth]
    common = np.minimum(ends[segment], finishes[coding]) - np.maximum(starts[segment], begins[coding])
    shorter = np.minimum(ends[segment] - starts[segment], finishes[coding] - begins[coding])
    enough = 2 * common > shorter
    return segment[enough], coding[enough]


def _refuse_overlaps(segments: pd.DataFrame, order: Places, starts: Places, ends: Places) -> None:
    wrong = np.flatnonzero(starts[1:] < ends[:-1])
    if len(wrong):
        one, other = (segments.iloc[order[place]] for place in (wrong[0], wrong[0] + 1))
        raise InvalidInput(
            f"In {one['source']!r} the segments {one['start']}–{one['end']} and "
            f"{other['start']}–{other['end']} overlap. Cut each text into units of one kind, once."
        )
