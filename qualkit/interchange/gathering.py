"""A study as it is stored → a project: keys become ids, JSON becomes values, hashes become plain facts."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from qualkit.frames import records
from qualkit.interchange.project import REFERENCES, Project, Row, Transcript
from qualkit.model import Edit, Turn
from qualkit.reduction.codebooks.versions import edition_id
from qualkit.store import Store, schema

_KEPT_HERE = ("key", "event")
_COMPUTED = ("content", "length", "words", "turns")
_JSON = {
    name: frozenset(column.name for column in schema.metadata.tables[name].columns if "json" in column.info)
    for name in REFERENCES
}


def gather(store: Store) -> Project:
    """Gather a whole study into a project.

    The study's own audit trail is there as `history`, after the trails that it came with. Evidence knows of
    the words that it cites only whether they are still the same (``state["words"]`` is True or False).
    """
    ids: dict[str, dict[int, str]] = {}
    tables: dict[str, list[Row]] = {}
    for name, references in REFERENCES.items():
        raw = store.table(name)
        ids[name] = dict(zip(raw["key"].tolist(), raw["id"].tolist(), strict=True))
        tables[name] = _rows(name, raw, {f"{each}_key": ids[table] for each, table in references.items()})
    transcripts = _transcripts(store, ids["source"])
    cited = _cited_texts(tables, transcripts)
    for row in tables["evidence"]:
        row["state"]["words"] = store.hasher.words(cited.get(row["target"], "")) == row["state"].get("words")
    study = store.table("study").iloc[0]
    tables["edition"] = [*tables["edition"], *_present_editions(store, tables)]
    tables["history"] = [*tables["history"], *own_history(store, str(study["title"]))]
    return Project(
        title=str(study["title"]),
        language=str(study["language"]),
        tables=tables,
        transcripts=transcripts,
        files=_files(store, ids["media"]),
    )


def own_history(store: Store, title: str) -> list[Row]:
    """The study's audit trail as rows of history."""
    events = store.events().astype(object)
    return [
        {
            "id": event["id"],
            "origin": title,
            "number": int(event["seq"]),
            **{name: event[name] for name in ("at", "actor", "verb", "entity", "entity_id")},
            "details": {
                "before": json.loads(event["before"]),
                "after": json.loads(event["after"]),
                "hash": event["hash"],
            },
        }
        for event in records(events.where(events.notna(), None))
    ]


def _present_editions(store: Store, tables: dict[str, list[Row]]) -> list[Row]:
    """What the codes are now, and since when, so that it is known wherever they go."""
    written = dict(store.table("code", columns=("id", "event")).itertuples(index=False, name=None))
    events = {row["seq"]: row for row in store.rows("event", "seq", set(written.values()))}
    known = {row["id"] for row in tables["edition"]}
    made = []
    for row in tables["code"]:
        event = events[written[row["id"]]]
        identity = edition_id(row["id"], event["at"])
        if identity not in known:
            told = {"about": row["id"], "state": "present", "verb": event["verb"], "actor": event["actor"]}
            kept = {name: row[name] for name in ("name", "parent", "position", "definition")}
            made.append({"id": identity, **told, **kept, "created": event["at"]})
    return made


def _rows(name: str, raw: pd.DataFrame, references: dict[str, dict[int, str]]) -> list[Row]:
    """The rows of a table with ids for keys, None for what is missing, and values for JSON."""
    columns: dict[str, list[Any]] = {}
    for column in raw.columns:
        values = [None if pd.isna(value) else value for value in raw[column].tolist()]
        if column in references:
            known = references[column]
            columns[column.removesuffix("_key")] = [
                None if each is None else known[int(each)] for each in values
            ]
        elif column not in _KEPT_HERE and not (name == "source" and column in _COMPUTED):
            columns[column] = _column(name, column, values)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _column(table: str, column: str, values: list[Any]) -> list[Any]:
    if column in _JSON[table]:
        return [json.loads(each) for each in values]
    if column in ("start", "end", "number", "position", "chosen", "version"):
        return [None if each is None else int(each) for each in values]
    return values


def _transcripts(store: Store, ids: dict[int, str]) -> dict[str, Transcript]:
    turns: dict[int, list[Turn]] = {key: [] for key in ids}
    frame = store.table("turn").astype(object)
    frame = frame.where(frame.notna(), None)
    names = ("source_key", "start", "end", "speaker", "role", "begins", "ends")
    for key, *values in zip(*(frame[name].tolist() for name in names), strict=True):
        turns[key].append(Turn(**dict(zip(names[1:], values, strict=True))))
    return {
        ids[row["source_key"]]: Transcript(
            row["text"],
            tuple(turns[row["source_key"]]),
            tuple(Edit(*each) for each in json.loads(row["edits"])),
        )
        for row in store.rows("text", "source_key", ids)
    }


def _cited_texts(tables: dict[str, list[Row]], transcripts: dict[str, Transcript]) -> dict[str, str]:
    """The words of what is cited as evidence, by id."""
    cited = {row["target"] for row in tables["evidence"]}
    codings = {
        row["id"]: transcripts[row["source"]].text[row["start"] : row["end"]]
        for row in tables["coding"]
        if row["id"] in cited
    }
    return codings | {row["id"]: row["text"] for table in ("memo", "summary") for row in tables[table]}


def _files(store: Store, ids: dict[int, str]) -> dict[str, Callable[[], bytes]]:
    """A reader for each medium's file, so that no more than one is in memory."""

    def content(key: int) -> bytes:
        return bytes(store.rows("file", "media_key", [key])[0]["content"])

    kept = store.table("file", columns=("media_key",))["media_key"].tolist()
    return {ids[key]: partial(content, key) for key in kept}
