"""What is kept: append-only rows, the schema's history, leases, and bytes by their hash."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from tests.webhook.conftest import Office, record
from tests.webhook.test_review import patch
from webhook.store import migrations
from webhook.store.blobs import Blobs, TooLarge
from webhook.store.database import Store
from webhook.store.dispatches import Dispatch, DispatchFile
from webhook.store.edition_versions import Version
from webhook.store.jobs import Lease
from webhook.store.letter_steps import LetterFile, Step
from webhook.store.letters import StoredLetter
from webhook.store.pairs import PARTED, StoredPair
from webhook.store.paper_templates import TemplateVersion
from webhook.store.tables import APPEND_ONLY, METADATA
from webhook.store.term_rulings import TermRuling

NOW = datetime(2016, 5, 20, 8, tzinfo=UTC)
HOLD = timedelta(seconds=15)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "service.db")
    made.migrate()
    yield made
    made.close()


def take(store: Store, now: datetime = NOW) -> Lease | None:
    with store.write() as tx:
        return tx.jobs.take(now, HOLD)


def queue(store: Store, *subjects: str) -> None:
    with store.write() as tx:
        for subject in subjects:
            tx.jobs.add("read", subject, NOW)


# -- the database ---------------------------------------------------------------------------------------------------


def test_the_migrations_lead_to_the_tables_the_code_expects(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_migrating_again_changes_nothing(store: Store) -> None:
    store.migrate()
    assert store.condition() == (True, {})


OLD_LETTERS = """
INSERT INTO submissions (id, received_at, judged_on, programme, channel, submitted_by, digest, version)
  VALUES ('s', '2016-05-20 15:30:00.000000', '2016-05-20', 'national', 'api', '王芳', 'd', 1);
INSERT INTO documents (id, submission_id, position, name, sha256, size, state)
  VALUES ('d', 's', 0, '申请书.pdf', '22', 1, 'read');
INSERT INTO results (id, submission_id, document_id, position, status, body) VALUES ('r', 's', 'd', 0, 'complete', '{}');
INSERT INTO letters VALUES
  ('a', 's', 'r', 1, 'correction', 'd1', '00', '["k"]', '王芳', '2016-05-20 15:30:00.000000', NULL, NULL),
  ('b', 's', 'r', 2, 'receipt', 'd2', '11', '[]', '王芳', '2016-05-20 15:30:00.000000', '李强',
   '2016-05-20 16:30:00.000000');
