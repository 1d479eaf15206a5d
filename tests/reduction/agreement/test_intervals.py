"""Intervals: what they say, and that they can be made again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qualkit.reduction.agreement import coefficient
from qualkit.reduction.agreement.methods import METHODS


def _ratings(units: int, *, seed: int = 0, missing: float = 0.2) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    truth = random.integers(1, 4, (units, 1))
    codes = np.where(random.random((units, 3)) < 0.8, truth, random.integers(1, 4, (units, 3))).astype(float)
    codes[random.random((units, 3)) < missing] = np.nan
    return pd.DataFrame(codes, columns=["ana", "ben", "eve"])


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"cohen", "scott"}))
def test_the_two_ways_to_a_standard_error_meet_in_large_samples(method: str) -> None:
    frame = _ratings(3000, missing=0)
    analytic = coefficient(frame, method, interval="analytic")
    resampled = coefficient(frame, method, replicates=2000)
    assert analytic.value == resampled.value
    assert analytic.se == pytest.approx(resampled.se, rel=0.1)
    assert analytic.low == pytest.approx(resampled.low, abs=0.005)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_every_level_of_alpha_has_a_linearization(level: str) -> None:
    frame = _ratings(3000, seed=1)
    analytic = coefficient(frame, "krippendorff", level=level, interval="analytic")
    resampled = coefficient(frame, "krippendorff", level=level, replicates=2000)
    assert analytic.se == pytest.approx(resampled.se, rel=0.1)


def test_the_seed_makes_the_interval_again() -> None:
    frame = _ratings(50)
    first, again, other = (coefficient(frame, "gwet", seed=seed) for seed in (7, 7, 8))
    assert first.interval == again.interval
    assert first.low != other.low
    assert (first.interval.kind, first.interval.replicates, first.interval.seed) == ("bootstrap", 1000, 7)


def test_clusters_that_hold_one_unit_each_change_little_and_equal_clusters_widen() -> None:
    frame = _ratings(300)
    plain = coefficient(frame, "krippendorff", replicates=3000)
    single = coefficient(frame, "krippendorff", replicates=3000, clusters=range(300))
    assert single.se == pytest.approx(plain.se, rel=0.1)
    copies = pd.concat([frame] * 10, ignore_index=True)
    clusters = np.tile(np.arange(300), 10)
    for kind in ("bootstrap", "analytic"):
        alike = coefficient(copies, "krippendorff", clusters=clusters, interval=kind)
        assert alike.se == pytest.approx(plain.se, rel=0.12)


def test_one_cluster_gives_no_interval_and_says_so() -> None:
    for kind in ("bootstrap", "analytic"):
        made = coefficient(_ratings(30), "fleiss", clusters=["s"] * 30, interval=kind)
        assert made.interval.reason
        assert np.isnan(made.low)
        assert "no interval" in str(made)


def test_degenerate_replicates_are_counted() -> None:
    frame = pd.DataFrame({"ana": ["a"] * 9 + ["b"], "ben": ["a"] * 9 + ["b"]})
    made = coefficient(frame, "krippendorff")
    assert made.interval.degenerate == pytest.approx(1000 * 0.9**10, rel=0.15)
    assert (made.low, made.high) == (1, 1)
    assert any("replicates the coefficient was undefined" in each for each in made.warnings)


def test_kalpha_draws_pairs_of_values() -> None:
    """By a loop: 100 pairs, 25 for each of four coincidences, and the expected disagreement kept."""
    pairs = [("a", "a")] * 90 + [("b", "b")] * 36 + [("a", "b")] * 15 + [("b", "a")] * 9
    frame = pd.DataFrame(pairs, columns=["ana", "ben"])
    made = coefficient(frame, "krippendorff", interval="kalpha", replicates=4000)
    random = np.random.default_rng(5)
    disagreements = random.random((4000, 100)) < 24 / 150
    looped = 1 - disagreements.mean(axis=1) / (1 - made.expected)
    assert (made.low, made.high) == pytest.approx(np.quantile(looped, [0.025, 0.975]), abs=0.03)
    assert made.interval.kind == "kalpha"


def test_kalpha_is_narrower_than_units_of_many_coders() -> None:
    frame = _ratings(60)
    by_pairs = coefficient(frame, "krippendorff", level="ordinal", interval="kalpha")
    by_units = coefficient(frame, "krippendorff", level="ordinal")
    assert by_pairs.high - by_pairs.low < by_units.high - by_units.low


def test_more_confidence_is_wider() -> None:
    frame = _ratings(80)
    for kind in ("bootstrap", "analytic"):
        wide, narrow = (coefficient(frame, "gwet", interval=kind, confidence=each) for each in (0.99, 0.8))
        assert wide.low < narrow.low < narrow.high <= wide.high
