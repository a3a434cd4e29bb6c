"""Pictures drawn once and kept for the next look, in a folder that may be thrown away at any time."""

from __future__ import annotations

import os
import secrets
import threading
from contextlib import suppress
from pathlib import Path

MOST_BYTES = 2 * 1024**3
_TRIM_TO = 0.8
_TRIM_EVERY = 0.05


class Pictures:
    """Files below ``folder``, the oldest removed where all together are more than ``most_bytes``."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes
        self._since = most_bytes
        self._lock = threading.Lock()

    def path(self, name: str) -> Path:
        return self._folder / name

    def get(self, name: str) -> bytes | None:
        """What is kept under ``name``; ``None`` where it was never drawn or has been thrown away."""
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, name: str, data: bytes) -> Path:
        """The file that now holds ``data``: written whole or not at all."""
        target = self.path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{secrets.token_hex(8)}")
        part.write_bytes(data)
        os.replace(part, target)
        self._trim(len(data))
        return target

    def _trim(self, written: int) -> None:
        """Remove the oldest files now and then; the one just written stays."""
        with self._lock:
            self._since += written
            if self._since < self._most * _TRIM_EVERY:
                return
            self._since = 0
            files = sorted(
                ((f.stat(), f) for f in self._folder.rglob("*") if f.is_file()), key=lambda x: x[0].st_mtime_ns
            )
            total = sum(stat.st_size for stat, _ in files)
            if total <= self._most:
                return
            for stat, file in files[:-1]:
                if total <= self._most * _TRIM_TO:
                    return
                with suppress(FileNotFoundError):  # another service removed it
                    file.unlink()
                total -= stat.st_size
