"""Pseudonyms put into a study: into its texts and all that was written about them, and the key kept apart."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json
from qualkit.collection.carrying import carry, settled, travellers
from qualkit.collection.intake import TURN
from qualkit.collection.key_file import Key, read_key, write_key
from qualkit.collection.moving import Moved
from qualkit.collection.pseudonyms import propose, scan
from qualkit.collection.replacing import Replaced, Replacer, moved_offsets
from qualkit.collection.revealing import remembered, revealed
from qualkit.errors import Conflict, InvalidInput
from qualkit.session import Session
from qualkit.store import Change

Rules = pd.DataFrame | Mapping[str, str]

_BY_PROGRAM = re.compile(r"pattern: |confidence \d|Theme ['\"]")  # what is written with its words made small


def propose_pseudonyms(session: Session) -> pd.DataFrame:
    """Propose pseudonyms for the whole study, see `Collection.propose_pseudonyms`."""
    return propose(_texts(session), language=session.language, speakers=_speakers(session))


def identifying(session: Session) -> pd.DataFrame:
    """Find what identifying text is left, see `Collection.identifying`."""
    return scan(_texts(session), language=session.language, speakers=_speakers(session))


def pseudonymise(session: Session, rules: Rules, path: Path, passphrase: str) -> pd.DataFrame:
    """Replace, and keep the key, see `Collection.pseudonymise`."""
    confirmed = _confirmed(rules)
    replacer = Replacer(confirmed)
    found = {each: replacer.apply(text) for each, text in session.texts().items()}
    ids = session.table("source").set_index("key")["id"].to_dict()
    identity = _study(session)
    key = read_key(path, passphrase, study=identity) if path.exists() else Key(study=identity)
    replaced = {ids[each]: places for each, (_, places) in found.items() if places}
    for each, (text, places) in found.items():
        if places:
            key = remembered(key, source=ids[each], text=text, replaced=places)
    write_key(path, passphrase, _with(key, confirmed))
    with session.change("pseudonymise", "study") as change:
        for each, (text, places) in found.items():
            _replace_text(session, change, each, text, places, replacer)
        small = _small(confirmed)
        hashes = change.reword(
            lambda words: (small if _BY_PROGRAM.match(words) else replacer).apply(words)[0]
        )
        _tell_evidence(change, hashes)
    session.store.compact()
    return _report(replaced)


def _small(rules: dict[str, str]) -> Replacer:
    """Finds names, and each part of them, in what was written by the program, which has all words small."""
    small: dict[str, str] = {}
    for original, replacement in rules.items():
        small.setdefault(original, replacement)
        for part in (original, *re.findall(r"\w{3,}", original)):
            if part.casefold() != replacement.casefold():
                small.setdefault(part.casefold(), replacement)
    return Replacer(small)


def reveal(session: Session, source: str, path: Path, passphrase: str) -> str:
    """The text of a source with its originals, see `Collection.reveal`."""
    row = session.row("source", source)
    key = read_key(path, passphrase, study=_study(session))
    text = session.texts([int(row["key"])])[int(row["key"])]
    return revealed(text, key=key, source=row["id"])


def _confirmed(rules: Rules) -> dict[str, str]:
    if isinstance(rules, pd.DataFrame):
        missing = {"original", "replacement", "confirmed"} - set(rules.columns)
        if missing:
            raise InvalidInput(f"The proposals lack the columns {', '.join(sorted(missing))}.")
        chosen = rules[rules["confirmed"].astype("boolean").fillna(value=False)]
        chosen = chosen.drop_duplicates(["original", "replacement"])
        twice = chosen.loc[chosen["original"].duplicated(), "original"]
        if not twice.empty:
            raise Conflict(f"{twice.iloc[0]!r} is confirmed with two replacements. Confirm one of them.")
        rules = dict(zip(chosen["original"], chosen["replacement"], strict=True))
    if not rules:
        raise InvalidInput("No pseudonym is confirmed. Set 'confirmed' to True for those that you want.")
    return dict(rules)


def _with(key: Key, rules: Mapping[str, str]) -> Key:
    """The key with what the rules replace elsewhere than in sources."""
    originals = {pseudonym: list(ways) for pseudonym, ways in key.originals.items()}
    for original, replacement in rules.items():
        if original not in (ways := originals.setdefault(replacement, [])):
            ways.append(original)
    return Key(key.study, originals, key.places)


def _replace_text(
    session: Session, change: Change, key: int, text: str, places: Sequence[Replaced], replacer: Replacer
) -> None:
    """Write a source's text and turns anew, with all that stands on its spans, and its earlier texts."""
    kept = change.rows("text", "source_key", [key])[0]
    turns = [[row[name] for name in TURN] for row in change.rows("turn", "source_key", [key])]
    if places:
        given = travellers(session, change, key)
        starts, ends = _moved([(each.row["start"], each.row["end"]) for each in given], places)
        fates = [Moved(start, end, "kept") for start, end in zip(starts, ends, strict=True)]
        carry(session, change, settled(given, fates), (kept["text"], text))
    edits = as_json(_edits(json.loads(kept["edits"]), places, replacer))
    spoken = _turns(turns, places, replacer)
    if (text, edits, spoken) != (kept["text"], kept["edits"], turns):
        content = session.store.hasher.content(text, edits, spoken)
        change.update("source", key, content=content, length=len(text), words=len(text.split()))
        change.put_text(key, text, edits, spoken)
    for row in change.rows("revision", "source_key", [key]):
        _replace_earlier(change, row, replacer)


