"""A quotation for each code, and how often the code was used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from qualkit.model import Code
from qualkit.reduction.context import marked
from qualkit.reduction.segments import segments

if TYPE_CHECKING:
    from qualkit.reduction.codebook import Codebook

_MOST = 160  # characters on either side: what stands in a table may be one endless sentence


class Quotation(NamedTuple):
    """A passage that stands for a code, where it is, and in how many codings and sources the code is.

    ``sentence`` is the one around words that a pattern matched, which stand in brackets there; else empty.
    """

    text: str
    address: str
    codings: int
    sources: int
    sentence: str = ""


def quotations(
    codebook: Codebook, codings: pd.DataFrame, *, turns: pd.DataFrame | None = None
) -> dict[str, Quotation]:
    """Choose a quotation for each code that was used: a typical example, else one of middling length.

    Parameters
    ----------
    codebook
        The codes.
    codings
        ``source turn code text status``, as `study.codings`; only accepted ones count.
    turns
        ``source turn start text``, as `study.turns`, to show the words that a pattern matched in their
        sentence (`codings` then need ``origin start end``); without it they are shown alone.

    Returns
    -------
    dict
        By the name of the code; the address is ``source:turn``, as displays print it.
    """
    accepted = codings[codings["status"] == "accepted"]
    language = codebook.language or "xx"
    return {
        str(name): _quotation(group, codebook[str(name)], turns=turns, language=language)
        for name, group in accepted.groupby("code", sort=False)
        if name in codebook
    }


def _quotation(codings: pd.DataFrame, code: Code, *, turns: pd.DataFrame | None, language: str) -> Quotation:
    best = _chosen(codings, code.examples.get("typical", ()))
    sentence = "" if turns is None else _sentence(best, turns, language)
    return Quotation(best["text"], _address(best), len(codings), codings["source"].nunique(), sentence)


def _chosen(codings: pd.DataFrame, typical: Sequence[str]) -> pd.Series[Any]:
    named = codings[codings["text"].isin(typical)]
    there = named if len(named) else codings
    lengths = there["text"].str.len()
    return there.iloc[int((lengths - lengths.median()).abs().to_numpy().argmin())]


def _address(coding: pd.Series[Any]) -> str:
    return coding["source"] if pd.isna(coding["turn"]) else f"{coding['source']}:{int(coding['turn'])}"


def _sentence(coding: pd.Series[Any], turns: pd.DataFrame, language: str) -> str:
    """The sentence that the words of a coding are a part of, if a pattern matched them."""
    there = turns[(turns["source"] == coding["source"]) & (turns["turn"] == coding["turn"])]
    if coding["origin"] != "pattern" or there.empty:
        return ""
    turn = there.iloc[0]
    start, end = coding["start"] - turn["start"], coding["end"] - turn["start"]
    for first, last in segments(turn["text"], "sentence", language=language):
        if first <= start and end <= last and (first, last) != (start, end):
            return marked(turn["text"][first:last], start - first, end - first, most=_MOST)
    return ""
