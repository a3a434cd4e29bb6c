"""kill -9 of the service, of a worker, and a document that kills its readers: done once, nothing lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.webhook.running import Running, start, until
from tests.webhook.test_children import is_running
from webhook.cli import DEMO_TOKEN

pytestmark = pytest.mark.slow

Starter = Callable[[], Running]


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[Starter]:
    started: list[Running] = []

    def begin() -> Running:
        started.append(start(tmp_path / "data"))
        return started[-1]

    yield begin
    for service in started:
        service.close()


def is_at_work(service: Running) -> bool:
    return service.rows("SELECT count(*) FROM jobs WHERE state = 'running'") == [(1,)] and bool(service.workers())


def done(service: Running, submission: str) -> bool:
    return bool(service.ask(f"/api/v1/submissions/{submission}")[1]["status"] != "reading")


def slow(seconds: float) -> bytes:
    return f"slow {seconds}\n%PDF-".encode()


def test_a_job_whose_service_is_killed_is_done_once_after_the_restart(starter: Starter, tmp_path: Path) -> None:
    service = starter()
    marker = tmp_path / "marker"
    _, made = service.post(f"wait-for {marker}\n%PDF-".encode())
    assert until(lambda: is_at_work(service))
    workers = service.workers()
    service.kill()
    assert until(lambda: not any(is_running(pid) for pid in workers))
    marker.touch()
    again = starter()
    assert again.token == service.token
    assert until(lambda: done(again, made["id"]))
    assert again.ask(f"/api/v1/submissions/{made['id']}")[1]["status"] == "unrecognised"
    assert again.rows("SELECT count(*) FROM results") == [(1,)]
    assert again.rows("SELECT state, attempts FROM jobs") == [("done", 2)]
    assert again.rows("SELECT count(*) FROM audit_events WHERE action = 'document-read'") == [(1,)]


def test_every_submission_that_was_answered_outlives_the_service(starter: Starter) -> None:
    service = starter()
    answered = [service.post(f"a {number}\n%PDF-".encode())[1]["id"] for number in range(8)]
    service.kill()
    again = starter()
    assert until(lambda: all(done(again, submission) for submission in answered))
    assert again.rows("SELECT count(*) FROM results") == [(8,)]
    assert again.rows("SELECT DISTINCT state FROM jobs") == [("done",)]


def test_a_job_whose_worker_is_killed_is_done_once(starter: Starter, tmp_path: Path) -> None:
    service = starter()
    marker = tmp_path / "marker"
    _, made = service.post(f"wait-for {marker}\n%PDF-".encode())
    assert until(lambda: is_at_work(service))
    for worker in service.workers():
        os.kill(worker, signal.SIGKILL)
    marker.touch()
    assert until(lambda: done(service, made["id"]))
    assert service.ask(f"/api/v1/submissions/{made['id']}")[1]["status"] == "unrecognised"
    assert service.rows("SELECT count(*) FROM results") == [(1,)]
    assert service.rows("SELECT state, attempts FROM jobs") == [("done", 1)]


def test_a_document_that_kills_every_reader_is_reported_and_the_service_goes_on(starter: Starter) -> None:
    service = starter()
    status, made = service.post(b"die \n%PDF-", "?wait=30")
    assert (status, made["status"], made["error"]["code"]) == (200, "failed", "reader-crashed")
    assert made["error"]["advice"]
    assert service.ask(f"/api/v1/submissions/{made['id']}/record")[0] == 422
    assert service.post(b"a \n%PDF-", "?wait=30")[1]["status"] == "unrecognised"
    assert service.ask("/health")[1]["status"] == "ok"


def test_a_long_reading_keeps_its_lease(starter: Starter) -> None:
    service = starter()
    _, made = service.post(slow(4), "?wait=30")
    assert made["status"] == "unrecognised"
    assert service.rows("SELECT attempts FROM jobs") == [(1,)]


def test_a_service_asked_to_end_does_so_and_leaves_no_worker(starter: Starter) -> None:
    service = starter()
    service.post(b"a \n%PDF-", "?wait=30")
    workers = service.workers()
    assert workers
    assert service.stop() == 0
    assert until(lambda: not any(is_running(pid) for pid in workers))


def test_the_token_of_the_demo_is_for_its_owners_eyes(starter: Starter) -> None:
    service = starter()
    assert ((service.data / DEMO_TOKEN).stat().st_mode & 0o777, service.data.stat().st_mode & 0o777) == (0o600, 0o700)
