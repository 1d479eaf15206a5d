"""The words for a coefficient, and how sure they are."""

from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import benchmark
from qualkit.reduction.agreement.benchmark import SCALES


@pytest.mark.parametrize("scale", SCALES)
def test_the_words_share_all_certainty(scale: str) -> None:
    made = benchmark(0.5, se=0.2, scale=scale)
    assert made["probability"].sum() == pytest.approx(1)
    assert made["certainty"].is_monotonic_increasing
    assert made["word"].tolist() == list(SCALES[scale])


def test_a_scale_or_an_error_that_there_is_not_is_told() -> None:
    with pytest.raises(InvalidInput, match="no scale 'cicchetti'"):
        benchmark(0.5, se=0.2, scale="cicchetti")
    with pytest.raises(InvalidInput, match="nan is not"):
        benchmark(0.5, se=float("nan"))