def _replace_earlier(change: Change, row: Mapping[str, Any], replacer: Replacer) -> None:
    """Write an earlier text of a source anew."""
    text, places = replacer.apply(row["text"])
    lost = [
        {name: replacer.apply(each)[0] if isinstance(each, str) else each for name, each in entry.items()}
        for entry in json.loads(row["lost"])
    ]
    fresh = {
        "text": text,
        "edits": as_json(_edits(json.loads(row["edits"]), places, replacer)),
        "turns": as_json(_turns(json.loads(row["turns"]), places, replacer)),
        "lost": as_json(lost),
    }
    if any(row[name] != value for name, value in fresh.items()):
        change.update("revision", row["key"], **fresh)


def _turns(turns: Sequence[Sequence[Any]], places: Sequence[Replaced], replacer: Replacer) -> list[list[Any]]:
    starts, ends = _moved([(turn[1], turn[2]) for turn in turns], places)
    return [
        [turn[0], start, end, replacer.apply(turn[3])[0] if turn[3] else turn[3], *turn[4:]]
        for turn, start, end in zip(turns, starts, ends, strict=True)
    ]


def _edits(edits: Sequence[Sequence[Any]], places: Sequence[Replaced], replacer: Replacer) -> list[list[Any]]:
    """Edits at their new places; those inside a name that was replaced are gone with it."""
    outside = [
        edit for edit in edits if not any(each.start < edit[1] and edit[0] < each.end for each in places)
    ]
    starts, ends = _moved([(edit[0], edit[1]) for edit in outside], places)
    return [
        [start, end, replacer.apply(edit[2])[0]]
        for edit, start, end in zip(outside, starts, ends, strict=True)
    ]


def _moved(spans: Sequence[tuple[int, int]], places: Sequence[Replaced]) -> tuple[list[int], list[int]]:
    starts = moved_offsets([start for start, _ in spans], places, ends=False)
    return starts, moved_offsets([end for _, end in spans], places, ends=True)


def _tell_evidence(change: Change, hashes: Mapping[str, str]) -> None:
    """Let evidence know memos and summaries by the words that they have now."""
    rows = []
    for row in change.all("evidence"):
        state = json.loads(row["state"])
        if state.get("words") in hashes:
            rows.append({**row, "state": as_json({**state, "words": hashes[state["words"]]})})
    change.rewrite("evidence", rows)


def _report(replaced: Mapping[str, Sequence[Replaced]]) -> pd.DataFrame:
    """How often each pseudonym was put, and in how many sources; without the originals."""
    rows = [(each.replacement, source) for source, found in replaced.items() for each in found]
    frame = pd.DataFrame(rows, columns=["replacement", "source"])
    counted = frame.groupby("replacement")["source"].agg(count="size", sources="nunique")
    return counted.reset_index()


def _texts(session: Session) -> dict[str, str]:
    names = session.table("source").set_index("key")["name"]
    return {names[key]: text for key, text in session.texts().items()}


def _speakers(session: Session) -> list[str]:
    return sorted(session.table("turn")["speaker"].dropna().unique().tolist())


def _study(session: Session) -> str:
    return str(session.table("study")["id"].iloc[0])
