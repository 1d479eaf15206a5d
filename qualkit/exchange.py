"""A study goes out to other programs, comes in from them, and is merged with another one."""

from __future__ import annotations

import contextlib
import json
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.collection.revising import revise_source
from qualkit.errors import Conflict, InvalidInput
from qualkit.frames import records
from qualkit.interchange import formats
from qualkit.interchange.arriving import Arrival, remembered
from qualkit.interchange.gathering import gather
from qualkit.interchange.joining import COLUMNS, Joining, Side, joined
from qualkit.interchange.project import Project
from qualkit.interchange.soundness import sound
from qualkit.interchange.trails import since
from qualkit.model import Source
from qualkit.session import Session
from qualkit.store import Store
from qualkit.store.connecting import is_url

SIDES: tuple[Side, ...] = ("ours", "theirs")
LINK = ["link_id", "name", "direction", "origin_kind", "origin", "target_kind", "target", "coder", "created"]
LINK += ["sign", "case", "note"]
SET = ["set_id", "name", "description", "members", "coder", "created"]
MEDIA = ["media_id", "name", "kind", "transcripts", "created"]
HISTORY = ["origin", "number", "at", "actor", "verb", "entity", "entity_id", "details"]


def read(path: str | PathLike[str]) -> Project:
    """Read a study of any format, checked."""
    return sound(formats.read(Path(path)))


def write(session: Session, path: Path) -> list[str]:
    """Write a whole study in the format that a suffix names; say what of it that format cannot hold."""
    if session.blind:
        raise Conflict("You code blind, and a file would hold what others coded. Open without blind=True.")
    return formats.write(gather(session.store), path)


def take_in(session: Session, project: Project, origin: str) -> None:
    """Bring a whole project into an empty study, in one change."""
    joining = joined(Project(), project)
    _write(session, (Project(), project), joining, origin, verb="import")


def merge(session: Session, other: str | PathLike[str], keep: Side) -> pd.DataFrame:
    """Merge another study into the one at hand, see `qualkit.study.Study.merge`."""
    if keep not in SIDES:
        raise InvalidInput(f"{keep!r} is no side. What is kept in a conflict is 'ours' or 'theirs'.")
    with contextlib.ExitStack() as stack:
        if is_url(other) or Path(other).suffix == ".qualkit":
            store = Store(other)
            stack.callback(store.close)
            theirs = gather(store)
        else:
            theirs = read(other)
        _refuse_names(session, theirs)
        taken = _take_texts(session, theirs, keep)
        try:
            ours = gather(session.store)
            joining = joined(ours, theirs, keep=keep)
            _write(session, (ours, theirs), joining, Path(fspath(other)).name, verb="merge")
        except BaseException:
            for _ in range(taken):
                session.store.undo(session.coder)
            raise
    return pd.DataFrame(joining.report, columns=list(COLUMNS))


def history(session: Session) -> pd.DataFrame:
    """What happened to a study before it came here, as it was told there."""
    raw = session.table("history")
    return raw[HISTORY].assign(details=[json.loads(each) for each in raw["details"]])


def links(session: Session) -> pd.DataFrame:
    """What is linked with what, by name where it has one; only one's own links in a blind session."""
    raw, names = session.table("link"), _named(session)
    ends = {
        column: raw[column].map(lambda each: names.get(each, each)) for column in ("origin", "target", "case")
    }
    frame = raw.assign(**ends, coder=_coders(session, raw)).rename(columns={"id": "link_id"})
    return (frame[frame["coder"] == session.coder].reset_index(drop=True) if session.blind else frame)[LINK]


def sets(session: Session) -> pd.DataFrame:
    """Sets with their members as pairs of kind and name."""
    raw, names = session.table("set"), _named(session)
    members = [
        tuple((kind, names.get(each, each)) for kind, each in json.loads(row)) for row in raw["members"]
    ]
    frame = raw.assign(members=pd.Series(members, index=raw.index, dtype=object), coder=_coders(session, raw))
    return frame.rename(columns={"id": "set_id"})[SET]


def media(session: Session) -> pd.DataFrame:
    """Media with the sources that are their transcripts or texts."""
    raw, names = session.table("media"), _named(session)
    sources = [tuple(names.get(each, each) for each in json.loads(row)) for row in raw["transcripts"]]
    frame = raw.assign(transcripts=pd.Series(sources, index=raw.index, dtype=object))
    return frame.rename(columns={"id": "media_id"})[MEDIA]


def _named(session: Session) -> dict[str, str]:
    """The names of all that has one, by id."""
    named = ("source", "case", "code", "conclusion", "memo", "set", "media")
    tables = [session.table(each) for each in named]
    return {
        row["id"]: row["name"] for table in tables for row in records(table[["id", "name"]]) if row["name"]
    }


def _coders(session: Session, raw: pd.DataFrame) -> pd.Series[Any]:
    return raw["coder_key"].map(session.table("coder").set_index("key")["name"])


def _write(
    session: Session, projects: tuple[Project, Project], joining: Joining, origin: str, *, verb: str
) -> None:
    ours, theirs = projects
    known = ours.by_id("history")
    told = remembered(origin, theirs.remarks, session.coder)
    joining.new.setdefault("history", []).extend(row for row in told if row["id"] not in known)
    if any((*joining.new.values(), *joining.changed.values())):
        with session.change(verb, "study") as change:
            Arrival(session.store, change, coder=session.coder).write(ours, theirs, joining)


def _take_texts(session: Session, theirs: Project, keep: Side) -> int:
    """Give sources whose text or turns only the other side changed those; say how many they are.

    What we coded moves along. Where both sides changed them, `keep` decides. Turns alone are not taken of a
    file without a trail, which finds them anew in the text.
    """
    ours = gather(session.store)
    here, there = since(ours, theirs), since(theirs, ours)
    keys = session.table("source").set_index("id")["key"]
    taken = 0
    for row in theirs.rows("source"):
        script = theirs.transcripts[row["id"]]
        wanted = there.wrote(row["id"]) and (keep == "theirs" or not here.wrote(row["id"]))
        if row["id"] not in keys.index or not wanted:
            continue
        own = ours.transcripts[row["id"]]
        only_turns = script.text == own.text and not theirs.rows("history")
        if not only_turns and (script.text, script.turns) != (own.text, own.turns):
            read = Source(
                name=row["name"],
                kind=row["kind"],
                text=script.text,
                turns=script.turns,
                edits=script.edits,
                digest=row["digest"],
            )
            revise_source(session, int(keys[row["id"]]), read, verb="merge")
            taken += 1
    return taken


def _refuse_names(session: Session, theirs: Project) -> None:
    """Refuse to bring back the words for which one of two copies has put pseudonyms."""
    keys = session.table("source").set_index("id")["key"]
    shared = [row["id"] for row in theirs.rows("source") if row["id"] in keys.index]
    texts = session.texts([int(keys[each]) for each in shared])
    differing = [each for each in shared if theirs.transcripts[each].text != texts[int(keys[each])]]
    events = session.store.events()
    hidden = set(events.loc[events["verb"] == "pseudonymise", "id"])
    there = {row["id"] for row in theirs.rows("history") if row["verb"] == "pseudonymise"}
    if differing and hidden != there:
        which = "This study" if hidden - there else "The other study"
        raise Conflict(
            f"{which} was pseudonymised since the copies parted, and merging would bring names back. "
            "Pseudonymise first and copy then, or go on in one of them."
        )
