"""Codes, turns and spans as a researcher names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pandas as pd

from qualkit.collection.bounds import span_within
from qualkit.errors import InvalidInput, NotFound, not_found
from qualkit.model import KINDS, Code, Role, Unit
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.cutting import cut
from qualkit.reduction.stored import stored_codebook
from qualkit.session import Session

Span = tuple[int, int] | int | str

HEARD = ("participant", "description", None)
"""The roles whose words are looked at by default: not the interviewer's, nor an observer's comments."""


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
    session: Session,
    sources: str | Sequence[str] | None,
    roles: Sequence[str | None] | None,
    *,
    kinds: str | Sequence[str] | None = None,
    cases: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """The turns of some sources, roles, kinds of sources and cases; of all where none are named.

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
        roles = [roles] if isinstance(roles, str) else list(roles)
        for role in roles:
            if role not in (None, *get_args(Role)):
                raise not_found("role", str(role), get_args(Role))
        named = turns["role"].isin([role for role in roles if role is not None])
        if None in roles:
            spoken = turns.loc[turns["role"].notna(), "source"].unique()
            named |= turns["role"].isna() & (turns["speaker"].notna() | ~turns["source"].isin(spoken))
        chosen &= named
    if kinds is not None:
        wanted = [kinds] if isinstance(kinds, str) else list(kinds)
        strange = next((kind for kind in wanted if kind not in KINDS), None)
        if strange is not None:
            raise not_found("kind of source", str(strange), KINDS)
        of_kind = session.sources.loc[session.sources["kind"].isin(wanted), "source"]
        chosen &= turns["source"].isin(of_kind)
    if cases is not None:
        table, links = session.table("case"), session.turn_cases
        names = table.loc[table["key"].isin(session.keys("case", cases)), "name"]
        chosen &= turns.index.isin(links.loc[links["case"].isin(names), "row"])
    return turns[chosen].reset_index(drop=True)


def chosen_units(
    session: Session,
    unit: Unit,
    *,
    sources: str | Sequence[str] | None = None,
    roles: Sequence[str | None] | None = HEARD,
    kinds: str | Sequence[str] | None = None,
    cases: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """Sentences, paragraphs or turns of some sources, roles, kinds and cases.

    `source kind case turn speaker role start end text`; the case is the most specific one.
    """
    if unit not in ("sentence", "paragraph", "turn"):
        raise InvalidInput(f"There is no unit {unit!r} of a text. Take sentence, paragraph or turn.")
    columns = ["source", "kind", "case", "turn", "speaker", "role", "start", "end", "text"]

    def make(_: dict[str, pd.DataFrame]) -> pd.DataFrame:
        return cut(session.turns, unit, language=session.language)

    every: pd.DataFrame = session.made(f"units of {unit}", ("turn", "source"), make)
    turns = chosen_turns(session, sources, roles, kinds=kinds, cases=cases)
    wanted = pd.MultiIndex.from_frame(turns[["source", "turn"]])
    units = every[pd.MultiIndex.from_frame(every[["source", "turn"]]).isin(wanted)].reset_index(drop=True)
    first = session.turn_cases.drop_duplicates("row").set_index("row")["case"]
    places = session.turns[["source", "turn"]].assign(
        case=first.reindex(session.turns.index).to_numpy(dtype=object)
    )
    of_kind = session.sources.set_index("source")["kind"]
    units = units.merge(places, on=["source", "turn"], how="left", validate="many_to_one")
    return units.assign(kind=units["source"].map(of_kind))[columns]


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
