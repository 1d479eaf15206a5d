"""What was sent to a language model and what it answered, kept with the study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from qualkit.attributes import as_json
from qualkit.session import Session

if TYPE_CHECKING:
    from qualkit.reduction.suggesting.posting import Exchange


def keep(session: Session, source: str, exchanges: Sequence[Exchange]) -> None:
    """Keep exchanges in the history, under the source whose words were sent, so that they go with it.

    The audit trail knows them by their hashes.
    """
    if not exchanges:
        return
    row, table = session.row("source", source), session.table("history")
    last = int(table["number"].max()) if len(table) else 0
    rows = []
    for number, exchange in enumerate(exchanges, last + 1):
        told = asdict(exchange)
        entry = {"origin": told.pop("host"), "number": number, "at": told.pop("at"), "actor": session.coder}
        entry |= {"verb": "ask", "entity": "source", "entity_id": row["id"], "details": as_json(told)}
        rows.append(entry)
    with session.change("ask", "history") as change:
        change.insert("history", rows)
