"""Which results are two deliveries of one form; the newest word on two results counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from webhook.store.row import many
from webhook.store.tables import PAIRS, RESULTS

PAIRED, PARTED = "paired", "parted"


@dataclass(frozen=True)
class StoredPair:
    """``result_id`` keeps the one record; ``other_id`` stands for itself no longer, or again once they were parted.

    ``revision`` is that of the record before the pair was made.
    """

    result_id: str
    other_id: str
    action: str
    revision: int
    by: str
    at: datetime


_COLUMNS = [column for column in PAIRS.c if column.name != "id"]


class Pairs:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, pair: StoredPair) -> None:
        self._db.execute(PAIRS.insert().values(**vars(pair)))

    def of_submission(self, submission_id: str) -> tuple[StoredPair, ...]:
        """The pairs that hold now with a result of the submission on either side, oldest first."""
        mine = select(RESULTS.c.id).where(RESULTS.c.submission_id == submission_id)
        query = select(*_COLUMNS).where(or_(PAIRS.c.result_id.in_(mine), PAIRS.c.other_id.in_(mine)))
        words = many(StoredPair, self._db.execute(query.order_by(PAIRS.c.id)))
        newest = {(word.result_id, word.other_id): word for word in words}
        return tuple(word for word in words if word.action == PAIRED and newest[word.result_id, word.other_id] is word)

    def were_parted(self, one: str, other: str) -> bool:
        """Whether somebody said that these two are not one form."""
        this = (PAIRS.c.result_id == one) & (PAIRS.c.other_id == other)
        that = (PAIRS.c.result_id == other) & (PAIRS.c.other_id == one)
        query = select(func.count()).select_from(PAIRS).where(or_(this, that), PAIRS.c.action == PARTED)
        return int(self._db.execute(query).scalar_one()) > 0
