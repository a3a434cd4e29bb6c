"""What keeps the store from working for a while, told apart from faults of the program."""

from __future__ import annotations

import errno
import sqlite3
from enum import Enum
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from webhook.store.blobs import Lost


class Unusable(Exception):
    """The data folder cannot be worked with; the message, in Chinese, says why and what to do."""


def unusable(place: Path, error: OSError | DBAPIError) -> Unusable:
    """``error`` as one line about ``place``."""
    if isinstance(error, OSError):
        return Unusable(
            f"数据文件夹 {place} 无法使用（{why_not(error)}）。请用 --data 换一个文件夹，或者更改它的权限。"
        )
    why, advice = _DATABASE.get(_sqlite_code(error.orig), (type(error.orig).__name__, "请核对这个文件。"))
    return Unusable(f"数据库 {place} 无法使用（{why}）。{advice}")


def why_not(error: BaseException) -> str:
    """What stood in the way of a file or a database, in a few Chinese words."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
    return _DATABASE.get(_sqlite_code(error), ("已损坏",))[0]


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
_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.EEXIST: "不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "不是文件夹",
    errno.ENOENT: "文件或者上级文件夹不存在",
    errno.ENOSPC: "磁盘已满",
}
_DATABASE = {
    sqlite3.SQLITE_NOTADB: ("已损坏", "请从备份恢复到另一个文件夹。"),
    sqlite3.SQLITE_CORRUPT: ("已损坏", "请从备份恢复到另一个文件夹。"),
    sqlite3.SQLITE_CANTOPEN: ("无法打开", "请核对文件和文件夹的权限。"),
    sqlite3.SQLITE_READONLY: ("不能写入", "请核对文件和文件夹的权限。"),
    sqlite3.SQLITE_BUSY: ("正被占用", "请稍后重试。"),
    sqlite3.SQLITE_FULL: ("磁盘已满", "请清理磁盘后重试。"),
}


def trouble(error: BaseException) -> Trouble | None:
    """The trouble that ``error`` tells of; ``None`` for any other error."""
    if isinstance(error, Lost):
        return Trouble.LOST
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble.FULL
    return _BY_SQLITE.get(_sqlite_code(error.orig)) if isinstance(error, DBAPIError) else None


def _sqlite_code(error: BaseException | None) -> int:
    """SQLite's primary code; its extended ones carry that in their lowest byte."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
