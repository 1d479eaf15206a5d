"""What is known of a QualCoder project while it is read, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualkit.interchange.drafting import Draft
from qualkit.interchange.project import Row
from qualkit.interchange.quotations import QuotedText
from qualkit.store.foreign import Foreign

SPEAKERS = "📌 Speaker coding"
"""The coder in whose name QualCoder marks who speaks."""


@dataclass(frozen=True, slots=True)
class Text:
    """A source that came in: its id, and how spans are placed on its text."""

    id: str
    quoted: QuotedText


@dataclass(slots=True)
class Reading:
    """A project's database and folder, the draft of what comes in, and its parts by their numbers there."""

    database: Foreign
    folder: Path
    draft: Draft
    code_names: dict[Any, str] = field(default_factory=dict)
    texts: dict[Any, Text] = field(default_factory=dict)
    attributes: dict[tuple[str, Any], dict[str, Any]] = field(default_factory=dict)

    def rows(self, table: str, columns: str) -> Iterator[Row]:
        """Give the rows of a table with some columns, named in one string; see `Foreign.rows`."""
        yield from self.database.rows(table, columns.split())
