"""The tables of papers made in batches, and of the templates that an office changed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text

from webhook.store.tables import ID, METADATA, NAME, SHA256, entered

LETTER_BATCHES = Table(
    "letter_batches",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("paper", NAME, nullable=False),
    Column("request", JSON, nullable=False),
    *entered(),
    Column("step", NAME),
    Column("step_by", NAME),
    Column("print_sha256", SHA256),
    Column("print_of", SHA256),
    Column("print_error", JSON(none_as_null=True)),
)

LETTER_BATCH_ITEMS = Table(
    "letter_batch_items",
    METADATA,
    Column("batch_id", ID, ForeignKey("letter_batches.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("pilot", JSON, nullable=False),
    Column("name", Text, nullable=False),
    Column("letter_id", ID, ForeignKey("letters.id"), index=True),
    Column("error", JSON(none_as_null=True)),
)

PAPER_TEMPLATES = Table(
    "paper_templates",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("paper", NAME, nullable=False),
    Column("layout", NAME, nullable=False),
    Column("sha256", SHA256),
    Column("name", Text, nullable=False),
    *entered(),
    Index("paper_templates_by_paper", "paper", "layout"),
)
