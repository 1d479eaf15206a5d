"""Where a study is kept: one SQLite file, or a PostgreSQL database by URL."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from qualkit.errors import Conflict, InvalidInput, NotFound, QualkitError
from qualkit.store.schema import APPLICATION_ID, REVISION

Where = str | os.PathLike[str]

_PRAGMAS = (
    "foreign_keys=ON",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",  # what is taken out of a study is overwritten in its file
    "busy_timeout=30000",
    "cache_size=-65536",  # KiB: the indexes of a million codings, which many new ones enter at random
)
_SQLITE_MAGIC = b"SQLite format 3\x00"
_NO_URL = "That is not the URL of a database. Write it as postgresql://user@host/database."
_NOT_A_STUDY = "{where} is not a qualkit study. Make one with Study.create, or `qualkit new`."


def is_url(where: Where) -> bool:
    """Whether a study is named by a database URL and not by a file."""
    return "://" in os.fspath(where)


def connect(where: Where) -> Engine:
    """An engine on a study that exists and that this version can read, migrated if it is older."""
    engine = _database(os.fspath(where)) if is_url(where) else _file(Path(where))
    try:
        _check_version(engine, shown(where))
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextlib.contextmanager
def creating(where: Where) -> Iterator[Engine]:
    """An engine on a new empty study; it appears under its name only if the block succeeds."""
    if is_url(where):
        engine = _database(os.fspath(where))
        try:
            with reporting(shown(where)), engine.connect() as connection:
                exists = inspect(connection).has_table("alembic_version")
            if exists:
                raise Conflict(f"{shown(where)} holds a study already. Open it, or name another database.")
            _migrate(engine)
            yield engine
        finally:
            engine.dispose()
        return
    path = Path(where)
    _check_free(path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        draft = Path(folder) / "study"
        engine = _sqlite(draft)
        try:
            with reporting(shown(where)):
                _migrate(engine)
            yield engine
        finally:
            engine.dispose()
        try:
            os.link(draft, path)
        except FileExistsError:
            _check_free(path)
        except OSError:
            _check_free(path)
            draft.rename(path)


def shown(where: Where) -> str:
    """The place as it may be printed: never with a password."""
    if not is_url(where):
        return os.fspath(where)
    try:
        return make_url(os.fspath(where)).render_as_string()
    except (ArgumentError, ValueError):
        raise InvalidInput(_NO_URL) from None


@contextlib.contextmanager
def reporting(where: str) -> Iterator[None]:
    """Turn what the database says into an error that a researcher can act on."""
    try:
        yield
    except IntegrityError as error:
        raise Conflict(
            f"{where}: other parts of the study rest on this, or it is there already ({error.orig}). "
            "Nothing of this step was kept."
        ) from error
    except UnicodeEncodeError as error:
        raise InvalidInput(
            f"{error.object[:40]!r} has half of a surrogate pair in it, which is no character. Take it out."
        ) from None
    except DBAPIError as error:
        reason = str(error.orig).strip()
        raise QualkitError(
            f"{where}: {_advice(reason)} ({reason}). Nothing of this step was kept."
        ) from error


def _advice(reason: str) -> str:
    folded = reason.casefold()
    if "full" in folded or "no space" in folded or "i/o error" in folded:
        return "the disk is full or failing; free some space and try again"
    if "readonly" in folded or "read-only" in folded or "permission" in folded:
        return "the study cannot be written; check the permissions of the file and its folder"
    if "locked" in folded:
        return "somebody else is writing to the study; try again in a moment"
    if "malformed" in folded or "not a database" in folded:
        return "the file is damaged; go back to a copy of it"
    return "the database refused"


def _check_free(path: Path) -> None:
    if path.exists():
        raise Conflict(
            f"{path} exists already, and create never overwrites. Open it, or choose another name."
        )
    if not path.parent.is_dir():
        raise NotFound(f"The folder {path.parent} does not exist. Make it first.")


def _file(path: Path) -> Engine:
    if not path.exists():
        near = sorted(each.name for each in path.parent.glob("*.qualkit")) if path.parent.is_dir() else []
        hint = f" That folder holds: {', '.join(near[:5])}." if near else ""
        raise NotFound(f"There is no study at {path}.{hint} Make one with Study.create, or `qualkit new`.")
    if path.is_dir():
        raise InvalidInput(f"{path} is a folder. A study is one file, such as {path / 'study.qualkit'}.")
    with path.open("rb") as file:
        header = file.read(72)
    if header[:16] != _SQLITE_MAGIC or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise InvalidInput(_NOT_A_STUDY.format(where=path))
    return _sqlite(path)


def _sqlite(path: Path) -> Engine:
    archived = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    engine = create_engine(_readable(path) if archived else URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in () if archived else _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _readable(path: Path) -> URL:
    """A study in a place where nothing can be written, such as an archive, as SQLite can still read it."""
    return URL.create(
        "sqlite", database=path.absolute().as_uri(), query={"mode": "ro", "immutable": "1", "uri": "true"}
    )


def _database(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername in ("postgresql", "postgres"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.drivername != "postgresql+psycopg":
            raise InvalidInput(
                f"{shown(url)}: a study is kept in a SQLite file (give its path) or in PostgreSQL "
                "(postgresql://user@host/database)."
            )
        return create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise InvalidInput(_NO_URL) from error
    except ModuleNotFoundError as error:
        raise QualkitError("PostgreSQL needs psycopg: pip install 'qualkit-research[postgres]'") from error


def _check_version(engine: Engine, where: str) -> None:
    with reporting(where), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            raise InvalidInput(_NOT_A_STUDY.format(where=where))
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found == REVISION:
        return
    if found is None or found > REVISION:
        raise InvalidInput(
            f"{where} was written by a newer qualkit (its schema is {found}, this one knows {REVISION}). "
            "Upgrade: pip install --upgrade qualkit-research"
        )
    with reporting(where):
        _migrate(engine)


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
