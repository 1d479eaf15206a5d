"""Decision values become probabilities as Platt's method makes them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator

from qualkit.reduction.suggesting.calibration import Calibration


class Given(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A classifier whose decision values are the data."""

    def fit(self, _: object, has_code: NDArray[np.bool_]) -> Given:
        self.classes_ = np.unique(has_code)
        return self

    def decision_function(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        return rows[:, 0]

    def predict(self, rows: NDArray[np.float64]) -> NDArray[np.bool_]:
        return self.decision_function(rows) > 0


@pytest.mark.parametrize(("seed", "rarity"), [(0, 0.5), (1, 2.0), (2, 3.0)])
def test_confidence_is_that_of_scikit_learn(seed: int, rarity: float) -> None:
    rng = np.random.default_rng(seed)
    decisions = rng.normal(size=2000)
    has_code = rng.random(2000) < expit(2 * decisions - rarity)
    ours = Calibration.fitted(decisions, has_code).confidence(decisions)
    given = FrozenEstimator(Given().fit(None, has_code))
    peer = CalibratedClassifierCV(given, method="sigmoid").fit(decisions[:, None], has_code)
    np.testing.assert_allclose(ours, peer.predict_proba(decisions[:, None])[:, 1], atol=1e-4)


def test_a_rare_code_far_from_the_rest_is_not_too_sure() -> None:
    decisions = np.r_[np.full(5, 50.0), np.linspace(-1, 1, 5000)]
    confidence = Calibration.fitted(decisions, np.arange(5005) < 5).confidence(decisions)
    assert confidence[:5] == pytest.approx(6 / 7, abs=0.01)
    assert confidence[5:].max() < 0.01


def test_decisions_that_tell_nothing_give_the_share_of_the_code() -> None:
    curve = Calibration.fitted(np.zeros(100), np.arange(100) < 20)
    assert curve.confidence(np.zeros(1))[0] == pytest.approx(0.2, abs=0.01)
    assert curve.log_odds(np.zeros(1))[0] == pytest.approx(np.log(0.2 / 0.8), abs=0.1)
