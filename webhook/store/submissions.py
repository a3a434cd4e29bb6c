"""What was handed in: submissions and the documents they hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from webhook.store.row import many, one
from webhook.store.tables import DECISIONS, DOCUMENTS, IDEMPOTENCY_KEYS, SUBMISSIONS

QUEUED, READ, FAILED, UNPACKED = "queued", "read", "failed", "unpacked"
"""States of a document: waiting to be read, read, given up (``error`` says why), and taken apart into documents."""


_FAR = 2**31
"""Beyond every row, and still a number to SQLite."""


@dataclass(frozen=True)
class Submission:
    """``received_at`` is the moment of receipt; ``judged_on`` that day in China, by which the rules are run.

    ``version`` counts every change to the submission or anything in it. ``package_id`` is the submission under which
    its papers are judged together as those of one pilot, perhaps itself; ``None``: each paper for itself alone.
    """

    id: str
    received_at: datetime
    judged_on: date
    programme: str
    form: str | None
    channel: str
    submitted_by: str
    digest: str
    version: int
    package_id: str | None = None


@dataclass(frozen=True)
class Document:
    """One file; its bytes are the blob ``sha256``. ``error`` is code, message and advice.

    ``parent_id`` is the zip or mail that it came in, and then ``name`` its path in there; ``None``: as handed in.
    """

    id: str
    submission_id: str
    position: int
    name: str
    sha256: str
    size: int
    state: str
    error: dict[str, str] | None
    parent_id: str | None = None

    @property
    def file_name(self) -> str:
        """The name without the path inside a zip or mail."""
        return self.name.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class UsedKey:
    """A client's Idempotency-Key and what it was used for."""

    user_name: str
    key: str
    digest: str
    submission_id: str
    at: datetime


class Submissions:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, submission: Submission, documents: tuple[Document, ...]) -> None:
        self._db.execute(SUBMISSIONS.insert().values(**vars(submission)))
        self.add_documents(documents)

    def add_documents(self, documents: tuple[Document, ...]) -> None:
        self._db.execute(DOCUMENTS.insert(), [vars(document) for document in documents])

    def next_position(self, submission_id: str) -> int:
        """The first position that no document of the submission has."""
        query = select(func.max(DOCUMENTS.c.position)).where(DOCUMENTS.c.submission_id == submission_id)
        return int(self._db.execute(query).scalar_one()) + 1

    def get(self, submission_id: str) -> Submission | None:
        return self._one(SUBMISSIONS.c.id == submission_id)

    def with_digest(self, digest: str) -> Submission | None:
        return self._one(SUBMISSIONS.c.digest == digest)

    def newest(self, limit: int, offset: int = 0) -> tuple[Submission, ...]:
        """A page of submissions, newest first."""
        query = select(SUBMISSIONS).order_by(SUBMISSIONS.c.received_at.desc(), SUBMISSIONS.c.id)
        return many(Submission, self._db.execute(query.limit(limit).offset(min(offset, _FAR))))

    def received(self, first: date, last: date) -> tuple[Submission, ...]:
        """What came in from one day to another, oldest first."""
        query = select(SUBMISSIONS).where(SUBMISSIONS.c.judged_on.between(first, last))
        return many(Submission, self._db.execute(query.order_by(SUBMISSIONS.c.received_at, SUBMISSIONS.c.id)))

    def in_package(self, package_id: str) -> tuple[Submission, ...]:
        """The submissions whose papers are judged together, oldest first."""
        query = select(SUBMISSIONS).where(SUBMISSIONS.c.package_id == package_id)
        return many(Submission, self._db.execute(query.order_by(SUBMISSIONS.c.received_at, SUBMISSIONS.c.id)))

    def set_package(self, submission_id: str, package_id: str | None) -> None:
        self._set(submission_id, package_id=package_id)

    def set_programme(self, submission_id: str, programme: str) -> None:
        self._set(submission_id, programme=programme)

    def of_programme(self, programme: str) -> tuple[Submission, ...]:
        """Every submission to a programme, oldest first."""
        query = select(SUBMISSIONS).where(SUBMISSIONS.c.programme == programme)
        return many(Submission, self._db.execute(query.order_by(SUBMISSIONS.c.received_at, SUBMISSIONS.c.id)))

    def undecided(self, final: Collection[str]) -> tuple[str, ...]:
        """The ids of submissions whose newest decision is none of ``final``, oldest first."""
        newest = select(func.max(DECISIONS.c.id)).group_by(DECISIONS.c.submission_id)
        settled = select(DECISIONS.c.submission_id).where(DECISIONS.c.id.in_(newest), DECISIONS.c.decision.in_(final))
        query = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.id.not_in(settled)).order_by(SUBMISSIONS.c.received_at)
        return tuple(self._db.execute(query).scalars())

    def _set(self, submission_id: str, **values: Any) -> None:
        self._db.execute(SUBMISSIONS.update().where(SUBMISSIONS.c.id == submission_id).values(**values))

    def touch(self, submission_id: str) -> None:
        """Count one more change."""
        update = SUBMISSIONS.update().where(SUBMISSIONS.c.id == submission_id)
        self._db.execute(update.values(version=SUBMISSIONS.c.version + 1))

    def is_waiting(self, submission_id: str) -> bool:
        """Whether a document of the submission waits to be read."""
        mine = (DOCUMENTS.c.submission_id == submission_id) & (DOCUMENTS.c.state == QUEUED)
        return self._db.execute(select(DOCUMENTS.c.id).where(mine).limit(1)).first() is not None

    def documents(self, submission_id: str) -> tuple[Document, ...]:
        """The submission's documents in their order, each followed by those that came in it."""
        query = select(DOCUMENTS).where(DOCUMENTS.c.submission_id == submission_id)
        found = many(Document, self._db.execute(query.order_by(DOCUMENTS.c.position)))
        places = {document.id: document.position for document in found}
        return tuple(sorted(found, key=lambda one: (places[one.parent_id or one.id], one.position)))

    def document(self, document_id: str) -> Document | None:
        return one(Document, self._db.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).first())

    def set_state(self, document_id: str, state: str, error: dict[str, str] | None = None) -> None:
        self._db.execute(DOCUMENTS.update().where(DOCUMENTS.c.id == document_id).values(state=state, error=error))

    def used_key(self, user_name: str, key: str) -> UsedKey | None:
        query = select(IDEMPOTENCY_KEYS).where(IDEMPOTENCY_KEYS.c.user_name == user_name, IDEMPOTENCY_KEYS.c.key == key)
        return one(UsedKey, self._db.execute(query).first())

    def remember_key(self, used: UsedKey) -> None:
        self._db.execute(IDEMPOTENCY_KEYS.insert().values(**vars(used)))

    def _one(self, condition: Any) -> Submission | None:
        return one(Submission, self._db.execute(select(SUBMISSIONS).where(condition)).first())
