"""What codes were before they were changed: the versions of the codebook, and codings that are older.

The table `edition` holds every earlier state of a code, with the time from which it was so; the state of
now is the row of the code itself. A version is one change of the codebook, in the order of time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from qualkit.errors import Conflict, InvalidInput, NotFound
from qualkit.frames import records
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.codebooks.versions import Edition, edition_id
from qualkit.reduction.hierarchy import depth_first
from qualkit.reduction.stored import code_of
from qualkit.session import Session
from qualkit.store import Change
from qualkit.store.ordering import circling

MEANING = ("brief", "definition", "when", "when_not", "scale")
"""What a coder goes by; a coding that is older than a change of these is to be looked at again."""


class State(NamedTuple):
    """What a code was (or is) from a time on.

    A code that another one goes on for has the state ``merged``, and the other one for its parent.
    """

    created: str
    about: str
    state: str
    name: str
    parent: str | None
    position: int
    definition: str
    verb: str
    actor: str

    def same_as(self, other: State) -> bool:
        """Whether the code was just the same, wherever it stood among others."""
        return (self.state, self._code()) == (other.state, other._code())

    def _code(self) -> Code:
        return code_of(self.name, self.parent, json.loads(self.definition))

    @property
    def meaning(self) -> dict[str, Any]:
        """The fields that a coder goes by."""
        fields = json.loads(self.definition)
        return {field: fields.get(field) or "" for field in MEANING}


def rewrite(change: Change, codes: Mapping[int, Mapping[str, Any]]) -> None:
    """Change columns of codes, by their keys, and keep what they were."""
    _keep(change, list(codes))
    for key, values in codes.items():
        change.update("code", key, **values)
    if any("parent_key" in values for values in codes.values()):
        below_itself = circling(change.all("code"), key="key", parent="parent_key")
        if below_itself:
            names = ", ".join(repr(row["name"]) for row in below_itself)
            raise InvalidInput(f"A code would be its own ancestor, among {names}. Put one of them elsewhere.")


def take_out(change: Change, key: int, *, successor: int, verb: str, actor: str) -> None:
    """Take a code out of the codebook, and keep what it was and which code goes on for it."""
    (row,) = change.rows("code", "key", [key])
    ids = {item["key"]: item["id"] for item in change.all("code")}
    last = _edition(row, ids) | {"parent": ids[successor]}
    _keep(change, [key])
    gone = {"state": "merged", "verb": verb, "actor": actor, "created": change.at}
    change.insert("edition", [last | gone])
    change.delete("code", [key])


def _keep(change: Change, keys: Sequence[int]) -> None:
    """Keep what codes are before they are changed; one that this change has made has no earlier state."""
    rows = [row for row in change.rows("code", "key", keys) if row["event"] != change.seq]
    events = {row["seq"]: row for row in change.rows("event", "seq", {row["event"] for row in rows})}
    ids = {row["key"]: row["id"] for row in change.all("code")}
    kept = [
        _edition(row, ids)
        | {
            "id": edition_id(row["id"], events[row["event"]]["at"]),
            "state": "present",
            "verb": events[row["event"]]["verb"],
            "actor": events[row["event"]]["actor"],
            "created": events[row["event"]]["at"],
        }
        for row in rows
    ]
    known = {row["id"] for row in change.rows("edition", "id", [row["id"] for row in kept])}
    change.insert("edition", [row for row in kept if row["id"] not in known])


def _edition(row: Mapping[str, Any], ids: Mapping[int, str]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("name", "position", "definition")}
    return {"about": row["id"], "parent": ids.get(row["parent_key"]), **kept}


def states(session: Session) -> list[State]:
    """All that the codes were and are, by time."""

    def make(raw: dict[str, pd.DataFrame]) -> list[State]:
        now = raw["code"].rename(columns={"id": "about"})
        ids = raw["code"].set_index("key")["id"]
        written = {
            row["seq"]: row for row in session.store.rows("event", "seq", now["event"].unique().tolist())
        }
        events = [written[each] for each in now["event"]]
        now = now.assign(
            parent=now["parent_key"].map(ids),
            state="present",
            created=[event["at"] for event in events],
            verb=[event["verb"] for event in events],
            actor=[event["actor"] for event in events],
        )
        fields = list(State._fields)
        parts = [each[fields].astype(object) for each in (raw["edition"], now) if len(each)]
        table = pd.concat(parts) if parts else pd.DataFrame(columns=fields)
        table = table.where(table.notna(), None)
        every = _as_it_ended(sorted(State(**row) for row in records(table)), set(raw["code"]["id"]))
        return [state for before, state in _with_last(every) if before is None or not state.same_as(before)]

    made: list[State] = session.made("states of codes", ("code", "edition"), make)
    return made


def _as_it_ended(history: Sequence[State], present: set[str]) -> list[State]:
    """The states without those that a copy of the study brought of codes that had ended here."""
    ended = {state.about: state.created for state in history if state.state == "merged"}
    return [
        state
        for state in history
        if state.about in present or state.created <= ended.get(state.about, state.created)
    ]


def versions(history: Sequence[State], title: str, language: str | None) -> tuple[Edition, ...]:
    """The versions of a codebook, oldest first, from all that its codes were and are."""
    standing: dict[str, State] = {}
    made: list[Edition] = []
    changes: dict[str, list[State]] = {}
    for state in history:
        changes.setdefault(state.created, []).append(state)
    for at, together in changes.items():
        before = dict(standing)
        for state in together:
            standing[state.about] = state
        renamed = {
            before[state.about].name: state.name
            for state in together
            if state.about in before and state.state == "present"
        }
        made.append(
            Edition(
                version=len(made) + 1,
                at=at,
                coder=together[0].actor,
                verb=together[0].verb,
                codebook=Codebook(_codes(standing), title, language),
                renamed={old: new for old, new in renamed.items() if old != new},
            )
        )
    return tuple(made)


def _codes(standing: Mapping[str, State]) -> tuple[Code, ...]:
    present = {about: each for about, each in standing.items() if each.state == "present"}
    names = {about: each.name for about, each in present.items()}
    ordered = sorted(present.values(), key=lambda each: each.position)
    codes = [
        code_of(each.name, names.get(each.parent or ""), json.loads(each.definition)) for each in ordered
    ]
    return depth_first(codes)


def outdated(session: Session) -> pd.DataFrame:
    """The codings made when their code meant something else than now, and not confirmed since.

    The columns of `codings`, then `changed_at changed_by field before after`: one row a coding and field.
    """
    codings = session.codings
    reviewed = session.table("coding").set_index("id")["reviewed"].reindex(codings["coding_id"])
    looked_at = reviewed.where(reviewed.notna(), codings["created"].to_numpy()).to_numpy(dtype=object)
    accepted = (codings["status"] == "accepted").to_numpy()
    parts = []
    for name, earlier, until, changes in _older_meanings(session):
        older = accepted & (codings["code"] == name).to_numpy() & (looked_at < until)
        older &= looked_at >= earlier
        parts += [codings[older].assign(**change) for change in changes]
    added = ["changed_at", "changed_by", "field", "before", "after"]
    if not parts:
        return codings.iloc[:0].assign(**dict.fromkeys(added, pd.Series(dtype=object)))
    listed: pd.DataFrame = pd.concat(parts).sort_values(["source", "start", "changed_at"], kind="stable")
    return listed.reset_index(drop=True)


def _older_meanings(session: Session) -> Iterator[tuple[str, str, str, list[dict[str, str]]]]:
    """Each code's earlier meanings: from when to when it had them, and in what that differs from now."""
    by_code: dict[str, list[State]] = {}
    for state in states(session):
        by_code.setdefault(state.about, []).append(state)
    for history in by_code.values():
        now = history[-1]
        for place, (state, following) in enumerate(pairwise(history)):
            fields = [field for field in MEANING if state.meaning[field] != now.meaning[field]]
            changes = [_last_change(history[place:], field) for field in fields]
            if now.state == "present" and changes:
                yield now.name, state.created if place else "", following.created, changes


