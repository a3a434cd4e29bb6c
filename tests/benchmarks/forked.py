"""Test runs without the cost of starting: one interpreter that has loaded the tools forks a child for each run.

Run as a script it is that interpreter. The product itself is loaded by the children only, so each sees the files as
they are at that moment.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

SECONDS = 120
"""A run that takes longer hangs."""


class ForkedTests:
    """Test runs in a folder that holds the whole repository."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> ForkedTests:
        command = [sys.executable, str(Path(__file__).resolve())]
        pipe = subprocess.PIPE
        self._server = subprocess.Popen(command, cwd=self._folder, stdin=pipe, stdout=pipe, text=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(SECONDS)

    def fail(self, paths: list[str]) -> bool:
        """Whether a test in the files fails, in their order, up to the first failure; a run that hangs has failed."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(paths) + "\n")
        self._server.stdin.flush()
        answer = self._server.stdout.readline()
        assert answer, "the test runner has ended"
        return bool(json.loads(answer))


class _WithoutShrinking:
    """Drawn inputs that fail need no smallest example here."""

    def pytest_configure(self, config: Any) -> None:
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutation", parent=settings.default, phases=phases, derandomize=True, database=None)
        settings.load_profile("mutation")


def _child(paths: list[str]) -> int:
    import pytest

    options = ["-q", "-x", "--no-header", "--no-summary", "-p", "no:cacheprovider", "-p", "no:xdist"]
    # Hypothesis is loaded before its own assertions could be rewritten, which pytest would say by a warning.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, *paths], plugins=[_WithoutShrinking()]))


def _failed(paths: list[str]) -> bool:
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            _mute()
            code = _child(paths)
        finally:
            os._exit(code)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status != 0
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return True


def _mute() -> None:
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)


def _serve() -> None:
    # A mutant may be as long and as young as the last one: bytecode kept of it could be taken for the next.
    sys.dont_write_bytecode = True
    sys.path[:] = [os.getcwd(), *(path for path in sys.path if path != str(Path(__file__).parent))]
    import hypothesis.strategies
    import opencc
    import pytest

    assert all((hypothesis, opencc, pytest))
    for line in sys.stdin:
        print(json.dumps(_failed(json.loads(line))), flush=True)


if __name__ == "__main__":
    _serve()
