"""The office's register: passes, and pilots and passes that were ended. An entry is struck out, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from webhook.store.row import many, one
from webhook.store.tables import REGISTER

ENDED, PASSED = "ended", "pass"
"""Kinds of entries."""


@dataclass(frozen=True)
class Entry:
    """``how`` and ``ended_on`` are those of an end, ``published_on`` and ``valid_until`` those of a pass.

    ``source`` is the document that says so; ``struck_reason`` why the entry no longer counts.
    """

    id: str
    kind: str
    unit: str
    code: str | None
    pilot: str | None
    how: str | None
    ended_on: date | None
    published_on: date | None
    valid_until: date | None
    source: str
    by: str
    at: datetime
    struck_by: str | None = None
    struck_at: datetime | None = None
    struck_reason: str | None = None


class Register:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, entry: Entry) -> None:
        self._db.execute(REGISTER.insert().values(**vars(entry)))

    def get(self, entry_id: str) -> Entry | None:
        return one(Entry, self._db.execute(select(REGISTER).where(REGISTER.c.id == entry_id)).first())

    def all(self) -> tuple[Entry, ...]:
        """Every entry, those struck out too, oldest first."""
        return many(Entry, self._db.execute(select(REGISTER).order_by(REGISTER.c.at, REGISTER.c.id)))

    def in_force(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind that nobody has struck out, oldest first."""
        counting = (REGISTER.c.kind == kind) & REGISTER.c.struck_at.is_(None)
        return many(Entry, self._db.execute(select(REGISTER).where(counting).order_by(REGISTER.c.at, REGISTER.c.id)))

    def strike(self, entry_id: str, by: str, at: datetime, reason: str) -> bool:
        """Whether the entry counted before, and no longer does."""
        counting = (REGISTER.c.id == entry_id) & REGISTER.c.struck_at.is_(None)
        values = {"struck_by": by, "struck_at": at, "struck_reason": reason}
        return self._db.execute(REGISTER.update().where(counting).values(**values)).rowcount == 1
