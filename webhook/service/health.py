"""Whether the service can do its work: the database answers, its schema is current, the runner runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from webhook.store.database import Store


@dataclass(frozen=True)
class Condition:
    """``jobs`` counts the jobs by state."""

    database: bool
    runner: bool
    jobs: dict[str, int]

    @property
    def good(self) -> bool:
        return self.database and self.runner

    def to_json(self) -> dict[str, Any]:
        words = {True: "ok", False: "failed"}
        parts = {"database": words[self.database], "runner": words[self.runner]}
        return {"status": words[self.good], **parts, "jobs": self.jobs}


class Health:
    """``runner_alive`` tells whether somebody works on the jobs."""

    def __init__(self, store: Store, runner_alive: Callable[[], bool]) -> None:
        self._store = store
        self._runner_alive = runner_alive

    def condition(self) -> Condition:
        current, jobs = self._store.condition()
        return Condition(current, self._runner_alive(), jobs)
