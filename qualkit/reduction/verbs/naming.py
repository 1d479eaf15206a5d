"""Anything in a study, as a researcher names it."""

from __future__ import annotations

from typing import Literal

from qualkit.errors import not_found
from qualkit.session import Session

Listed = Literal["source", "case", "code"]
NAMED = ("source", "case", "code", "conclusion", "memo")
UNNAMED = ("coding", "summary")


def anything(session: Session, name: str | None) -> tuple[str, str]:
    """The kind and id of what a name or id means; of the study where nothing is named.

    Raises
    ------
    NotFound
        With the nearest names.
    """
    if name is None:
        return "study", str(session.table("study")["id"].iloc[0])
    for kind in NAMED:
        found = _id_of(session, kind, name)
        if found is not None:
            return kind, found
    for kind in UNNAMED:
        if session.store.rows(kind, "id", [name]):
            return kind, name
    raise not_found("source, case, code, conclusion, memo, coding or summary", name, _names(session, *NAMED))


def memo_id(session: Session, name: str) -> str:
    """The id of the memo of a name or id; `NotFound` where there is none."""
    found = _id_of(session, "memo", name)
    if found is None:
        raise not_found("memo", name, _names(session, "memo"))
    return found


def shown(session: Session, name: str) -> str:
    """What frames call a thing: its name where it has one of its own, else its id."""
    kind, identity = anything(session, name)
    if kind in ("memo", *UNNAMED):
        return identity
    table = session.table(kind)
    return str(table.loc[table["id"] == identity, "name"].iloc[0])


def _names(session: Session, *kinds: str) -> list[str]:
    return [each for kind in kinds for each in session.table(kind)["name"].dropna()]


def _id_of(session: Session, kind: str, name: str) -> str | None:
    table = session.table(kind)
    found = table.loc[(table["name"] == name) | (table["id"] == name), "id"]
    return None if found.empty else str(found.iloc[0])
