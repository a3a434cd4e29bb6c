"""Whether the service can do its work: the database answers, its schema is current, the runner runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webhook.service.recognition import READY, Recognition
from webhook.store.database import Store


@dataclass(frozen=True)
class Condition:
    """``jobs`` counts the jobs by state; ``recognition`` says whether scans can be read, and ``why`` where not.

    Without it the service works: scans are kept, and answered with an error that says what is missing.
    """

    database: bool
    runner: bool
    jobs: dict[str, int]
    recognition: str = READY
    why: str = ""

    @property
    def good(self) -> bool:
        return self.database and self.runner

    def to_json(self) -> dict[str, Any]:
        words = {True: "ok", False: "failed"}
        parts = {"database": words[self.database], "runner": words[self.runner]}
        reads = {"recognition": self.recognition, **({"missing": self.why} if self.why else {})}
        return {"status": words[self.good], **parts, **reads, "jobs": self.jobs}


class Health:
    """``runner_alive`` tells whether somebody works on the jobs, ``recognition`` whether scans can be read."""

    def __init__(self, store: Store, runner_alive: Callable[[], bool], recognition: Recognition | None = None) -> None:
        self._store = store
        self._runner_alive = runner_alive
        self._recognition = recognition or Recognition()

    def condition(self) -> Condition:
        current, jobs = self._store.condition()
        reads = self._recognition
        return Condition(current, self._runner_alive(), jobs, reads.state, reads.message)
