"""Suggesting codes by a model that was trained on what people have coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.suggesting.judgements import Judgements, judgements
from qualkit.reduction.suggesting.lessons import Lessons
from qualkit.reduction.suggesting.quality import quality, reliability
from qualkit.reduction.suggesting.suggestions import Suggestions
from qualkit.reduction.suggesting.wording import Encoder
from qualkit.reduction.texts import texts

_PLACE = ["source", "turn", "start", "end", "text"]
_CODING = ["source", "start", "end", "code", "status"]


def suggest(
    segments: pd.DataFrame,
    codings: pd.DataFrame,
    codebook: Codebook,
    *,
    codes: str | Sequence[str] | None = None,
    encoder: Encoder | None = None,
    least: int = 5,
    confidence: float = 0.5,
    folds: int = 5,
    seed: int = 0,
) -> Suggestions:
    """Suggest codes for segments, learned from the codings that people have accepted and rejected.

    A segment has a code if an accepted coding shares more than half of the shorter of the two with it. It
    lacks the code if such a coding was rejected, or if its source is coded and the code is not put there;
    the segments of sources in which nobody has coded say nothing. Where people have coded, confidence comes
    from models that had not seen the segment.

    Parameters
    ----------
    segments
        `source turn start end text`: the sentences or turns to learn from and to suggest codes for.
    codings
        `source start end code status`; codings that are only suggested do not count.
    codebook
        The codes, in whose order each segment's suggestions are; retired codes are not suggested.
    codes
        Some codes, otherwise all that were put on something.
    encoder
        Makes vectors of texts, instead of the words, pairs of words and beginnings of words (TF-IDF). The
        words that weighed are then found by encoding each suggested text again without each of its words.
    least
        The segments that a code must stand in to be learned.
    confidence
        The least calibrated probability that makes a suggestion.
    folds
        The parts of the cross-validation.
    seed
        What decides the folds; the same seed gives the same suggestions.

    Returns
    -------
    Suggestions
        Only segments to which the code was neither given nor refused. Nothing is written.

    Raises
    ------
    InvalidInput
        If no coding was accepted, no code can be learned (with the reason for each), no word stands in
        two segments, segments overlap, or a setting is out of its range.
    NotFound
        For an unknown code, or a frame that lacks the texts.

    References
    ----------
    J. Platt, "Probabilistic outputs for support vector machines" (1999).
    """
    _check(segments, codings, least=least, folds=folds, confidence=confidence)
    kept = segments.iloc[texts(segments, "text")[0]].sort_values(["source", "start"], ignore_index=True)
    names = _names(codings, codebook, codes)
    judged = judgements(kept, codings, names)
    left = _left_out(names, codings, codebook, judged=judged, least=least)
    lessons = Lessons.of(kept, judged, encoder)
    learned, suggested, uncertain = {}, [], []
    for place, name in enumerate(names):
        if name in set(left["code"]):
            continue
        one = learned[name] = lessons.learned(place, folds=folds, seed=seed)
        sure = lessons.sure(place, one)
        certain, doubtful = lessons.picked(place, sure, least=confidence)
        suggested.append(lessons.suggested(name, certain, sure, one))
        uncertain.append(lessons.suggested(name, doubtful, sure, one))
    return Suggestions(
        _in_order(suggested),
        _in_order(uncertain),
        quality(learned, confidence=confidence),
        reliability(learned),
        left,
        _provenance(judged, encoder, least=least, confidence=confidence, folds=folds, seed=seed),
    )


def _check(
    segments: pd.DataFrame, codings: pd.DataFrame, *, least: int, folds: int, confidence: float
) -> None:
    for frame, columns in ((segments, _PLACE), (codings, _CODING)):
        for column in columns:
            if column not in frame.columns:
                raise not_found("column", column, map(str, frame.columns))
    if least < 2 or folds < 2 or not 0 < confidence < 1:
        raise InvalidInput(
            f"least={least}, folds={folds}, confidence={confidence}: the first two must be at least 2, and "
            "confidence between 0 and 1."
        )


def _names(codings: pd.DataFrame, codebook: Codebook, codes: str | Sequence[str] | None) -> list[str]:
    """The codes to learn, in the codebook's order."""
    put = set(codings.loc[codings["status"] == "accepted", "code"])
    wanted = (
        put
        if codes is None
        else {codebook[name].name for name in ([codes] if isinstance(codes, str) else codes)}
    )
    names = [code.name for code in codebook.codes if code.name in wanted]
    if not put.intersection(names):
        raise InvalidInput(
            "No coding by these codes has been accepted, so there is nothing to learn from. Code some "
            "segments first, or accept some suggested codings."
        )
    return names


def _left_out(
    names: Sequence[str], codings: pd.DataFrame, codebook: Codebook, *, judged: Judgements, least: int
) -> pd.DataFrame:
    """The codes that cannot be learned, with the reason for each; an error if that is all of them."""
    codings_of = codings.loc[codings["status"] == "accepted", "code"].value_counts()
    rows = []
    for place, name in enumerate(names):
        with_code = int(judged.accepted[:, place].sum())
        without = len(judged.judged(place)) - with_code
        reason = _reason(with_code, without, least=least, retired=codebook[name].retired)
        if reason:
            rows.append((name, int(codings_of.get(name, 0)), with_code, reason))
    if len(rows) == len(names):
        raise InvalidInput("\n".join(["No code can be learned.", *(f"{row[0]}: {row[-1]}" for row in rows)]))
    return pd.DataFrame(rows, columns=["code", "codings", "segments", "reason"])


def _reason(with_code: int, without: int, *, least: int, retired: bool) -> str | None:
    if retired:
        return "It is retired, and no more codings are made by it."
    if with_code < least:
        return f"Segments that have it: {with_code}. At least {least} are needed; code some more."
    if without < 2:
        return "Hardly a judged segment lacks it. Reject it, or code other things, where it does not belong."
    return None


def _in_order(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)


def _provenance(judged: Judgements, encoder: Encoder | None, **settings: float) -> Mapping[str, Any]:
    import sklearn

    represented = "words, pairs and beginnings of words (TF-IDF)"
    if encoder is not None:
        represented = f"encoder {getattr(encoder, '__qualname__', type(encoder).__qualname__)}"
    return MappingProxyType(
        {
            "model": "linear support vector machine a code, calibrated by Platt's logistic curve",
            "representation": represented,
            **settings,
            "segments": len(judged.read),
            "read": int(judged.read.sum()),
            "scikit-learn": sklearn.__version__,
        }
    )
