"""The embedded runner: threads of the service that take jobs, keep their leases alive and write what they gave."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from webhook.service.ports import Clock
from webhook.store.database import Store, Tx
from webhook.store.jobs import Lease
from webhook.store.trouble import trouble

LOG = logging.getLogger(__name__)
Write = Callable[[Tx], None]


class Handler(Protocol):
    """Does one kind of job. What it returns is called in the transaction that ends the job, or never."""

    def work(self, subject: str) -> Write: ...

    def give_up(self, subject: str) -> Write: ...


@dataclass(frozen=True)
class Pace:
    """``lease`` must be several times ``heartbeat``; ``poll`` is how long new work may wait when no call came."""

    lease: timedelta = timedelta(seconds=15)
    heartbeat: timedelta = timedelta(seconds=4)
    poll: timedelta = timedelta(seconds=1)
    retry_after: timedelta = timedelta(seconds=2)
    attempts: int = 4


PACE = Pace()


class EmbeddedRunner:
    """Works on the jobs of ``store`` with ``threads`` threads, between :meth:`start` and :meth:`stop`."""

    def __init__(
        self, store: Store, handlers: Mapping[str, Handler], clock: Clock, threads: int = 1, pace: Pace = PACE
    ) -> None:
        self._store = store
        self._handlers = handlers
        self._clock = clock
        self._pace = pace
        self._bell = threading.Semaphore(0)
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._loop, name=f"runner-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def ring(self) -> None:
        """There is new work."""
        self._bell.release()

    def stop(self, seconds: float = 10.0) -> None:
        """Take no more jobs and wait for those at work; one that takes longer is taken again by its lease."""
        self._stopping.set()
        for _ in self._threads:
            self._bell.release()
        until = time.monotonic() + seconds
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, until - time.monotonic()))

    @property
    def alive(self) -> bool:
        """Whether every thread is at work or waiting for it."""
        return all(thread.is_alive() for thread in self._threads)

    def run_one(self) -> bool:
        """Do the job that is due longest, in this thread; false where none is due."""
        with self._store.write() as tx:
            lease = tx.jobs.take(self._clock(), self._pace.lease)
        if lease is None:
            return False
        self._run(lease)
        return True

    def _loop(self) -> None:
        while not self._stopping.is_set():
            if not self._try_one():
                self._bell.acquire(timeout=self._pace.poll.total_seconds())

    def _try_one(self) -> bool:
        try:
            return self.run_one()
        except Exception as error:  # noqa: BLE001 - whatever one round meets, the next one must come
            LOG.error("the runner met %s", _named(error))
            return False

    def _run(self, lease: Lease) -> None:
        handler = self._handlers[lease.kind]
        try:
            with self._heartbeat(lease):
                given_up = lease.attempts > self._pace.attempts
                write = handler.give_up(lease.subject) if given_up else handler.work(lease.subject)
            self._finish(lease, write, "gave up" if given_up else "")
        except Exception as error:  # noqa: BLE001 - the job waits for another attempt, at last it is given up
            LOG.error("job %d: %s, attempt %d", lease.job_id, _named(error), lease.attempts)
            self._put_back(lease, error)

    def _finish(self, lease: Lease, write: Write, error: str) -> None:
        with self._store.write() as tx:
            if tx.jobs.finish(lease, self._clock(), error):
                write(tx)
            else:
                LOG.warning("job %d: the lease was lost; what it gave is dropped", lease.job_id)

    def _put_back(self, lease: Lease, error: Exception) -> None:
        """Let the job wait; a locked database or a full disk does not count against it."""
        met = trouble(error)
        with self._store.write() as tx:
            due_at = self._clock() + self._pace.retry_after * lease.attempts
            tx.jobs.put_back(lease, due_at, _named(error), counted=not (met and met.passes))

    @contextmanager
    def _heartbeat(self, lease: Lease) -> Iterator[None]:
        done = threading.Event()
        thread = threading.Thread(target=self._beat, args=(lease, done), name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _beat(self, lease: Lease, done: threading.Event) -> None:
        while not done.wait(self._pace.heartbeat.total_seconds()):
            if not self._try_extend(lease):
                return

    def _try_extend(self, lease: Lease) -> bool:
        """Whether the lease may still be ours; a beat that cannot be written is missed, not the last one."""
        try:
            with self._store.write() as tx:
                return tx.jobs.extend(lease, self._clock(), self._pace.lease)
        except Exception as error:  # noqa: BLE001 - the job goes on, and so must its heartbeat
            LOG.error("job %d: a heartbeat met %s", lease.job_id, _named(error))
            return True


def _named(error: Exception) -> str:
    """The exception's type and innermost place; its message may hold somebody's data."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {place}"
