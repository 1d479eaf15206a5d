"""Codings that change their code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualkit.store import Change


def recoded(change: Change, rows: Sequence[Mapping[str, Any]], code_key: int) -> int:
    """Give codings another code; how many there were.

    Where the coder has that code on the span already, one of the two goes, and the other has both memos.
    """
    taken = {_place(row): row for row in change.rows("coding", "code_key", [code_key])}
    for row in rows:
        same = taken.get(_place(row))
        if same is None:
            change.update("coding", row["key"], code_key=code_key)
            taken[_place(row)] = row
            continue
        memo = joined(same["memo"], row["memo"])
        if memo != same["memo"]:
            change.update("coding", same["key"], memo=memo)
        change.delete("coding", [row["key"]])
    return len(rows)


def joined(*memos: str | None) -> str | None:
    """Memos as one, each said once."""
    return "\n".join(dict.fromkeys(each for each in memos if each)) or None


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["source_key"], row["start"], row["end"], row["coder_key"]
