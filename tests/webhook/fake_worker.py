"""A worker that does what the document tells it: dies, hangs, eats memory, prints; else it answers with its own pid."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from extract.errors import DocumentError
from extract.progress import page_begun
from extract.worker import Reply, main


def read(data: bytes, request: dict[str, Any]) -> Reply:
    word, _, rest = data.decode().partition("\n")[0].partition(" ")
    acts = {"die": die, "die-once": die_once, "hang": hang, "bug": bug, "eat": eat, "spin": spin, "print": chatter}
    acts |= {"wait-for": wait_for, "pages": pages}
    if word in acts:
        acts[word](rest)
    if word == "refuse":
        raise DocumentError("encrypted-document", "文件有打开密码。")
    if word == "slow":
        time.sleep(float(rest))
    name = request.get("name", "")
    body: dict[str, Any] = {
        "kind": "other",
        "status": "unrecognised",
        "form": None,
        "edition": None,
        "error": None,
        "findings": [],
    }
    more = {"member": None, "pages": None, "problems": [], "candidates": [], "pid": os.getpid(), "file": name}
    return Reply([{"body": {**body, **more}, "record": None, "subjects": []}])


def die(_rest: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(marker: str) -> None:
    if not Path(marker).exists():
        Path(marker).touch()
        die("")


def hang(pid_file: str) -> None:
    """Start something that lasts, as LibreOffice would, then never answer."""
    child = subprocess.Popen(["sleep", "600"])
    if pid_file:
        Path(pid_file).write_text(f"{os.getpid()} {child.pid}")
    time.sleep(600)


def bug(rest: str) -> None:
    raise ValueError(f"张伟 {rest}")


def eat(_rest: str) -> None:
    bytearray(4 * 1024**3)


def spin(_rest: str) -> None:
    while True:
        pass


def wait_for(marker: str) -> None:
    while not Path(marker).exists():
        time.sleep(0.02)


def pages(rest: str) -> None:
    """Take so many seconds for each of three pages."""
    for number in (1, 2, 3):
        page_begun(number, 3)
        time.sleep(float(rest))


def chatter(_rest: str) -> None:
    print("a library says hello")
    os.write(1, b"rubbish between the frames")
    os.write(2, b"and on the other channel")


def unpack(data: bytes, request: dict[str, Any]) -> Reply:
    return Reply({"parts": [], "mail": None})


def page(data: bytes, request: dict[str, Any]) -> Reply:
    if request["number"] > 1:
        raise IndexError("no such page")
    return Reply(payload=b"picture of " + data)


if __name__ == "__main__":
    main(sys.argv[1:], {"read": read, "unpack": unpack, "page": page})
