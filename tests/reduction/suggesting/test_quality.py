"""The quality of a code is that of scikit-learn's own measures."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    average_precision_score,
    brier_score_loss,
    f1_score,
    precision_score,
    recall_score,
)

from qualkit.reduction.suggesting.learning import Learned
from qualkit.reduction.suggesting.quality import quality, reliability

RNG = np.random.default_rng(0)
HELD_OUT = RNG.random(500)
HAS_CODE = RNG.random(500) < HELD_OUT**2


def learned(has_code: np.ndarray, held_out: np.ndarray) -> Learned:
    return Learned(has_code, held_out, "3 folds", None, None)  # type: ignore[arg-type]


def test_the_measures_are_those_of_scikit_learn() -> None:
    (row,) = quality({"a": learned(HAS_CODE, HELD_OUT)}, confidence=0.6).to_dict("records")
    suggested = HELD_OUT >= 0.6
    assert row["code"] == "a"
    assert row["positives"] == HAS_CODE.sum()
    assert row["support"] == 500
    assert row["precision"] == pytest.approx(precision_score(HAS_CODE, suggested))
    assert row["recall"] == pytest.approx(recall_score(HAS_CODE, suggested))
    assert row["f1"] == pytest.approx(f1_score(HAS_CODE, suggested))
    assert row["average_precision"] == pytest.approx(average_precision_score(HAS_CODE, HELD_OUT))
    assert row["brier"] == pytest.approx(brier_score_loss(HAS_CODE, HELD_OUT))
    assert row["reason"] is None


def test_no_precision_comes_with_the_reason() -> None:
    (row,) = quality({"a": learned(HAS_CODE, HELD_OUT / 9)}, confidence=0.5).to_dict("records")
    assert np.isnan(row["precision"])
    assert row["recall"] == row["f1"] == 0
    assert "No judged segment reached a confidence of 0.5" in row["reason"]


def test_reliability_is_the_calibration_curve_over_all_codes() -> None:
    codes = {"a": learned(HAS_CODE[:200], HELD_OUT[:200]), "b": learned(HAS_CODE[200:], HELD_OUT[200:])}
    bins = reliability(codes)
    share, confidence = calibration_curve(HAS_CODE, HELD_OUT, n_bins=10)
    np.testing.assert_allclose(bins["share"], share)
    np.testing.assert_allclose(bins["confidence"], confidence)
    assert bins["segments"].sum() == 500
    assert bins["low"].tolist() == pytest.approx([each / 10 for each in range(10)])
