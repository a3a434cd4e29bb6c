"""Work to be done, as rows written in the same transaction as what it is about.

A worker takes a job by a lease; a heartbeat makes the lease longer. A job whose lease has run out is taken again, so
a killed worker loses nothing. Finishing needs the lease, in the transaction that writes what the work gave: whoever
lost the lease can write nothing, so everything is done once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from webhook.store.tables import JOBS

FAR = timedelta(minutes=10)
QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"


@dataclass(frozen=True)
class Lease:
    """A job taken by one worker: only the holder of ``token`` may finish it. ``attempts`` counts this one."""

    job_id: int
    kind: str
    subject: str
    attempts: int
    token: str


class Jobs:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, kind: str, subject: str, at: datetime) -> None:
        """Queue the work; the table holds one job for each kind and subject."""
        row = {"kind": kind, "subject": subject, "state": QUEUED, "attempts": 0, "due_at": at, "created_at": at}
        self._db.execute(JOBS.insert().values(error="", **row))

    def take(self, now: datetime, hold: timedelta) -> Lease | None:
        """The job that is due longest, held until ``now + hold``; ``None`` where none is due.

        ``due_at`` of a queued job is when it may start, of a running one when its lease ends. Neither is ever far
        away: one that seems so was written before the clock was set back, and is due.
        """
        is_due = (JOBS.c.due_at <= now) | (JOBS.c.due_at > now + max(FAR, 2 * hold))
        due = JOBS.c.state.in_((QUEUED, RUNNING)) & is_due
        first = select(JOBS.c.id).where(due).order_by(JOBS.c.due_at, JOBS.c.id).limit(1).scalar_subquery()
        token = secrets.token_hex(16)
        held = {"state": RUNNING, "lease": token, "due_at": now + hold, "heartbeat_at": now}
        update = JOBS.update().where(JOBS.c.id == first).values(attempts=JOBS.c.attempts + 1, **held)
        row = self._db.execute(update.returning(JOBS.c.id, JOBS.c.kind, JOBS.c.subject, JOBS.c.attempts)).first()
        return Lease(row.id, row.kind, row.subject, row.attempts, token) if row else None

    def extend(self, lease: Lease, now: datetime, hold: timedelta) -> bool:
        """Whether the lease was still ours and now lasts until ``now + hold``."""
        return self._update(lease, due_at=now + hold, heartbeat_at=now)

    def finish(self, lease: Lease, now: datetime, error: str = "") -> bool:
        """Whether the lease was still ours: then the job is over, ``failed`` where ``error`` says so."""
        return self._update(lease, state=FAILED if error else DONE, lease=None, finished_at=now, error=error)

    def put_back(self, lease: Lease, due_at: datetime, error: str, counted: bool = True) -> bool:
        """Whether the lease was still ours: then the job waits for another attempt at ``due_at``.

        An attempt that is not ``counted`` failed for no reason of its own.
        """
        attempts = lease.attempts - (not counted)
        return self._update(lease, state=QUEUED, lease=None, due_at=due_at, error=error, attempts=attempts)

    def again(self, kind: str, subject: str, at: datetime) -> None:
        """Queue work that is over once more, as if it had never been begun."""
        over = (JOBS.c.kind == kind) & (JOBS.c.subject == subject) & JOBS.c.state.in_((DONE, FAILED))
        fresh = {"state": QUEUED, "attempts": 0, "due_at": at, "finished_at": None, "error": ""}
        self._db.execute(JOBS.update().where(over).values(**fresh))

    def counts(self) -> dict[str, int]:
        """How many jobs there are in each state."""
        rows = self._db.execute(select(JOBS.c.state, func.count()).group_by(JOBS.c.state))
        return {row.state: row[1] for row in rows}

    def state(self, kind: str, subject: str) -> str | None:
        """The state of the work; ``None`` where it was never queued."""
        query = select(JOBS.c.state).where(JOBS.c.kind == kind, JOBS.c.subject == subject)
        return self._db.execute(query).scalar_one_or_none()

    def attempts(self, kind: str, subject: str) -> int:
        """How often the work was begun."""
        query = select(JOBS.c.attempts).where(JOBS.c.kind == kind, JOBS.c.subject == subject)
        return int(self._db.execute(query).scalar_one())

    def _update(self, ours: Lease, /, **values: object) -> bool:
        held = (JOBS.c.id == ours.job_id) & (JOBS.c.lease == ours.token) & (JOBS.c.state == RUNNING)
        return self._db.execute(JOBS.update().where(held).values(**values)).rowcount == 1
