"""A service in a process of its own, as tests start, ask, kill and stop it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
FAKE_SERVICE = (str(ROOT / "tests/webhook/fake_service.py"),)
START_SECONDS = 60.0
_BOUNDARY = "----a-test"


def until(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether it held within so many seconds."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


@dataclass
class Running:
    """A running service; ``token`` is the first user's."""

    process: subprocess.Popen[str]
    data: Path
    url: str
    token: str

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON of the answer; a POST where there are ``data``."""
        known = {"Authorization": f"Bearer {self.token}", **headers}
        request = urllib.request.Request(f"{self.url}{path}", data, known)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def post(self, says: bytes, query: str = "") -> tuple[int, Any]:
        """Hand in a paper for the fake worker, behind a head that the intake knows."""
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        body = head.encode() + says + f"\r\n--{_BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        return self.ask(f"/api/v1/submissions{query}", body, **{"Content-Type": kind})

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, read past the service."""
        with closing(sqlite3.connect(self.data / "service.db", timeout=10)) as database:
            return database.execute(query).fetchall()

    def workers(self) -> list[int]:
        """The children's pids."""
        listed = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(pid) for file in listed for pid in file.read_text().split()]

    def kill(self) -> None:
        """kill -9: no chance to clean up."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        assert self.process.stdout
        self.process.stdout.close()


def start(data: Path, program: tuple[str, ...] = FAKE_SERVICE) -> Running:
    """Start ``demo`` over the data folder on a free port and wait until it says where it is."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, *program, "demo", "--port", "0", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        cwd=data.parent,
    )
    assert process.stdout
    lines = [process.stdout.readline().strip() for _ in range(3)]
    if not lines[-1]:
        process.kill()
        process.wait()
        process.stdout.close()
        raise AssertionError("the service did not start")
    return Running(process, data, lines[0].partition("：")[2].rstrip("/"), lines[2].rpartition("：")[2])
