"""What comes from other programs, memos on spans, and the earlier texts of a source."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _entity(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{name}_id")),
    )


def _made_by(name: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f(f"fk_{name}_coder_key")),
    )


def upgrade() -> None:
    """Make the tables, and the columns of memos."""
    op.add_column("memo", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("memo", sa.Column("start", sa.Integer(), nullable=True))
    op.add_column("memo", sa.Column("end", sa.Integer(), nullable=True))
    _entity(
        "link",
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("direction", sa.String(length=16), nullable=False),
        sa.Column("origin_kind", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.String(length=36), nullable=False),
        sa.Column("target_kind", sa.String(length=16), nullable=False),
        sa.Column("target", sa.String(length=36), nullable=False),
        *_made_by("link"),
    )
    _entity(
        "set",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("members", sa.Text(), nullable=False),
        *_made_by("set"),
    )
    _entity(
        "media",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("transcripts", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
    )
    op.create_table(
        "file",
        sa.Column("media_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["media_key"], ["media.key"], name=op.f("fk_file_media_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("media_key", name=op.f("pk_file")),
    )
    _entity(
        "revision",
        sa.Column("source_key", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.Column("turns", sa.Text(), nullable=False),
        sa.Column("lost", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["source_key"], ["source.key"], name=op.f("fk_revision_source_key")),
    )
    op.create_index(op.f("ix_revision_source_key"), "revision", ["source_key"])
    _entity(
        "history",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.String(length=16), nullable=True),
        sa.Column("entity_id", sa.String(length=36), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
    )
