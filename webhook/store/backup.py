"""One file that holds everything: database, documents, the office's own editions, the key that signs sessions.

The database is copied by SQLite's own online backup, as it is at one moment; documents are written before the rows
that name them and never changed, so those that the copy names are all there.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from webhook.store.blobs import Blobs, sync_folder
from webhook.store.trouble import why_not

FORMAT = 1
MANIFEST, DATABASE, SECRET = "manifest.json", "service.db", "secret.key"
EDITIONS = "editions"
_EDITION = re.compile(r"editions/(?!\.)[^/\\]+\.(?:toml|docx)")
_NAMES_BLOBS = (
    ("documents", "sha256"),
    ("letters", "sha256"),
    ("letter_files", "sha256"),
    ("dispatch_files", "sha256"),
    ("edition_versions", "sha256"),
    ("edition_versions", "blank_sha256"),
    ("paper_templates", "sha256"),
    ("letter_batches", "print_sha256"),
)
"""Tables and columns; a database that an earlier version made lacks some."""
_BLOB = re.compile(r"blobs/([0-9a-f]{2})/(\1[0-9a-f]{62})")


class BackupError(Exception):
    """A backup that cannot be made or restored; the message, in Chinese, says why. Nothing was overwritten."""


def back_up(data: Path, target: Path) -> int:
    """Write the backup of the data folder into the new file ``target``; how many documents and letters it holds."""
    if not (data / DATABASE).exists():
        raise BackupError(f"{data} 中没有数据库。")
    if target.exists():
        raise BackupError(f"{target} 已存在，请换一个文件名。")
    with _said("备份失败", target):
        return _backed_up(data, target)


def _backed_up(data: Path, target: Path) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        copy, archive = Path(folder) / DATABASE, Path(folder) / "archive"
        _copy_database(data / DATABASE, copy)
        names = _named_blobs(copy)
        _write(archive, data, copy, names)
        os.replace(archive, target)
    sync_folder(target.parent)
    return len(names)


@contextmanager
def _said(what: str, where: Path) -> Iterator[None]:
    """Every failure of files or the database as a :class:`BackupError` that says which and why."""
    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        raise BackupError(f"{where} {what}（{why_not(error)}）。") from error


def restore(source: Path, data: Path) -> int:
    """Unpack the backup into ``data``, which must be empty or missing; how many documents and letters it held.

    Every document is checked against its hash; :class:`BackupError` where anything is missing or damaged.
    """
    if data.exists() and not (data.is_dir() and not any(data.iterdir())):
        raise BackupError(f"{data} 不是空文件夹，请换一个。")
    with _said("恢复失败", data):
        return _restored(source, data)


def _restored(source: Path, data: Path) -> int:
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data.parent, prefix=".restore-") as folder:
        fresh = Path(folder) / "data"
        fresh.mkdir(mode=0o700)
        try:
            _unpack(source, fresh)
            names = _checked(fresh)
        except (tarfile.TarError, sqlite3.DatabaseError, OSError, ValueError) as error:
            raise BackupError(f"备份文件 {source} 无法恢复（{why_not(error)}）。") from error
        if data.exists():
            data.rmdir()
        os.replace(fresh, data)
    sync_folder(data.parent)
    return len(names)


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _named_blobs(database: Path) -> list[str]:
    """The hashes of all documents, letters and texts of editions that the database, of any schema, names."""
    with closing(sqlite3.connect(database)) as copy:
        tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        named = [f"SELECT {column} FROM {table}" for table, column in _NAMES_BLOBS if table in tables]
        rows = copy.execute(f"SELECT * FROM ({' UNION '.join(named)}) ORDER BY 1")
        return [row[0] for row in rows if row[0] is not None]


def _write(archive: Path, data: Path, database: Path, names: list[str]) -> None:
    blobs = Blobs(data / "blobs")
    manifest = json.dumps({"format": FORMAT, "blobs": len(names)}).encode()
    with archive.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        with tarfile.open(fileobj=file, mode="w") as tar:
            _add_bytes(tar, MANIFEST, manifest)
            tar.add(database, DATABASE)
            if (data / SECRET).exists():
                tar.add(data / SECRET, SECRET)
            for edition in _editions(data):
                _add_bytes(tar, f"{EDITIONS}/{edition.name}", edition.read_bytes())
            for sha256 in names:
                path = blobs.path(sha256)
                if not path.exists():
                    raise BackupError(f"缺少文件 {sha256[:12]}，备份未完成。")
                tar.add(path, f"blobs/{sha256[:2]}/{sha256}")
        file.flush()
        os.fsync(file.fileno())


def _editions(data: Path) -> list[Path]:
    """The files of the office's own editions."""
    folder = data / EDITIONS
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [file for file in found if file.is_file() and _EDITION.fullmatch(f"{EDITIONS}/{file.name}")]


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def _unpack(source: Path, folder: Path) -> None:
    """Write the members that a backup has, under their own names and no others."""
    with tarfile.open(source, "r:") as tar:
        for member, stream in _files(tar):
            if member not in (MANIFEST, DATABASE, SECRET) and not (
                _BLOB.fullmatch(member) or _EDITION.fullmatch(member)
            ):
                raise ValueError(f"{member} does not belong into a backup")
            target = folder / member
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(stream, file)
                file.flush()
                os.fsync(file.fileno())
            target.chmod(0o440 if member.startswith("blobs/") else 0o600)


def _files(tar: tarfile.TarFile) -> Iterator[tuple[str, io.BufferedReader]]:
    for member in tar:
        stream = tar.extractfile(member)
        if stream is None:
            raise ValueError(f"{member.name} is no file")
        yield member.name, stream  # type: ignore[misc]


def _checked(folder: Path) -> list[str]:
    """The documents of the unpacked backup, each having been compared with its hash."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    if manifest["format"] != FORMAT:
        raise ValueError("unknown format")
    (folder / MANIFEST).unlink()
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise ValueError("the database is damaged")
    blobs = Blobs(folder / "blobs")
    names = _named_blobs(folder / DATABASE)
    for sha256 in names:
        with blobs.path(sha256).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise ValueError("a document is damaged")
    return names
