"""Saved displays; signed links with their evidence; when, how directly and whether chosen, of codings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("coding", "when", sa.String(length=32)),
    ("coding", "directness", sa.String(length=16)),
    ("coding", "chosen", sa.Integer()),
    ("summary", "directness", sa.String(length=16)),
    ("link", "sign", sa.String(length=4)),
    ("link", "evidence", sa.Text()),
    ("link", "case", sa.String(length=36)),
    ("link", "note", sa.Text()),
)


def upgrade() -> None:
    """Make the columns and the table."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "display",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coder_key", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["coder_key"], ["coder.key"], name=op.f("fk_display_coder_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_display")),
        sa.UniqueConstraint("id", name=op.f("uq_display_id")),
        sa.UniqueConstraint("name", name=op.f("uq_display_name")),
    )