def _last_change(history: Sequence[State], field: str) -> dict[str, str]:
    """When a field of a code came to be what it is."""
    changed = [new for old, new in pairwise(history) if old.meaning[field] != new.meaning[field]][-1]
    said = {"before": history[0].meaning[field], "after": history[-1].meaning[field]}
    return {"changed_at": changed.created, "changed_by": changed.actor, "field": field, **said}


def _with_last(history: Sequence[State]) -> Iterator[tuple[State | None, State]]:
    """Each state with the one of the same code before it."""
    last: dict[str, State] = {}
    for state in history:
        yield last.get(state.about), state
        last[state.about] = state


def code_row(session: Session, name: str) -> pd.Series[Any]:
    """The row of a code by its name or id.

    Raises
    ------
    Conflict
        The code was renamed or taken out, perhaps by another coder: by whom, and what it is called now.
    NotFound
        There never was such a code.
    """
    try:
        return session.row("code", name)
    except NotFound:
        known = [each for each in states(session) if each.name.casefold() == str(name).casefold()]
        if not known:
            raise
    identity = known[-1].about
    last = [each for each in states(session) if each.about == identity][-1]
    if last.state == "merged":
        goes_on = session.table("code").set_index("id")["name"].get(last.parent or "", "another code")
        told = f"{last.actor} merged it into {goes_on!r} on {last.created[:10]}. Use that"
    elif last.name.casefold() == str(name).casefold():
        told = "it was taken out in a copy of the study, or its making was undone. See study.codes"
    else:
        told = f"{last.actor} renamed it on {last.created[:10]}. Use {last.name!r}"
    raise Conflict(f"There is no code {name!r} any more: {told}.")


def explain_old_names(session: Session, text: str) -> None:
    """Raise `Conflict` where a text names a code as it was called once: what it is called now."""
    now = {name.casefold() for name in session.table("code")["name"]}
    for name in dict.fromkeys(state.name for state in states(session)):
        if name.casefold() not in now and name.casefold() in text.casefold():
            code_row(session, name)


def open_code(session: Session, name: str) -> pd.Series[Any]:
    """The row of a code by which more may be coded.

    Raises
    ------
    InvalidInput
        It is retired.
    """
    row = code_row(session, name)
    if json.loads(row["definition"]).get("retired"):
        raise InvalidInput(
            f"{row['name']!r} is retired: nothing more is coded by it. Use another code, or take it into "
            f"use again with retire_code({row['name']!r}, revive=True)."
        )
    return row
