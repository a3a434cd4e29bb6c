"""A locked database, a full disk, bytes that are gone, a clock set back: said plainly, and over when they are over."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

import pytest

from extract.errors import DocumentError
from tests.webhook.conftest import PDF, Office, OfficeMaker, complete, record
from tests.webhook.test_decisions import decide
from tests.webhook.test_hostile_requests import refused
from tests.webhook.test_letters import write
from webhook.app import machinery
from webhook.store import blobs, database

CHANGE = {"changes": [{"where": "fields.postcode", "raw": "430021"}]}


def stored(office: Office) -> list[Path]:
    return list((office.data / "blobs").glob("??/*"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, make_office: OfficeMaker) -> Office:
    """A service that waits a tenth of a second for the database."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 100)
    return make_office()


@pytest.fixture
def lock(impatient: Office) -> Iterator[sqlite3.Connection]:
    """Somebody else's writing transaction."""
    with closing(sqlite3.connect(impatient.data / "service.db", isolation_level=None, check_same_thread=False)) as db:
        yield db


def test_a_database_that_stays_locked_is_busy_and_loses_nothing(impatient: Office, lock: sqlite3.Connection) -> None:
    lock.execute("BEGIN IMMEDIATE")
    answer = impatient.post(PDF)
    refused(answer, 503, "database-busy")
    assert answer.headers["Retry-After"]
    assert impatient.request("GET", "/submissions").json["submissions"] == []
    lock.execute("ROLLBACK")
    assert impatient.post(PDF).status_code == 202


def test_a_database_locked_for_a_moment_is_waited_for(make_office: OfficeMaker) -> None:
    office = make_office()
    with closing(sqlite3.connect(office.data / "service.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.5, other.execute, ("ROLLBACK",))
        release.start()
        assert office.post(PDF).status_code == 202
        release.join()


def test_a_job_waits_for_a_full_disk_as_often_as_it_takes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any, **options: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    made = office.post(PDF).json["id"]
    with monkeypatch.context() as patch:
        patch.setattr(office.reader, "read", full)
        for _ in range(10):
            office.work()
            office.clock.now += timedelta(minutes=1)
    office.work()
    assert office.request("GET", f"/submissions/{made}").json["status"] == "unrecognised"


def test_a_job_whose_end_cannot_be_written_is_done_again(impatient: Office, lock: sqlite3.Connection) -> None:
    made, runner = impatient.post(PDF).json["id"], machinery(impatient.app).runner
    read = impatient.reader.read

    def locked(*arguments: Any, **options: Any) -> Any:
        lock.execute("BEGIN IMMEDIATE")
        return read(*arguments, **options)

    impatient.reader.read = locked  # type: ignore[method-assign]
    assert not runner._try_one()
    lock.execute("ROLLBACK")
    impatient.reader.read = read  # type: ignore[method-assign]
    impatient.clock.now += timedelta(minutes=1)
    impatient.work()
    assert impatient.request("GET", f"/submissions/{made}").json["status"] == "unrecognised"


def test_a_full_disk_refuses_the_upload_and_takes_it_later(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: IO[bytes], target: IO[bytes], limit: int | None) -> blobs.Blob:
        target.write(b"some of it")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(blobs, "_copy", full)
        refused(office.post(PDF), 507, "storage-full")
    assert list((office.data / "blobs" / "incoming").iterdir()) == []
    assert office.request("GET", "/submissions").json["submissions"] == []
    assert office.post(PDF).status_code == 202


def test_a_full_disk_under_the_database_is_said(office: Office) -> None:
    with office.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    answers = [office.post(PDF + bytes([number])) for number in range(30)]
    refused(answers[-1], 507, "storage-full")
    taken = [answer for answer in answers if answer.status_code == 202]
    assert len(office.request("GET", "/submissions").json["submissions"]) == len(taken) < 30


def test_bytes_that_are_gone_are_said_and_come_back_with_the_same_file(office: Office) -> None:
    submission = office.paper(complete())
    decide(office, submission, "accepted")
    letter = write(office, submission).json["id"]
    (document,) = office.request("GET", f"/submissions/{submission}").json["documents"]
    (original,) = [file for file in stored(office) if file.name == document["sha256"]]
    data = original.read_bytes()
    for file in stored(office):
        file.unlink()
    for path in (f"/documents/{document['id']}/original", f"/documents/{document['id']}/pages/1.png"):
        refused(office.request("GET", path), 500, "content-missing")
    refused(office.request("GET", f"/letters/{letter}.docx"), 500, "content-missing")
    assert office.request("GET", f"/letters/{letter}").json["id"] == letter
    assert office.request("GET", f"/submissions/{submission}/record").status_code == 200
    assert office.post(data).json["id"] == submission
    assert office.request("GET", f"/documents/{document['id']}/original").data == data


def test_a_document_whose_bytes_are_gone_is_reported_and_read_when_it_comes_again(office: Office) -> None:
    office.reader.records[PDF] = record()
    made = office.post(PDF).json["id"]
    for file in stored(office):
        file.unlink()
    for _ in range(8):
        office.work()
        office.clock.now += timedelta(minutes=1)
    found = office.request("GET", f"/submissions/{made}").json
    assert (found["status"], found["error"]["code"]) == ("failed", "reader-crashed")
    assert office.post(PDF).json["id"] == made
    office.work()
    assert office.request("GET", f"/submissions/{made}").json["status"] == "complete"


@pytest.mark.parametrize(("code", "times"), [("reader-timeout", 2), ("damaged-document", 1)])
def test_only_what_may_have_passed_is_read_again(office: Office, code: str, times: int) -> None:
    office.reader.errors[PDF] = DocumentError(code, "读取失败。")
    made = office.submit(PDF)
    assert office.post(PDF).json["id"] == made
    office.work()
    assert len(office.reader.calls) == times
    assert office.request("GET", f"/submissions/{made}").json["error"]["code"] == code


@pytest.mark.parametrize("back", [timedelta(seconds=30), timedelta(hours=5), timedelta(days=400)])
def test_a_clock_set_back_stops_no_work(office: Office, back: timedelta) -> None:
    """At worst work waits for as long as a lease may last, however far the clock was set back."""
    made = office.post(PDF).json["id"]
    office.clock.now -= back
    office.work()
    office.clock.now += timedelta(minutes=1)
    office.work()
    assert office.request("GET", f"/submissions/{made}").json["status"] == "unrecognised"
    tag = office.request("GET", f"/submissions/{office.paper(record())}/record").headers["ETag"]
    assert tag == '"1"'


def test_a_token_that_was_renewed_in_between_ends_what_it_began(office: Office) -> None:
    submission = office.paper(record())
    path = f"/submissions/{submission}/record"
    tag = office.request("GET", path).headers["ETag"]
    office.services.users.renew_token("王芳")
    refused(office.request("PATCH", path, json=CHANGE, headers={"If-Match": tag}), 401, "not-signed-in")
    assert office.services.cases.get(submission).paper().revision.revision == 1
