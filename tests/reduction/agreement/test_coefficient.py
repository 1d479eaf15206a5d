"""Coefficients of ratings, beside other libraries and where there is nothing to compute."""

from __future__ import annotations

from typing import Any

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import inter_rater

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import coefficient, ratings_of_counts, ratings_of_table
from qualkit.reduction.agreement.methods import METHODS

METHODS_OF_MANY = sorted(set(METHODS) - {"cohen", "scott"})


@st.composite
def ratings(
    draw: st.DrawFn, *, coders: int | None = None, categories: int = 4, missing: bool = True
) -> pd.DataFrame:
    width = draw(st.integers(2, 5)) if coders is None else coders
    cell = st.integers(1, categories)
    row = st.lists(st.one_of(st.none(), cell) if missing else cell, min_size=width, max_size=width)
    rows = draw(st.lists(row, min_size=3, max_size=25))
    return pd.DataFrame(rows, columns=[f"coder {place}" for place in range(width)], dtype=float)


@settings(deadline=None)
@given(ratings(), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_is_that_of_the_krippendorff_package(frame: pd.DataFrame, level: str) -> None:
    made = coefficient(frame, "krippendorff", level=level, interval="analytic")
    assume(not np.isnan(made.value))
    peer = krippendorff.alpha(reliability_data=frame.to_numpy().T, level_of_measurement=level)
    assert made.value == pytest.approx(peer, abs=1e-9)


@settings(deadline=None)
@given(ratings(coders=2, missing=False), st.sampled_from([None, "linear", "quadratic"]))
def test_kappa_is_that_of_scikit_learn(frame: pd.DataFrame, weights: str | None) -> None:
    made = coefficient(frame, "cohen", weights=weights, categories=[1, 2, 3, 4], interval="analytic")
    assume(not np.isnan(made.value))
    peer = cohen_kappa_score(frame["coder 0"], frame["coder 1"], weights=weights, labels=[1, 2, 3, 4])
    assert made.value == pytest.approx(peer, abs=1e-9)


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 30), min_size=3, max_size=3), min_size=3, max_size=3),
    st.sampled_from([None, "linear", "quadratic"]),
)
def test_the_standard_error_of_kappa_is_that_of_statsmodels(
    table: list[list[int]], weights: str | None
) -> None:
    made = coefficient(
        ratings_of_table(table), "cohen", weights=weights, categories=[0, 1, 2], interval="analytic"
    )
    peer = inter_rater.cohens_kappa(np.array(table, dtype=float), wt=weights)
    assert made.value == pytest.approx(peer.kappa, abs=1e-9)
    assert made.se == pytest.approx(peer.std_kappa, abs=1e-7)


@settings(deadline=None)
@given(ratings(missing=False))
def test_fleiss_and_randolph_are_those_of_statsmodels(frame: pd.DataFrame) -> None:
    counts = np.stack([(frame == each).sum(axis=1) for each in (1, 2, 3, 4)], axis=1)
    fleiss = coefficient(frame, "fleiss", interval="analytic")
    assume(not np.isnan(fleiss.value))
    assert fleiss.value == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-9)
    free = coefficient(frame, "brennan_prediger", categories=[1, 2, 3, 4], interval="analytic")
    assert free.value == pytest.approx(inter_rater.fleiss_kappa(counts, method="randolph"), abs=1e-9)
    of_counts = coefficient(ratings_of_counts(pd.DataFrame(counts)), "fleiss", interval="analytic")
    assert of_counts.value == pytest.approx(fleiss.value, abs=1e-9)


@settings(deadline=None)
@given(ratings(missing=False))
def test_conger_is_the_multi_kappa_of_nltk(frame: pd.DataFrame) -> None:
    made = coefficient(frame, "conger", interval="analytic")
    assume(not np.isnan(made.value))
    cells = [(coder, unit, label) for coder in frame for unit, label in frame[coder].items()]
    assert made.value == pytest.approx(AnnotationTask(cells).multi_kappa(), abs=1e-9)


