"""Whether the audit trail is whole, and the study is what its trail says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, select

from qualkit.store import schema, trail

COLUMNS = ["seq", "at", "actor", "verb", "entity", "problem"]
_CHUNK = 1_000


def broken_events(connection: Connection, hasher: trail.Hasher) -> pd.DataFrame:
    """The events at which trail and study part, earliest first; empty when both are whole."""
    events = [row._asdict() for row in connection.execute(select(schema.event).order_by(schema.event.c.seq))]
    problems = [*_broken_links(events), *_broken_rows(connection, hasher, events)]
    problems += [*_broken_texts(connection, hasher, events), *_broken_keeping(connection, hasher, events)]
    by_seq = {event["seq"]: event for event in events}
    unknown = {"at": None, "actor": None, "verb": None, "entity": None}
    rows = [
        {"seq": seq, **by_seq.get(seq, unknown), "problem": problem} for seq, problem in sorted(set(problems))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _broken_links(events: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    previous, expected = trail.FIRST, 1
    for event in events:
        if event["seq"] != expected:
            yield event["seq"], f"event {expected} is missing before this one"
        elif event["previous"] != previous:
            yield event["seq"], "it does not follow on the event before it"
        if trail.chain(event) != event["hash"]:
            yield event["seq"], "the event itself was edited"
        previous, expected = event["hash"], event["seq"] + 1


def _broken_rows(
    connection: Connection, hasher: trail.Hasher, events: list[dict[str, Any]]
) -> Iterator[tuple[int, str]]:
    last = {name: (event["seq"], *state) for event in events for name, state in _read(event["tally"]).items()}
    for table in schema.ENTITIES:
        found = _state(connection, hasher, table)
        seq, *recorded = last.get(table.name, (0, 0, trail.FIRST))[:3]
        if found == recorded:
            continue
        images = [image for chunk in _images(connection, hasher, table) for image in chunk]
        located = list(_blamed(table, trail.mappings(table, images), events))
        yield from located
        if not located:
            yield (
                seq,
                f"{table.name} has {found[0]} rows where the trail has {recorded[0]}, or other contents",
            )


def _state(connection: Connection, hasher: trail.Hasher, table: Table) -> list[Any]:
    """The number of rows of a table, and the sum of their images."""
    count = total = 0
    for images in _images(connection, hasher, table):
        count, total = count + len(images), total + trail.total(table, images)
    return [count, trail.add(trail.FIRST, total, 0)]


def _images(connection: Connection, hasher: trail.Hasher, table: Table) -> Iterator[Sequence[trail.Image]]:
    columns = [table.c[name] for name in trail.columns(table)]
    cursor = connection.execute(select(*columns).order_by(table.c.key)).cursor
    while rows := cursor.fetchmany(_CHUNK):
        yield hasher.concealed(table, rows)


def _blamed(
    table: Table, images: list[dict[str, Any]], events: list[dict[str, Any]]
) -> Iterator[tuple[int, str]]:
    """The events whose rows are not as they wrote them (and no later event says why)."""
    by_event: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
    for event in events:
        for image in _read(event["before"]).get(table.name, ()):
            by_event[image["event"]][image["key"]] = image
    for image in images:
        by_event[image["event"]][image["key"]] = image
    written = {event["seq"]: _read(event["after"]).get(table.name) for event in events}
    for seq in sorted({*by_event, *(seq for seq, after in written.items() if after)}):
        rows = by_event.get(seq, {})
        after = written.get(seq) or {"rows": 0, "sum": trail.FIRST}
        if len(rows) != after["rows"]:
            yield seq, f"{table.name}: {after['rows']} rows were written, {len(rows)} are accounted for"
        elif trail.add(trail.FIRST, _total(table, rows.values()), 0) != after["sum"]:
            changed = [
                image["id"]
                for image in after.get("images", ())
                if trail.image(table, rows.get(image["key"], {})) != trail.image(table, image)
            ]
            which = f": {', '.join(changed)}" if changed else ""
            yield seq, f"{table.name}: rows were edited behind the trail{which}"


def _total(table: Table, images: Iterable[dict[str, Any]]) -> int:
    return trail.total(table, (trail.image(table, image) for image in images))


def _broken_texts(
    connection: Connection, hasher: trail.Hasher, events: list[dict[str, Any]]
) -> Iterator[tuple[int, str]]:
    turns: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    query = select(schema.turn).order_by(schema.turn.c.source_key, schema.turn.c.number)
    for source_key, *turn in connection.execute(query):
        turns[source_key].append(tuple(turn))
    known = {event["seq"] for event in events}
    joined = (
        select(schema.source.c.key, schema.source.c.event, schema.source.c.content, schema.text)
        .select_from(schema.source.outerjoin(schema.text))
        .order_by(schema.source.c.key)
    )
    for row in connection.execute(joined):
        seq = row.event if row.event in known else 0
        if row.text is None:
            yield seq, "source: a text is missing"
        elif hasher.content(row.text, row.edits, turns[row.key]) != row.content:
            yield seq, "source: a text or its turns were edited behind the trail"


def _broken_keeping(
    connection: Connection, hasher: trail.Hasher, events: list[dict[str, Any]]
) -> Iterator[tuple[int, str]]:
    last = {name: [*state, event["seq"]] for event in events for name, state in _read(event["tally"]).items()}
    kept: dict[str, list[Any]] = {}
    for row in connection.execute(select(schema.tally)):
        kept[row.name] = [row.rows, row.sum, row.last_key, row.event]
    for name in sorted({*kept, *last}):
        if last.get(name) != kept.get(name):
            yield (last.get(name) or kept[name])[-1], f"the running sum of {name} is not what the trail has"
    for row in connection.execute(select(schema.wording)):
        if hasher.words(row.text) != row.hash:
            yield 0, "words that were kept for an undo were edited"


def _read(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
