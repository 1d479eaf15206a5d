"""What stands on spans of a source whose text changes: carried to where the spans are then."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.attributes import as_json
from qualkit.collection.moving import Moved
from qualkit.session import Session
from qualkit.store import Change

_PLACE = ("source_key", "start", "end", "code_key", "coder_key")


@dataclass(frozen=True, slots=True)
class Traveller:
    """A row with a span of the source, and what people call it."""

    table: str
    row: Mapping[str, Any]
    name: str | None
    coder: str | None


Settled = tuple[Traveller, str, Moved]


def travellers(session: Session, change: Change, key: int) -> list[Traveller]:
    """What stands on spans of a source: codings, memos, and spans of cases."""
    named = {
        each: session.table(each).set_index("key")["name"].to_dict() for each in ("code", "case", "coder")
    }
    source = change.rows("source", "key", [key])[0]["id"]
    spans: list[Traveller] = []
    for row in change.rows("coding", "source_key", [key]):
        spans.append(
            Traveller("coding", row, named["code"][row["code_key"]], named["coder"][row["coder_key"]])
        )
    for row in change.find("memo", about=source):
        spans.append(Traveller("memo", row, row["name"], named["coder"][row["coder_key"]]))
    for row in change.rows("membership", "source_key", [key]):
        spans.append(Traveller("membership", row, named["case"][row["case_key"]], None))
    return [each for each in spans if each.row["start"] is not None]


def settled(given: Sequence[Traveller], fates: Sequence[Moved]) -> list[Settled]:
    """What becomes of each; of codings that come to be the same, the first stays and the others merge."""
    taken = set()
    placed: list[Settled] = []
    for traveller, place in zip(given, fates, strict=True):
        fate: str = place.fate
        if traveller.table == "coding" and fate != "lost":
            moved_row = {**traveller.row, "start": place.start, "end": place.end}
            spot = tuple(moved_row[name] for name in _PLACE)
            fate = "merged" if spot in taken else fate
            taken.add(spot)
        placed.append((traveller, fate, place))
    return placed


def carry(session: Session, change: Change, placed: Sequence[Settled], texts: tuple[str, str]) -> None:
    """Write what stood on the old of two texts where it stands on the new one, and tell evidence of it."""
    for table in ("coding", "memo", "membership"):
        _write(change, table, [each for each in placed if each[0].table == table])
    _carry_evidence(session, change, placed, texts)


def _write(change: Change, table: str, placed: Sequence[Settled]) -> None:
    """Write the rows of one table at their new places; a memo that has none is about the whole source."""
    kept, gone = [], []
    for traveller, fate, place in placed:
        if fate in ("kept", "changed"):
            kept.append({**traveller.row, "start": place.start, "end": place.end})
        elif table == "memo":
            kept.append({**traveller.row, "start": None, "end": None})
        else:
            gone.append(traveller.row["key"])
    before = {each[0].row["key"]: each[0].row for each in placed}
    change.delete(table, gone)
    change.rewrite(table, [row for row in kept if row != before[row["key"]]])


def _carry_evidence(
    session: Session, change: Change, placed: Sequence[Settled], texts: tuple[str, str]
) -> None:
    """Let evidence know where its codings stand now; words that were edited make it stale."""
    words = session.store.hasher.words
    places = {
        each.row["id"]: (each.row, place) for each, fate, place in placed if fate in ("kept", "changed")
    }
    carried = []
    for cited in change.rows("evidence", "target", list(places)):
        row, place = places[cited["target"]]
        state = json.loads(cited["state"])
        if (state["start"], state["end"]) == (row["start"], row["end"]):
            state.update(start=place.start, end=place.end)
            if place.fate == "kept" and state["words"] == words(texts[0][row["start"] : row["end"]]):
                state["words"] = words(texts[1][place.start : place.end])
            carried.append({**cited, "state": as_json(state)})
    change.rewrite("evidence", carried)
