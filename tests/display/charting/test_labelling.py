from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.charting.labelling import around, cascade

_SIZES = st.tuples(st.floats(0.1, 2), st.floats(0.1, 0.5))


@given(st.lists(st.tuples(st.floats(0, 6), _SIZES), max_size=15))
def test_no_label_of_a_cascade_meets_another_or_the_leader_of_another(
    labels: list[tuple[float, tuple[float, float]]],
) -> None:
    labels.sort(key=lambda pair: pair[0])
    lefts, sizes = [left for left, _ in labels], [size for _, size in labels]
    feet = cascade(lefts, sizes, gap=0.05)
    for one in range(len(labels)):
        for later in range(one + 1, len(labels)):
            under = lefts[later] < lefts[one] + sizes[one][0]
            assert not under or feet[one] >= feet[later] + sizes[later][1]


def test_labels_around_points_stay_apart_and_in_the_field() -> None:
    points = np.random.default_rng(3).uniform(0.5, 4.5, (15, 2))
    sizes = np.full((15, 2), (0.7, 0.12))
    middles = around(points, np.full(15, 0.05), sizes, taken=points, field=(5.0, 5.0))
    apart = np.abs(middles[:, None] - middles[None])
    meet = (apart < sizes[0]).all(axis=2) & ~np.eye(15, dtype=bool)
    assert not meet.any()
    assert ((middles - sizes / 2 >= 0) & (middles + sizes / 2 <= 5)).all()


def test_labels_of_no_points_are_none() -> None:
    nothing = np.zeros((0, 2))
    assert around(nothing, np.zeros(0), nothing, taken=nothing, field=(1.0, 1.0)).shape == (0, 2)
