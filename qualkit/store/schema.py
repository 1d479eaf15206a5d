"""The tables of a study, the same on SQLite and PostgreSQL.

Rows are joined by small integer keys and known outside by a GUID (a REFI-QDA identity). ``event`` is
the number of the audit event that last wrote the row. A column marked as *words* holds what people
said or wrote: the audit trail records only its hash. JSON is kept as canonical text and times as
ISO 8601 in UTC, so that a row hashes the same wherever it is stored. A column that came to a table
with a later version is marked *later*: where it is empty, a row hashes as it did before.

An ``edition`` is what a code was from one version of the codebook on (``state`` says whether it is there),
and the ``basis`` of a coding names the codings that a consensus stands for. ``evidence`` of a link names
codings likewise; ``shown`` of a display is what its cells held when it was last made.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0004"
APPLICATION_ID = 0x514B4954

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _words(name: str, *, required: bool = False, **info: Any) -> Column[Any]:
    return Column(name, Text, nullable=not required, info={"words": True, **info})


def _json(name: str, *, words: bool = True) -> Column[Any]:
    return Column(name, Text, nullable=False, info={"json": True} | ({"words": True} if words else {}))


def _to(column: str, *, required: bool = True, index: bool = False) -> Column[Any]:
    table = column.partition(".")[0]
    return Column(f"{table}_key", ForeignKey(column), nullable=not required, index=index)


def _entity(name: str, *columns: Any) -> Table:
    return Table(
        name,
        metadata,
        Column("key", Integer, primary_key=True, autoincrement=False),
        Column("id", String(36), nullable=False, unique=True),
        Column("event", Integer, nullable=False),
        *columns,
    )


study = _entity(
    "study",
    _words("title", required=True),
    Column("language", String(35), nullable=False),
    Column("created", String(32), nullable=False),
)
coder = _entity("coder", Column("name", Text, nullable=False, unique=True, info={"words": True}))
source = _entity(
    "source",
    Column("name", Text, nullable=False, unique=True, info={"words": True}),
    Column("kind", String(16), nullable=False),
    _words("path"),
    Column("digest", String(64), nullable=False, index=True),
    Column("content", String(64), nullable=False),
    Column("length", Integer, nullable=False),
    Column("words", Integer, nullable=False),
    Column("turns", Integer, nullable=False),
    _json("attributes"),
    Column("created", String(32), nullable=False),
)
text = Table(
    "text",
    metadata,
    Column("source_key", ForeignKey("source.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("edits", Text, nullable=False),
)
turn = Table(
    "turn",
    metadata,
    Column("source_key", ForeignKey("source.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("speaker", Text),
    Column("role", String(16)),
    Column("begins", Float),
    Column("ends", Float),
)
case = _entity(
    "case",
    Column("name", Text, nullable=False, unique=True, info={"words": True}),
    _json("attributes"),
)
membership = _entity(
    "membership",
    _to("case.key", index=True),
    _to("source.key", index=True),
    _words("speaker"),
    Column("start", Integer),
    Column("end", Integer),
)
code = _entity(
    "code",
    Column("name", Text, nullable=False, unique=True, info={"words": True}),
    Column("parent_key", ForeignKey("code.key")),
    Column("position", Integer, nullable=False),
    _json("definition"),
)
coding = _entity(
    "coding",
    _to("source.key"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _to("code.key"),
    _to("coder.key"),
    Column("weight", Float),
    _words("memo"),
    Column("origin", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("created", String(32), nullable=False),
    Column("basis", Text, info={"later": True}),
    Column("reviewed", String(32), info={"later": True}),
    Column("when", String(32), info={"later": True}),
    Column("directness", String(16), info={"later": True}),
    Column("chosen", Integer, info={"later": True}),
    CheckConstraint('"start" >= 0 AND "start" < "end"', name="span"),
    UniqueConstraint("source_key", "start", "end", "code_key", "coder_key", name="uq_coding_span"),
)
Index("ix_coding_code_source", coding.c.code_key, coding.c.source_key)
Index("ix_coding_event", coding.c.event)
memo = _entity(
    "memo",
    Column("about_kind", String(16), nullable=False),
    Column("about", String(36), nullable=False),
    Column("kind", String(16), nullable=False),
    _words("text", required=True),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
    _words("name", later=True),
    Column("start", Integer, info={"later": True}),
    Column("end", Integer, info={"later": True}),
)
summary = _entity(
    "summary",
    _to("case.key"),
    _to("code.key"),
    _words("text", required=True),
    _json("codings", words=False),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
    Column("status", String(16), info={"later": True}),
    Column("directness", String(16), info={"later": True}),
    UniqueConstraint("case_key", "code_key", name="uq_summary_case_code"),
)
conclusion = _entity(
    "conclusion",
    Column("name", Text, nullable=False, unique=True, info={"words": True}),
    _words("statement", required=True),
    Column("kind", String(16), nullable=False),
    _words("scope"),
    _words("question"),
    Column("verdict", String(16), nullable=False),
    _words("confidence"),
    _json("rivals"),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
)
evidence = _entity(
    "evidence",
    _to("conclusion.key", index=True),
    Column("stance", String(16), nullable=False),
    Column("target_kind", String(16), nullable=False),
    Column("target", String(36), nullable=False),
    _json("state", words=False),
    _words("note"),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
)
check = _entity(
    "check",
    _to("conclusion.key", index=True),
    Column("tactic", String(64), nullable=False),
    _words("looked_at"),
    _words("found"),
    Column("verdict", String(16), nullable=False),
    _json("details"),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
)
link = _entity(
    "link",
    _words("name"),
    Column("direction", String(16), nullable=False),
    Column("origin_kind", String(16), nullable=False),
    Column("origin", String(36), nullable=False),
    Column("target_kind", String(16), nullable=False),
    Column("target", String(36), nullable=False),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
    Column("sign", String(4), info={"later": True}),
    Column("evidence", Text, info={"later": True}),
    Column("case", String(36), info={"later": True}),
    _words("note", later=True),
)
set_ = _entity(
    "set",
    _words("name", required=True),
    _words("description"),
    _json("members", words=False),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
)
media = _entity(
    "media",
    _words("name", required=True),
    Column("kind", String(16), nullable=False),
    Column("digest", String(64)),
    _json("details"),
    _json("transcripts", words=False),
    Column("created", String(32), nullable=False),
)
file = Table(
    "file",
    metadata,
    Column("media_key", ForeignKey("media.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
revision = _entity(
    "revision",
    _to("source.key", index=True),
    Column("number", Integer, nullable=False),
    _words("text", required=True),
    _json("edits"),
    _json("turns"),
    _json("lost"),
    Column("digest", String(64), nullable=False),
    Column("created", String(32), nullable=False),
)
edition = _entity(
    "edition",
    Column("about", String(36), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    _words("name", required=True),
    Column("parent", String(36)),
    Column("position", Integer, nullable=False),
    _json("definition"),
    Column("verb", String(32), nullable=False),
    _words("actor", required=True),
    Column("created", String(32), nullable=False),
)
query = _entity(
    "query",
    Column("name", Text, nullable=False, unique=True, info={"words": True}),
    _words("expression", required=True),
    _json("filters"),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
)
display = _entity(
    "display",
    Column("name", Text, nullable=False, unique=True, info={"words": True}),
    Column("method", String(64), nullable=False),
    _json("choices"),
    _json("shown"),
    Column("version", Integer, nullable=False),
    _to("coder.key"),
    Column("created", String(32), nullable=False),
)
history = _entity(
    "history",
    _words("origin", required=True),
    Column("number", Integer, nullable=False),
    Column("at", String(32)),
    _words("actor"),
    Column("verb", String(32), nullable=False),
    Column("entity", String(16)),
    Column("entity_id", String(36)),
    _json("details"),
)

event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("verb", String(32), nullable=False),
    Column("entity", String(16), nullable=False),
    Column("entity_id", String(36)),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("tally", Text, nullable=False),
    Column("undoes", Integer, unique=True),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
tally = Table(
    "tally",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("sum", String(64), nullable=False),
    Column("last_key", Integer, nullable=False),
    Column("event", Integer, nullable=False),
)
wording = Table(
    "wording",
    metadata,
    Column("hash", String(65), primary_key=True),
    Column("text", Text, nullable=False),
)
secret = Table("secret", metadata, Column("salt", String(64), primary_key=True))

ENTITIES = tuple(table for table in metadata.sorted_tables if "event" in table.c and "id" in table.c)
