"""Who speaks in the sources: their names, roles and cases, set right after the transcripts were read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from qualkit.attributes import said
from qualkit.collection.assigning import stretches, write_memberships
from qualkit.collection.intake import TURN, case_key
from qualkit.collection.revising import keep_old
from qualkit.errors import InvalidInput, not_found
from qualkit.frames import records
from qualkit.model import Role
from qualkit.session import Session
from qualkit.store import Change

Sources = str | Sequence[str] | None

_ROLES = ("interviewer", "participant")


def speakers(session: Session, sources: Sources = None) -> pd.DataFrame:
    """Who speaks where: `speaker source role case turns words`, by speaker and source."""
    spoken = session.turns.dropna(subset=["speaker"])
    if sources is not None:
        keys = session.keys("source", sources)
        table = session.table("source")
        spoken = spoken[spoken["source"].isin(table.loc[table["key"].isin(keys), "name"])]
    spoken = spoken.assign(words=[len(text.split()) for text in spoken["text"]])
    grouped = spoken.groupby(["speaker", "source"], sort=True)
    counted = grouped.agg(
        role=("role", lambda roles: next((each for each in roles.dropna()), None)),
        turns=("turn", "size"),
        words=("words", "sum"),
    ).reset_index()
    counted.insert(3, "case", _cases(session, counted))
    return counted


def rename_speaker(session: Session, old: str, new: str, sources: Sources) -> int:
    """Call a speaker otherwise in some sources, or in all; give the number of turns."""
    name = said("name of a speaker", new).strip()
    keys = _where(session, old, sources)
    with session.change("rename", "source") as change:
        count = sum(
            _retell(session, change, key, old, lambda turn: {**turn, "speaker": name}) for key in keys
        )
        members = [
            {**row, "speaker": name}
            for row in change.rows("membership", "source_key", keys)
            if row["speaker"] == old
        ]
        change.rewrite("membership", members)
    return count


def cast(session: Session, speaker: str, case: str | None, role: Role | None, sources: Sources) -> int:
    """Say which case a speaker is, and in which role they speak; give the number of their turns."""
    if case is None and role is None:
        raise InvalidInput(f"Say which case {speaker!r} is (case=…), or in which role they speak (role=…).")
    if role is not None and role not in _ROLES:
        raise InvalidInput(f"{role!r} is no role of a speaker. Use {' or '.join(_ROLES)}.")
    keys = _where(session, speaker, sources)
    with session.change("cast", "case" if role is None else "source") as change:
        if case is not None:
            write_memberships(change, case_key(change, case), stretches(session, keys, speaker))
        if role is not None:
            for key in keys:
                _retell(session, change, key, speaker, lambda turn: {**turn, "role": role})
    spoken = session.table("turn")
    return int(((spoken["speaker"] == speaker) & spoken["source_key"].isin(keys)).sum())


def _where(session: Session, speaker: str, sources: Sources) -> list[int]:
    """The keys of the sources in which a speaker is to be found."""
    turns = session.table("turn").dropna(subset=["speaker"])
    if sources is not None:
        turns = turns[turns["source_key"].isin(session.keys("source", sources))]
    said("name of a speaker", speaker)
    found = turns.loc[turns["speaker"] == speaker, "source_key"].unique().tolist()
    if not found:
        raise not_found("speaker", speaker, turns["speaker"].unique().tolist())
    return found


def _retell(
    session: Session,
    change: Change,
    key: int,
    speaker: str,
    other: Callable[[dict[str, Any]], dict[str, Any]],
) -> int:
    """Write the turns of one speaker of a source otherwise; give how many they are."""
    before = [dict(row) for row in change.rows("turn", "source_key", [key])]
    after = [other(turn) if turn["speaker"] == speaker else turn for turn in before]
    if after != before:
        keep_old(change, key)
        kept = change.rows("text", "source_key", [key])[0]
        turns = [tuple(turn[name] for name in TURN) for turn in after]
        content = session.store.hasher.content(kept["text"], kept["edits"], turns)
        change.update("source", key, content=content)
        change.put_text(key, kept["text"], kept["edits"], turns)
    return sum(turn["speaker"] == speaker for turn in before)


def _cases(session: Session, counted: pd.DataFrame) -> list[str | None]:
    """The cases that speakers were cast as, or else that their whole source belongs to."""
    members = session.table("membership")
    cases, sources = (session.table(each).set_index("key")["name"] for each in ("case", "source"))
    named: dict[tuple[Any, Any], list[str]] = {}
    for row in records(members[members["start"].isna()]):
        speaker = None if pd.isna(row["speaker"]) else row["speaker"]
        named.setdefault((speaker, sources[row["source_key"]]), []).append(cases[row["case_key"]])
    return [
        "; ".join(named.get((speaker, source)) or named.get((None, source), [])) or None
        for speaker, source in zip(counted["speaker"], counted["source"], strict=True)
    ]
