"""Letters made in batches, and the templates that an office changed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = sa.String(100)
ID = sa.String(32)
SHA256 = sa.String(64)
WHEN = sa.DateTime()


def upgrade() -> None:
    op.create_table(
        "letter_batches",
        sa.Column("id", ID, primary_key=True),
        sa.Column("paper", NAME, nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("by", NAME, nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("step", NAME),
        sa.Column("step_by", NAME),
        sa.Column("print_sha256", SHA256),
        sa.Column("print_of", SHA256),
        sa.Column("print_error", sa.JSON()),
    )
    op.create_table(
        "letter_batch_items",
        sa.Column("batch_id", ID, sa.ForeignKey("letter_batches.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("pilot", sa.JSON(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("letter_id", ID, sa.ForeignKey("letters.id"), index=True),
        sa.Column("error", sa.JSON()),
    )
    op.create_table(
        "paper_templates",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("paper", NAME, nullable=False),
        sa.Column("layout", NAME, nullable=False),
        sa.Column("sha256", SHA256),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("by", NAME, nullable=False),
        sa.Column("at", WHEN, nullable=False),
    )
    op.create_index("paper_templates_by_paper", "paper_templates", ["paper", "layout"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER paper_templates_refuse_{verb.lower()} BEFORE {verb} ON paper_templates "
            "BEGIN SELECT RAISE(ABORT, 'paper_templates is append-only'); END"
        )
