"""The embedded runner: what a job gives is written with its end, once; what fails waits and is at last given up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.webhook.conftest import PDF, Office, OfficeMaker, StandingClock, record
from tests.webhook.running import until
from webhook.app import machinery
from webhook.runners.embedded import EmbeddedRunner, Pace
from webhook.service.intake import reading
from webhook.store.database import Store, Tx
from webhook.store.jobs import Jobs

KIND = "count"
Write = Callable[[Tx], None]


class Counting:
    """A handler that writes an audit event, and fails or waits as it is told."""

    def __init__(self, clock: StandingClock, failures: int = 0) -> None:
        self.clock = clock
        self.failures = failures
        self.begun = 0
        self.during: Callable[[], None] = lambda: None

    def work(self, subject: str) -> Write:
        self.begun += 1
        self.during()
        if self.begun <= self.failures:
            raise ValueError("张伟")
        return lambda tx: tx.audit.add(self.clock(), "system", "counted", ("test", subject))

    def give_up(self, subject: str) -> Write:
        return lambda tx: tx.audit.add(self.clock(), "system", "given-up", ("test", subject))


def setting(office: Office, failures: int = 0, **pace: timedelta) -> tuple[Store, Counting, EmbeddedRunner]:
    """One job waiting in the office's store, its handler, and a runner that nobody has started."""
    store, handler = office.store, Counting(office.clock, failures)
    with store.write() as tx:
        tx.jobs.add(KIND, "a", office.clock())
    return store, handler, EmbeddedRunner(store, {KIND: handler}, office.clock, pace=Pace(**pace))  # type: ignore[arg-type]


def events(store: Store) -> list[str]:
    with store.read() as tx:
        return [event.action for event in tx.audit.about("test", "a")]


def test_a_job_is_done_once(office: Office) -> None:
    store, handler, runner = setting(office)
    assert runner.run_one()
    assert not runner.run_one()
    assert (handler.begun, events(store)) == (1, ["counted"])


def test_a_job_that_fails_waits_and_is_tried_again(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    store, handler, runner = setting(office, failures=1)
    assert runner.run_one()
    assert not runner.run_one()
    office.clock.now += timedelta(minutes=1)
    assert runner.run_one()
    assert (handler.begun, events(store)) == (2, ["counted"])
    assert "ValueError at test_runner.py" in caplog.text
    assert "张伟" not in caplog.text


def test_a_job_that_always_fails_is_given_up(office: Office) -> None:
    store, handler, runner = setting(office, failures=99)
    for _ in range(10):
        runner.run_one()
        office.clock.now += timedelta(minutes=1)
    assert (handler.begun, events(store)) == (4, ["given-up"])
    with store.read() as tx:
        assert tx.jobs.counts() == {"failed": 1}


def test_what_a_job_gave_is_dropped_when_its_lease_was_lost(office: Office) -> None:
    """While the first runner works its lease runs out, and a second one takes the job and ends it."""
    store, handler, runner = setting(office, heartbeat=timedelta(hours=1))
    other = EmbeddedRunner(store, {KIND: Counting(office.clock)}, office.clock)

    def overtake() -> None:
        handler.during = lambda: None
        office.clock.now += timedelta(minutes=1)
        assert other.run_one()

    handler.during = overtake
    assert runner.run_one()
    assert events(store) == ["counted"]


def test_a_write_that_fails_leaves_the_job_to_be_done_again(office: Office) -> None:
    store, handler, runner = setting(office)
    good = handler.work

    def broken(subject: str) -> Write:
        def write(tx: Tx) -> None:
            good(subject)(tx)
            raise RuntimeError

        return write

    handler.work = broken  # type: ignore[method-assign]
    assert runner.run_one()
    assert events(store) == []
    handler.work = good  # type: ignore[method-assign]
    office.clock.now += timedelta(minutes=1)
    assert runner.run_one()
    assert events(store) == ["counted"]


def test_a_heartbeat_that_cannot_be_written_is_not_the_last_one(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    store, handler, runner = setting(office, heartbeat=timedelta(seconds=0.05))
    extend, beats = Jobs.extend, []

    def fails_once(jobs: Jobs, *arguments: Any) -> bool:
        beats.append(arguments)
        if len(beats) == 1:
            raise OSError("張偉")
        return extend(jobs, *arguments)

    def wait() -> None:
        assert until(lambda: len(beats) > 2)

    handler.during = wait
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Jobs, "extend", fails_once)
        assert runner.run_one()
    assert events(store) == ["counted"]
    assert "a heartbeat met OSError" in caplog.text
    assert "張偉" not in caplog.text


def test_new_work_is_begun_at_once_and_stopping_waits_for_it(office: Office) -> None:
    _, handler, runner = setting(office, poll=timedelta(hours=1))
    release = threading.Event()

    def wait() -> None:
        assert release.wait(10)

    handler.during = wait
    runner.start()
    assert until(lambda: handler.begun == 1)
    threading.Timer(0.2, release.set).start()
    runner.stop()
    assert events(office.store) == ["counted"]
    assert not runner.alive


def test_a_document_begun_too_often_is_reported_as_crashing_its_reader(office: Office) -> None:
    made = office.post(PDF).json["id"]

    def fail(document_id: str) -> Write:
        raise MemoryError

    runner = machinery(office.app).runner
    handler = runner._handlers[reading.JOB]
    handler.work = fail  # type: ignore[method-assign]
    for _ in range(10):
        runner.run_one()
        office.clock.now += timedelta(minutes=1)
    found = office.request("GET", f"/submissions/{made}").json
    assert (found["status"], found["error"]["code"]) == ("failed", "reader-crashed")


def test_the_same_bytes_sent_at_the_same_time_are_one_submission_and_one_blob(make_office: OfficeMaker) -> None:
    office = make_office()
    office.reader.records[PDF] = record()
    start, ids = threading.Barrier(6), []

    def send() -> None:
        start.wait()
        ids.append(office.post(PDF).json["id"])

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(ids) == 6
    assert len(set(ids)) == 1
    assert len(list((office.data / "blobs").glob("??/*"))) == 1
    office.work()
    assert office.reader.calls == ["0.pdf"]