@settings(deadline=None)
@given(ratings(coders=2), st.sampled_from(METHODS_OF_MANY))
def test_labels_order_of_units_and_names_do_not_matter(frame: pd.DataFrame, method: str) -> None:
    plain = coefficient(frame, method, categories=[1, 2, 3, 4], interval="analytic")
    words = frame.map(lambda cell: None if np.isnan(cell) else f"code {cell:.0f}")
    renamed = words.iloc[::-1].set_axis(["x", "y"], axis=1)
    other = coefficient(
        renamed, method, categories=[f"code {each}" for each in (1, 2, 3, 4)], interval="analytic"
    )
    assert (plain.value, plain.se) == pytest.approx((other.value, other.se), nan_ok=True, abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(ratings(), st.sampled_from(METHODS_OF_MANY))
def test_a_value_is_undefined_only_with_a_reason(frame: pd.DataFrame, method: str) -> None:
    made = coefficient(frame, method, replicates=20)
    assert np.isnan(made.value) == (made.reason is not None)
    assert np.isnan(made.low) == (made.interval.reason is not None)
    assert made.value <= 1 or made.reason
    if made.reason is None:
        assert made.value == pytest.approx((made.observed - made.expected) / (1 - made.expected), abs=1e-9)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        ({"ana": ["yes", "yes"], "ben": ["yes", "yes"]}, "no variation: every rating is 'yes'"),
        ({"ana": ["yes", "no"]}, "only one coder, ana, rated anything"),
        ({"ana": ["yes", "no"], "ben": [None, None]}, "only one coder, ana, rated anything"),
        ({"ana": ["yes", None], "ben": [None, "no"]}, "no unit was rated by two coders"),
        ({"ana": [None, None], "ben": [None, None]}, "there are no ratings"),
        ({"ana": ["yes", "no"], "ben": ["yes", None]}, "no variation: every rating is 'yes'"),
    ],
)
def test_what_cannot_be_computed_is_told(frame: dict[str, list[str]], reason: str) -> None:
    made = coefficient(pd.DataFrame(frame), "krippendorff")
    assert made.reason == made.interval.reason == reason
    assert np.isnan(made.value)
    assert reason in str(made)
    assert made.frame.loc[0, "reason"] == reason


def test_percent_agreement_is_told_where_the_coefficient_is_undefined() -> None:
    made = coefficient(pd.DataFrame({"ana": ["yes"] * 3, "ben": ["yes"] * 3}), "cohen")
    assert (made.observed, made.reason) == (1.0, "no variation: every rating is 'yes'")


def test_a_category_of_the_codebook_that_nobody_used_counts() -> None:
    frame = pd.DataFrame({"ana": ["yes"] * 3, "ben": ["yes"] * 3})
    assert coefficient(frame, "gwet", categories=["yes", "no"]).value == 1
    assert coefficient(frame, "brennan_prediger", categories=["yes", "no"]).value == 1
    assert coefficient(frame, "gwet").reason


def test_categories_that_were_only_observed_are_named() -> None:
    frame = pd.DataFrame({"ana": ["yes", "no"], "ben": ["yes", "yes"]})
    observed = coefficient(frame, "gwet")
    assert not observed.declared
    assert any("'no', 'yes'" in each for each in observed.warnings)
    declared = coefficient(frame, "gwet", categories=["yes", "no", "unsure"])
    assert declared.declared
    assert not any("observed" in each for each in declared.warnings)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"method": "kappa"}, "no coefficient 'kappa'"),
        ({"method": "cohen"}, "cohen compares two coders, and 3 rated: a, b, c. Use conger"),
        ({"method": "scott"}, "Use fleiss"),
        ({"level": "metric"}, "no level 'metric'"),
        ({"method": "gwet", "level": "ordinal"}, "A level is of krippendorff only"),
        ({"level": "ordinal", "weights": "linear"}, "either the level"),
        ({"level": "ordinal"}, "The order of categories such as 'no' is not known"),
        ({"method": "gwet", "weights": "linear"}, "The order of categories such as 'no' is not known"),
        ({"level": "interval"}, "needs categories that are numbers"),
        ({"weights": "steep", "categories": ["no", "yes"]}, "no weights 'steep'"),
        ({"weights": np.ones((3, 3))}, "The weights are 3 × 3, but there are 2 categories"),
        ({"weights": np.zeros((2, 2))}, "1 on the diagonal"),
        ({"weights": pd.DataFrame([[1]], ["no"], ["no"])}, "lack the category 'yes'"),
        ({"categories": ["yes"]}, "b rated unit 1 as 'no', which is not among the declared"),
        ({"categories": ["yes", "yes", "no"]}, "declared twice"),
        ({"interval": "exact"}, "no interval 'exact'"),
        ({"method": "gwet", "interval": "kalpha"}, "is of krippendorff without clusters"),
        ({"confidence": 95}, "Confidence lies between 0 and 1"),
        ({"replicates": 0}, "0 replicates make no interval"),
        ({"clusters": ["s1"]}, "Name one cluster"),
    ],
)
def test_what_was_asked_wrongly_is_told(change: dict[str, Any], message: str) -> None:
    frame = pd.DataFrame({"a": ["yes", "yes"], "b": ["yes", "no"], "c": ["yes", "no"]})
    asked = {"method": "krippendorff"} | change
    with pytest.raises(InvalidInput, match=message):
        coefficient(frame, asked.pop("method"), **asked)


