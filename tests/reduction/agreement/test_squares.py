"""The older alpha of boundaries, beside the definition pair by pair."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import boundary_alpha

LENGTH = 15
Span = tuple[int, int]


def _marks(tracks: list[list[Span]]) -> pd.DataFrame:
    rows = [(f"c{place}", *span, "A") for place, spans in enumerate(tracks) for span in spans]
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"])


def _gaps(spans: list[Span]) -> list[Span]:
    ends = [0, *(end for _, end in spans)]
    return [(b, e) for b, e in zip(ends, [*(start for start, _ in spans), LENGTH], strict=True) if b < e]


def _squared(one: Span, other: Span) -> int:
    meets = one[0] < other[1] and other[0] < one[1]
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 if meets else 0


def _inside(unit: Span, gap: Span) -> int:
    return (unit[1] - unit[0]) ** 2 if gap[0] <= unit[0] and unit[1] <= gap[1] else 0


def _observed(tracks: list[list[Span]]) -> float:
    total = 0
    for mine, other in permutations(tracks, 2):
        total += sum(_squared(a, b) for a in mine for b in other)
        total += sum(_inside(a, gap) for a in mine for gap in _gaps(other))
        total += sum(_inside(b, gap) for b in other for gap in _gaps(mine))
    return total / (len(tracks) * (len(tracks) - 1) * LENGTH**2)


TRACK = st.sets(st.integers(0, LENGTH), max_size=8).map(
    lambda cuts: list(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)


@settings(deadline=None)
@given(st.lists(TRACK, min_size=2, max_size=4))
def test_the_disagreement_is_that_of_all_pairs_of_units(tracks: list[list[Span]]) -> None:
    coders = [f"c{place}" for place in range(len(tracks))]
    made = boundary_alpha(_marks(tracks), length=LENGTH, code="A", coders=coders)
    assert 1 - made.observed == pytest.approx(_observed(tracks))
    if any(tracks):
        assert made.value == pytest.approx(1 - _observed(tracks) / (1 - made.expected))


def test_nothing_marked_has_no_value_and_a_reason() -> None:
    made = boundary_alpha(_marks([[], []]), length=LENGTH, coders=["c0", "c1"])
    assert np.isnan(made.value)
    assert made.reason
    assert "no interval" in str(boundary_alpha(_marks([[(0, 4)], [(0, 5)]]), length=LENGTH))


def test_several_sources_are_refused() -> None:
    marks = _marks([[(0, 4)], [(0, 5)]]).assign(source=["s1", "s2"])
    with pytest.raises(InvalidInput, match="one length"):
        boundary_alpha(marks, length=LENGTH)