"""


def test_letters_of_before_are_brought_over_and_those_released_count_as_sent(tmp_path: Path) -> None:
    made = Store(tmp_path / "service.db")
    with made.engine.begin() as connection:
        command.upgrade(migrations._config(connection), "0005")
    with closing(sqlite3.connect(made.file)) as old:
        old.executescript(OLD_LETTERS)
    made.migrate()
    with made.read() as tx:
        first, second = tx.letters.get("a"), tx.letters.get("b")
        steps = tx.steps.of(["a", "b"])
    assert first is not None
    assert second is not None
    assert (first.state, first.paper, first.finding_keys, first.request) == ("drafted", "D03", ["k"], None)
    assert (second.state, second.channel, second.sent_on) == ("sent", "reply", date(2016, 5, 21))
    assert second.released_at == datetime(2016, 5, 20, 16, 30, tzinfo=UTC)
    assert [(step.step, step.by, step.on) for step in steps["b"]] == [("sent", "李强", date(2016, 5, 21))]
    assert steps["a"] == ()
    made.close()


def test_a_database_without_a_schema_is_not_current(tmp_path: Path) -> None:
    empty = Store(tmp_path / "empty.db")
    assert empty.condition() == (False, {})
    empty.close()


def test_nothing_committed_can_be_lost_and_nothing_points_nowhere(store: Store) -> None:
    with store.engine.connect() as connection:
        settings = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(DBAPIError):
        queue(store, "a", "a")
    assert take(store) is None


def test_a_reading_transaction_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError), store.read() as tx:
        tx.jobs.add("read", "a", NOW)
    queue(store, "b")
    assert take(store) is not None


def test_writers_wait_for_one_another(store: Store) -> None:
    def write(number: int) -> None:
        for round_ in range(10):
            queue(store, f"{number}-{round_}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with store.read() as tx:
        assert tx.jobs.counts() == {"queued": 40}


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="time zone"), store.write() as tx:
        tx.jobs.add("read", "a", datetime(2016, 5, 20))


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("verb", ["UPDATE {} SET by = 'x'", "DELETE FROM {}"])
def test_what_only_grows_refuses_every_change(office: Office, table: str, verb: str) -> None:
    fill(office)
    statement = verb.format(table).replace("by =", "actor =" if table == "audit_events" else '"by" =')
    connection = sqlite3.connect(office.data / "service.db")
    before = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == before != (0,)
    connection.close()


def fill(office: Office) -> None:
    """At least one row in every table that only grows."""
    submission = office.paper(record())
    key = office.request("GET", f"/submissions/{submission}/findings").json["findings"][0]["key"]
    assert (
        patch(office, f"/submissions/{submission}/findings", {"key": key, "disposition": "upheld"}).status_code == 200
    )
    tag = office.request("GET", f"/submissions/{submission}").headers["ETag"]
    facts = office.request("PUT", f"/submissions/{submission}/facts", json={"copies": 4}, headers={"If-Match": tag})
    tag = facts.headers["ETag"].strip('"')
    grouped = {"package": submission}
    office.request("PUT", f"/submissions/{submission}/package", json=grouped, headers={"If-Match": tag})
    across = f"/submissions/{submission}/package"
    key = office.request("GET", across).json["findings"][0]["key"]
    etag = office.request("GET", across).headers["ETag"]
    ruled = {"changes": [{"key": key, "disposition": "upheld"}]}
    office.request("PATCH", f"{across}/findings", json=ruled, headers={"If-Match": etag})
    tag = office.request("GET", f"/submissions/{submission}").headers["ETag"]
    body = {"decision": "pending"}
    office.request("PUT", f"/submissions/{submission}/decision", json=body, headers={"If-Match": tag})
    with office.store.write() as tx:
        letter = StoredLetter(
            "l",
            None,
            None,
            None,
            "D05",
            "d",
            "0" * 64,
            [],
            "王芳",
            NOW,
            "D05",
            "函",
            "上报函",
            "省局",
            ["国标委"],
            "list",
        )
        tx.letters.add(letter)
        tx.steps.add(Step("l", "drafted", NOW.date(), {}, "王芳", NOW))
        tx.steps.add_file(LetterFile("f", "l", "scan", "盖章.pdf", "0" * 64, 1, "王芳", NOW))
        tx.numbers.take("鄂质监标函", 2016, "l", "王芳", NOW)
        (result,) = tx.results.of_submission(submission)
        tx.pairs.add(StoredPair(result.id, result.id, PARTED, 1, "王芳", NOW))
        tx.editions.add(Version("annex1-application--a", "drafted", "0" * 64, None, "王芳", NOW))
        sent = Dispatch("s", "application-report", "national", "l", 1, "d", {}, [], None, "", "王芳", NOW)
        tx.dispatches.add(sent, [DispatchFile("m", "s", 0, "zip", "a.zip", None, "0" * 64, 1, None, "王芳", NOW)])
        tx.term_rulings.add(TermRuling("t", True, "单位已更名", "王芳", NOW))
        tx.templates.add(TemplateVersion("D05", "信函", None, "", "王芳", NOW))


# -- jobs -----------------------------------------------------------------------------------------------------------


def test_jobs_are_taken_in_their_order_and_each_once(store: Store) -> None:
    queue(store, "a", "b")
    taken = [take(store), take(store), take(store)]
    assert [lease.subject if lease else None for lease in taken] == ["a", "b", None]


def test_a_job_whose_lease_has_run_out_is_taken_again(store: Store) -> None:
    queue(store, "a")
    first = take(store)
    assert take(store, NOW + HOLD - timedelta(seconds=1)) is None
    second = take(store, NOW + HOLD)
    assert first
    assert second
    assert (first.attempts, second.attempts) == (1, 2)
    assert first.token != second.token


def test_a_heartbeat_makes_the_lease_last(store: Store) -> None:
    queue(store, "a")
    lease = take(store)
    assert lease
    with store.write() as tx:
        assert tx.jobs.extend(lease, NOW + timedelta(seconds=10), HOLD)
    assert take(store, NOW + timedelta(seconds=20)) is None


@pytest.mark.parametrize("act", ["extend", "finish", "put_back"])
def test_whoever_lost_the_lease_can_do_nothing_with_the_job(store: Store, act: str) -> None:
    queue(store, "a")
    lost = take(store)
    mine = take(store, NOW + HOLD)
    arguments: dict[str, tuple[Any, ...]] = {"extend": (NOW, HOLD), "finish": (NOW,), "put_back": (NOW, "why")}
    assert lost
    assert mine
    with store.write() as tx:
        assert not getattr(tx.jobs, act)(lost, *arguments[act])
        assert tx.jobs.finish(mine, NOW)
        assert not tx.jobs.finish(mine, NOW)


def test_a_job_put_back_waits_until_it_is_due(store: Store) -> None:
    queue(store, "a")
    lease = take(store)
    assert lease
    later = NOW + timedelta(minutes=1)
    with store.write() as tx:
        assert tx.jobs.put_back(lease, later, "ValueError")
    assert take(store, later - timedelta(seconds=1)) is None
    assert take(store, later) is not None


def test_a_job_and_what_it_is_about_come_together_or_not_at_all(store: Store) -> None:
    queue(store, "a")
    with pytest.raises(DBAPIError):
        queue(store, "b", "a")
    with store.read() as tx:
        assert tx.jobs.counts() == {"queued": 1}


# -- blobs ----------------------------------------------------------------------------------------------------------


def test_bytes_are_found_by_their_hash(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blob = blobs.put(io.BytesIO(b"paper" * 5000))
    assert blob.sha256 == hashlib.sha256(b"paper" * 5000).hexdigest()
    assert (blob.size, blobs.get(blob.sha256)) == (25000, b"paper" * 5000)
    assert stat.S_IMODE(blobs.path(blob.sha256).stat().st_mode) == 0o440


def test_the_same_bytes_stored_at_the_same_time_are_one_blob(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    data = b"x" * 3_000_000
    start = threading.Barrier(8)
    stored: list[str] = []

    def put() -> None:
        start.wait()
        stored.append(blobs.put(io.BytesIO(data)).sha256)

    threads = [threading.Thread(target=put) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(stored) == 8
    assert [path.name for path in blobs.all()] == [stored[0]]
    assert blobs.get(stored[0]) == data
    assert list((tmp_path / "incoming").iterdir()) == []


def test_too_many_bytes_leave_nothing_behind(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with pytest.raises(TooLarge):
        blobs.put(io.BytesIO(b"x" * 101), limit=100)
    assert list(blobs.all()) == []
    assert list((tmp_path / "incoming").iterdir()) == []


def test_what_a_killed_service_left_half_received_is_swept_away_after_a_day(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    old, fresh = tmp_path / "incoming" / "old", tmp_path / "incoming" / "fresh"
    for part, moment in ((old, 1_000_000), (fresh, 1_090_000)):
        part.write_bytes(b"half a paper")
        os.utime(part, (moment, moment))
    kept = blobs.put(io.BytesIO(b"a paper"))
    blobs.sweep(1_090_000)
    assert (old.exists(), fresh.exists(), blobs.get(kept.sha256)) == (False, True, b"a paper")


def test_a_stream_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError("the line went dead")

    blobs = Blobs(tmp_path)
    with pytest.raises(OSError, match="dead"):
        blobs.put(Broken())
    assert list((tmp_path / "incoming").iterdir()) == []
