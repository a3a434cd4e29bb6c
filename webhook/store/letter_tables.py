"""The tables of letters, their steps and files, and of the numbers they bear."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from webhook.store.tables import ID, METADATA, NAME, SHA256, UtcDateTime, entered

LETTERS = Table(
    "letters",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("submission_id", ID, ForeignKey("submissions.id")),
    Column("result_id", ID, ForeignKey("results.id")),
    Column("revision", Integer),
    Column("kind", NAME, nullable=False),
    Column("paper", NAME, nullable=False),
    Column("genre", NAME, nullable=False),
    Column("format", NAME, nullable=False),
    Column("title", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("addressees", JSON, nullable=False),
    Column("copies_to", JSON, nullable=False),
    Column("copies", Integer),
    Column("request", JSON(none_as_null=True)),
    Column("template", NAME, nullable=False),
    Column("template_digest", SHA256),
    Column("digest", SHA256, nullable=False, unique=True),
    Column("sha256", SHA256, nullable=False),
    Column("finding_keys", JSON, nullable=False),
    *entered(),
    Column("released_by", NAME),
    Column("released_at", UtcDateTime),
    Column("state", NAME, nullable=False),
    Column("version", Integer, nullable=False),
    Column("number", Text, unique=True),
    Column("issued_on", Date),
    Column("channel", NAME),
    Column("sent_on", Date),
    Column("delivered_on", Date),
    Column("withdrawn_by", NAME),
    Column("withdrawn_at", UtcDateTime),
    Column("withdrawn_reason", Text),
    Index("ix_letters_submission_id", "submission_id"),
    Index("letters_by_state", "state", "at"),
    Index("letters_by_day", "issued_on"),
)

LETTER_STEPS = Table(
    "letter_steps",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("letter_id", ID, ForeignKey("letters.id"), nullable=False, index=True),
    Column("step", NAME, nullable=False),
    Column("on", Date, nullable=False),
    Column("detail", JSON, nullable=False),
    *entered(),
)

LETTER_FILES = Table(
    "letter_files",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("letter_id", ID, ForeignKey("letters.id"), nullable=False, index=True),
    Column("role", NAME, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", SHA256, nullable=False),
    Column("size", Integer, nullable=False),
    *entered(),
)

NUMBER_SERIES = Table(
    "number_series",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("issuer", Text, nullable=False),
    Column("format", NAME, nullable=False),
    Column("code_word", NAME, nullable=False),
    *entered(),
    UniqueConstraint("issuer", "format"),
)

NUMBER_COUNTERS = Table(
    "number_counters",
    METADATA,
    Column("code_word", NAME, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),
    Column("next", Integer, nullable=False),
)

NUMBERS = Table(
    "numbers",
    METADATA,
    Column("code_word", NAME, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("letter_id", ID, ForeignKey("letters.id"), nullable=False, index=True),
    *entered(),
)

SETTINGS = Table(
    "settings",
    METADATA,
    Column("name", NAME, primary_key=True),
    Column("value", JSON, nullable=False),
    *entered(),
)
