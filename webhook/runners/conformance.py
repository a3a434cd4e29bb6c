"""The check of papers in child processes, each with its own limits; one that dies is tried once more, then reported."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from render.conformance.report import Report
from webhook.runners.child import ChildLimits
from webhook.runners.reading import ChildPool

WORKER = (sys.executable, "-m", "webhook.runners.conformance_worker")
LIMITS = ChildLimits(memory_bytes=2 * 1024**3, cpu_seconds=60, wall_seconds=60.0)
"""Of one paper, whole: 200 pages of text take some forty seconds."""


def checking_pool(limits: ChildLimits = LIMITS) -> ChildPool:
    """One process that checks papers, started when it is needed."""
    return ChildPool(1, limits, WORKER)


class ChildPaperChecker:
    """A :class:`webhook.service.ports.PaperChecker`."""

    def __init__(self, pool: ChildPool) -> None:
        self._pool = pool

    def check(self, file: Path, name: str, settings: Mapping[str, Any]) -> Report:
        about = {"name": name, "settings": dict(settings)}
        head, _ = self._pool.ask({"task": "conformance", "file": str(file), **about})
        return Report.from_json(head["ok"])
