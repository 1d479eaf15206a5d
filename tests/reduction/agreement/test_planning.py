"""How many units to double-code, and which."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import coefficient, double_coding_plan, sample_size


@pytest.mark.parametrize("kappa", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("prevalence", [0.1, 0.3, 0.5])
@pytest.mark.parametrize("method", ["cohen", "scott", "krippendorff"])
def test_two_coders_and_categories_need_what_bloch_and_kraemer_found(
    method: str, prevalence: float, kappa: float
) -> None:
    """Their variance of kappa (1989), which is of Cohen's, too, where coders use the categories alike."""
    spread = kappa * (2 - kappa) / (2 * prevalence * (1 - prevalence))
    variance = (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + spread)
    wanted = variance * (1.959964 / 0.1) ** 2
    made = sample_size(method, expected=kappa, half_width=0.1, prevalence=prevalence)
    assert made == pytest.approx(wanted, abs=1)


@pytest.mark.parametrize(
    ("method", "coders", "prevalence"),
    [("gwet", 3, [0.7, 0.3]), ("fleiss", 4, [0.5, 0.3, 0.2]), ("brennan_prediger", 2, [0.6, 0.2, 0.2])],
)
def test_a_study_of_that_size_has_that_precision(method: str, coders: int, prevalence: list[float]) -> None:
    size = sample_size(method, expected=0.6, half_width=0.08, prevalence=prevalence, coders=coders)
    random = np.random.default_rng(1)
    widths = []
    for _ in range(40):
        sees = random.random((size, coders)) < _seeing(method, prevalence, coders)
        truth = random.choice(len(prevalence), (size, 1), p=prevalence)
        codes = np.where(sees, truth, random.choice(len(prevalence), (size, coders), p=prevalence))
        made = coefficient(codes, method, categories=range(len(prevalence)), interval="analytic")
        widths.append((made.high - made.low) / 2)
    assert np.mean(widths) == pytest.approx(0.08, rel=0.06)


def _seeing(method: str, prevalence: list[float], coders: int) -> float:
    """The probability of seeing that gives the coefficient .6, found by a large sample."""
    random = np.random.default_rng(2)
    shape = (40_000, coders)
    truth = random.choice(len(prevalence), (shape[0], 1), p=prevalence)
    guess, chance = random.choice(len(prevalence), shape, p=prevalence), random.random(shape)
    tried = np.linspace(0.6, 0.9, 13)
    values = [
        coefficient(
            np.where(chance < each, truth, guess),
            method,
            categories=range(len(prevalence)),
            interval="analytic",
        ).value
        for each in tried
    ]
    return float(np.interp(0.6, values, tried))


def test_more_precision_needs_more_units() -> None:
    sizes = [sample_size("gwet", expected=0.7, half_width=each) for each in (0.2, 0.1, 0.05)]
    assert sizes == sorted(sizes)
    assert sizes[2] == pytest.approx(16 * sizes[0], rel=0.05)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"method": "kappa"}, "no coefficient 'kappa'"),
        ({"expected": 1.0}, "between 0.00, which is guessing, and 1"),
        ({"method": "percent", "expected": 0.4}, "between 0.50"),
        ({"half_width": 0}, "half width"),
        ({"coders": 1}, "2 coders or a few more"),
        ({"coders": 40}, "not 40"),
        ({"prevalence": 1.0}, "above 0 and sums to 1"),
        ({"prevalence": [0.5, 0.6]}, "sums to 1"),
    ],
)
def test_what_was_asked_wrongly_is_told(change: dict[str, Any], message: str) -> None:
    asked: dict[str, Any] = {"method": "cohen", "expected": 0.7, "half_width": 0.1} | change
    with pytest.raises(InvalidInput, match=message):
        sample_size(asked.pop("method"), **asked)


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=60), st.integers(0, 5), st.data())
def test_every_stratum_gives_its_share_and_at_least_one(
    cases: list[str], seed: int, data: st.DataObject
) -> None:
    units = pd.DataFrame({"case": cases, "segment": range(len(cases))})
    n = data.draw(st.integers(len(set(cases)), len(cases)))
    drawn = double_coding_plan(units, n=n, strata="case", seed=seed)
    assert len(drawn) == n
    assert drawn.index.is_monotonic_increasing
    assert drawn.index.is_unique
    pd.testing.assert_frame_equal(drawn, units.loc[drawn.index])
    counts = drawn["case"].value_counts()
    for case, size in units["case"].value_counts().items():
        assert 1 <= counts[case] <= size
        assert counts[case] <= max(1, np.ceil(size * n / len(units)))
    pd.testing.assert_frame_equal(drawn, double_coding_plan(units, n=n, strata="case", seed=seed))


def test_a_plan_without_strata_is_a_plain_sample() -> None:
    units = pd.DataFrame({"segment": range(50)})
    plans = [double_coding_plan(units, n=10, seed=seed) for seed in (1, 2)]
    assert [len(plan) for plan in plans] == [10, 10]
    assert plans[0].index.tolist() != plans[1].index.tolist()


def test_a_plan_that_cannot_be_made_is_told() -> None:
    units = pd.DataFrame({"source": ["a", "b", "c"]})
    with pytest.raises(InvalidInput, match="2 units cannot be drawn: there are 3, and each of 3 strata"):
        double_coding_plan(units, n=2, strata=["source"])
    with pytest.raises(InvalidInput, match="4 units cannot be drawn"):
        double_coding_plan(units, n=4)
    with pytest.raises(InvalidInput, match="no column 'case'"):
        double_coding_plan(units, n=2, strata="case")
