"""Confidence in a judged segment comes from a model that had not seen it."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import make_classification
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.svm import LinearSVC

from qualkit.reduction.suggesting.calibration import Calibration
from qualkit.reduction.suggesting.learning import learn

ROWS, CLASSES = make_classification(400, 12, weights=[0.8], class_sep=0.8, flip_y=0.02, random_state=0)
HAS_CODE = CLASSES.astype(bool)
SOURCES = np.arange(400) // 20


def test_held_out_confidence_is_the_calibrated_cross_validation_of_scikit_learn() -> None:
    learned = learn(ROWS, HAS_CODE, sources=SOURCES, folds=4, seed=0)
    by_source = np.bincount(SOURCES, weights=HAS_CODE)
    chance = np.random.default_rng(0).random(20)
    fold = np.empty(20, int)
    fold[np.lexsort((chance, -by_source))] = np.arange(20) % 4
    model = LinearSVC(class_weight="balanced", random_state=0, max_iter=20_000)
    decisions = cross_val_predict(
        model, ROWS, HAS_CODE, cv=PredefinedSplit(fold[SOURCES]), method="decision_function"
    )
    for number in range(4):
        inside = fold[SOURCES] == number
        curve = Calibration.fitted(decisions[~inside], HAS_CODE[~inside])
        np.testing.assert_allclose(learned.held_out[inside], curve.confidence(decisions[inside]), atol=1e-4)


def test_whole_sources_are_held_out_where_enough_of_them_have_the_code() -> None:
    assert learn(ROWS, HAS_CODE, sources=SOURCES, folds=5, seed=0).validation == "5 folds of whole sources"


@pytest.mark.parametrize("sources", [np.arange(400) // 200, np.where(HAS_CODE, np.arange(400) % 9, 9)])
def test_segments_are_held_out_singly_where_sources_are_too_few(sources: np.ndarray) -> None:
    learned = learn(ROWS, HAS_CODE, sources=sources, folds=5, seed=0)
    assert learned.validation.startswith("5 folds of segments")


def test_as_many_folds_are_cut_as_there_are_segments_with_the_code() -> None:
    rare = HAS_CODE & (np.cumsum(HAS_CODE) <= 2)
    learned = learn(ROWS, rare, sources=np.zeros(400, int), folds=5, seed=0)
    assert learned.validation.startswith("2 folds of segments")
    assert np.isfinite(learned.held_out).all()
