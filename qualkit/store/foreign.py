"""SQLite files of other programs, opened for reading only and without trusting what is in them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput

_MAGIC = b"SQLite format 3\x00"


def is_sqlite(path: Path) -> bool:
    """Whether a file is a SQLite database, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


class Foreign:
    """A database of another program; its columns differ by version, so each is asked for by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self.tables = frozenset(str(name) for (name,) in found)

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns that a table has; none if there is no such table."""
        if table not in self.tables:
            return ()
        return tuple(row[1] for row in self._connection.execute(f"PRAGMA table_info({_quoted(table)})"))

    def rows(self, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
        """The rows of a table in the order in which they were written, with just these columns.

        A column that this version of the file does not have is None, and a missing table has no rows.
        """
        known = self.columns(table)
        chosen = [each for each in columns if each in known]
        if not chosen:
            return []
        query = f"SELECT {', '.join(map(_quoted, chosen))} FROM {_quoted(table)} ORDER BY rowid"
        blank = dict.fromkeys(columns)
        return [blank | dict(zip(chosen, row, strict=True)) for row in self._connection.execute(query)]


@contextlib.contextmanager
def foreign(path: Path) -> Iterator[Foreign]:
    """Open another program's SQLite file; what goes wrong in it is said as `InvalidInput`."""
    if not is_sqlite(path):
        raise InvalidInput(f"{path.name} is no SQLite database, or only the beginning of one. Copy it again.")
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("PRAGMA query_only=ON")
            yield Foreign(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"The database {path.name} is damaged or in use ({error}). Close the program that it belongs to, "
            "or go back to a copy."
        ) from None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
