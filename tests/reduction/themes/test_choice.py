from __future__ import annotations

import numpy as np
import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.themes.choice import Trial, best, numbers, silhouette


def test_numbers_of_themes_are_those_named_or_a_spread() -> None:
    assert numbers(4, 10) == numbers(np.int64(4), 10) == [4]
    assert numbers([5, 3, 5], 10) == [3, 5]
    assert numbers(None, 2) == [2]
    assert max(numbers(None, 1_000_000)) == 30


@pytest.mark.parametrize("k", [0, 1, [1, 4], [], 11])
def test_numbers_that_cannot_be_are_refused(k: object) -> None:
    with pytest.raises(InvalidInput):
        numbers(k, 10)  # type: ignore[arg-type]


def test_silhouette_is_undefined_for_one_theme_and_for_lone_items() -> None:
    vectors = np.eye(3)
    assert np.isnan(silhouette(vectors, np.zeros(3, int)))
    assert np.isnan(silhouette(vectors, np.arange(3)))
    assert np.isnan(silhouette(vectors, np.full(3, -1)))


def test_the_best_number_parts_well_and_is_found_again() -> None:
    parted, shaky, unclear = (
        Trial(2, 0.4, 1.0, []),
        Trial(3, 0.6, 0.5, []),
        Trial(4, float("nan"), float("nan"), []),
    )
    assert best([unclear, shaky, parted]) is parted
