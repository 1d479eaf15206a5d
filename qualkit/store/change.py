"""One change: rows written, and the one event that says so, in one transaction."""

from __future__ import annotations

import itertools
import json
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from qualkit.errors import InvalidInput
from qualkit.store import schema, trail
from qualkit.store.ordering import levels
from qualkit.store.rewording import apart, reworded
from qualkit.store.trail import Image, Row

SHOWN_ROWS = 100
"""An event of at most so many new rows shows them one by one; a larger one, their number and sum."""

CHUNK = 500
_NOT_REWORDED = ("coder", "revision")
_TEXTS = 50
_BATCH = 1000  # rows in hand at once: so few die young, and the garbage collector never walks over them


def now() -> str:
    """The time as the study keeps it: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(slots=True)
class _Written:
    """The rows that a change wrote in one table: their number, their sum, and their images while few."""

    table: Table
    rows: int = 0
    total: int = 0
    images: dict[int, Image] | None = field(default_factory=dict)

    def put(self, keys: Sequence[int], images: Sequence[Image]) -> None:
        self.rows += len(images)
        self.total += trail.total(self.table, images)
        if self.images is not None:
            self.images.update(zip(keys, images, strict=True))
        if self.rows > SHOWN_ROWS:
            self.images = None

    def take(self, keys: Sequence[int], images: Sequence[Image]) -> None:
        self.rows -= len(images)
        self.total -= trail.total(self.table, images)
        if self.images is not None:
            for key in keys:
                del self.images[key]


class Change:
    """Writes rows of a study and remembers what they were; the store turns it into an event."""

    def __init__(self, connection: Connection, hasher: trail.Hasher, seq: int) -> None:
        self.seq = seq
        self.at = now()
        self.entity_id: str | None = None
        self._connection = connection
        self._hasher = hasher
        self._before: dict[str, list[Image]] = {}
        self._after: dict[str, _Written] = {}
        self._restored: dict[str, list[Row]] = {}
        self._last_keys: dict[str, int] = {}

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not any(
            (*self._before.values(), *(each.rows for each in self._after.values()), *self._restored.values())
        )

    def insert(self, name: str, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add rows; each gets the next key, and a GUID unless it brings one.

        Returns
        -------
        list of int
            The keys of the rows, in their order.

        """
        if not rows:
            return []
        table = schema.metadata.tables[name]
        first = self._last_key(table) + 1
        keys = list(range(first, first + len(rows)))
        guids = _guids(len(rows))
        blank = dict.fromkeys(table.c.keys())
        for start in range(0, len(rows), _BATCH):
            batch = slice(start, start + _BATCH)
            full: list[dict[str, Any]] = [
                {**blank, "id": guid, **row, "key": key, "event": self.seq}
                for key, guid, row in zip(keys[batch], guids[batch], rows[batch], strict=True)
            ]
            self._put(table, full)
            self._wrote(table, full)
            self.entity_id = self.entity_id or full[0]["id"]
        self._last_keys[table.name] = keys[-1]
        return keys

    def update(self, name: str, key: int, /, **values: Any) -> None:
        """Change columns of one row."""
        table = schema.metadata.tables[name]
        (taken,) = self._taken(table, [key])
        self.entity_id = self.entity_id or taken["id"]
        self._connection.execute(
            update(table).where(table.c.key == key).values(**_clean(values), event=self.seq)
        )
        self._wrote(table, self.rows(table.name, "key", [key]))

    def update_all(self, name: str, values: Mapping[int, Mapping[str, Any]]) -> None:
        """Change the same columns of many rows, by their keys."""
        if not values:
            return
        table = schema.metadata.tables[name]
        self._taken(table, list(values))
        columns = next(iter(values.values()))
        statement = (
            update(table)
            .where(table.c.key == bindparam("at_key"))
            .values({each: bindparam(f"new_{each}") for each in columns} | {"event": self.seq})
        )
        self._connection.execute(
            statement,
            [
                {"at_key": key, **{f"new_{each}": value for each, value in _clean(row).items()}}
                for key, row in values.items()
            ],
        )
        self._wrote(table, self.rows(name, "key", values))

    def delete(self, name: str, keys: Sequence[int]) -> None:
        """Take rows out, keeping their words for an undo."""
        table = schema.metadata.tables[name]
        taken = self._taken(table, keys)
        self.entity_id = self.entity_id or (taken[0]["id"] if taken else None)
        for chunk in _chunks(sorted(keys, reverse=True)):
            self._connection.execute(delete(table).where(table.c.key.in_(chunk)))

    def erase(self, rows: Mapping[str, Sequence[int]]) -> None:
        """Take rows of tables out with their words for good: the trail keeps their hashes only.

        Also gone are the words of these rows that were kept for an undo of older changes.
        """
        erased: set[str] = set()
        for name, keys in rows.items():
            table = schema.metadata.tables[name]
            images = self._hasher.images(table, self.rows(name, "key", keys))
            self._before.setdefault(name, []).extend(images)
            erased |= {value for image in images for value in image if _is_hash(value)}
            for chunk in _chunks(sorted(keys, reverse=True)):
                self._connection.execute(delete(table).where(table.c.key.in_(chunk)))
        older, others = self._kept_hashes(rows)
        for chunk in _chunks(sorted((erased | older) - others)):
            self._connection.execute(delete(schema.wording).where(schema.wording.c.hash.in_(chunk)))

    def _kept_hashes(self, rows: Mapping[str, Sequence[int]]) -> tuple[set[str], set[str]]:
        """The hashes of words in older images of some rows, and those in images of all others."""
        own: set[str] = set()
        others: set[str] = set()
        for before in self._connection.execute(select(schema.event.c.before)).scalars():
            for name, images in json.loads(before).items():
                for image in images:
                    hashes = own if image["key"] in set(rows.get(name, ())) else others
                    hashes.update(value for value in image.values() if _is_hash(value))
        return own, others

    def put_sources(self, contents: Iterable[tuple[int, str, str, Sequence[Sequence[Any]]]]) -> None:
        """Write the texts of new sources (whose rows carry their hashes): key, text, edits, turns of each."""
        names = schema.turn.c.keys()
        waiting = iter(contents)
        while batch := list(itertools.islice(waiting, _TEXTS)):
            texts = [
                _clean({"source_key": key, "text": text, "edits": edits}) for key, text, edits, _ in batch
            ]
            turns = [
                dict(zip(names, (key, *turn), strict=True)) for key, _, _, turns in batch for turn in turns
            ]
            self._connection.execute(insert(schema.text), texts)
            if turns:
                self._connection.execute(insert(schema.turn), turns)

    def put_text(self, key: int, text: str, edits: str, turns: Sequence[Sequence[Any]]) -> None:
        """Write another text of a source (whose row carries its hash) over the one that is there."""
        for table in (schema.turn, schema.text):
            self._connection.execute(delete(table).where(table.c.source_key == key))
        self.put_sources([(key, text, edits, turns)])

    def put_file(self, key: int, content: bytes) -> None:
        """Keep the file of a medium."""
        self._connection.execute(insert(schema.file).values(media_key=key, content=content))

    def rewrite(self, name: str, rows: Sequence[Row]) -> None:
        """Write rows anew under their own keys, all at once, so that they may change places."""
        if not rows:
            return
        table = schema.metadata.tables[name]
        self.delete(name, [row["key"] for row in rows])
        full = [{**row, "event": self.seq} for row in rows]
        self._put(table, full)
        self._wrote(table, full)

    def reword(self, other: Callable[[str], str]) -> dict[str, str]:
        """Write words anew wherever `other` changes them, and forget all that were kept for an undo.

        Texts of sources, present and earlier, and the names of coders stay.

        Returns
        -------
        dict of str to str
            The hash of each text that has another one now, and that.

        """
        hashes: dict[str, str] = {}
        for table in schema.ENTITIES:
            if table.name in _NOT_REWORDED:
                continue
            taken: set[str] = set()
            for row in self.all(table.name):
                fresh = reworded(table, row, other)
                if "name" in fresh and table.c["name"].unique:
                    fresh["name"] = apart(fresh["name"], taken)
                taken.add(str(fresh.get("name", row.get("name"))))
                if fresh:
                    self.update(table.name, row["key"], **fresh)
                if "text" in fresh:
                    hashes[self._hasher.words(row["text"])] = self._hasher.words(fresh["text"])
        self._connection.execute(delete(schema.wording))
        return hashes

    def overwrite(self, table: Table, images: Sequence[Row]) -> None:
        """Put rows that are still there back as they were, each the work of the event that wrote it."""
        present = {row["key"] for row in self.rows(table.name, "key", [image["key"] for image in images])}
        present -= {image["key"] for image in self._restored.get(table.name, ())}
        again = [image for image in images if image["key"] in present]
        self._taken(table, [image["key"] for image in again])
        for row in self._worded(table, again):
            self._connection.execute(update(table).where(table.c.key == row["key"]).values(**row))
        if again:
            self._restored.setdefault(table.name, []).extend(again)

    def restore(self, table: Table, images: Sequence[Row]) -> None:
        """Put rows that are gone back as they were, each the work of the event that wrote it."""
        present = {row["key"] for row in self.rows(table.name, "key", [image["key"] for image in images])}
        gone = [image for image in images if image["key"] not in present]
        rows = self._worded(table, gone)
        tree = "parent_key" in table.c
        for level in levels(rows, key="key", parent="parent_key") if tree else [rows]:
            self._put(table, level)
        if gone:
            self._restored.setdefault(table.name, []).extend(gone)

    def _worded(self, table: Table, images: Sequence[Row]) -> list[dict[str, Any]]:
        """Rows as their images say, with the words that were kept for an undo."""
        worded = {column.name for column in table.columns if "words" in column.info}
        hashes = {image[name] for image in images for name in worded if image[name] is not None}
        kept = {
            row.hash: row.text
            for chunk in _chunks(sorted(hashes))
            for row in self._connection.execute(
                select(schema.wording).where(schema.wording.c.hash.in_(chunk))
            )
        }
        if hashes - kept.keys():
            raise InvalidInput("This cannot be undone: the words were erased for good.")
        return [
            {name: kept.get(value, value) if name in worded else value for name, value in image.items()}
            for image in images
        ]

    def rows(self, name: str, column: str, values: Iterable[Any]) -> list[Row]:
        """The rows of a table in which a column has one of some values."""
        table = schema.metadata.tables[name]
        found: list[Any] = []
        for chunk in _chunks(list(values)):
            query = select(table).where(table.c[column].in_(chunk)).order_by(*table.primary_key.columns)
            result = self._connection.execute(query)
            names = list(result.keys())
            found.extend(dict(zip(names, row, strict=True)) for row in result)
        return found

    def all(self, name: str) -> list[Row]:
        """All rows of a (small) table."""
        found: list[Any] = list(self._connection.execute(select(schema.metadata.tables[name])).mappings())
        return found

    def find(self, name: str, /, **values: Any) -> list[Row]:
        """The rows of a table with just these values in some columns."""
        table = schema.metadata.tables[name]
        query = select(table).where(*(table.c[column] == value for column, value in values.items()))
        found: list[Any] = list(self._connection.execute(query).mappings())
        return found

    def event(
        self, *, actor: str, verb: str, entity: str, previous: str, undoes: int | None = None
    ) -> dict[str, Any]:
        """The event of this change, with the sums of every table it touched."""
        event = {
            "seq": self.seq,
            "id": str(uuid.uuid4()),
            "at": self.at,
            "actor": actor,
            "verb": verb,
            "entity": entity,
            "entity_id": self.entity_id,
            "before": trail.canonical(self._shown(self._before)),
            "after": trail.canonical(self._described()),
            "tally": trail.canonical(self._tallied()),
            "undoes": undoes,
            "previous": previous,
        }
        return event | {"hash": trail.chain(event)}

    def _described(self) -> dict[str, Any]:
        described: dict[str, Any] = {
            name: {"rows": written.rows, "sum": trail.add(trail.FIRST, written.total, 0)}
            for name, written in self._after.items()
        }
        few = {name: each.images.values() for name, each in self._after.items() if each.images is not None}
        for name, images in self._shown(few).items():
            described[name]["images"] = images
        if self._restored:
            described["restored"] = {
                name: [image["id"] for image in images] for name, images in self._restored.items()
            }
        return described

    def _tallied(self) -> dict[str, list[Any]]:
        tallies = {}
        for name in sorted({*self._before, *self._after, *self._restored}):
            old = self._connection.execute(
                select(schema.tally).where(schema.tally.c.name == name)
            ).one_or_none()
            went = self._before.get(name, [])
            table = schema.metadata.tables[name]
            restored = [trail.image(table, image) for image in self._restored.get(name, ())]
            written = self._after.get(name, _Written(table))
            came = written.total + trail.total(table, restored)
            count = written.rows + len(restored) - len(went)
            tallied = {
                "rows": (old.rows if old else 0) + count,
                "sum": trail.add(old.sum if old else trail.FIRST, came, trail.total(table, went)),
                "last_key": self._last_keys.get(name, old.last_key if old else 0),
                "event": self.seq,
            }
            if old:
                self._connection.execute(
                    update(schema.tally).where(schema.tally.c.name == name).values(tallied)
                )
            else:
                self._connection.execute(insert(schema.tally).values(name=name, **tallied))
            tallies[name] = [tallied["rows"], tallied["sum"], tallied["last_key"]]
        return tallies

    def _wrote(self, table: Table, rows: Sequence[Row]) -> None:
        keys = [row["key"] for row in rows]
        written = self._after.setdefault(table.name, _Written(table))
        written.put(keys, self._hasher.images(table, rows))

    def _shown(self, images: Mapping[str, Iterable[Image]]) -> dict[str, list[dict[str, Any]]]:
        return {name: trail.mappings(schema.metadata.tables[name], each) for name, each in images.items()}

    def _taken(self, table: Table, keys: Sequence[int]) -> list[Row]:
        rows = self.rows(table.name, "key", keys)
        own = [row for row in rows if row["event"] == self.seq]
        if own:
            self._after[table.name].take([row["key"] for row in own], self._hasher.images(table, own))
        fresh = [row for row in rows if row["event"] != self.seq]
        images = self._hasher.images(table, fresh)
        self._before.setdefault(table.name, []).extend(images)
        worded = [
            (place, name)
            for place, name in enumerate(trail.columns(table))
            if "words" in table.columns[name].info
        ]
        words = {
            image[place]: row[name]
            for row, image in zip(fresh, images, strict=True)
            for place, name in worded
            if row[name] is not None
        }
        kept = set()
        for chunk in _chunks(sorted(words)):
            query = select(schema.wording.c.hash).where(schema.wording.c.hash.in_(chunk))
            kept |= set(self._connection.execute(query).scalars())
        new = [{"hash": hashed, "text": text} for hashed, text in words.items() if hashed not in kept]
        if new:
            self._connection.execute(insert(schema.wording), new)
        return rows

    def _put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        if len(rows) <= SHOWN_ROWS:
            self._connection.execute(insert(table), [_clean(row) for row in rows])
            return
        statement = insert(table).compile(dialect=self._connection.dialect, column_keys=list(rows[0]))
        order = statement.positiontup
        self._connection.exec_driver_sql(
            str(statement),
            [dict(row) for row in rows] if order is None else list(map(itemgetter(*order), rows)),
        )

    def _last_key(self, table: Table) -> int:
        if table.name not in self._last_keys:
            query = select(func.max(schema.tally.c.last_key)).where(schema.tally.c.name == table.name)
            self._last_keys[table.name] = self._connection.execute(query).scalar() or 0
        return self._last_keys[table.name]


def _guids(count: int) -> list[str]:
    """Random GUIDs (version 4), ascending: many then enter the index of ids page by page, not at random."""
    drawn = os.urandom(16 * count).hex()
    return sorted(_guid(drawn[first : first + 32]) for first in range(0, len(drawn), 32))


def _guid(digits: str) -> str:
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("#") and len(value) == 65


def _clean(row: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in row.items():
        if isinstance(value, str):
            _storable(name, value)
    return dict(row)


def _storable(name: str, value: str) -> None:
    place = value.find("\x00")
    if place >= 0:
        raise InvalidInput(
            f"The {name} has a NUL character at {place}, which a study cannot keep. Take it out."
        )
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            f"The {name} has half of a surrogate pair at {error.start}, which is no character. Take it out."
        ) from None


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
