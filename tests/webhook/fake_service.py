"""The service as the command line starts it, but with workers that do what the documents tell them, and short leases."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from flask import Flask

from webhook import cli
from webhook.app import Parts, create_app
from webhook.config import Config
from webhook.runners.embedded import Pace
from webhook.runners.reading import ChildPool, ChildReader

PACE = Pace(
    lease=timedelta(seconds=1.5),
    heartbeat=timedelta(seconds=0.4),
    poll=timedelta(seconds=0.1),
    retry_after=timedelta(seconds=0.1),
)


def with_fake_workers(config: Config) -> Flask:
    command = (sys.executable, str(Path(__file__).with_name("fake_worker.py")))
    return create_app(config, Parts(reader=ChildReader(ChildPool(1, command=command)), pace=PACE))


if __name__ == "__main__":
    cli.create_app = with_fake_workers  # type: ignore[assignment]
    sys.exit(cli.main(sys.argv[1:]))
