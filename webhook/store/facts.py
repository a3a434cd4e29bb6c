"""What was stated beside the papers of a submission; the newest statement counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from webhook.store.row import one
from webhook.store.tables import SUBMISSION_FACTS


@dataclass(frozen=True)
class StatedFacts:
    """``body`` is the whole of what was known then, as JSON of :class:`forms.outside.OutsideFacts`."""

    submission_id: str
    body: dict[str, Any]
    by: str
    at: datetime


_COLUMNS = [column for column in SUBMISSION_FACTS.c if column.name != "id"]


class Facts:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, stated: StatedFacts) -> None:
        self._db.execute(SUBMISSION_FACTS.insert().values(**vars(stated)))

    def latest(self, submission_id: str) -> StatedFacts | None:
        query = select(*_COLUMNS).where(SUBMISSION_FACTS.c.submission_id == submission_id)
        return one(StatedFacts, self._db.execute(query.order_by(SUBMISSION_FACTS.c.id.desc()).limit(1)).first())
