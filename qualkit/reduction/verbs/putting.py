"""Many codings at once, of a machine's making: only those that are new, and were not taken back before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from qualkit.errors import Conflict, InvalidInput
from qualkit.frames import records
from qualkit.model import STATUSES, Origin, Status
from qualkit.session import Session
from qualkit.store import Change

_PLACE = ["source_key", "start", "end", "code_key", "coder_key"]
_TAKING_BACK = ("uncode", "recode", "merge codings", "split coding")


def put(
    session: Session,
    change: Change,
    found: pd.DataFrame,
    *,
    codes: Mapping[str, int],
    coder: int,
    origin: Origin,
    status: Status,
    memos: Sequence[str | None],
    again: bool = False,
) -> pd.DataFrame:
    """Write codings.

    Parameters
    ----------
    session, change
        The study and the change in which they are written.
    found
        `source start end code`, by name, each place once.
    codes
        The keys of the codes, by name.
    coder
        The key of whose they are.
    origin, status
        Of all of them.
    memos
        The memo of each.
    again
        Write also those that somebody uncoded or recoded since.

    Returns
    -------
    pandas.DataFrame
        The rows of `found` that were written, each with its coding's `key`.
    """
    sources = session.table("source")
    missing = sorted(set(found["source"]) - set(sources["name"]))
    if missing:
        raise Conflict(f"There is no source {missing[0]!r} any more. Look for proposals again.")
    _check_spans(found, dict(zip(sources["name"], sources["length"], strict=True)))
    if status not in STATUSES:
        raise InvalidInput(f"{status!r} is no status of a coding. They are {', '.join(STATUSES)}.")
    rows = pd.DataFrame(
        {
            "source_key": found["source"].map(dict(zip(sources["name"], sources["key"], strict=True))),
            "start": found["start"],
            "end": found["end"],
            "code_key": found["code"].map(dict(codes)),
            "coder_key": coder,
        }
    )
    known = pd.MultiIndex.from_frame(session.store.table("coding", columns=_PLACE))
    fresh = ~pd.MultiIndex.from_frame(rows).isin(known)
    if not again:
        gone = pd.DataFrame(session.store.taken_back("coding", _TAKING_BACK), columns=_PLACE[:4])
        fresh &= ~pd.MultiIndex.from_frame(rows[_PLACE[:4]]).isin(pd.MultiIndex.from_frame(gone))
    common = {"weight": None, "origin": origin, "status": status, "created": change.at}
    written = zip(
        records(rows[fresh]), (memo for memo, new in zip(memos, fresh, strict=True) if new), strict=True
    )
    keys = change.insert("coding", [{**row, "memo": memo, **common} for row, memo in written])
    return found[fresh].assign(key=keys)


def identified(session: Session, written: pd.DataFrame) -> pd.DataFrame:
    """Codings that were written, with their `coding_id` instead of the key."""
    ids = session.store.table("coding", columns=("key", "id")).set_index("key")["id"]
    return (
        written.drop(columns="key")
        .assign(coding_id=ids.reindex(written["key"]).to_numpy())
        .reset_index(drop=True)
    )


def _check_spans(found: pd.DataFrame, lengths: Mapping[str, int]) -> None:
    """Refuse a span that is none, or lies outside its source: which row."""
    for column in ("start", "end"):
        if not pd.api.types.is_integer_dtype(found[column]):
            raise InvalidInput(f"The column {column!r} must hold whole numbers, offsets in the source.")
    length = found["source"].map(lengths)
    wrong = found[(found["start"] < 0) | (found["start"] >= found["end"]) | (found["end"] > length)]
    if len(wrong):
        row = wrong.iloc[0]
        raise InvalidInput(
            f"({row['start']}, {row['end']}) is no span of {row['source']!r}, which has "
            f"{lengths[row['source']]} characters."
        )


def code_keys(session: Session) -> dict[str, int]:
    """The keys of all codes, by name."""
    table = session.table("code")
    return dict(zip(table["name"].tolist(), table["key"].tolist(), strict=True))
