"""Codes, turns and spans as a researcher names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from qualkit.collection.bounds import span_within
from qualkit.errors import InvalidInput, NotFound
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.stored import stored_codebook
from qualkit.session import Session

Span = tuple[int, int] | int | str


def chosen_codes(session: Session, codes: str | Sequence[str] | None) -> Codebook:
    """Some codes of the study with all below them, as a codebook of their own; all where none are named."""
    book = stored_codebook(session)
    if not book.codes:
        raise NotFound("The study has no codes yet. Take some with study.reduction.use_codebook(…).")
    if codes is None:
        return book
    wanted: set[str] = set()
    for name in [codes] if isinstance(codes, str) else codes:
        wanted |= set(book.below(str(session.row("code", name)["name"])))
    chosen = tuple(code for code in book.codes if code.name in wanted)
    return Codebook(
        codes=tuple(_rooted(code, wanted) for code in chosen), title=book.title, language=book.language
    )


def chosen_turns(
    session: Session, sources: str | Sequence[str] | None, roles: Sequence[str | None] | None
) -> pd.DataFrame:
    """The turns of some sources and roles; of all where none are named.

    The role None means the turns of texts in which nobody speaks: not the headings and notes between
    the turns of a conversation.
    """
    turns = session.turns
    chosen = pd.Series(data=True, index=turns.index)
    if sources is not None:
        table = session.table("source")
        names = table.loc[table["key"].isin(session.keys("source", sources)), "name"]
        chosen &= turns["source"].isin(names)
    if roles is not None:
        named = turns["role"].isin([role for role in roles if role is not None])
        if None in roles:
            spoken = turns.loc[turns["role"].notna(), "source"].unique()
            named |= turns["role"].isna() & (turns["speaker"].notna() | ~turns["source"].isin(spoken))
        chosen &= named
    return turns[chosen].reset_index(drop=True)


def find_span(session: Session, source: pd.Series[Any], span: Span) -> tuple[int, int]:
    """The span that is meant by two offsets, the number of a turn, or words that stand there once."""
    name, key = source["name"], int(source["key"])
    if isinstance(span, str):
        text = session.texts([key])[key]
        found = [each.span() for each in _as_said(span).finditer(text)] if span.strip() else []
        if not found:
            raise NotFound(
                f"{name!r} does not hold the words {span[:60]!r}. Copy them exactly, or give (start, end)."
            )
        if len(found) > 1:
            raise InvalidInput(
                f"{name!r} holds the words {span[:60]!r} more than once. Give more of them, or (start, end)."
            )
        return found[0]
    if isinstance(span, (int, np.integer)):
        turns = session.store.rows("turn", "source_key", [key])
        chosen = [row for row in turns if row["number"] == span]
        if not chosen:
            raise NotFound(f"{name!r} has no turn {span}; its turns are 1 to {len(turns)}.")
        return chosen[0]["start"], chosen[0]["end"]
    return span_within(source, span)


def _as_said(words: str) -> re.Pattern[str]:
    """Words with any white space between them, as a transcript may break its lines anywhere."""
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _rooted(code: Code, kept: set[str]) -> Code:
    return code if code.parent in kept else replace(code, parent=None)
