"""The commands that Taguette logged → a history, and who highlighted what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.interchange.drafting import Draft
from qualkit.interchange.project import Row
from qualkit.interchange.values import time_of, words_of


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that somebody did in Taguette; ``payload`` is what it says beside its type."""

    number: Any
    user: str
    date: str | None
    document: Any
    type: str
    payload: Mapping[str, Any]


def command(row: Row) -> Command:
    """Read a row of the table of commands; a payload that is no JSON object is kept as text."""
    try:
        payload = json.loads(words_of(row["payload"]))
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        payload = {"payload": words_of(row["payload"])}
    kind = words_of(payload.pop("type", "unknown"))
    user, date = words_of(row["user_login"]), utc(row["date"])
    return Command(row["id"], user, date, row["document_id"], kind, payload)


def utc(value: Any) -> str | None:
    """Give a time of Taguette, which stores UTC and does not say so."""
    time = time_of(value)
    return time if time is None or "+" in time else f"{time}+00:00"


def highlighters(commands: Sequence[Command]) -> dict[tuple[Any, Any], Command]:
    """Find by highlight and tag the command that put the tag there first; with tag None, the highlight.

    Whoever changes a highlight logs it anew, with all its tags.
    """
    found: dict[tuple[Any, Any], Command] = {}
    for each in commands:
        highlight, tags = each.payload.get("highlight_id"), each.payload.get("tags")
        if each.type == "highlight_add" and isinstance(highlight, int):
            for tag in [None, *(tags if isinstance(tags, list) else [])]:
                if tag is None or isinstance(tag, int):
                    found.setdefault((highlight, tag), each)
    return found


def add_history(draft: Draft, commands: Sequence[Command], *, ids: Mapping[tuple[str, Any], str]) -> None:
    """Add the commands as history.

    Parameters
    ----------
    draft
        What they are added to.
    commands
        In their order.
    ids
        The ids of sources and codes by ``("source", document)`` and ``("code", tag)``.
    """
    for each in commands:
        entity, number = _entity(each)
        draft.add(
            "history",
            *(each.number, each.date),
            origin="Taguette",
            number=each.number,
            at=each.date,
            actor=each.user or None,
            verb=each.type[:32],
            entity=entity,
            entity_id=ids.get((entity or "", number)),
            details={"document_id": each.document, **each.payload},
        )


def _entity(each: Command) -> tuple[str | None, Any]:
    """What a command is about, and its number in Taguette."""
    kind = each.type.partition("_")[0]
    if kind == "document":
        return "source", each.document
    if kind == "tag":
        tag = each.payload.get("tag_id", each.payload.get("dest_tag_id"))
        return "code", tag if isinstance(tag, int) else None
    return ("coding" if kind == "highlight" else None), None
