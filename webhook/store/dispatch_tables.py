"""The tables of what was sent up: each dispatch with all that it held, and its files by their hashes."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text

from webhook.store.tables import ID, METADATA, NAME, SHA256, entered

DISPATCHES = Table(
    "dispatches",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("kind", NAME, nullable=False),
    Column("programme", NAME, nullable=False),
    Column("letter_id", ID, ForeignKey("letters.id"), nullable=False, index=True),
    Column("copies", Integer, nullable=False),
    Column("digest", SHA256, nullable=False, unique=True),
    Column("manifest", JSON, nullable=False),
    Column("binding", JSON, nullable=False),
    Column("replaces_id", ID, ForeignKey("dispatches.id"), unique=True),
    Column("reason", Text, nullable=False),
    *entered(),
    Index("dispatches_by_time", "at"),
)

DISPATCH_FILES = Table(
    "dispatch_files",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("dispatch_id", ID, ForeignKey("dispatches.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("role", NAME, nullable=False),
    Column("name", Text, nullable=False),
    Column("result_id", ID, ForeignKey("results.id"), index=True),
    Column("sha256", SHA256, nullable=False),
    Column("size", Integer, nullable=False),
    Column("pages", Integer),
    *entered(),
)
