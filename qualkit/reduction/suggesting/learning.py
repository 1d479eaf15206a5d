"""Learning one code from what was judged, and how sure it is in each segment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualkit.reduction.suggesting.calibration import Calibration, Numbers
from qualkit.reduction.suggesting.judgements import Flags, Places


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A code as it was learned from judged segments.

    ``held_out`` is the confidence in each judged segment by a model that had not seen its fold;
    ``validation`` says how the folds were cut.
    """

    has_code: Flags
    held_out: Numbers
    validation: str
    _model: Any
    _calibration: Calibration

    def confidence(self, rows: Any) -> Numbers:
        """How sure the code is in represented texts: calibrated probabilities."""
        return self._calibration.confidence(self._model.decision_function(rows))

    def log_odds(self, rows: Any) -> Numbers:
        """The log odds of the same."""
        return self._calibration.log_odds(self._model.decision_function(rows))


def learn(rows: Any, has_code: Flags, *, sources: Places, folds: int, seed: int) -> Learned:
    """Learn a code by a linear support vector machine, calibrated on folds that it had not seen.

    The curve of each fold is that of the other folds, so that no confidence has seen its own segment.

    Parameters
    ----------
    rows
        The judged segments as represented, segments × features.
    has_code
        Whether each has the code; both must occur at least twice.
    sources
        The number of each segment's source. If the code stands in at least as many sources as there are
        folds, a source is in one fold only; otherwise the segments are dealt singly.
    """
    fold, validation = _folds(has_code, sources, folds, seed)
    decisions = np.empty(len(has_code))
    for training, testing in _splits(fold):
        model = _fitted(rows[training], has_code[training], seed)
        decisions[testing] = model.decision_function(rows[testing])
    confidence = np.empty(len(has_code))
    for others, testing in _splits(fold):
        unseen = Calibration.fitted(decisions[others], has_code[others])
        confidence[testing] = unseen.confidence(decisions[testing])
    model, calibration = _fitted(rows, has_code, seed), Calibration.fitted(decisions, has_code)
    return Learned(has_code, confidence, validation, model, calibration)


def _folds(has_code: Flags, sources: Places, folds: int, seed: int) -> tuple[Places, str]:
    by_source = np.bincount(sources, weights=has_code)
    standing = int(np.count_nonzero(by_source))
    whole = _dealt(by_source, folds, seed)[sources]
    if standing >= folds and len(np.unique(whole[~has_code])) > 1:
        return whole, f"{folds} folds of whole sources"
    positives = int(has_code.sum())
    fewer = min(folds, positives, len(has_code) - positives)
    return _dealt(has_code, fewer, seed), f"{fewer} folds of segments; too few sources with and without it"


def _dealt(positives: NDArray[Any], folds: int, seed: int) -> Places:
    """The fold of each unit, dealt like cards so that positives are spread evenly."""
    chance = np.random.default_rng(seed).random(len(positives))
    fold = np.empty(len(positives), dtype=np.int64)
    fold[np.lexsort((chance, -positives.astype(np.float64)))] = np.arange(len(positives)) % folds
    return fold


def _splits(fold: Places) -> Iterator[tuple[Places, Places]]:
    for number in range(int(fold.max()) + 1):
        yield np.flatnonzero(fold != number), np.flatnonzero(fold == number)


def _fitted(rows: Any, has_code: Flags, seed: int) -> Any:
    from sklearn.svm import LinearSVC

    model = LinearSVC(class_weight="balanced", dual=True, max_iter=20_000, random_state=seed)
    return model.fit(rows, has_code)
