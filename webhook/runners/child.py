"""One child process that reads documents, as its parent sees it: ask, wait no longer than allowed, kill, start anew."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import extract
from extract.worker import EndOfStream, receive, send

ROOT = Path(extract.__file__).resolve().parent.parent
WORKER = (sys.executable, "-m", "extract.worker")
GRACE_SECONDS = 5.0
"""How long a child that closed its pipe may take to end before it is killed."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


OnPage = Callable[[int, int], None]
"""Told the number of a page that is begun, and of how many."""


def nobody(number: int, of: int) -> None:
    """Whom nobody tells."""


class ChildDied(Exception):
    """The child ended before it answered. ``why`` names the signal, the exit status or the exception's place."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ChildTooSlow(Exception):
    """The child did not answer in time and was killed."""


@dataclass(frozen=True)
class ChildLimits:
    """Address space in bytes, processor and wall time in seconds, documents until a fresh start.

    The times are those of a page where a document is read page by page, else of the whole document. Address space is
    much more than memory: reading a scan takes up to 1.2 GB of memory and maps 2 GB.
    """

    memory_bytes: int = 3 * 1024**3
    cpu_seconds: int = 120
    wall_seconds: float = 120.0
    documents: int = 100


CHILD_LIMITS = ChildLimits()


class Child:
    """A running worker. It leads its own process group, so that what it starts dies with it."""

    def __init__(self, command: tuple[str, ...], limits: ChildLimits) -> None:
        self._limits = limits
        self.answered = 0
        lifeline, self._lifeline = os.pipe()
        try:
            self._process = subprocess.Popen(
                [*command, str(limits.memory_bytes), str(limits.cpu_seconds), str(lifeline)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # libraries print what they stumble over: somebody's data
                pass_fds=(lifeline,),
                start_new_session=True,
                env=_environment(),
            )
        finally:
            os.close(lifeline)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def worn(self) -> bool:
        """Whether it has read as many documents as one process should."""
        return self.answered >= self._limits.documents

    def ask(self, request: Mapping[str, Any], on_page: OnPage = nobody) -> tuple[dict[str, Any], bytes]:
        """The answer's head and payload; :class:`ChildDied` or :class:`ChildTooSlow`, and then the child is gone.

        ``on_page`` is told of each page that is begun.
        """
        assert self._process.stdin
        try:
            send(self._process.stdin, request)
            head, payload = self._received()
            while "begun" in head:
                on_page(*head["begun"])
                head, payload = self._received()
        except (EndOfStream, BrokenPipeError):
            raise ChildDied(self._end()) from None
        except ChildTooSlow:
            self.kill()
            raise
        if "crash" in head:
            self.kill()
            raise ChildDied(f"{head['crash']['type']} at {head['crash']['at']}")
        self.answered += 1
        return head, payload

    def kill(self) -> None:
        """End the child and whatever it started, at once. Only the thread that uses the child may call this."""
        self.signal()
        self._end()

    def signal(self) -> None:
        """Kill the child and whatever it started; whoever waits for its answer meets :class:`ChildDied`."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):  # it is gone already
                os.killpg(self._process.pid, signal.SIGKILL)

    def _received(self) -> tuple[dict[str, Any], bytes]:
        return receive(self._reader(time.monotonic() + self._limits.wall_seconds))

    def _reader(self, until: float) -> Any:
        assert self._process.stdout
        descriptor = self._process.stdout.fileno()

        def read(count: int) -> bytes:
            parts = bytearray()
            while len(parts) < count:
                ready, _, _ = select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
                if not ready:
                    raise ChildTooSlow
                chunk = os.read(descriptor, min(count - len(parts), 1 << 20))
                if not chunk:
                    raise EndOfStream("the child ended")
                parts += chunk
            return bytes(parts)

        return read

    def _end(self) -> str:
        """Reap the child and close the pipes; how it ended, in words for the log.

        What it started is killed before it is reaped: until then no other process can have its group's number.
        """
        until = time.monotonic() + GRACE_SECONDS
        while self.running and time.monotonic() < until:
            time.sleep(0.01)
        self.signal()
        status = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream
            with suppress(BrokenPipeError):  # a request it never took
                stream.close()
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        return signal.Signals(-status).name if status < 0 else f"exit status {status}"

    @property
    def running(self) -> bool:
        """Whether the child still runs; asking does not reap it."""
        if self._process.returncode is not None:
            return False
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None


def _environment() -> dict[str, str]:
    """Where our packages are, and one thread for each numeric library; none of the service's secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | dict.fromkeys(_THREADS, "1")
