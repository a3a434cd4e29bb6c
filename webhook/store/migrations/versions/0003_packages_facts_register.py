"""Submissions as the papers of one pilot, what is stated beside the papers, and the office's register."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NAME = sa.String(100)
ID = sa.String(32)
APPEND_ONLY = ("submission_facts", "package_dispositions")


def upgrade() -> None:
    # SQLite adds a column with its reference in one statement only, which the library does not write
    op.execute("ALTER TABLE submissions ADD COLUMN package_id VARCHAR(32) REFERENCES submissions (id)")
    op.create_index("submissions_by_package", "submissions", ["package_id"])
    op.create_table(
        "submission_facts",
        sa.Column("id", sa.Integer(), primary_key=True),
        of_submission("submission_id"),
        sa.Column("body", sa.JSON(), nullable=False),
        *who_and_when(),
    )
    op.create_table(
        "package_dispositions",
        sa.Column("id", sa.Integer(), primary_key=True),
        of_submission("package_id"),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("disposition", NAME, nullable=False),
        sa.Column("reason_code", NAME),
        sa.Column("reason", sa.Text(), nullable=False),
        *who_and_when(),
    )
    create_register()
    for table in APPEND_ONLY:
        refuse_changes(table)


def create_register() -> None:
    op.create_table(
        "register",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", NAME, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("code", NAME),
        sa.Column("pilot", sa.Text()),
        sa.Column("how", NAME),
        sa.Column("ended_on", sa.Date()),
        sa.Column("published_on", sa.Date()),
        sa.Column("valid_until", sa.Date()),
        sa.Column("source", sa.Text(), nullable=False),
        *who_and_when(),
        sa.Column("struck_by", NAME),
        sa.Column("struck_at", sa.DateTime()),
        sa.Column("struck_reason", sa.Text()),
    )


def of_submission(name: str) -> sa.Column[str]:
    return sa.Column(name, ID, sa.ForeignKey("submissions.id"), nullable=False, index=True)


def who_and_when() -> tuple[sa.Column[Any], ...]:
    return sa.Column("by", NAME, nullable=False), sa.Column("at", sa.DateTime(), nullable=False)


def refuse_changes(table: str) -> None:
    """Let the database itself refuse to change or delete a row of ``table``."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
