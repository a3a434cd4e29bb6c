"""The command line: users, backup and restore, and a demo that a newcomer can sign in to."""

from __future__ import annotations

import io
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

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
def test_many_who_send_slowly_keep_nobody_else_waiting(demo: Running) -> None:
    place = urlsplit(demo.url)
    with ExitStack() as slow:
        for _ in range(200):
            one = slow.enter_context(socket.create_connection((place.hostname, place.port), timeout=10))
            one.sendall(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\ntoken=")
        assert demo.ask("/api/v1/submissions")[0] == 200


def test_the_demo_lets_its_first_user_in_and_ends_when_asked(demo: Running) -> None:
    assert demo.ask("/health")[1]["status"] == "ok"
    assert demo.ask("/api/v1/submissions") == (200, {"submissions": []})
    demo.token = "wrong"
    assert demo.ask("/api/v1/submissions")[0] == 401
    assert demo.stop() == 0


def garbage(folder: Path) -> Path:
    folder.mkdir()
    (folder / "service.db").write_text("no database, and never was one")
    return folder


def of_a_later_version(folder: Path) -> Path:
    cli.main(["migrate", "--data", str(folder)])
    with closing(sqlite3.connect(folder / "service.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    return folder


def a_file(folder: Path) -> Path:
    folder.write_text("a file")
    return folder


def below_a_file(folder: Path) -> Path:
    return a_file(folder) / "data"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (garbage, "已损坏"),
        (of_a_later_version, "更新的版本"),
        (a_file, "不是文件夹"),
        (below_a_file, "不是文件夹"),
    ],
)
def test_a_data_folder_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], Path], why: str
) -> None:
    data = make(tmp_path / "data")
    for words in (["serve", "--port", "0"], ["user", "list"], ["migrate"]):
        capsys.readouterr()
        assert cli.main([*words, "--data", str(data)]) == 1
        said = capsys.readouterr().err
        assert why in said
        assert said.count("\n") == 1


def test_a_backup_that_cannot_be_written_or_read_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", a_file(tmp_path / "file")
    assert cli.main(["migrate", "--data", str(data)]) == 0
    for words, why in (
        (["backup", str(file / "b.tar"), "--data", str(data)], "不是文件夹"),
        (["backup", str(tmp_path / "b.tar"), "--data", str(garbage(tmp_path / "garbage"))], "已损坏"),
        (["restore", str(file), "--data", str(tmp_path / "new")], "已损坏"),
        (["restore", str(tmp_path / "none.tar"), "--data", str(tmp_path / "new")], "不存在"),
        (["restore", str(file), "--data", str(file)], "不是空文件夹"),
    ):
        capsys.readouterr()
        assert cli.main(words) == 1
        said = capsys.readouterr().err
        assert why in said
        assert said.count("\n") == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("words", [["--port", "65536"], ["--port", "-1"], ["--programme", "hunan"]])
def test_a_setting_that_is_none_is_refused_before_anything_starts(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["serve", *words, "--data", str(tmp_path / "data")])
    assert not (tmp_path / "data").exists()
