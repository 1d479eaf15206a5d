"""How good suggestions of a code would have been where people have judged already."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from qualkit.reduction.suggesting.judgements import Flags
from qualkit.reduction.suggesting.learning import Learned

_COLUMNS = [
    "code",
    "positives",
    "precision",
    "recall",
    "f1",
    "average_precision",
    "brier",
    "support",
    "validation",
    "reason",
]
_BINS = 10


def quality(learned: Mapping[str, Learned], *, confidence: float) -> pd.DataFrame:
    """One row a code, from confidences in segments that the model had not seen.

    `code positives precision recall f1 average_precision brier support validation reason`; support is the
    number of judged segments, and the reason says why a value is missing.
    """
    return pd.DataFrame([_row(name, each, confidence) for name, each in learned.items()], columns=_COLUMNS)


def reliability(learned: Mapping[str, Learned]) -> pd.DataFrame:
    """Whether confidence can be believed: `low high segments confidence share`, a row for each tenth.

    Of the pairs of a judged segment and a code whose confidence lies in ``[low, high)``: how many there
    are, their mean confidence, and the share that has the code. The two should be near each other.
    """
    confidence = np.concatenate([each.held_out for each in learned.values()])
    has_code = np.concatenate([each.has_code for each in learned.values()])
    tenth = np.minimum((confidence * _BINS).astype(np.int64), _BINS - 1)
    pairs = pd.DataFrame({"tenth": tenth, "confidence": confidence, "share": has_code.astype(np.float64)})
    found = pairs.groupby("tenth").agg(
        segments=("share", "size"), confidence=("confidence", "mean"), share=("share", "mean")
    )
    found.insert(0, "low", found.index / _BINS)
    found.insert(1, "high", (found.index + 1) / _BINS)
    return found.reset_index(drop=True)


def _row(name: str, learned: Learned, confidence: float) -> tuple[object, ...]:
    from sklearn.metrics import average_precision_score, brier_score_loss

    has_code, held_out = learned.has_code, learned.held_out
    precision, recall, f1 = _at(has_code, held_out >= confidence)
    nothing = f"No judged segment reached a confidence of {confidence:g}, so there is no precision."
    return (
        name,
        int(has_code.sum()),
        precision,
        recall,
        f1,
        float(average_precision_score(has_code, held_out)),
        float(brier_score_loss(has_code, held_out)),
        len(has_code),
        learned.validation,
        nothing if np.isnan(precision) else None,
    )


def _at(has_code: Flags, suggested: Flags) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    right, offered, wanted = (int(each.sum()) for each in (has_code & suggested, suggested, has_code))
    precision = right / offered if offered else float("nan")
    return precision, right / wanted, 2 * right / (offered + wanted)
