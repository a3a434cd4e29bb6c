"""What officers decided on submissions; the newest decision of a submission counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from webhook.store.row import many, one
from webhook.store.tables import DECISIONS


@dataclass(frozen=True)
class Decision:
    """``proposed`` is what the product had proposed at that moment; ``reason`` may be empty."""

    submission_id: str
    decision: str
    proposed: str
    reason: str
    by: str
    at: datetime


_COLUMNS = [column for column in DECISIONS.c if column.name != "id"]


class Decisions:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, decision: Decision) -> None:
        self._db.execute(DECISIONS.insert().values(**vars(decision)))

    def latest(self, submission_id: str) -> Decision | None:
        query = select(*_COLUMNS).where(DECISIONS.c.submission_id == submission_id)
        return one(Decision, self._db.execute(query.order_by(DECISIONS.c.id.desc()).limit(1)).first())

    def of_submission(self, submission_id: str) -> tuple[Decision, ...]:
        """All decisions, oldest first."""
        query = select(*_COLUMNS).where(DECISIONS.c.submission_id == submission_id).order_by(DECISIONS.c.id)
        return many(Decision, self._db.execute(query))
