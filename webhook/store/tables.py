"""The tables, as the code of today expects them; the migrations lead there and a test compares the two.

Times are UTC. The tables named in ``APPEND_ONLY`` only ever grow: triggers made by the migrations refuse to change or
delete a row of them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the way in and out, whatever the database makes of time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


METADATA = MetaData()
NAME = String(100)
ID = String(32)
SHA256 = String(64)


def entered() -> tuple[Column[str], Column[datetime]]:
    """The columns that say who made a row, and when."""
    return Column("by", NAME, nullable=False), Column("at", UtcDateTime, nullable=False)


def disposed() -> tuple[Column[str], Column[str], Column[str], Column[str]]:
    """The columns that say what an officer makes of a finding, and why."""
    return (
        Column("key", String(32), nullable=False),
        Column("disposition", NAME, nullable=False),
        Column("reason_code", NAME),
        Column("reason", Text, nullable=False),
    )


USERS = Table(
    "users",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", NAME, nullable=False, unique=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("received_at", UtcDateTime, nullable=False),
    Column("judged_on", Date, nullable=False),
    Column("programme", NAME, nullable=False),
    Column("form", NAME),
    Column("channel", NAME, nullable=False),
    Column("submitted_by", NAME, nullable=False),
    Column("digest", SHA256, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("package_id", ID, ForeignKey("submissions.id")),
    Index("submissions_by_time", "received_at"),
    Index("submissions_by_package", "package_id"),
)

SUBMISSION_FACTS = Table(
    "submission_facts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ID, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("body", JSON, nullable=False),
    *entered(),
)

PACKAGE_DISPOSITIONS = Table(
    "package_dispositions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("package_id", ID, ForeignKey("submissions.id"), nullable=False, index=True),
    *disposed(),
    *entered(),
)

REGISTER = Table(
    "register",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("kind", NAME, nullable=False),
    Column("unit", Text, nullable=False),
    Column("code", NAME),
    Column("pilot", Text),
    Column("how", NAME),
    Column("ended_on", Date),
    Column("published_on", Date),
    Column("valid_until", Date),
    Column("source", Text, nullable=False),
    *entered(),
    Column("struck_by", NAME),
    Column("struck_at", UtcDateTime),
    Column("struck_reason", Text),
)

TERM_RULINGS = Table(
    "term_rulings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("term", ID, nullable=False, index=True),
    Column("aside", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    *entered(),
)

IDEMPOTENCY_KEYS = Table(
    "idempotency_keys",
    METADATA,
    Column("user_name", NAME, primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("digest", SHA256, nullable=False),
    Column("submission_id", ID, ForeignKey("submissions.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("submission_id", ID, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", SHA256, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("state", NAME, nullable=False),
    Column("error", JSON(none_as_null=True)),
    Column("parent_id", ID, ForeignKey("documents.id")),
    UniqueConstraint("submission_id", "position"),
)

MAILS = Table(
    "mails",
    METADATA,
    Column("document_id", ID, ForeignKey("documents.id"), primary_key=True),
    Column("message_id", Text),
    Column("references", JSON, nullable=False),
    Column("sender_name", Text, nullable=False),
    Column("sender_address", Text, nullable=False),
    Column("subject", Text, nullable=False),
)

RESULTS = Table(
    "results",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("submission_id", ID, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("document_id", ID, ForeignKey("documents.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", NAME),
    Column("status", NAME, nullable=False),
    Column("form", NAME),
    Column("edition", NAME),
    Column("body", JSON, nullable=False),
    UniqueConstraint("document_id", "position"),
)

RECORDS = Table(
    "records",
    METADATA,
    Column("result_id", ID, ForeignKey("results.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("body", JSON, nullable=False),
    Column("changes", JSON, nullable=False),
    *entered(),
)

FINDINGS = Table(
    "findings",
    METADATA,
    Column("result_id", ID, ForeignKey("results.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("key", String(32), nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("result_id", "revision", "key"),
)

PAIRS = Table(
    "pairs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("result_id", ID, ForeignKey("results.id"), nullable=False, index=True),
    Column("other_id", ID, ForeignKey("results.id"), nullable=False, index=True),
    Column("action", NAME, nullable=False),
    Column("revision", Integer, nullable=False),
    *entered(),
)

DISPOSITIONS = Table(
    "dispositions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("result_id", ID, ForeignKey("results.id"), nullable=False, index=True),
    *disposed(),
    *entered(),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ID, ForeignKey("submissions.id"), nullable=False, index=True),
    Column("decision", NAME, nullable=False),
    Column("proposed", NAME, nullable=False),
    Column("reason", Text, nullable=False),
    *entered(),
)

JOBS = Table(
    "jobs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", NAME, nullable=False),
    Column("subject", ID, nullable=False),
    Column("state", NAME, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease", String(32)),
    Column("due_at", UtcDateTime, nullable=False),
    Column("heartbeat_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("error", Text, nullable=False),
    UniqueConstraint("kind", "subject"),
    Index("jobs_by_due", "state", "due_at"),
)

AUDIT_EVENTS = Table(
    "audit_events",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", NAME, nullable=False),
    Column("action", NAME, nullable=False),
    Column("subject_type", NAME, nullable=False),
    Column("subject_id", ID, nullable=False),
    Column("detail", JSON, nullable=False),
    Index("audit_by_subject", "subject_type", "subject_id"),
)

EDITION_VERSIONS = Table(
    "edition_versions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", NAME, nullable=False, index=True),
    Column("action", NAME, nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("blank_sha256", SHA256),
    *entered(),
)

APPEND_ONLY = (
    "audit_events",
    "dispositions",
    "decisions",
    "records",
    "submission_facts",
    "package_dispositions",
    "edition_versions",
    "pairs",
    "letter_steps",
    "letter_files",
    "numbers",
    "dispatches",
    "dispatch_files",
    "paper_templates",
    "term_rulings",
)
