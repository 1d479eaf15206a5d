"""Editions of codes, saved queries, consensus and review of codings, drafts of summaries."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _entity(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        *columns,
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{name}_id")),
    )


def upgrade() -> None:
    """Make the tables, and the columns of codings and summaries."""
    op.add_column("coding", sa.Column("basis", sa.Text(), nullable=True))
    op.add_column("coding", sa.Column("reviewed", sa.String(length=32), nullable=True))
    op.add_column("summary", sa.Column("status", sa.String(length=16), nullable=True))
    _entity(
        "edition",
        sa.Column("about", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent", sa.String(length=36), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
    )
    op.create_index(op.f("ix_edition_about"), "edition", ["about"])
    _entity(
        "query",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("expression", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_query_coder_key")),
        sa.UniqueConstraint("name", name=op.f("uq_query_name")),
    )
