"""Documents inside documents, mails with who claims to have sent them, and letters released as replies."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite adds a column with its reference in one statement only, which the library does not write
    op.execute("ALTER TABLE documents ADD COLUMN parent_id VARCHAR(32) REFERENCES documents (id)")
    op.create_table(
        "mails",
        sa.Column("document_id", sa.String(32), sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("message_id", sa.Text()),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("sender_address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
    )
    op.add_column("letters", sa.Column("released_by", sa.String(100)))
    op.add_column("letters", sa.Column("released_at", sa.DateTime()))
