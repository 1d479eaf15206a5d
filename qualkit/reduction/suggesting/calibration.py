"""From a model's decision values to probabilities that can be believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over decision values (Platt 1999)."""

    slope: float
    intercept: float

    @classmethod
    def fitted(cls, decisions: Numbers, has_code: NDArray[np.bool_]) -> Calibration:
        """The curve of greatest likelihood over decisions that were made unseen.

        Platt's targets, short of 0 and 1, keep a code with few codings from being too sure. The Newton
        steps of Lin, Lin & Weng (2007) are kept in a trust region: undamped, they run off on rare codes.
        """
        from scipy.optimize import minimize
        from scipy.special import expit

        positives = np.count_nonzero(has_code)
        high, low = (positives + 1) / (positives + 2), 1 / (len(has_code) - positives + 2)
        target = np.where(has_code, high, low)
        terms = np.stack([decisions, np.ones(len(decisions))])

        def loss(curve: Numbers) -> tuple[float, Numbers]:
            odds = curve @ terms
            value = np.mean(np.logaddexp(0, odds) - target * odds)
            return float(value), terms @ (expit(odds) - target) / len(target)

        def curvature(curve: Numbers) -> Any:
            share = expit(curve @ terms)
            return (terms * (share * (1 - share))) @ terms.T / len(target)

        mean = target.mean()
        start = np.array([0.0, np.log(mean / (1 - mean))])
        found = minimize(loss, start, jac=True, hess=curvature, method="trust-exact", tol=1e-10)
        return cls(float(found.x[0]), float(found.x[1]))

    def log_odds(self, decisions: Numbers) -> Numbers:
        """The log odds of the code."""
        odds: Numbers = self.slope * decisions + self.intercept
        return odds

    def confidence(self, decisions: Numbers) -> Numbers:
        """The probability of the code."""
        from scipy.special import expit

        probability: Numbers = expit(self.log_odds(decisions))
        return probability
