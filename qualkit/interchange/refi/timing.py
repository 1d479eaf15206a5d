"""Sync points of a transcript ↔ when its turns begin and end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualkit.interchange.project import Transcript


def timed(script: Transcript, points: Mapping[int, float]) -> Transcript:
    """Give turns the times of the sync points around them.

    A turn begins at the last point that lies after the turn before it and not after its own first word
    (programs put it before or after the name of the speaker), and ends at the first point after its last
    word and before the next turn.

    Parameters
    ----------
    script
        The transcript.
    points
        Seconds by offset in its text.
    """
    offsets = sorted(points)

    def between(first: int, past: int) -> list[int]:
        return offsets[bisect_left(offsets, first) : bisect_left(offsets, past)]

    turns = []
    ended = -1
    followers = [*(turn.start for turn in script.turns[1:]), len(script.text) + 1]
    for turn, following in zip(script.turns, followers, strict=False):
        before, after = between(ended + 1, turn.start + 1), between(turn.end, following)
        begins = points[before[-1]] if before else turn.begins
        ends = points[after[0]] if after else turn.ends
        turns.append(replace(turn, begins=begins, ends=ends))
        ended = turn.end
    return replace(script, turns=tuple(turns))


def sync_points(script: Transcript, bounds: Iterable[int]) -> dict[int, int | None]:
    """Give the sync points that a transcript needs, by offset, in milliseconds.

    Every turn whose times are known has one where it begins and where it ends; every bound of a selection
    has one too, without a time where none is known.
    """
    points: dict[int, int | None] = dict.fromkeys(bounds)
    for turn in script.turns:
        for at, time in ((turn.start, turn.begins), (turn.end, turn.ends)):
            if time is not None:
                points[at] = round(time * 1000)
    return dict(sorted(points.items()))
