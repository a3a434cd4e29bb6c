"""What every test stands on: the gate for system programs, no network, and Hypothesis' two profiles.

The gate: ``@pytest.mark.needs("soffice")`` skips a test by name where the program is missing, and the run ends with
a line saying what was not tested. ``REQUIRE=all``, or a comma list such as ``REQUIRE=soffice,chromium``, turns the
skip into a failure; ``.ci/run`` sets it after installing everything.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def on_path(*names: str) -> Callable[[], bool]:
    """A probe that holds when one of ``names`` is on PATH."""
    return lambda: any(shutil.which(name) for name in names)


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for simplified Chinese."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


@dataclass(frozen=True)
class Tool:
    """A system program: whether it is here, and the Debian package that brings it."""

    is_here: Callable[[], bool]
    package: str


TOOLS = {
    "soffice": Tool(on_path("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    "chromium": Tool(on_path("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "pdftoppm": Tool(on_path("pdftoppm"), "poppler-utils"),
    "chinese-fonts": Tool(has_chinese_font, "fonts-noto-cjk"),
    "git": Tool(on_path("git"), "git"),
}


@cache
def reason_to_skip(tool: str) -> str | None:
    """Why a test needing ``tool`` cannot run here, with the remedy; ``None`` when it can."""
    if TOOLS[tool].is_here():
        return None
    return f"{tool} is not installed (apt-get install {TOOLS[tool].package})"


def is_required(tool: str) -> bool:
    """Whether the environment variable REQUIRE asks for ``tool``."""
    return not {tool, "all"}.isdisjoint(os.environ.get("REQUIRE", "").split(","))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A misspelt tool would be a test nobody runs: it ends the run at once."""
    for item in items:
        for mark in item.iter_markers("needs"):
            if unknown := set(mark.args) - TOOLS.keys():
                raise pytest.UsageError(f"{item.nodeid} needs {sorted(unknown)}; known tools: {sorted(TOOLS)}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for tool in mark.args:
            if reason := reason_to_skip(tool):
                if is_required(tool):
                    pytest.fail(f"REQUIRE={os.environ['REQUIRE']}, but {reason}", pytrace=False)
                pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    counts: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        counts[reason] = counts.get(reason, 0) + 1
    if counts:
        terminalreporter.section("NOT TESTED HERE", yellow=True)
    for reason, count in sorted(counts.items()):
        terminalreporter.write_line(f"NOT TESTED HERE: {reason}: {count} test{'s' if count > 1 else ''}", yellow=True)


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Connections leave this machine in no test: anything but loopback and local sockets is refused."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host != "localhost" and host != "::1" and not str(host).startswith("127."):
            raise PermissionError(f"a test tried to reach {host}; tests use no network")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield
