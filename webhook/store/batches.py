"""Batches of letters: what each was ordered from, and what became of every letter in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from webhook.store.paper_tables import LETTER_BATCH_ITEMS, LETTER_BATCHES
from webhook.store.row import many, one


@dataclass(frozen=True)
class Batch:
    """``request`` is what all its letters are made from but the pilot. ``step`` is the last stage that was ordered for
    them, ``print_of`` a hash of the letters that the print at ``print_sha256`` shows."""

    id: str
    paper: str
    request: dict[str, Any]
    by: str
    at: datetime
    step: str | None = None
    step_by: str | None = None
    print_sha256: str | None = None
    print_of: str | None = None
    print_error: dict[str, Any] | None = None


@dataclass(frozen=True)
class BatchItem:
    """One letter to be: of ``pilot``, ``name`` for people. ``error`` says what refused it, or its last step."""

    batch_id: str
    position: int
    pilot: dict[str, Any]
    name: str
    letter_id: str | None = None
    error: dict[str, Any] | None = None


class Batches:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, batch: Batch, items: tuple[BatchItem, ...]) -> None:
        self._db.execute(LETTER_BATCHES.insert().values(**vars(batch)))
        self._db.execute(LETTER_BATCH_ITEMS.insert(), [vars(item) for item in items])

    def get(self, batch_id: str) -> Batch | None:
        return one(Batch, self._db.execute(select(LETTER_BATCHES).where(LETTER_BATCHES.c.id == batch_id)).first())

    def change(self, batch_id: str, **values: Any) -> None:
        self._db.execute(LETTER_BATCHES.update().where(LETTER_BATCHES.c.id == batch_id).values(**values))

    def newest(self, limit: int, offset: int = 0) -> tuple[Batch, ...]:
        query = select(LETTER_BATCHES).order_by(LETTER_BATCHES.c.at.desc(), LETTER_BATCHES.c.id)
        return many(Batch, self._db.execute(query.limit(limit).offset(offset)))

    def items(self, batch_id: str) -> tuple[BatchItem, ...]:
        """Its letters, in their order."""
        query = select(LETTER_BATCH_ITEMS).where(LETTER_BATCH_ITEMS.c.batch_id == batch_id)
        return many(BatchItem, self._db.execute(query.order_by(LETTER_BATCH_ITEMS.c.position)))

    def set_item(self, batch_id: str, position: int, **values: Any) -> None:
        item = (LETTER_BATCH_ITEMS.c.batch_id == batch_id) & (LETTER_BATCH_ITEMS.c.position == position)
        self._db.execute(LETTER_BATCH_ITEMS.update().where(item).values(**values))

    def clear_errors(self, batch_id: str, drafted: bool = False) -> None:
        """Forget why letters were refused, so that they are tried again; with ``drafted`` of those alone that are there."""
        of = LETTER_BATCH_ITEMS.c.batch_id == batch_id
        of = of & LETTER_BATCH_ITEMS.c.letter_id.is_not(None) if drafted else of
        self._db.execute(LETTER_BATCH_ITEMS.update().where(of).values(error=None))
