"""The first version of a study."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "case",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_case")),
        sa.UniqueConstraint("id", name=op.f("uq_case_id")),
        sa.UniqueConstraint("name", name=op.f("uq_case_name")),
    )
    op.create_table(
        "code",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_key", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parent_key"], ["code.key"], name=op.f("fk_code_parent_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_code")),
        sa.UniqueConstraint("id", name=op.f("uq_code_id")),
        sa.UniqueConstraint("name", name=op.f("uq_code_name")),
    )
    op.create_table(
        "coder",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_coder")),
        sa.UniqueConstraint("id", name=op.f("uq_coder_id")),
        sa.UniqueConstraint("name", name=op.f("uq_coder_name")),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.String(length=16), nullable=False),
        sa.Column("entity_id", sa.String(length=36), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
        sa.UniqueConstraint("undoes", name=op.f("uq_event_undoes")),
    )
    op.create_table(
        "secret",
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("salt", name=op.f("pk_secret")),
    )
    op.create_table(
        "source",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_source")),
        sa.UniqueConstraint("id", name=op.f("uq_source_id")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_digest"), ["digest"], unique=False)

    op.create_table(
        "study",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_study")),
        sa.UniqueConstraint("id", name=op.f("uq_study_id")),
    )
    op.create_table(
        "tally",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sum", sa.String(length=64), nullable=False),
        sa.Column("last_key", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_tally")),
    )
    op.create_table(
        "wording",
        sa.Column("hash", sa.String(length=65), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_wording")),
    )
    op.create_table(
        "coding",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("code_key", sa.Integer(), nullable=False),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=True),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.CheckConstraint('"start" >= 0 AND "start" < "end"', name=op.f("ck_coding_span")),
        sa.ForeignKeyConstraint(["code_key"], ["code.key"], name=op.f("fk_coding_code_key")),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_coding_coder_key")),
        sa.ForeignKeyConstraint(["source_key"], ["source.key"], name=op.f("fk_coding_source_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_coding")),
        sa.UniqueConstraint("id", name=op.f("uq_coding_id")),
        sa.UniqueConstraint("source_key", "start", "end", "code_key", "coder_key", name="uq_coding_span"),
    )
    with op.batch_alter_table("coding", schema=None) as batch_op:
        batch_op.create_index("ix_coding_code_source", ["code_key", "source_key"], unique=False)
        batch_op.create_index("ix_coding_event", ["event"], unique=False)

    op.create_table(
        "conclusion",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("rivals", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_conclusion_coder_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conclusion")),
        sa.UniqueConstraint("id", name=op.f("uq_conclusion_id")),
        sa.UniqueConstraint("name", name=op.f("uq_conclusion_name")),
    )
    op.create_table(
        "membership",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("case_key", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_key"], ["case.key"], name=op.f("fk_membership_case_key")),
        sa.ForeignKeyConstraint(["source_key"], ["source.key"], name=op.f("fk_membership_source_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_membership")),
        sa.UniqueConstraint("id", name=op.f("uq_membership_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_case_key"), ["case_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_source_key"), ["source_key"], unique=False)

    op.create_table(
        "memo",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("about_kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_memo_coder_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_memo")),
        sa.UniqueConstraint("id", name=op.f("uq_memo_id")),
    )
    op.create_table(
        "summary",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("case_key", sa.Integer(), nullable=False),
        sa.Column("code_key", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("codings", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_key"], ["case.key"], name=op.f("fk_summary_case_key")),
        sa.ForeignKeyConstraint(["code_key"], ["code.key"], name=op.f("fk_summary_code_key")),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_summary_coder_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_summary")),
        sa.UniqueConstraint("case_key", "code_key", name="uq_summary_case_code"),
        sa.UniqueConstraint("id", name=op.f("uq_summary_id")),
    )
    op.create_table(
        "text",
        sa.Column("source_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_key"], ["source.key"], name=op.f("fk_text_source_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_key", name=op.f("pk_text")),
    )
    op.create_table(
        "turn",
        sa.Column("source_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=True),
        sa.Column("begins", sa.Float(), nullable=True),
        sa.Column("ends", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_key"], ["source.key"], name=op.f("fk_turn_source_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_key", "number", name=op.f("pk_turn")),
    )
    op.create_table(
        "check",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("conclusion_key", sa.Integer(), nullable=False),
        sa.Column("tactic", sa.String(length=64), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_check_coder_key")),
        sa.ForeignKeyConstraint(["conclusion_key"], ["conclusion.key"], name=op.f("fk_check_conclusion_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_check")),
        sa.UniqueConstraint("id", name=op.f("uq_check_id")),
    )
    with op.batch_alter_table("check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_conclusion_key"), ["conclusion_key"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("conclusion_key", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(length=16), nullable=False),
        sa.Column("target_kind", sa.String(length=16), nullable=False),
        sa.Column("target", sa.String(length=36), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_evidence_coder_key")),
        sa.ForeignKeyConstraint(
            ["conclusion_key"], ["conclusion.key"], name=op.f("fk_evidence_conclusion_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_evidence")),
        sa.UniqueConstraint("id", name=op.f("uq_evidence_id")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_conclusion_key"), ["conclusion_key"], unique=False)
