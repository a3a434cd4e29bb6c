"""``python -m webhook demo|serve|backup|restore|user|migrate``: the service and the care for its data folder."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import signal
import socket
import sys
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import webhook
from forms.programme import UnknownProgramme
from forms.programme import programme as find_programme
from webhook.app import create_app, machinery
from webhook.config import Config
from webhook.service.problems import Problem
from webhook.service.services import Services
from webhook.service.users import FIRST_USER
from webhook.store.backup import BackupError, back_up, restore
from webhook.store.trouble import Unusable

DEFAULT_PORT = 8000
MAX_PORT = 65535
THREADS = 8
CONNECTIONS = 500
"""Open at a time: a browser keeps several, and one that sends slowly holds its own without a thread."""
DEMO_TOKEN = "demo-token"
"""The file of the data folder that keeps the first user's token, for the demo alone."""
BODY_MARGIN_BYTES = 64 * 1024 * 1024
"""How much more than our limit the server lets through, so that it is we who say what is too large."""
EXIT_FAILED = 1


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks; the exit status."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        status: int = options.run(options)
    except Problem as problem:
        return _fail(f"{problem.message}{problem.advice}")
    except (BackupError, Unusable) as error:
        return _fail(str(error))
    return status


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return EXIT_FAILED


def _default_data() -> Path:
    """``data`` in the checkout, or below the current folder where the product is installed."""
    root = Path(webhook.__file__).resolve().parent.parent
    return (root if (root / "pyproject.toml").exists() else Path.cwd()) / "data"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m webhook", description="Receive, review and answer applications.")
    parser.add_argument("--data", type=Path, default=_default_data(), help="the data folder (default: data)")
    words = parser.add_subparsers(required=True, metavar="WORD")
    for word, run, says in (
        ("demo", _demo, "start with a first user and print how to sign in"),
        ("serve", _serve, "start the service"),
    ):
        served = _word(words, word, run, says)
        served.add_argument("--host", default="127.0.0.1")
        served.add_argument("--port", type=_port, default=DEFAULT_PORT)
        says = "the programme of submissions that name none"
        served.add_argument("--programme", type=_programme, default="national", help=says)
    _word(words, "backup", _backup, "write everything into one file, while the service runs").add_argument(
        "path", type=Path
    )
    _word(words, "restore", _restore, "unpack a backup into an empty data folder").add_argument("path", type=Path)
    _word(words, "migrate", _migrate, "bring the database to the newest schema")
    user = _word(words, "user", _user, "add a user, list them, or give one a new token")
    user.add_argument("what", choices=("add", "list", "token"))
    user.add_argument("name", nargs="?", default="")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > MAX_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {MAX_PORT}; 0 takes a free one")
    return int(text)


def _programme(text: str) -> str:
    try:
        return find_programme(text).id
    except UnknownProgramme as unknown:
        raise argparse.ArgumentTypeError(str(unknown)) from None


def _word(words: Any, name: str, run: Any, says: str) -> argparse.ArgumentParser:
    parser = words.add_parser(name, help=says, description=says)
    assert isinstance(parser, argparse.ArgumentParser)
    parser.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="the data folder")
    parser.set_defaults(run=run)
    return parser


def _config(options: argparse.Namespace) -> Config:
    return Config(data=options.data.resolve(), programme=getattr(options, "programme", "national"))


def _services(options: argparse.Namespace) -> tuple[Services, Any]:
    app = create_app(_config(options))
    return app.extensions["pilot"], machinery(app)


def _demo(options: argparse.Namespace) -> int:
    return _run_server(options, is_demo=True)


def _serve(options: argparse.Namespace) -> int:
    return _run_server(options, is_demo=False)


def _run_server(options: argparse.Namespace, is_demo: bool) -> int:
    """Serve until a signal asks to end; jobs at work are ended, or left to their lease."""
    try:
        door = socket.create_server((options.host, options.port))
    except OSError as error:
        return _fail(_no_door(options, error))
    with door:
        _serve_at(door, options, is_demo)
    return 0


def _serve_at(door: socket.socket, options: argparse.Namespace, is_demo: bool) -> None:
    from waitress import create_server

    config = _config(options)
    app = create_app(config)
    beside = machinery(app)
    body_bytes = config.request_bytes + BODY_MARGIN_BYTES
    server = create_server(
        app,
        sockets=[door],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select() knows no more than 1024 files
        ident="",
        max_request_body_size=body_bytes,
    )
    signal.signal(signal.SIGTERM, _end)
    beside.start()
    try:
        _say_where(options.host, door.getsockname()[1], _first_token(app.extensions["pilot"], config, is_demo))
        server.run()
    finally:
        server.close()
        beside.stop()


def _no_door(options: argparse.Namespace, error: OSError) -> str:
    known = {errno.EADDRINUSE: "已被占用", errno.EACCES: "没有权限，1024以下的端口属于管理员"}
    if error.errno in known:
        return f"端口 {options.port} 无法使用（{known[error.errno]}）。请用 --port 换一个端口。"
    return f"地址 {options.host}:{options.port} 无法使用。请核对 --host 和 --port。"


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _say_where(host: str, port: int, token: str | None) -> None:
    print(f"服务地址：http://{host}:{port}/", flush=True)
    print(f"接口说明：http://{host}:{port}/api/v1/docs", flush=True)
    if token:
        print(f"登录令牌（用户 {FIRST_USER}）：{token}", flush=True)


def _first_token(services: Services, config: Config, is_demo: bool) -> str | None:
    """The demo's token: made with the first user, then kept in a file that only its owner reads."""
    if not is_demo:
        return None
    file = config.data / DEMO_TOKEN
    known = services.users.named(FIRST_USER)
    if known and file.exists() and (token := file.read_text(encoding="ascii")):
        owner = services.users.with_token(token)
        if owner and owner.name == FIRST_USER:
            return token
    token = services.users.renew_token(FIRST_USER) if known else services.users.add(FIRST_USER)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as kept:
        kept.write(token)
    return token


def _backup(options: argparse.Namespace) -> int:
    held = back_up(options.data.resolve(), options.path.resolve())
    print(f"已备份：{held} 份文件和文书。")
    return 0


def _restore(options: argparse.Namespace) -> int:
    held = restore(options.path.resolve(), options.data.resolve())
    print(f"已恢复：{held} 份文件和文书。")
    return 0


def _migrate(options: argparse.Namespace) -> int:
    _, beside = _services(options)
    beside.stop()
    print("数据库已是最新。")
    return 0


def _user(options: argparse.Namespace) -> int:
    services, beside = _services(options)
    try:
        if options.what == "list":
            for user in services.users.all():
                print(user.name)
        else:
            act = services.users.add if options.what == "add" else services.users.renew_token
            print(f"登录令牌（只显示这一次）：{act(options.name)}")
    finally:
        beside.stop()
    return 0
