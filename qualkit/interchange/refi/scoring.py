"""Which way of counting fits the selections of a text: judged by their quotes and by where words end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualkit.interchange.refi.offsets import MODELS, OffsetModel, Ruler, canonical, models_for, ruler

_STANDARD = MODELS[0]
_PRODUCERS = {"nvivo": OffsetModel(utf16=True, newline=2, mark=0)}
_PRIOR = 0.5  # decides where the selections do not, and never against one of them
_QUOTE = 4  # a quote that is found is worth more than ends of words, which any place may have
_CUT = 30
_ROOM = 200


@dataclass(frozen=True, slots=True)
class Span:
    """A selection as the file has it: where it starts and ends as its program counts, and its name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How the selections of a text are best read.

    ``clean`` of them begin and end at words, ``quoted`` of the ``named`` ones are named by their words.
    """

    model: OffsetModel
    ruler: Ruler
    spans: int
    clean: int
    named: int
    quoted: int

    @property
    def score(self) -> int:
        """How much speaks for it."""
        return _QUOTE * self.quoted + self.clean

    def __str__(self) -> str:
        """Say the model and how well it fits."""
        return (
            f"Its spans are counted in {self.model}: {self.clean} of {self.spans} begin and end at words, "
            f"{self.quoted} of {self.named} names are the words of their span."
        )


def best_fit(raw: str, spans: Sequence[Span], origin: str) -> Fit:
    """Find the way of counting that fits the selections of a text best.

    Parameters
    ----------
    raw
        The text as it stands in the file.
    spans
        Its selections.
    origin
        The program that wrote it, whose habit decides where the selections leave it open.
    """
    text = canonical(raw)
    habit = next((each for name, each in _PRODUCERS.items() if name in origin.casefold()), _STANDARD)
    fits = [_fit(raw, text, spans, model) for model in models_for(raw)]
    return max(fits, key=lambda fit: fit.score + _PRIOR * (fit.model == habit))


def _fit(raw: str, text: str, spans: Sequence[Span], model: OffsetModel) -> Fit:
    scale = ruler(raw, model)
    placed = [(scale.offset(span.start), scale.offset(span.end), span.name) for span in spans]
    return Fit(
        model,
        scale,
        spans=len(spans),
        clean=sum(_is_clean(text, start, end) for start, end, _ in placed),
        named=sum(bool(span.name.strip()) for span in spans),
        quoted=sum(is_quote(text, start, end, name) for start, end, name in placed),
    )


def _is_clean(text: str, start: int, end: int) -> bool:
    return 0 <= start < end <= len(text) and not any(_splits_word(text, at) for at in (start, end))


def _splits_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def is_quote(text: str, start: int, end: int, name: str) -> bool:
    """Tell whether a name repeats the words of a span, whole or cut, white space aside.

    Examples
    --------
    >>> is_quote("We sat, and ate.", 3, 15, "sat,  and…"), is_quote("We sat.", 0, 2, "my title")
    (True, False)
    """
    wanted = " ".join(name.split())
    if not wanted or not 0 <= start < end <= len(text):
        return False
    within = start + _ROOM + 8 * len(name)  # a name says nothing of what is far beyond it
    words = " ".join(text[start : min(end, within)].split())
    stem = wanted.removesuffix("…").removesuffix("...")
    cut = stem != wanted or len(stem) >= _CUT
    return words == wanted or (cut and bool(stem) and words.startswith(stem.rstrip()))
