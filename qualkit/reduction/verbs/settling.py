"""A place on which coders settled: what counts there from now on, and what they had coded before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from qualkit.errors import Conflict, InvalidInput
from qualkit.reduction.agreement.marking import CONSENSUS
from qualkit.session import Session
from qualkit.store import Change

Row = Mapping[str, Any]


class Place(NamedTuple):
    """Where coders settled on a code; an exact place is the span of the consensus itself.

    If it was shown with its coders, only codings of these are settled.
    """

    source_key: int
    source: str
    start: int
    end: int
    code_key: int
    exact: bool
    shown: set[str] | None = None


def settle(
    session: Session, change: Change, place: Place, coder: int, *, applies: bool, note: str | None
) -> str:
    """Write the consensus on a place; the id of its coding.

    Codings that reach beyond the place are cut: what lies outside stays their coder's.
    """
    originals = _originals(change, place)
    text = session.texts([place.source_key])[place.source_key]
    for row in originals:
        change.update("coding", row["key"], status="rejected")
        _keep_rest(change, row, place, text)
    start = place.start if place.exact else max(place.start, min(row["start"] for row in originals))
    end = place.end if place.exact else min(place.end, max(row["end"] for row in originals))
    spot = {"source_key": place.source_key, "code_key": place.code_key, "start": start, "end": end}
    ids = [row["id"] for row in originals]
    made = _write(change, spot | {"coder_key": coder}, originals, applies=applies, note=note)
    if applies:
        _let_evidence_follow(change, ids, made)
    return made


def _write(
    change: Change, spot: Mapping[str, Any], originals: Sequence[Row], *, applies: bool, note: str | None
) -> str:
    """Write the coding of a consensus, or write it anew; its id. A weight that all gave is its weight."""
    known = change.find("coding", **spot)
    before = (known[0]["basis"] or "").split() if known else []
    basis = dict.fromkeys([*before, *(row["id"] for row in originals)])
    weights = {row["weight"] for row in originals}
    values: dict[str, Any] = {
        "status": "accepted" if applies else "rejected",
        "memo": note,
        "basis": " ".join(basis),
        "weight": weights.pop() if len(weights) == 1 else None,
    }
    if known:
        change.update("coding", known[0]["key"], **values)
        return str(known[0]["id"])
    (key,) = change.insert("coding", [{**spot, **values, "origin": "manual", "created": change.at}])
    return str(change.rows("coding", "key", [key])[0]["id"])


def _let_evidence_follow(change: Change, ids: Sequence[str], consensus: str) -> None:
    """Let what was cited as evidence be what the coders settled on."""
    for row in change.rows("evidence", "target", ids):
        change.update("evidence", row["key"], target=consensus)


def _originals(change: Change, place: Place) -> list[Row]:
    """The accepted codings of the code that share text with the place, but for those of a consensus."""
    coders = {row["key"]: row["name"] for row in change.all("coder")}
    found = [
        row
        for row in change.find("coding", source_key=place.source_key, code_key=place.code_key)
        if row["start"] < place.end and place.start < row["end"]
        if row["status"] == "accepted" and coders[row["coder_key"]] != CONSENSUS
    ]
    if not found:
        raise InvalidInput(
            f"Nobody has coded that at {place.start} to {place.end} of {place.source!r} any more. "
            "Read disagreements() again."
        )
    _check_shown(place, {coders[row["coder_key"]] for row in found})
    return found


def _check_shown(place: Place, coders: set[str]) -> None:
    """Nobody's coding is rejected by those who were not shown that it is there."""
    unseen = sorted(coders - place.shown) if place.shown is not None else ()
    if unseen:
        raise Conflict(
            f"{unseen[0]!r} has an accepted coding of that at {place.start} to {place.end} of "
            f"{place.source!r}, which the row does not show. Read disagreements() again; or give only its "
            "source, start, end and code, which settles all that is there."
        )


def _keep_rest(change: Change, row: Row, place: Place, text: str) -> None:
    """Keep what of a coding lies outside the place, as a coding of the same coder that rests on it."""
    for start, end in ((row["start"], place.start), (place.end, row["end"])):
        part = text[start:end]
        if start >= end or not part.strip():
            continue
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        spot = {name: row[name] for name in ("source_key", "code_key", "coder_key")}
        if not change.find("coding", **spot, start=start, end=end):
            kept = {name: row[name] for name in ("weight", "memo", "origin", "created")}
            rest = {"start": start, "end": end, "status": "accepted", "basis": row["id"]}
            change.insert("coding", [{**spot, **kept, **rest}])
