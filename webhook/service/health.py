"""Whether the service can do its work: the database answers, its schema is current, the runner runs, files can be kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.limits import DEFAULT_LIMITS
from webhook.service.recognition import READY, Recognition
from webhook.store.database import Store

ROOM, LOW, FULL = "ok", "low", "full"
LOW_BYTES = DEFAULT_LIMITS.file_bytes
"""With less room than this a file of the size that is allowed cannot be kept."""
FULL_BYTES = 4 * 1024 * 1024
"""With less room than this the database itself may not be able to write."""


@dataclass(frozen=True)
class Condition:
    """``jobs`` counts the jobs by state; ``recognition`` says whether scans can be read, and ``why`` where not.

    ``storage`` is ``low`` where not every file that is allowed can be kept, and ``full`` where none can.

    Without it the service works: scans are kept, and answered with an error that says what is missing.
    """

    database: bool
    runner: bool
    jobs: dict[str, int]
    recognition: str = READY
    why: str = ""
    storage: str = ROOM

    @property
    def good(self) -> bool:
        return self.database and self.runner and self.storage != FULL

    def to_json(self) -> dict[str, Any]:
        words = {True: "ok", False: "failed"}
        parts = {"database": words[self.database], "runner": words[self.runner], "storage": self.storage}
        reads = {"recognition": self.recognition, **({"missing": self.why} if self.why else {})}
        return {"status": words[self.good], **parts, **reads, "jobs": self.jobs}


class Health:
    """``runner_alive`` tells whether somebody works on the jobs, ``recognition`` whether scans can be read.

    Everything is kept below ``data``.
    """

    def __init__(
        self, store: Store, runner_alive: Callable[[], bool], data: Path, recognition: Recognition | None = None
    ) -> None:
        self._store = store
        self._data = data
        self._runner_alive = runner_alive
        self._recognition = recognition or Recognition()

    def condition(self) -> Condition:
        current, jobs = self._store.condition()
        reads = self._recognition
        return Condition(current, self._runner_alive(), jobs, reads.state, reads.message, self._storage())

    def _storage(self) -> str:
        try:
            free = shutil.disk_usage(self._data).free
        except OSError:  # the folder is gone: nothing can be kept
            return FULL
        return FULL if free < FULL_BYTES else LOW if free < LOW_BYTES else ROOM
