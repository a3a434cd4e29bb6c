"""What was sent up: packages of originals under a covering letter, frozen by their hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NAME = sa.String(100)
ID = sa.String(32)
SHA256 = sa.String(64)
WHEN = sa.DateTime()


def upgrade() -> None:
    op.create_table(
        "dispatches",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("programme", NAME, nullable=False),
        sa.Column("letter_id", ID, sa.ForeignKey("letters.id"), nullable=False, index=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("digest", SHA256, nullable=False, unique=True),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("binding", sa.JSON(), nullable=False),
        sa.Column("replaces_id", ID, sa.ForeignKey("dispatches.id"), unique=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", NAME, nullable=False),
        sa.Column("at", WHEN, nullable=False),
    )
    op.create_index("dispatches_by_time", "dispatches", ["at"])
    op.create_table(
        "dispatch_files",
        sa.Column("id", ID, primary_key=True),
        sa.Column("dispatch_id", ID, sa.ForeignKey("dispatches.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", NAME, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("result_id", ID, sa.ForeignKey("results.id"), index=True),
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer()),
        sa.Column("by", NAME, nullable=False),
        sa.Column("at", WHEN, nullable=False),
    )
    for table in ("dispatches", "dispatch_files"):
        refuse_changes(table)


def refuse_changes(table: str) -> None:
    """Let the database itself refuse to change or delete a row of ``table``."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
