"""The audit trail: who did what to what, and when. Rows are added and read, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from webhook.store.row import many
from webhook.store.tables import AUDIT_EVENTS


@dataclass(frozen=True)
class Event:
    """``actor`` is a user's name, or ``system``; ``detail`` names slots and codes, never the values themselves."""

    id: int
    at: datetime
    actor: str
    action: str
    subject_type: str
    subject_id: str
    detail: dict[str, Any]


class Audit:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, at: datetime, actor: str, action: str, subject: tuple[str, str], **detail: Any) -> None:
        """Write one event about ``subject`` (type, id)."""
        values = {"at": at, "actor": actor, "action": action, "detail": detail}
        self._db.execute(AUDIT_EVENTS.insert().values(subject_type=subject[0], subject_id=subject[1], **values))

    def about(self, subject_type: str, subject_id: str) -> tuple[Event, ...]:
        """The events about one subject, oldest first."""
        query = select(AUDIT_EVENTS).where(
            AUDIT_EVENTS.c.subject_type == subject_type, AUDIT_EVENTS.c.subject_id == subject_id
        )
        return many(Event, self._db.execute(query.order_by(AUDIT_EVENTS.c.id)))
