"""Codings that change their code or become one: what rests on one of them comes to rest on the other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qualkit.attributes import as_json
from qualkit.store import Change

Row = Mapping[str, Any]


def recoded(change: Change, rows: Sequence[Row], code_key: int) -> int:
    """Give codings another code; how many there were.

    Where the coder has that code on the span already, one coding stands for both.
    """
    taken = {_place(row): row for row in change.rows("coding", "code_key", [code_key])}
    groups: dict[int, list[Row]] = {}
    moved = {}
    for row in rows:
        same = taken.setdefault(_place(row), row)
        if same is row:
            moved[row["key"]] = {"code_key": code_key, "reviewed": change.at}
        else:
            groups.setdefault(same["key"], []).append(row)
    change.update_all("coding", moved)
    kept = {row["key"]: row for row in taken.values()}
    absorb(change, [(kept[key], others, {}) for key, others in groups.items()])
    return len(rows)


def absorb(change: Change, groups: Sequence[tuple[Row, Sequence[Row], Mapping[str, Any]]]) -> None:
    """Let codings stand for others, which go: they have their memos, the greatest weight, what rests on them.

    Parameters
    ----------
    change
        The change that it belongs to.
    groups
        The row of a coding that stays, those for which it stands, and columns that change as well.
    """
    _give(change, {str(row["id"]): str(kept["id"]) for kept, others, _ in groups for row in others})
    change.delete("coding", [row["key"] for _, others, _ in groups for row in others])
    same = ("start", "end")
    change.update_all(
        "coding",
        {
            kept["key"]: {name: kept[name] for name in same} | _together(kept, others) | dict(values)
            for kept, others, values in groups
        },
    )


def joined(*memos: str | None) -> str | None:
    """Memos as one, each said once."""
    return "\n".join(dict.fromkeys(each for each in memos if each)) or None


def _together(kept: Row, others: Sequence[Row]) -> dict[str, Any]:
    weights = [row["weight"] for row in (kept, *others) if row["weight"] is not None]
    return {
        "memo": joined(*(row["memo"] for row in (kept, *others))),
        "weight": max(weights, default=None),
        "status": "accepted" if any(row["status"] == "accepted" for row in others) else kept["status"],
    }


def _give(change: Change, ids: Mapping[str, str]) -> None:
    """Let memos, links, evidence and summaries that name some codings name others."""
    for table, kind, column in (
        ("memo", "about_kind", "about"),
        ("link", "origin_kind", "origin"),
        ("link", "target_kind", "target"),
        ("evidence", "target_kind", "target"),
    ):
        for row in change.rows(table, column, ids):
            if row[kind] == "coding":
                change.update(table, row["key"], **{column: ids[row[column]]})
    for row in change.all("summary") if ids else ():
        named = json.loads(row["codings"])
        followed = list(dict.fromkeys(ids.get(each, each) for each in named))
        if followed != named:
            change.update("summary", row["key"], codings=as_json(followed))


def _place(row: Row) -> tuple[Any, ...]:
    return row["source_key"], row["start"], row["end"], row["coder_key"]
