"""The store: reads tables, and writes changes with their events."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, Table, insert, select, text

from qualkit.errors import Conflict, InvalidInput
from qualkit.store import schema, trail
from qualkit.store.change import CHUNK, Change
from qualkit.store.checking import broken_events
from qualkit.store.connecting import Where, connect, creating, reporting, shown
from qualkit.store.ordering import circling

_NOT_UNDONE = ("create", "join", "save display")
_FOR_GOOD = {
    "remove": "took a source out, with its words",
    "pseudonymise": "put pseudonyms in the place of words, which are gone",
}
_PLACE = ["source_key", "start", "end"]


class Store:
    """An open study file or database. Everything that talks SQL goes through here."""

    def __init__(self, where: Where) -> None:
        self.where = shown(where)
        self._engine: Engine = connect(where)
        with self._reading() as connection:
            salt = connection.execute(select(schema.secret.c.salt)).scalar_one_or_none()
        if salt is None:
            raise InvalidInput(f"{self.where} is damaged: the salt of its hashes is gone. Go back to a copy.")
        self._hasher = trail.Hasher(salt)

    @classmethod
    def create(cls, where: Where, *, actor: str, title: str, language: str) -> Store:
        """Make a new study; nothing is ever overwritten."""
        with creating(where) as engine, reporting(shown(where)):
            salt = secrets.token_hex(32)
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                connection.execute(insert(schema.secret).values(salt=salt))
                change = Change(connection, trail.Hasher(salt), 1)
                change.insert("study", [{"title": title, "language": language, "created": change.at}])
                event = change.event(actor=actor, verb="create", entity="study", previous=trail.FIRST)
                connection.execute(insert(schema.event).values(event))
        return cls(where)

    def close(self) -> None:
        """Let go of the study; a SQLite study is then one file again."""
        self._engine.dispose()

    def discard(self) -> None:
        """Take a study that was just made away again, because it could not be filled."""
        url = self._engine.url
        if self._engine.dialect.name == "sqlite":
            self.close()
            for suffix in ("", "-wal", "-shm"):
                Path(f"{url.database}{suffix}").unlink(missing_ok=True)
            return
        with self._engine.begin() as connection:
            schema.metadata.drop_all(connection)
            connection.execute(text("DROP TABLE alembic_version"))
        self.close()

    @property
    def hasher(self) -> trail.Hasher:
        """Hashes rows and texts with the study's own salt."""
        return self._hasher

    def versions(self) -> dict[str, int]:
        """For each table ever written, the number of the event that wrote it last."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.tally.c.name, schema.tally.c.event))
            return {row.name: row.event for row in rows}

    def table(self, name: str, *, columns: Sequence[str] = ()) -> pd.DataFrame:
        """A whole table, or some columns of it, in the order of its keys.

        Codings come by source and place, turns by source and number.
        """
        table = schema.metadata.tables[name]
        names = list(columns) or table.columns.keys()
        query = select(*(table.c[each] for each in names)).order_by(*table.primary_key.columns)
        with self._reading() as connection:
            values = _by_column(connection.execute(query).cursor, len(names))
        frame = pd.DataFrame(dict(zip(names, values, strict=True)), columns=names)
        return _by_place(frame) if name == "coding" and set(_PLACE) <= set(names) else frame

    def rows(self, name: str, column: str, values: Iterable[Any]) -> list[dict[str, Any]]:
        """The rows of a table in which a column has one of some values."""
        table = schema.metadata.tables[name]
        wanted = list(values)
        with self._reading() as connection:
            return [
                dict(row)
                for start in range(0, len(wanted), CHUNK)
                for row in connection.execute(
                    select(table).where(table.c[column].in_(wanted[start : start + CHUNK]))
                ).mappings()
            ]

    def texts(self, keys: Iterable[int]) -> dict[int, str]:
        """The canonical texts of some sources, by the sources' keys."""
        return {row["source_key"]: row["text"] for row in self.rows("text", "source_key", keys)}

    def events(self) -> pd.DataFrame:
        """The audit trail, oldest event first."""
        with self._reading() as connection:
            result = connection.execute(select(schema.event).order_by(schema.event.c.seq))
            return pd.DataFrame(result.mappings().all(), columns=list(result.keys()))

    def taken_back(self, name: str, verbs: Sequence[str]) -> list[dict[str, Any]]:
        """The rows that some verbs took away or changed, as they were before, where that still stands."""
        undone = select(schema.event.c.undoes).where(schema.event.c.undoes.is_not(None))
        query = select(schema.event.c.before).where(
            schema.event.c.verb.in_(verbs), schema.event.c.seq.not_in(undone)
        )
        with self._reading() as connection:
            return [
                image
                for before in connection.execute(query).scalars()
                for image in json.loads(before).get(name, ())
            ]

    def broken_events(self) -> pd.DataFrame:
        """The events at which trail and study part; empty when both are whole."""
        with self._reading() as connection:
            return broken_events(connection, self._hasher)

    def compact(self) -> None:
        """Leave nothing of what was erased in the files of the database."""
        with (
            reporting(self.where),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            postgres = connection.dialect.name == "postgresql"
            connection.exec_driver_sql("VACUUM FULL" if postgres else "PRAGMA wal_checkpoint(TRUNCATE)")

    @contextlib.contextmanager
    def change(self, *, actor: str, verb: str, entity: str) -> Iterator[Change]:
        """One transaction with one event, committed when the block ends without an error.

        A block that writes nothing leaves no event.
        """
        with self._writing() as (connection, change, previous):
            yield change
            if not change.empty:
                event = change.event(actor=actor, verb=verb, entity=entity, previous=previous)
                connection.execute(insert(schema.event).values(event))

    def undo(self, actor: str) -> dict[str, Any]:
        """Take back the actor's last change that stands, as a new event.

        Returns
        -------
        dict
            The event undone: ``seq at verb entity entity_id``.

        Raises
        ------
        Conflict
            When there is nothing to undo, or what it wrote was changed since.

        """
        with self._writing() as (connection, change, previous):
            undone = _last_standing(connection, actor)
            after = json.loads(undone.after)
            before = json.loads(undone.before)
            tables = schema.metadata.sorted_tables
            new = {
                table.name: self._new(change, table, undone, (after[table.name], before.get(table.name, [])))
                for table in tables
                if table.name in after
            }
            told = {image["key"]: image["content"] for image in before.get("source", ())}
            for row in change.rows("revision", "key", new.get("revision", [])):
                turns = json.loads(row["turns"])
                if self._hasher.content(row["text"], row["edits"], turns) == told.get(row["source_key"]):
                    change.put_text(row["source_key"], row["text"], row["edits"], turns)
            change.restore(schema.code, before.get("code", []))  # which a code put back may stand below
            for table in tables:
                change.overwrite(table, before.get(table.name, []))
            for table in reversed(tables):
                change.delete(table.name, new.get(table.name, []))
            for table in tables:
                change.restore(table, before.get(table.name, []))
            if "code" in before:
                _check_codes(change, f"{undone.verb} of {undone.at[:19]}")
            change.entity_id = undone.entity_id
            event = change.event(
                actor=actor, verb="undo", entity=undone.entity, previous=previous, undoes=undone.seq
            )
            connection.execute(insert(schema.event).values(event))
        return {name: getattr(undone, name) for name in ("seq", "at", "verb", "entity", "entity_id")}

    def _new(
        self, change: Change, table: Table, undone: Any, written: tuple[dict[str, Any], list[trail.Row]]
    ) -> list[int]:
        """The keys of the rows that an event made, when all that it wrote still stands as it wrote it."""
        after, before = written
        rows = change.rows(table.name, "event", [undone.seq])
        if len(rows) != after["rows"]:
            raise Conflict(
                f"{undone.verb} of {undone.at[:19]} cannot be undone: "
                f"{after['rows'] - len(rows)} of its {after['rows']} rows in {table.name} were changed since."
            )
        older = {image["key"] for image in before}
        return [row["key"] for row in rows if row["key"] not in older]

    @contextlib.contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Change, str]]:
        with (
            reporting(self.where),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            if connection.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE event IN EXCLUSIVE MODE"))
            last = connection.execute(
                select(schema.event.c.seq, schema.event.c.hash).order_by(schema.event.c.seq.desc()).limit(1)
            ).one()
            yield connection, Change(connection, self._hasher, last.seq + 1), last.hash

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with reporting(self.where), self._engine.connect() as connection, connection.begin():
            yield connection


def _by_column(cursor: Any, width: int) -> list[list[Any]]:
    """The columns of a result, read in chunks so small that no row outlives them."""
    columns: list[list[Any]] = [[] for _ in range(width)]
    while rows := cursor.fetchmany(CHUNK):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(values)
    return columns


def _by_place(codings: pd.DataFrame) -> pd.DataFrame:
    """Codings by source and place: sorting here is several times faster than a walk along an index."""
    order = np.lexsort([codings[each].to_numpy("int64") for each in reversed(_PLACE)])
    return codings.take(order).reset_index(drop=True)


def _check_codes(change: Change, what: str) -> None:
    """Refuse to undo what would leave codes that make no codebook."""
    codes = change.all("code")
    names = [row["name"].casefold() for row in codes]
    if circling(codes, key="key", parent="parent_key"):
        reason = "a code would stand below itself"
    elif len(set(names)) < len(names):
        reason = "two codes would have one name"
    else:
        return
    raise Conflict(f"{what} cannot be undone: {reason}, since somebody has changed the codebook after it.")


def _last_standing(connection: Connection, actor: str) -> Any:
    undone = select(schema.event.c.undoes).where(schema.event.c.undoes.is_not(None))
    query = (
        select(schema.event)
        .where(
            schema.event.c.actor == actor,
            schema.event.c.undoes.is_(None),
            schema.event.c.seq.not_in(undone),
            schema.event.c.verb.not_in(_NOT_UNDONE),
        )
        .order_by(schema.event.c.seq.desc())
        .limit(1)
    )
    event = connection.execute(query).one_or_none()
    if event is None:
        raise Conflict(f"There is nothing by {actor} to undo.")
    if event.verb in _FOR_GOOD:
        raise Conflict(
            f"The last change by {actor} {_FOR_GOOD[event.verb]}. "
            "That cannot be undone, nor what was done before it."
        )
    return event
