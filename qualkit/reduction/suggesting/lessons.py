"""The segments of a study as lessons: one code learned from them, and asked of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from qualkit.reduction.suggesting.calibration import Numbers
from qualkit.reduction.suggesting.judgements import Judgements, Places
from qualkit.reduction.suggesting.learning import Learned, learn
from qualkit.reduction.suggesting.wording import Encoder, Representation, representation, without_each_word

_COLUMNS = ["source", "turn", "start", "end", "text"]
_UNCERTAIN = 20
_WORDS = 5
_WEIGHS = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """Segments with what was judged of them, and how they are represented."""

    segments: pd.DataFrame
    judged: Judgements
    represent: Representation
    rows: Any
    sources: Places

    @classmethod
    def of(cls, segments: pd.DataFrame, judged: Judgements, encoder: Encoder | None) -> Lessons:
        """Lessons in segments, represented by an encoder or by their words."""
        texts = segments["text"].tolist()
        represent = representation(texts, encoder)
        return cls(segments, judged, represent, represent(texts), pd.factorize(segments["source"])[0])

    def learned(self, code: int, *, folds: int, seed: int) -> Learned:
        """A code as it is learned from the segments that were judged."""
        at = self.judged.judged(code)
        has_code = self.judged.accepted[at, code]
        return learn(self.rows[at], has_code, sources=self.sources[at], folds=folds, seed=seed)

    def sure(self, code: int, learned: Learned) -> Numbers:
        """The confidence in each segment; in a judged one, that of a model that had not seen it."""
        confidence = learned.confidence(self.rows)
        confidence[self.judged.judged(code)] = learned.held_out
        return confidence

    def picked(self, code: int, confidence: Numbers, *, least: float) -> tuple[Places, Places]:
        """The open segments that are sure enough, and those nearest to one half."""
        open_ = np.flatnonzero(self.judged.open(code))
        doubt = np.abs(confidence[open_] - 0.5)
        nearest = open_[np.argsort(doubt, kind="stable")[:_UNCERTAIN]]
        return open_[confidence[open_] >= least], np.sort(nearest)

    def suggested(self, name: str, at: Places, confidence: Numbers, learned: Learned) -> pd.DataFrame:
        """Some segments as suggestions of a code, with the words that weighed."""
        chosen = self.segments.iloc[at]
        why = pd.Series([*self._why(chosen["text"].tolist(), learned)], index=chosen.index, dtype=object)
        return chosen[_COLUMNS].assign(code=name, confidence=confidence[at], why=why)

    def _why(self, texts: list[str], learned: Learned) -> Iterator[tuple[tuple[str, float], ...]]:
        """For each text the words without which the code would lose most."""
        shortened = [without_each_word(text) for text in texts]
        flat = [*texts, *(shorter for each in shortened for shorter in each.values())]
        if not flat:
            return
        odds = learned.log_odds(self.represent(flat))
        position = len(texts)
        for whole, each in zip(odds, shortened, strict=False):
            lost = whole - odds[position : position + len(each)]
            position += len(each)
            weighed = sorted(zip(each, lost.tolist(), strict=True), key=lambda pair: -pair[1])[:_WORDS]
            yield tuple((word, round(weight, 2)) for word, weight in weighed if weight >= _WEIGHS)