@pytest.mark.parametrize("wrong", [[1, 2, 3], [[["a"], ["b"]], [["a"], ["a"]]], pd.DataFrame(index=[0, 1])])
def test_what_are_no_ratings_is_told(wrong: Any) -> None:
    with pytest.raises(InvalidInput):
        coefficient(wrong, "krippendorff")


def test_the_kappa_paradox_is_told() -> None:
    """Of Feinstein & Cicchetti (1990): the coders agree on 85 %, with kappa .32."""
    frame = ratings_of_table(pd.DataFrame([[80, 10], [5, 5]], ["yes", "no"], ["yes", "no"]))
    made = coefficient(frame, "cohen", categories=["yes", "no"])
    assert made.value == pytest.approx(0.32, abs=0.005)
    assert made.prevalence == pytest.approx(0.75)
    assert made.bias == pytest.approx(0.05)
    assert any("kappa paradox" in each and "80% or more" in each for each in made.warnings)
    assert not any("paradox" in each for each in coefficient(frame, "gwet").warnings)


def test_unlike_coders_are_told() -> None:
    frame = ratings_of_table(pd.DataFrame([[40, 35], [5, 20]], ["yes", "no"], ["yes", "no"]))
    made = coefficient(frame, "cohen")
    assert made.bias == pytest.approx(0.3)
    assert any("unequally often" in each for each in made.warnings)


def test_few_units_and_a_coder_without_ratings_are_told() -> None:
    frame = pd.DataFrame({"ana": [1, 2, 1], "ben": [1, 2, 2], "eve": [None] * 3})
    made = coefficient(frame, "conger")
    assert made.coders == ("ana", "ben")
    assert any("eve rated nothing" in each for each in made.warnings)
    assert any("Only 3 units" in each for each in made.warnings)


def test_more_categories_than_fit_in_one_number_are_told_apart() -> None:
    random = np.random.default_rng(1)
    codes = random.integers(0, 1000, (40, 12)).astype(float)
    made = coefficient(codes, "krippendorff", interval="analytic")
    peer = krippendorff.alpha(reliability_data=codes.T, level_of_measurement="nominal")
    assert made.value == pytest.approx(peer, abs=1e-9)


def _by_copies(frame: pd.DataFrame, drawn: np.ndarray, method: str) -> float:
    return coefficient(frame.iloc[drawn], method, categories=[1, 2, 3, 4], interval="analytic").value


@pytest.mark.parametrize("method", METHODS_OF_MANY)
def test_a_replicate_is_the_coefficient_of_the_units_drawn(method: str) -> None:
    random = np.random.default_rng(3)
    truth = random.integers(1, 5, (60, 1))
    codes = np.where(random.random((60, 3)) < 0.7, truth, random.integers(1, 5, (60, 3)))
    frame = pd.DataFrame(codes, columns=["a", "b", "c"]).astype(float)
    looped = [_by_copies(frame, random.integers(0, 60, 60), method) for _ in range(400)]
    made = coefficient(frame, method, categories=[1, 2, 3, 4], replicates=4000)
    assert made.se == pytest.approx(np.std(looped), rel=0.15)
    assert (made.low, made.high) == pytest.approx(np.quantile(looped, [0.025, 0.975]), abs=0.04)
