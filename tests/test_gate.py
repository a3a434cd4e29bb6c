"""The gate for system programs, tried out on small test files of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
NEEDS_SOFFICE = "import pytest\n@pytest.mark.needs('soffice')\ndef test_letter(): assert True\n"


def run_pytest(folder: Path, source: str, path: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """pytest's run over ``source`` under this project's conftest, with ``path`` as PATH; REQUIRE only if given."""
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = needs(tool): gate\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "REQUIRE"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", str(folder)],
        cwd=folder,
        env=kept | {"PATH": path} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def with_program(folder: Path, name: str) -> str:
    """A PATH on which a program called ``name`` stands."""
    program = folder / "bin" / name
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program.parent)


def test_a_missing_program_skips_the_test_and_the_run_ends_by_naming_it(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, NEEDS_SOFFICE)
    assert run.returncode == 0, run.stdout
    expected = "NOT TESTED HERE: soffice is not installed (apt-get install libreoffice-writer-nogui): 1 test"
    assert expected in run.stdout
    assert "1 skipped" in run.stdout.splitlines()[-1]


@pytest.mark.parametrize("required", ["all", "soffice", "chromium,soffice"])
def test_a_required_program_that_is_missing_fails_the_test(tmp_path: Path, required: str) -> None:
    run = run_pytest(tmp_path, NEEDS_SOFFICE, REQUIRE=required)
    assert run.returncode == 1
    assert f"REQUIRE={required}, but soffice is not installed" in run.stdout


def test_requiring_another_program_leaves_the_skip_a_skip(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, NEEDS_SOFFICE, REQUIRE="chromium").returncode == 0


def test_a_program_on_the_path_lets_the_test_run(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, NEEDS_SOFFICE, path=with_program(tmp_path, "soffice"), REQUIRE="all")
    assert run.returncode == 0, run.stdout
    assert "NOT TESTED HERE" not in run.stdout


def test_a_misspelt_program_ends_the_run(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, NEEDS_SOFFICE.replace("soffice", "sofice"))
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "sofice" in run.stderr


def test_a_test_that_reaches_for_the_network_is_refused() -> None:
    with socket.socket() as out, pytest.raises(PermissionError, match=r"203\.0\.113\.1"):
        out.connect(("203.0.113.1", 80))


def test_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
