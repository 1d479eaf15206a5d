"""What belongs to a case: whole sources, what some speakers say, or spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualkit.collection.bounds import span_within
from qualkit.errors import not_found
from qualkit.session import Session
from qualkit.store import Change

Stretch = tuple[int, str | None, int | None, int | None]
"""The key of a source, a speaker in it, and a span of it; only the key for a whole source."""

_NAMES = ("source_key", "speaker", "start", "end")


def stretches(
    session: Session, keys: Sequence[int] | None, speakers: str | Sequence[str] | None
) -> list[Stretch]:
    """Whole sources, or the parts that some speakers have in them (in all sources, if `keys` is None)."""
    if speakers is None:
        return [(key, None, None, None) for key in keys or ()]
    wanted = [speakers] if isinstance(speakers, str) else list(speakers)
    spoken = session.table("turn")[["source_key", "speaker"]].dropna().drop_duplicates()
    if keys is not None:
        spoken = spoken[spoken["source_key"].isin(keys)]
    for speaker in wanted:
        if speaker not in set(spoken["speaker"]):
            raise not_found("speaker", speaker, spoken["speaker"].unique().tolist())
    chosen = spoken[spoken["speaker"].isin(wanted)]
    pairs = zip(chosen["source_key"].tolist(), chosen["speaker"].tolist(), strict=True)
    return [(key, speaker, None, None) for key, speaker in pairs]


def spans(session: Session, given: Iterable[tuple[str, int, int]]) -> list[Stretch]:
    """Spans of sources, each checked to lie inside its text."""
    checked: list[Stretch] = []
    for source, start, end in given:
        row = session.row("source", source)
        checked.append((int(row["key"]), None, *span_within(row, (start, end))))
    return checked


def write_memberships(change: Change, case: int, given: Sequence[Stretch]) -> None:
    """Give a case the stretches that it does not have yet."""
    taken = {tuple(row[name] for name in _NAMES) for row in change.find("membership", case_key=case)}
    fresh = [each for each in dict.fromkeys(given) if each not in taken]
    change.insert(
        "membership", [{"case_key": case, **dict(zip(_NAMES, each, strict=True))} for each in fresh]
    )
