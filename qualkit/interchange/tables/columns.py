"""What the tables of a study are called when people read them, and which columns they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualkit.errors import InvalidInput
from qualkit.interchange.cells import text_from_cell, text_to_cell
from qualkit.interchange.project import REFERENCES, Row

NAMES: Mapping[str, str] = {
    "coder": "coders",
    "source": "sources",
    "case": "cases",
    "membership": "memberships",
    "code": "codes",
    "coding": "codings",
    "summary": "summaries",
    "conclusion": "conclusions",
    "memo": "memos",
    "evidence": "evidence",
    "check": "checks",
    "link": "links",
    "set": "sets",
    "media": "media",
    "revision": "revisions",
    "edition": "editions",
    "query": "queries",
    "display": "displays",
    "history": "history",
}
"""What the table of each kind of row is called; what is referred to by name comes first."""

NAMED = ("coder", "source", "case", "code", "conclusion")
"""The kinds of rows that have a name of their own, by which other tables refer to them."""

DEFINED = (
    *("kind", "brief", "definition", "when", "when_not", "colour", "unit"),
    *("labels", "examples", "patterns", "scale", "retired"),
)
"""The columns of a code that make up its definition."""

TURNS = ("source", "turn", "speaker", "role", "start", "end", "begins", "ends", "text")
"""The columns of the table of turns."""

ATTRIBUTED = ("source", "case")
"""The kinds of rows whose other columns are attributes."""

_COLUMNS: Mapping[str, str] = {
    "coder": "name",
    "source": "name kind path digest created length# edits[ file",
    "case": "name",
    "membership": "case source speaker start# end#",
    "code": "name parent position# kind brief definition when when_not colour unit "
    "labels{ examples{ patterns* scale* retired?",
    "coding": "source start# end# code coder text weight~ memo origin status created basis reviewed "
    "when directness chosen#",
    "summary": "case code text codings* coder created status directness",
    "conclusion": "name statement kind scope question verdict confidence rivals* coder created",
    "memo": "about_kind about kind name text start# end# coder created",
    "evidence": "conclusion stance target_kind target state{ note coder created",
    "check": "conclusion tactic looked_at found verdict details{ coder created",
    "link": "name direction origin_kind origin target_kind target coder created sign evidence case note",
    "set": "name description members[ coder created",
    "media": "name kind digest file details{ transcripts* created",
    "revision": "source number# text edits[ turns[ lost[ digest created",
    "edition": "about state name parent position# definition{ verb actor created",
    "query": "name expression filters{ coder created",
    "display": "name method choices{ shown{ version# coder created",
    "history": "origin number# at actor verb entity entity_id details{",
}
"""The columns of each table: texts, and marked with # whole numbers, ~ numbers, * several texts, [ lists,
{ mappings and ? true or nothing."""

_KINDS: Mapping[tuple[str, str], str] = {
    ("memo", "about"): "about_kind",
    ("evidence", "target"): "target_kind",
    ("link", "origin"): "origin_kind",
    ("link", "target"): "target_kind",
}
"""The columns that refer to a row of any kind, with the column that says which."""

_MARKED = re.compile(r"(\w+)(\S?)")
_PREFIX = "attribute:"


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table: the names of its columns, its rows as texts, and the line at which each row begins.

    Without `lines` the rows follow each other, from the second line on.
    """

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    lines: Sequence[int] = ()

    def cells(self, columns: Sequence[str], *, where: str) -> Iterator[tuple[str, ...]]:
        """Give the cells of some columns, row by row.

        Raises
        ------
        InvalidInput
            There are rows, but no such column; the message begins with `where`.
        """
        missing = [each for each in columns if each not in self.columns]
        if missing and self.rows:
            raise InvalidInput(f"{where}, line 1: there is no column {missing[0]!r}. Put it back.")
        places = [self.columns.index(each) for each in columns if self.rows]
        return (tuple(row[place] for place in places) for row in self.rows)


def columns(table: str) -> list[tuple[str, str]]:
    """Give the columns of a kind of row, without attributes and id, each with the mark of what it holds.

    Examples
    --------
    >>> columns("membership")
    [('case', ''), ('source', ''), ('speaker', ''), ('start', '#'), ('end', '#')]
    """
    return _MARKED.findall(_COLUMNS[table])


def header(name: str) -> tuple[str, ...]:
    """Give the columns that the table of this name has at least, in their order."""
    if name == "turns":
        return TURNS
    table = next(kind for kind, plural in NAMES.items() if plural == name)
    return (*(column for column, _ in columns(table)), f"{table}_id")


def kind_of(table: str, column: str, row: Row) -> str | None:
    """Say to which kind of row a column refers, None for a column that refers to nothing."""
    by = _KINDS.get((table, column))
    return row.get(by) if by else REFERENCES[table].get(column)


def attribute_column(name: str, table: str) -> str:
    """Give the column of an attribute, marked where its name could be taken for another column's."""
    taken = name in dict(columns(table)) or name.endswith("_id") or name.startswith(_PREFIX)
    return f"{_PREFIX if taken else ''}{text_to_cell(name)}"


def attribute_name(column: str) -> str:
    """Give the name of the attribute that a column holds, see `attribute_column`."""
    return text_from_cell(column.removeprefix(_PREFIX)) or ""
