"""The command line: users, backup and restore, and a demo that a newcomer can sign in to."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.webhook.running import Running, start
from webhook import cli
from webhook.store.blobs import Blobs


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Running]:
    running = start(tmp_path / "data", ("-m", "webhook"))
    yield running
    running.close()


def test_users_are_added_listed_and_given_new_tokens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path / "data")]
    assert cli.main(["user", "add", "王芳", *data]) == 0
    token = capsys.readouterr().out.strip().rpartition("：")[2]
    assert cli.main(["user", "list", *data]) == 0
    assert capsys.readouterr().out == "王芳\n"
    assert cli.main(["user", "token", "王芳", *data]) == 0
    assert token not in capsys.readouterr().out
    assert cli.main(["user", "add", "王芳", *data]) == 1
    assert "已有同名用户" in capsys.readouterr().err


def test_backup_and_restore_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, file = str(tmp_path / "data"), str(tmp_path / "backup.tar")
    assert cli.main(["migrate", "--data", data]) == 0
    Blobs(tmp_path / "data" / "blobs").put(io.BytesIO(b"nobody names it"))
    assert cli.main(["backup", file, "--data", data]) == 0
    assert cli.main(["restore", file, "--data", str(tmp_path / "new")]) == 0
    assert "0 份文件" in capsys.readouterr().out
    assert cli.main(["restore", file, "--data", data]) == 1
    assert "不是空文件夹" in capsys.readouterr().err


def test_a_port_in_use_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port), "--data", str(tmp_path / "data")]) == 1
    assert f"端口 {port} 无法使用" in capsys.readouterr().err


@pytest.mark.slow
def test_the_demo_lets_its_first_user_in_and_ends_when_asked(demo: Running) -> None:
    assert demo.ask("/health")[1]["status"] == "ok"
    assert demo.ask("/api/v1/submissions") == (200, {"submissions": []})
    demo.token = "wrong"
    assert demo.ask("/api/v1/submissions")[0] == 401
    assert demo.stop() == 0
