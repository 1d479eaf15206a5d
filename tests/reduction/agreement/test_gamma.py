"""Gamma, and the alignments below it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import gamma
from qualkit.reduction.agreement.alignment import Dissimilarity, Track, disorder

UNIT = st.tuples(st.integers(0, 12), st.integers(1, 5), st.integers(0, 1)).map(
    lambda unit: (unit[0], unit[0] + unit[1], unit[2])
)
TRACK = st.lists(UNIT, max_size=3).map(lambda units: np.array(units, dtype=float).reshape(-1, 3))
LIKE = Dissimilarity(position=1.0, code=1.0)


def _unlike(one: tuple[float, ...] | None, other: tuple[float, ...] | None) -> float:
    if one is None or other is None:
        return 1.0
    ends = abs(one[0] - other[0]) + abs(one[1] - other[1])
    return float((ends / (one[1] - one[0] + other[1] - other[0])) ** 2 + (one[2] != other[2]))


def _least(tracks: list[list[tuple[float, ...]]]) -> float:
    """The least disorder of all ways to put every unit into one alignment, the first unit left first."""
    place = next((number for number, track in enumerate(tracks) if track), None)
    if place is None:
        return 0.0
    pairs = len(tracks) * (len(tracks) - 1) / 2
    options = [[None, *track] if number != place else [track[0]] for number, track in enumerate(tracks)]
    best = float("inf")
    for chosen in product(*options):
        cost = sum(
            _unlike(chosen[a], chosen[b]) for a in range(len(chosen)) for b in range(a + 1, len(chosen))
        )
        rest = [
            track if unit is None else [*track[: track.index(unit)], *track[track.index(unit) + 1 :]]
            for track, unit in zip(tracks, chosen, strict=True)
        ]
        best = min(best, cost / pairs + _least(rest))
    return best


@settings(deadline=None, max_examples=60)
@given(st.lists(TRACK, min_size=2, max_size=3))
def test_the_alignment_is_the_best_of_all(tracks: list[Track]) -> None:
    units = sum(len(track) for track in tracks)
    least = _least([[tuple(unit) for unit in track] for track in tracks])
    wanted = least * len(tracks) / units if units else 0.0
    assert disorder(tracks, LIKE) == pytest.approx(wanted, abs=1e-6)


def _marks(*rows: tuple[str, int, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"])


def test_the_seed_makes_the_value_again() -> None:
    marks = _marks(("ana", 0, 5, "a"), ("ana", 8, 12, "b"), ("ben", 1, 6, "a"), ("ben", 8, 13, "b"))
    first, again, other = (gamma(marks, samples=20, seed=seed) for seed in (1, 1, 2))
    assert first.value == again.value != other.value
    assert (first.interval.replicates, first.interval.seed) == (20, 1)
    assert first.value == pytest.approx((first.observed - first.expected) / (1 - first.expected))


@pytest.mark.parametrize(
    ("marks", "coders", "reason"),
    [
        (_marks(), ["ana", "ben"], "nobody marked anything"),
        (_marks(("ana", 0, 5, "a")), None, "only one coder"),
    ],
)
def test_what_cannot_be_computed_is_told(marks: pd.DataFrame, coders: list[str] | None, reason: str) -> None:
    made = gamma(marks, coders=coders)
    assert np.isnan(made.value)
    assert made.reason == reason


def test_too_many_alignments_and_several_sources_are_refused() -> None:
    rows = [(coder, place, place + 50, "a") for coder in "abcdefgh" for place in range(0, 600, 60)]
    with pytest.raises(InvalidInput, match="too many"):
        gamma(_marks(*rows), alpha=0.0)
    with pytest.raises(InvalidInput, match="one source"):
        gamma(_marks(("ana", 0, 5, "a"), ("ben", 0, 5, "a")).assign(source=["s1", "s2"]))
