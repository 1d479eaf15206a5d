from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.display.labels import overlaps, push_apart, spread


@given(st.lists(st.floats(-100, 100), max_size=20))
def test_spread_labels_keep_their_order_and_their_distance(places: list[float]) -> None:
    moved = spread(places, 2.0)
    ordered = [moved[each] for each in sorted(range(len(places)), key=lambda each: places[each])]
    assert all(after - before >= 2.0 - 1e-9 for before, after in pairwise(ordered))
    if places:
        assert sum(moved) == pytest.approx(sum(places), abs=1e-6)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=25))
def test_boxes_pushed_apart_do_not_overlap(centres: list[tuple[int, int]]) -> None:
    sizes = np.tile([30.0, 12.0], (len(centres), 1))
    moved = push_apart(np.array(centres, dtype=float), sizes)
    assert not overlaps(moved, sizes).any()
