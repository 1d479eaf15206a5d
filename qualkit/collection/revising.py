"""A source gets a new text: what was coded, noted and assigned moves along, and the old text is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, changed, renamed
from qualkit.collection.carrying import Traveller, carry, settled, travellers
from qualkit.collection.intake import TURN, edits_kept, turns_kept
from qualkit.collection.moving import Moved, moved
from qualkit.collection.readers import suffixes
from qualkit.collection.reading import read_source
from qualkit.errors import InvalidInput, NotFound
from qualkit.model import Source, Turn
from qualkit.session import Session
from qualkit.store import Change

COLUMNS = ("what", "id", "name", "coder", "fate", "start", "end", "new_start", "new_end", "text", "new_text")


def read_revision(session: Session, source: str, new: str | Path) -> Source:
    """Read the new text of a source as it was read before: a file by its format, a text by its kind.

    Raises
    ------
    NotFound
        `new` is the path of a file that is not there.
    InvalidInput
        The file cannot be read, or holds the text and turns that the source has already.
    """
    row = session.row("source", source)
    key = int(row["key"])
    read = _as_told(session, key, row, _read(row, new))
    if read.text == session.texts([key])[key] and turns_kept(read.turns) == _turns(session, key):
        raise InvalidInput(f"The new text of {row['name']!r} is the one that it has already.")
    return read


def _as_told(session: Session, key: int, row: pd.Series[Any], read: Source) -> Source:
    """Call speakers as they are called since the source was read, and keep times that the new text lacks."""
    old = session.texts([key])[key]
    told = [Turn(**dict(zip(TURN[1:], turn[1:], strict=True))) for turn in _turns(session, key)]
    labelled = {turn.start: turn.speaker for turn in _read(row, old).turns}
    called = {
        labelled[turn.start]: turn for turn in told if turn.speaker and labelled.get(turn.start) is not None
    }
    turns = tuple(
        replace(turn, speaker=called[turn.speaker].speaker, role=called[turn.speaker].role)
        if turn.speaker in called
        else turn
        for turn in read.turns
    )
    if any(turn.begins is not None for turn in turns):
        return replace(read, turns=turns)
    return replace(read, turns=_timed(turns, old, read.text, told))


def _timed(turns: tuple[Turn, ...], old: str, new: str, told: Sequence[Turn]) -> tuple[Turn, ...]:
    """Give turns the times of the old ones that stand in them now."""
    known = [turn for turn in told if turn.begins is not None]
    places = moved(old, new, [(turn.start, turn.end) for turn in known])
    stands = [(place, turn) for place, turn in zip(places, known, strict=True) if place.fate != "lost"]
    timed = []
    for turn in turns:
        within = [each for place, each in stands if turn.start <= place.start < turn.end]
        timed.append(replace(turn, begins=within[0].begins, ends=within[-1].ends) if within else turn)
    return tuple(timed)


def _read(row: pd.Series[Any], new: str | Path) -> Source:
    attributes = json.loads(row["attributes"])
    if not _names_file(new):
        suffix = Path(row["path"] or "").suffix.lower()
        path = f"{row['name']}{suffix if suffix in ('.md', '.markdown') else '.txt'}"
        return read_source(str(new).encode(), path=path, kind=row["kind"], attributes=attributes)
    if not Path(new).is_file():
        raise NotFound(f"There is no file {new}. Check the path, or pass the new text itself.")
    return read_source(Path(new).read_bytes(), path=str(new), kind=row["kind"], attributes=attributes)


def revise_source(session: Session, key: int, read: Source, *, verb: str = "revise") -> pd.DataFrame:
    """Put the text and turns of a source that was read anew in the place of those it has.

    Codings, memos on spans and spans of cases move with the text; the old text, and what could not move,
    are kept as a revision.

    Parameters
    ----------
    key
        The source's key.
    read
        Its new text, turns and attributes; those of the attributes that it had stay.
    verb
        What the trail calls it.

    Returns
    -------
    pandas.DataFrame
        One row for each coding, memo and span of a case: `COLUMNS`.
    """
    texts = session.texts([key])[key], read.text
    with session.change(verb, "source") as change:
        given = travellers(session, change, key)
        fates = moved(*texts, [(each.row["start"], each.row["end"]) for each in given])
        placed = settled(given, fates)
        carry(session, change, placed, texts)
        report = [_entry(traveller, fate, place, texts) for traveller, fate, place in placed]
        keep_old(change, key, [each for each in report if each["fate"] in ("lost", "merged")])
        _put_new(session, change, key, read)
    return pd.DataFrame(report, columns=list(COLUMNS))


def _entry(traveller: Traveller, fate: str, place: Moved, texts: tuple[str, str]) -> dict[str, Any]:
    row = traveller.row
    stays = fate in ("kept", "changed")
    return {
        "what": {"membership": "case"}.get(traveller.table, traveller.table),
        "id": row["id"],
        "name": traveller.name,
        "coder": traveller.coder,
        "fate": fate,
        "start": row["start"],
        "end": row["end"],
        "new_start": place.start if stays else None,
        "new_end": place.end if stays else None,
        "text": texts[0][row["start"] : row["end"]],
        "new_text": texts[1][place.start : place.end] if stays else None,
    }


def keep_old(change: Change, key: int, lost: Sequence[Mapping[str, Any]] = ()) -> None:
    """Keep the text and turns that a source has as a revision, before they are written over."""
    source = change.rows("source", "key", [key])[0]
    kept = change.rows("text", "source_key", [key])[0]
    turns = [[turn[name] for name in TURN] for turn in change.rows("turn", "source_key", [key])]
    row = {
        "source_key": key,
        "number": 1 + len(change.rows("revision", "source_key", [key])),
        "text": kept["text"],
        "edits": kept["edits"],
        "turns": as_json(turns),
        "lost": as_json(lost),
        "digest": source["digest"],
        "created": change.at,
    }
    change.insert("revision", [row])


def _put_new(session: Session, change: Change, key: int, read: Source) -> None:
    edits, turns = edits_kept(read.edits), turns_kept(read.turns)
    old = change.rows("source", "key", [key])[0]
    told = {name: value for name, value in renamed(read.attributes).items() if name != "case"}
    change.update(
        "source",
        key,
        digest=read.digest,
        content=session.store.hasher.content(read.text, edits, turns),
        length=len(read.text),
        words=len(read.text.split()),
        turns=len(turns),
        attributes=as_json(changed(told, json.loads(old["attributes"]))),
    )
    change.put_text(key, read.text, edits, turns)


def _turns(session: Session, key: int) -> list[tuple[Any, ...]]:
    rows = session.store.rows("turn", "source_key", [key])
    return sorted(tuple(row[name] for name in TURN) for row in rows)


def _names_file(new: str | Path) -> bool:
    if isinstance(new, Path):
        return True
    return "\n" not in new and len(new) < 1000 and Path(new).suffix.lower() in suffixes()
