"""Bytes by their own hash, in a folder. What is stored is never changed, and the same bytes are stored once."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

CHUNK = 1024 * 1024
ABANDONED_SECONDS = 24 * 3600.0


class TooLarge(ValueError):
    """More bytes than allowed; nothing was stored."""


@dataclass(frozen=True)
class Blob:
    """``head`` is the first kilobytes, enough to tell what kind of file it is."""

    sha256: str
    size: int
    head: bytes


class Lost(Exception):
    """Bytes that were stored are no longer there."""


class Blobs:
    """Files named by their SHA-256 below ``folder``, two levels deep."""

    HEAD_BYTES = 8192

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)

    def sweep(self, now: float) -> None:
        """Remove what a killed service had begun to receive more than a day before ``now`` (seconds of the epoch)."""
        for part in self._incoming.iterdir():
            with suppress(FileNotFoundError):  # another service received or removed it
                if part.stat().st_mtime < now - ABANDONED_SECONDS:
                    part.unlink()

    def put(self, stream: IO[bytes], limit: int | None = None) -> Blob:
        """Store what ``stream`` holds; on return the bytes are on the disk.

        Raises :class:`TooLarge` as soon as more than ``limit`` bytes have come.
        """
        part = self._incoming / secrets.token_hex(16)
        try:
            with part.open("xb") as file:
                blob = _copy(stream, file, limit)
                file.flush()
                os.fsync(file.fileno())
            self._keep(part, blob.sha256)
        finally:
            part.unlink(missing_ok=True)
        return blob

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A path that may be lengthened (``-0``, ``-1``, …) into those of files for the moment; they go in the end."""
        prefix = self._incoming / secrets.token_hex(16)
        try:
            yield prefix
        finally:
            for part in self._incoming.glob(f"{prefix.name}-*"):
                part.unlink()

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def existing(self, sha256: str) -> Path:
        """The path of stored bytes; :class:`Lost` where they are gone."""
        path = self.path(sha256)
        if not path.exists():
            raise Lost(sha256)
        return path

    def get(self, sha256: str) -> bytes:
        return self.existing(sha256).read_bytes()

    def all(self) -> Iterator[Path]:
        """Every stored file, in no order."""
        yield from self.folder.glob("[0-9a-f][0-9a-f]/*")

    def _keep(self, part: Path, sha256: str) -> None:
        target = self.path(sha256)
        if target.exists():
            return
        target.parent.mkdir(exist_ok=True)
        part.chmod(0o440)
        os.replace(part, target)
        sync_folder(target.parent)
        sync_folder(self.folder)


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` survive a power failure, as fsync of a file does for its bytes alone."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(source: IO[bytes], target: IO[bytes], limit: int | None) -> Blob:
    digest = hashlib.sha256()
    head, size = b"", 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if limit is not None and size > limit:
            raise TooLarge(f"more than {limit} bytes")
        head = head or chunk[: Blobs.HEAD_BYTES]
        digest.update(chunk)
        target.write(chunk)
    return Blob(digest.hexdigest(), size, head)
