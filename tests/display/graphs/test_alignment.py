from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.graphs.alignment import aligned


@given(data=st.data())
def test_nothing_overlaps_and_the_order_is_kept(data: st.DataObject) -> None:
    counts = data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    ends = np.cumsum([0, *counts]).tolist()
    rows = [list(range(begin, end)) for begin, end in pairwise(ends)]
    joints = [(a, b) for row, below in pairwise(rows) for a in row for b in below]
    edges = data.draw(st.lists(st.sampled_from(joints))) if joints else []
    sizes = np.array(data.draw(st.lists(st.floats(1, 90), min_size=ends[-1], max_size=ends[-1])))
    places = aligned(rows, edges, sizes=sizes, runs=list(range(ends[-1])))
    for row in rows:
        room = (sizes[row][1:] + sizes[row][:-1]) / 2
        assert (np.diff(places[row]) >= room - 1e-6).all()


def test_a_run_is_a_straight_line_where_it_can_be() -> None:
    rows = [[0], [1, 4], [2, 5], [3]]
    edges = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 3)]
    places = aligned(rows, edges, sizes=np.array([30.0, 7, 40, 30, 7, 7]), runs=[0, 1, 1, 3, 4, 4])
    assert places[1] == pytest.approx(places[2], abs=0.5)
    assert places[4] == pytest.approx(places[5], abs=0.5)
