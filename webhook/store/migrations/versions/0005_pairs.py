"""Which results are two deliveries of one form."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pairs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("result_id", sa.String(32), sa.ForeignKey("results.id"), nullable=False, index=True),
        sa.Column("other_id", sa.String(32), sa.ForeignKey("results.id"), nullable=False, index=True),
        sa.Column("action", sa.String(100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER pairs_refuse_{verb.lower()} BEFORE {verb} ON pairs "
            "BEGIN SELECT RAISE(ABORT, 'pairs is append-only'); END"
        )
