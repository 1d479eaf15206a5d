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
        table = session.table(kind)
        found = table[(table["name"] == name) | (table["id"] == name)]
        if not found.empty:
            return kind, str(found["id"].iloc[0])
    for kind in UNNAMED:
        if session.store.rows(kind, "id", [name]):
            return kind, name
    known = [each for kind in NAMED for each in session.table(kind)["name"] if each]
    raise not_found("source, case, code, conclusion, memo, coding or summary", name, known)


def of_kind(session: Session, kind: str, name: str) -> tuple[str, str]:
    """The kind and id of one thing of a kind."""
    table = session.table(kind)
    found = table[(table["name"] == name) | (table["id"] == name)]
    if found.empty:
        raise not_found(kind, name, [each for each in table["name"] if each])
    return kind, str(found["id"].iloc[0])


def shown(session: Session, name: str) -> str:
    """What frames call a thing: its name where it has one of its own, else its id."""
    kind, identity = anything(session, name)
    if kind in ("memo", *UNNAMED):
        return identity
    table = session.table(kind)
    return str(table.loc[table["id"] == identity, "name"].iloc[0])
