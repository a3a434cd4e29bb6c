"""What keeps the store from working for a while, told apart from faults of the program."""

from __future__ import annotations

import errno
import sqlite3
from enum import Enum

from sqlalchemy.exc import DBAPIError

from webhook.store.blobs import Lost


class Trouble(Enum):
    """BUSY: another process holds the database; FULL: no room on the disk; LOST: bytes that rows name are gone."""

    BUSY = "busy"
    FULL = "full"
    LOST = "lost"

    @property
    def passes(self) -> bool:
        """Whether the same may succeed later, nothing being wrong with what was asked."""
        return self is not Trouble.LOST


_BY_SQLITE = {sqlite3.SQLITE_BUSY: Trouble.BUSY, sqlite3.SQLITE_LOCKED: Trouble.BUSY, sqlite3.SQLITE_FULL: Trouble.FULL}
_PRIMARY = 0xFF
"""SQLite's extended codes carry the primary one in their lowest byte."""


def trouble(error: BaseException) -> Trouble | None:
    """The trouble that ``error`` tells of; ``None`` for any other error."""
    if isinstance(error, Lost):
        return Trouble.LOST
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble.FULL
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        return _BY_SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY)
    return None
