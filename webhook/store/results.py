"""What reading gave and what became of it: results, revisions of the record, findings and their dispositions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from webhook.store.row import many, one
from webhook.store.tables import DISPOSITIONS, FINDINGS, RECORDS, RESULTS


@dataclass(frozen=True)
class StoredResult:
    """One form (or none) found in a document; ``body`` is the contract's JSON object as first read."""

    id: str
    submission_id: str
    document_id: str
    position: int
    kind: str | None
    status: str
    form: str | None
    edition: str | None
    body: dict[str, Any]


@dataclass(frozen=True)
class Revision:
    """The record at one point: revision 1 is as read, by ``system``; each correction makes the next."""

    result_id: str
    revision: int
    body: dict[str, Any]
    changes: list[dict[str, Any]]
    by: str
    at: datetime


@dataclass(frozen=True)
class StoredFinding:
    """A finding of one revision; ``key`` is the same in every revision that has the same fault."""

    result_id: str
    revision: int
    position: int
    key: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Disposition:
    """What an officer made of a finding; the newest of a key counts."""

    result_id: str
    key: str
    disposition: str
    reason_code: str | None
    reason: str
    by: str
    at: datetime


class Results:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, result: StoredResult) -> None:
        self._db.execute(RESULTS.insert().values(**vars(result)))

    def get(self, result_id: str) -> StoredResult | None:
        return one(StoredResult, self._db.execute(select(RESULTS).where(RESULTS.c.id == result_id)).first())

    def of_submission(self, submission_id: str) -> tuple[StoredResult, ...]:
        """Every result of the submission, grouped by document; the documents' order is theirs to say."""
        query = select(RESULTS).where(RESULTS.c.submission_id == submission_id)
        return many(StoredResult, self._db.execute(query.order_by(RESULTS.c.document_id, RESULTS.c.position)))

    def of_forms(self, forms: Collection[str]) -> tuple[tuple[str, str, str], ...]:
        """Id, submission and form of every result that is one of the forms."""
        query = select(RESULTS.c.id, RESULTS.c.submission_id, RESULTS.c.form).where(RESULTS.c.form.in_(forms))
        return tuple((row[0], row[1], row[2]) for row in self._db.execute(query.order_by(RESULTS.c.id)))

    def forget_failed(self, document_id: str) -> None:
        """Drop what a document could not be read as; what was read in one stays."""
        failed = (RESULTS.c.document_id == document_id) & (RESULTS.c.status == "failed")
        self._db.execute(RESULTS.delete().where(failed))

    def add_revision(self, revision: Revision, findings: Sequence[StoredFinding]) -> None:
        """Store a revision with its findings; the primary key refuses a second one of the same number."""
        self._db.execute(RECORDS.insert().values(**vars(revision)))
        if findings:
            self._db.execute(FINDINGS.insert(), [vars(finding) for finding in findings])

    def latest(self, result_id: str) -> Revision | None:
        query = select(RECORDS).where(RECORDS.c.result_id == result_id).order_by(RECORDS.c.revision.desc())
        return one(Revision, self._db.execute(query.limit(1)).first())

    def revisions(self, result_id: str) -> tuple[Revision, ...]:
        """All revisions, oldest first."""
        query = select(RECORDS).where(RECORDS.c.result_id == result_id).order_by(RECORDS.c.revision)
        return many(Revision, self._db.execute(query))

    def findings(self, result_id: str, revision: int) -> tuple[StoredFinding, ...]:
        query = select(FINDINGS).where(FINDINGS.c.result_id == result_id, FINDINGS.c.revision == revision)
        return many(StoredFinding, self._db.execute(query.order_by(FINDINGS.c.position)))

    def dispose(self, disposition: Disposition) -> None:
        self._db.execute(DISPOSITIONS.insert().values(**vars(disposition)))

    def dispositions(self, result_id: str) -> tuple[Disposition, ...]:
        """Every disposition ever given, oldest first."""
        columns = [column for column in DISPOSITIONS.c if column.name != "id"]
        query = select(*columns).where(DISPOSITIONS.c.result_id == result_id).order_by(DISPOSITIONS.c.id)
        return many(Disposition, self._db.execute(query))
