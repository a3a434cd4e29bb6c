"""The first schema: submissions, documents, results, records, findings, decisions, letters, jobs, users, audit."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAME = sa.String(100)
ID = sa.String(32)
SHA256 = sa.String(64)
WHEN = sa.DateTime()

APPEND_ONLY = ("audit_events", "dispositions", "decisions", "records")


def text_id(name: str = "id") -> sa.Column[str]:
    return sa.Column(name, ID, primary_key=True)


def counted_id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def refers(name: str, to: str, index: bool = False, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, ID, sa.ForeignKey(f"{to}.id"), nullable=False, index=index, primary_key=primary_key)


def needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    create_people_and_papers()
    create_results()
    create_answers()
    create_work()
    for table in APPEND_ONLY:
        refuse_changes(table)


def create_people_and_papers() -> None:
    op.create_table(
        "users",
        counted_id(),
        sa.Column("name", NAME, nullable=False, unique=True),
        sa.Column("token_hash", SHA256, nullable=False, unique=True),
        needed("created_at", WHEN),
    )
    op.create_table(
        "submissions",
        text_id(),
        needed("received_at", WHEN),
        needed("judged_on", sa.Date()),
        needed("programme", NAME),
        sa.Column("form", NAME),
        needed("channel", NAME),
        needed("submitted_by", NAME),
        sa.Column("digest", SHA256, nullable=False, unique=True),
        needed("version", sa.Integer()),
        sa.Index("submissions_by_time", "received_at"),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("user_name", NAME, primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        needed("digest", SHA256),
        refers("submission_id", "submissions"),
        needed("at", WHEN),
    )
    op.create_table(
        "documents",
        text_id(),
        refers("submission_id", "submissions", index=True),
        needed("position", sa.Integer()),
        needed("name", sa.Text()),
        sa.Column("sha256", SHA256, nullable=False, index=True),
        needed("size", sa.Integer()),
        needed("state", NAME),
        sa.Column("error", sa.JSON()),
        sa.UniqueConstraint("submission_id", "position"),
    )


def create_results() -> None:
    op.create_table(
        "results",
        text_id(),
        refers("submission_id", "submissions", index=True),
        refers("document_id", "documents"),
        needed("position", sa.Integer()),
        sa.Column("kind", NAME),
        needed("status", NAME),
        sa.Column("form", NAME),
        sa.Column("edition", NAME),
        needed("body", sa.JSON()),
        sa.UniqueConstraint("document_id", "position"),
    )
    op.create_table(
        "records",
        refers("result_id", "results", primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True),
        needed("body", sa.JSON()),
        needed("changes", sa.JSON()),
        needed("by", NAME),
        needed("at", WHEN),
    )
    op.create_table(
        "findings",
        refers("result_id", "results", primary_key=True),
        sa.Column("revision", sa.Integer(), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        needed("key", ID),
        needed("body", sa.JSON()),
        sa.UniqueConstraint("result_id", "revision", "key"),
    )


def create_answers() -> None:
    op.create_table(
        "dispositions",
        counted_id(),
        refers("result_id", "results", index=True),
        needed("key", ID),
        needed("disposition", NAME),
        sa.Column("reason_code", NAME),
        needed("reason", sa.Text()),
        needed("by", NAME),
        needed("at", WHEN),
    )
    op.create_table(
        "decisions",
        counted_id(),
        refers("submission_id", "submissions", index=True),
        needed("decision", NAME),
        needed("proposed", NAME),
        needed("reason", sa.Text()),
        needed("by", NAME),
        needed("at", WHEN),
    )
    op.create_table(
        "letters",
        text_id(),
        refers("submission_id", "submissions", index=True),
        refers("result_id", "results"),
        needed("revision", sa.Integer()),
        needed("kind", NAME),
        sa.Column("digest", SHA256, nullable=False, unique=True),
        needed("sha256", SHA256),
        needed("finding_keys", sa.JSON()),
        needed("by", NAME),
        needed("at", WHEN),
    )


def create_work() -> None:
    op.create_table(
        "jobs",
        counted_id(),
        needed("kind", NAME),
        needed("subject", ID),
        needed("state", NAME),
        needed("attempts", sa.Integer()),
        sa.Column("lease", ID),
        needed("due_at", WHEN),
        sa.Column("heartbeat_at", WHEN),
        needed("created_at", WHEN),
        sa.Column("finished_at", WHEN),
        needed("error", sa.Text()),
        sa.UniqueConstraint("kind", "subject"),
        sa.Index("jobs_by_due", "state", "due_at"),
    )
    op.create_table(
        "audit_events",
        counted_id(),
        needed("at", WHEN),
        needed("actor", NAME),
        needed("action", NAME),
        needed("subject_type", NAME),
        needed("subject_id", ID),
        needed("detail", sa.JSON()),
        sa.Index("audit_by_subject", "subject_type", "subject_id"),
    )


def refuse_changes(table: str) -> None:
    """Let the database itself refuse to change or delete a row of ``table``."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
