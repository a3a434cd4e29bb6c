"""One database: how it is opened, migrated, and used in transactions.

SQLite runs with WAL and ``synchronous=FULL`` (nothing committed is lost at power failure); a writer says BEGIN
IMMEDIATE, because a deferred transaction that turns into a writing one fails at once with "database is locked".
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from webhook.store.audit import Audit
from webhook.store.batches import Batches
from webhook.store.decisions import Decisions
from webhook.store.dispatches import Dispatches
from webhook.store.edition_versions import EditionVersions
from webhook.store.facts import Facts
from webhook.store.jobs import Jobs
from webhook.store.letter_steps import LetterSteps
from webhook.store.letters import Letters
from webhook.store.mails import Mails
from webhook.store.numbers import Numbers
from webhook.store.packages import Packages
from webhook.store.pairs import Pairs
from webhook.store.paper_templates import PaperTemplates
from webhook.store.register import Register
from webhook.store.results import Results
from webhook.store.search import Search
from webhook.store.settings import Settings
from webhook.store.submissions import Submissions
from webhook.store.term_rulings import TermRulings
from webhook.store.trouble import Unusable, unusable
from webhook.store.users import Users

BUSY_TIMEOUT_MS = 15_000
"""How long a writer waits for another one before it gives up."""


class Tx:
    """One transaction, and everything that can be read or written in it."""

    def __init__(self, connection: Connection) -> None:
        self.submissions = Submissions(connection)
        self.search = Search(connection)
        self.results = Results(connection)
        self.decisions = Decisions(connection)
        self.letters = Letters(connection)
        self.steps = LetterSteps(connection)
        self.numbers = Numbers(connection)
        self.settings = Settings(connection)
        self.batches = Batches(connection)
        self.templates = PaperTemplates(connection)
        self.dispatches = Dispatches(connection)
        self.mails = Mails(connection)
        self.facts = Facts(connection)
        self.packages = Packages(connection)
        self.pairs = Pairs(connection)
        self.register = Register(connection)
        self.term_rulings = TermRulings(connection)
        self.editions = EditionVersions(connection)
        self.jobs = Jobs(connection)
        self.audit = Audit(connection)
        self.users = Users(connection)


class Store:
    """The database in ``file``. Safe to use from several threads and processes."""

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(file)
        self._one_writer = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """A writing transaction: committed at the end of the block, undone when the block raises.

        Threads of one process queue for it: SQLite lets those who wait try again at random, and some wait for ever.
        Whoever has queued too long asks SQLite all the same, which says what is the matter.
        """
        queued = self._one_writer.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            with self.engine.begin() as connection:
                yield Tx(connection)
        finally:
            if queued:
                self._one_writer.release()

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """One consistent view; an attempt to write in it fails."""
        with self.engine.connect().execution_options(reading=True) as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
            try:
                yield Tx(connection)
            finally:
                connection.exec_driver_sql("PRAGMA query_only=OFF")

    def migrate(self) -> None:
        """Bring the database to the newest schema; does nothing where it is there already.

        Raises :class:`Unusable` for a file that is no database, cannot be written, or was made by a later version.
        """
        from webhook.store import migrations

        try:
            with self.engine.begin() as connection:
                migrations.upgrade(connection)
        except DBAPIError as error:
            raise unusable(self.file, error) from error
        except CommandError as error:
            raise Unusable(f"数据库 {self.file} 由更新的版本建立。请改用那个版本，或者从备份恢复。") from error

    def condition(self) -> tuple[bool, dict[str, int]]:
        """Whether the database answers and has the newest schema, and its jobs by state; never raises for either."""
        from webhook.store import migrations

        try:
            with self.engine.connect().execution_options(reading=True) as connection:
                current = migrations.is_current(connection)
                return current, Jobs(connection).counts() if current else {}
        except DBAPIError:
            return False, {}

    def close(self) -> None:
        self.engine.dispose()


def _engine(file: Path) -> Engine:
    dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    engine = create_engine(f"sqlite:///{file}", json_serializer=dumps, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not guessed by the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
