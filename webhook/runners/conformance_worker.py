"""The child process that holds papers against GB/T 9704-2012: it may die of a paper, and the service goes on.

``python -m webhook.runners.conformance_worker MEMORY_BYTES CPU_SECONDS LIFELINE_FD`` answers like
:mod:`extract.worker`, with the one task ``conformance``.
"""

from __future__ import annotations

import sys
from typing import Any

from extract.worker import Reply, Task, main


def conformance_task(data: bytes, request: dict[str, Any]) -> Reply:
    """The report on a paper, as JSON."""
    from render.conformance import Settings, check

    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in request["settings"].items()
    }
    return Reply(check(data, request["name"], Settings(**given)).to_json())


TASKS: dict[str, Task] = {"conformance": conformance_task}

if __name__ == "__main__":
    main(sys.argv[1:], TASKS)
