"""What in a row refers to rows of any table by their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualkit.interchange.project import Row


def renamed_references(
    tables: Mapping[str, Sequence[Row]], ids: Mapping[str, Mapping[str, str]]
) -> dict[str, list[Row]]:
    """Rows in which what refers to a row of any table by its id does so by the id that it has now.

    Parameters
    ----------
    tables
        Rows by table.
    ids
        For each table, the ids that its rows have now by those that they had; others stay.
    """

    def now(kind: Any, identity: Any) -> Any:
        return ids.get(str(kind), {}).get(str(identity), identity)

    def follow(table: str, row: Row) -> Row:
        changes: Row = {}
        for kind, column in (("about_kind", "about"), ("origin_kind", "origin"), ("target_kind", "target")):
            if kind in row:
                changes[column] = now(row[kind], row.get(column))
        for column, kind in (("codings", "coding"), ("transcripts", "source")):
            if column in row:
                changes[column] = [now(kind, each) for each in row[column]]
        if table == "edition":
            changes |= {column: now("code", row[column]) for column in ("about", "parent") if row[column]}
        for column in ("basis", "evidence"):
            if isinstance(row.get(column), str):
                changes[column] = " ".join(now("coding", each) for each in row[column].split())
        if table == "link" and row.get("case"):
            changes["case"] = now("case", row["case"])
        if table == "set":
            changes["members"] = [[kind, now(kind, each)] for kind, each in row["members"]]
        if table == "evidence":
            named = {
                kind: now(kind, row["state"][kind]) for kind in ("source", "code") if kind in row["state"]
            }
            changes["state"] = row["state"] | named
        return row | changes

    return {table: [follow(table, row) for row in rows] for table, rows in tables.items()}
