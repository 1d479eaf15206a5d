"""Asking a language model to code segments by the definitions of a codebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.suggesting.answering import Proposal, Unreadable, proposals
from qualkit.reduction.suggesting.answers import Answers
from qualkit.reduction.suggesting.endpoint import Endpoint
from qualkit.reduction.suggesting.prompting import messages
from qualkit.reduction.texts import texts

if TYPE_CHECKING:
    from qualkit.reduction.suggesting.posting import Exchange

_FRAME = ["source", "turn", "start", "end", "text", "code", "confidence", "why"]
_REFUSED = ["source", "turn", "code", "quote", "reason"]
_FAILED = ["batch", "segments", "reason"]
_PATIENCE = 3


def preview(
    endpoint: Endpoint,
    segments: pd.DataFrame,
    codebook: Codebook,
    *,
    codes: str | Sequence[str] | None = None,
) -> str:
    """Say what `ask` would send, how much of it and where to; nothing is sent.

    Examples
    --------
    >>> book = Codebook.parse("codes: [commitment]")
    >>> turns = pd.DataFrame({"source": ["P07"], "turn": [1], "start": [0], "text": ["Siap, Bu."]})
    >>> for sentence in preview(Endpoint("http://localhost/v1", "qwen3:8b"), turns, book).split(". "):
    ...     print(sentence)
    To send: 1 segment of 1 source (9 characters), with the definitions of 1 code
    It goes to the model 'qwen3:8b' at localhost, on this machine.
    """
    kept = _kept(segments)
    sent = f"{_count(len(kept), 'segment')} of {_count(kept['source'].nunique(), 'source')}"
    characters = f"{kept['text'].str.len().sum():,} characters"
    defined = f"the definitions of {_count(len(_codes(codebook, codes)), 'code')}"
    return f"To send: {sent} ({characters}), with {defined}. {endpoint.told()}"


def ask(
    endpoint: Endpoint,
    segments: pd.DataFrame,
    codebook: Codebook,
    *,
    codes: str | Sequence[str] | None = None,
    language: str = "en",
    batch: int = 20,
    say: Callable[[str], None] | None = None,
) -> Answers:
    """Ask a language model which codes segments have, by the codebook's definitions.

    The texts of the segments, and the names, definitions and examples of the codes, are sent to the
    endpoint: see `preview`. What is answered counts only with a quotation that stands in the segment word
    for word, and is no more than a suggestion. Past a batch that fails the asking goes on; after three in
    a row without any answer the rest is not asked.

    Parameters
    ----------
    endpoint
        Where to ask; nothing is ever sent without one.
    segments
        `source turn start end text`: the sentences or turns to code.
    codebook
        The codes by whose definitions to code; retired ones are not asked for.
    codes
        Some codes, otherwise all.
    language
        The language of the texts, for the reasons that are given.
    batch
        The segments sent at once.
    say
        Told first what is sent where, then how it goes.

    Returns
    -------
    Answers
        The suggestions, what was refused, what failed, and every exchange. Nothing is written.

    Raises
    ------
    InvalidInput
        If there is no text or no code to ask about, or the batch is empty.
    NotFound
        For an unknown code, or a frame that lacks the texts.
    """
    if batch < 1:
        raise InvalidInput(f"A batch of {batch} segments holds nothing. Take 1 or more.")
    kept, chosen = _kept(segments), _codes(codebook, codes)
    tell = say or _silent
    tell(preview(endpoint, segments, codebook, codes=codes))
    parts = [kept.iloc[first : first + batch] for first in range(0, len(kept), batch)]
    outcomes: list[_Outcome] = []
    for number, part in enumerate(parts, start=1):
        hopeless = len(outcomes) >= _PATIENCE and all(each.unanswered for each in outcomes[-_PATIENCE:])
        outcomes.append(_NOT_ASKED if hopeless else _asked(endpoint, part, chosen, language))
        tell(f"Batch {number} of {len(parts)}: {outcomes[-1].told()}")
    return _answers(parts, outcomes)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of a batch."""

    exchanges: tuple[Exchange, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    failure: str | None = None

    @property
    def unanswered(self) -> bool:
        return not self.exchanges or self.exchanges[-1].failure is not None

    def told(self) -> str:
        if self.failure:
            return f"failed. {self.failure}"
        refused = sum(each.refusal is not None for each in self.proposals)
        return f"{len(self.proposals) - refused} suggested, {refused} refused."


_NOT_ASKED = _Outcome(failure=f"It was not asked, as {_PATIENCE} batches in a row had no answer.")


def _asked(endpoint: Endpoint, part: pd.DataFrame, codes: Sequence[Code], language: str) -> _Outcome:
    from qualkit.reduction.suggesting.posting import post

    sent = part["text"].tolist()
    asked = messages(codes, sent, language=language)
    exchanges = tuple(post(endpoint, asked, sources=tuple(part["source"].unique())))
    if exchanges[-1].failure:
        return _Outcome(exchanges, failure=exchanges[-1].failure)
    try:
        found = proposals(exchanges[-1].answer, sent, [code.name for code in codes])
    except Unreadable as error:
        return _Outcome(exchanges, failure=str(error))
    return _Outcome(exchanges, found)


def _answers(parts: Sequence[pd.DataFrame], outcomes: Sequence[_Outcome]) -> Answers:
    suggested: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    refused, failed = [], []
    for number, (part, outcome) in enumerate(zip(parts, outcomes, strict=True), start=1):
        if outcome.failure:
            failed.append((number, len(part), outcome.failure))
        for each in outcome.proposals:
            segment = None if each.segment is None else part.iloc[each.segment]
            if segment is None or each.refusal:
                where = (None, None) if segment is None else (segment["source"], segment["turn"])
                refused.append((*where, each.code, each.quote, each.refusal))
            else:
                row = _suggestion(segment, each)
                suggested.setdefault((row[0], row[2], row[3], each.code), row)
    frame = pd.DataFrame([*suggested.values()], columns=_FRAME)
    return Answers(
        frame.sort_values(["source", "start", "end"], kind="stable", ignore_index=True),
        pd.DataFrame(refused, columns=_REFUSED),
        pd.DataFrame(failed, columns=_FAILED),
        tuple(exchange for outcome in outcomes for exchange in outcome.exchanges),
    )


def _suggestion(segment: pd.Series[Any], proposal: Proposal) -> tuple[Any, ...]:
    start = int(segment["start"])
    return (
        segment["source"],
        segment["turn"],
        start + proposal.start,
        start + proposal.end,
        segment["text"][proposal.start : proposal.end],
        proposal.code,
        proposal.confidence,
        proposal.reason,
    )


def _kept(segments: pd.DataFrame) -> pd.DataFrame:
    """The segments that hold a text."""
    for column in ("source", "turn", "start"):
        if column not in segments.columns:
            raise not_found("column", column, map(str, segments.columns))
    kept = segments.iloc[texts(segments, "text")[0]]
    kept = kept[kept["text"].str.strip() != ""]
    if kept.empty:
        raise InvalidInput("None of the segments holds a text, so there is nothing to ask about.")
    return kept


def _codes(codebook: Codebook, codes: str | Sequence[str] | None) -> list[Code]:
    wanted = (
        None
        if codes is None
        else {codebook[name].name for name in ([codes] if isinstance(codes, str) else codes)}
    )
    chosen = [code for code in codebook.codes if not code.retired and (wanted is None or code.name in wanted)]
    if not chosen:
        raise InvalidInput("There is no code to ask for: the codebook is empty, or all codes are retired.")
    return chosen


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _silent(_: str) -> None:
    """Tell nobody."""
