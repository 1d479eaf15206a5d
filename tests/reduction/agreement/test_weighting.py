"""How near two categories are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.agreement.weighting import agreement_weights, level_weights

NAMES = ["linear", "quadratic", "radical", "ordinal", "ratio", "circular", "bipolar"]
NUMBERS = st.lists(st.integers(1, 40), min_size=1, max_size=6, unique=True).map(sorted)


@given(NUMBERS, st.sampled_from(NAMES))
def test_a_category_is_nearest_itself_and_the_farthest_weigh_nothing(values: list[int], name: str) -> None:
    weights = agreement_weights(name, values)
    assert (np.diag(weights) == 1).all()
    assert weights == pytest.approx(weights.T)
    assert weights.min() == pytest.approx(0 if len(values) > 1 else 1)


@given(NUMBERS)
def test_of_words_the_order_counts_and_of_numbers_the_value(values: list[int]) -> None:
    words = [f"word {each}" for each in values]
    assert agreement_weights("linear", words) == pytest.approx(
        agreement_weights("linear", range(len(values)))
    )
    apart = np.abs(np.subtract.outer(values, values))
    assert agreement_weights("linear", values) == pytest.approx(1 - apart / max(apart.max(), 1))


def test_a_frame_is_taken_by_its_names() -> None:
    frame = pd.DataFrame([[1, 0.5, 0], [0.5, 1, 0.2], [0, 0.2, 1]], list("abc"), list("abc"))
    assert agreement_weights(frame, ["c", "a"]).tolist() == [[1, 0], [0, 1]]


def test_the_levels_are_the_metrics_of_krippendorff() -> None:
    assert level_weights("nominal", ["a", "b"]).tolist() == [[1, 0], [0, 1]]
    assert level_weights("interval", [1, 2, 3])[0].tolist() == [1, 0.75, 0]
    assert level_weights("ratio", [0, 1, 3])[1].tolist() == [0, 1, 0.75]
