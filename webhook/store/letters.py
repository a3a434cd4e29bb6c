"""Letters that were made; their bytes are blobs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from webhook.store.row import many, one
from webhook.store.tables import LETTERS


@dataclass(frozen=True)
class StoredLetter:
    """``digest`` covers everything the letter was made from: the same letter is made once.

    ``released_by`` is who let it go out as a reply; ``None`` until somebody does.
    """

    id: str
    submission_id: str
    result_id: str
    revision: int
    kind: str
    digest: str
    sha256: str
    finding_keys: list[str]
    by: str
    at: datetime
    released_by: str | None = None
    released_at: datetime | None = None


class Letters:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, letter: StoredLetter) -> None:
        self._db.execute(LETTERS.insert().values(**vars(letter)))

    def get(self, letter_id: str) -> StoredLetter | None:
        return one(StoredLetter, self._db.execute(select(LETTERS).where(LETTERS.c.id == letter_id)).first())

    def release(self, letter_id: str, by: str, at: datetime) -> bool:
        """Whether the letter had not been released before, and now is."""
        waiting = (LETTERS.c.id == letter_id) & LETTERS.c.released_at.is_(None)
        return self._db.execute(LETTERS.update().where(waiting).values(released_by=by, released_at=at)).rowcount == 1

    def with_digest(self, digest: str) -> StoredLetter | None:
        return one(StoredLetter, self._db.execute(select(LETTERS).where(LETTERS.c.digest == digest)).first())

    def of_submission(self, submission_id: str) -> tuple[StoredLetter, ...]:
        """The submission's letters, oldest first."""
        query = select(LETTERS).where(LETTERS.c.submission_id == submission_id)
        return many(StoredLetter, self._db.execute(query.order_by(LETTERS.c.at, LETTERS.c.id)))
