"""Taking a source out of a study with all of its words, wherever they were quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from qualkit.session import Session
from qualkit.store import Change

Row = Mapping[str, Any]


def withdraw(session: Session, change: Change, key: int) -> None:
    """Erase a source, what was coded on it, and its words in quotations, drafts and what was sent to a model.

    What the researcher wrote in words of their own stays: memos, summaries, conclusions.
    """
    text = session.texts([key])[key]
    codings = change.rows("coding", "source_key", [key])
    ids = {row["id"] for row in codings}
    (source,) = change.rows("source", "key", [key])
    touching = change.rows("link", "target", ids) + change.rows("link", "origin", ids)
    links = list({row["id"]: row for row in touching}.values())
    quoting = {row["origin"] for row in links if row["origin_kind"] == "memo" and row["name"] == "quotes"}
    words = {re.escape(" ".join(text[row["start"] : row["end"]].split())) + r" \([^\n]*\)" for row in codings}
    quoted = re.compile(
        rf"\n\n> (?:{'|'.join(words)}|[^\n]* \({re.escape(source['name'])}(?::\d+)?\))(?=\n|$)"
    )
    memos = change.rows("memo", "id", quoting)
    drafts = [row for row in change.find("summary", status="draft") if ids & set(json.loads(row["codings"]))]
    asked = change.find("history", verb="ask", entity_id=source["id"])
    gone = {"coding": codings, "link": links, "memo": memos, "summary": drafts, "history": asked}
    gone |= {name: change.rows(name, "source_key", [key]) for name in ("membership", "revision")}
    change.erase({name: [row["key"] for row in rows] for name, rows in gone.items()} | {"source": [key]})
    change.insert("memo", [{**_anew(row), "text": quoted.sub("", row["text"])} for row in memos])


def _anew(row: Row) -> dict[str, Any]:
    """A row to be written again, under a key of its own."""
    return {name: value for name, value in row.items() if name not in ("key", "event")}
