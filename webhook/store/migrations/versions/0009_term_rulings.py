"""Terms that an officer set aside, as no paper ends them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "term_rulings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("term", sa.String(32), nullable=False, index=True),
        sa.Column("aside", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER term_rulings_refuse_{verb.lower()} BEFORE {verb} ON term_rulings "
            "BEGIN SELECT RAISE(ABORT, 'term_rulings is append-only'); END"
        )
