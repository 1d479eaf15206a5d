"""Spans that another program stored together with their words → spans of the canonical text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qualkit.interchange.refi.offsets import OffsetModel, Ruler, canonical, models_for, ruler
from qualkit.interchange.values import whole_of, words_of


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span as a program counts it, and the words that it stored of it."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a span stands in the canonical text, and what there is to say about it."""

    start: int
    end: int
    status: str = ""
    message: str = ""


def quotation(start: Any, end: Any, words: Any = None) -> Quotation:
    """Make a quotation of what a database has for it; a missing offset is outside every text."""
    first, past = whole_of(start), whole_of(end)
    return Quotation(-1 if first is None else first, -1 if past is None else past, words_of(words))


class QuotedText:
    """A text whose spans may be counted in several ways, even in one file: by hand, and by a search.

    Parameters
    ----------
    raw
        The text as the program stored it.
    quotations
        Its spans; the way of counting that fits most of them is tried first on each.
    habit
        How the program counts where its spans leave that open.
    """

    def __init__(self, raw: str, quotations: Iterable[Quotation], *, habit: OffsetModel) -> None:
        self.text = canonical(raw)
        likely = sorted(models_for(raw), key=lambda model: _distance(model, habit))
        known = list(quotations)
        rulers = [ruler(raw, model) for model in likely]
        scores = [sum(self._fit(_counted(scale, each), each.words) for each in known) for scale in rulers]
        best_first = sorted(zip(scores, rulers, strict=True), key=lambda pair: -pair[0])
        self._rulers = [scale for _, scale in best_first]

    def place(self, quotation: Quotation) -> Spot:
        """Find where a span stands: where its words are, whichever way they were counted.

        Returns
        -------
        Spot
            Its message says if the words are not where any way of counting leads. Then it is the nearest
            place that has them, or where the first way of counting leads if the text has them nowhere.
        """
        words = quotation.words
        spans = [_counted(scale, quotation) for scale in self._rulers]
        best = max(spans, key=lambda span: self._fit(span, words))
        if not words.strip() or self._fit(best, words):
            return Spot(*best)
        found = self._nearest(_written(words), best[0])
        if found is None:
            return Spot(*best, "noted", f"The text at [{best[0]}, {best[1]}) is not the one stored for it.")
        return Spot(
            *found,
            "adjusted",
            f"Its words are not at [{quotation.start}, {quotation.end}), where the file has it, but at "
            f"[{found[0]}, {found[1]}); it was put there.",
        )

    def part(self, quotation: Quotation) -> dict[str, int | None]:
        """Give the columns ``start`` and ``end`` of a part of the text, both None if it is the whole."""
        if quotation.start <= 0 and quotation.end >= len(self.text):
            return {"start": None, "end": None}
        spot = self.place(quotation)
        return {"start": spot.start, "end": spot.end}

    def _fit(self, span: tuple[int, int], words: str) -> int:
        """How well the words of a span are the ones stored: exactly (2), but for white space (1), or not."""
        start, end = span
        if not 0 <= start < end <= len(self.text):
            return 0
        there = self.text[start:end]
        if there == _written(words):
            return 2
        return int(bool(there.strip()) and there.split() == words.split())

    def _nearest(self, words: str, expected: int) -> tuple[int, int] | None:
        length = len(words)
        before = self.text.rfind(words, 0, max(0, expected) + length)
        after = self.text.find(words, max(0, expected))
        starts = [start for start in (before, after) if start >= 0]
        nearest = min(starts, key=lambda start: abs(start - expected), default=None)
        return None if nearest is None else (nearest, nearest + length)


def _written(words: str) -> str:
    """Words as the canonical text has them: a text widget of Qt ends a paragraph with U+2029."""
    return canonical(words).replace("\u2029", "\n")


def _counted(scale: Ruler, quotation: Quotation) -> tuple[int, int]:
    return scale.offset(quotation.start), scale.offset(quotation.end)


def _distance(model: OffsetModel, habit: OffsetModel) -> int:
    return (model.utf16 != habit.utf16) + (model.newline != habit.newline) + (model.mark != habit.mark)
