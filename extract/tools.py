"""Outside programs: where they are, which version, and a run with a profile of its own and a time limit.

LibreOffice ends with exit code 0 whether or not it converted anything, and two processes on one profile get in each
other's way: so every call has its own profile, and what counts is the file that came out.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import DocumentError

SECONDS = 120.0
"""How long one call may take unless told otherwise."""


@dataclass(frozen=True)
class Tool:
    """A system program: the names it goes by, and what to install where it is missing."""

    names: tuple[str, ...]
    title: str
    package: str


SOFFICE = Tool(("soffice", "libreoffice"), "LibreOffice", "libreoffice-writer-nogui")
FONT_LIST = Tool(("fc-match",), "fontconfig", "fontconfig")


def find(tool: Tool) -> Path | None:
    """The program's path, ``None`` where it is not installed."""
    found = next(filter(None, map(shutil.which, tool.names)), None)
    return Path(found) if found else None


def require(tool: Tool) -> Path:
    """The program's path; :class:`DocumentError` ``tool-missing`` says what to install."""
    if found := find(tool):
        return found
    raise DocumentError(
        "tool-missing",
        f"本机没有安装 {tool.title}，无法转换文件。",
        f"请联系管理员安装：apt-get install {tool.package}",
    )


def version(tool: Tool) -> str:
    """The version as the program states it (7.4.7.2); raises like :func:`run`."""
    said = run([str(require(tool)), "--version"], seconds=30)
    found = re.search(r"\d+(\.\d+)+", said)
    if not found:
        raise DocumentError("reader-crashed", f"{tool.title} 没有报告版本：{said[:80]!r}")
    return found.group()


def run(command: Sequence[str], seconds: float = SECONDS, environment: Mapping[str, str] | None = None) -> str:
    """What the program prints (both channels). Its whole process group is ended when ``seconds`` are over.

    Raises :class:`DocumentError`: ``reader-timeout``, or ``reader-crashed`` with the exit code.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise DocumentError("reader-timeout", f"{Path(command[0]).name} 超过 {seconds:g} 秒没有完成。") from None
        finally:
            _end_group(process)
    text = said.decode("utf-8", "replace")
    if process.returncode:
        name = Path(command[0]).name
        raise DocumentError("reader-crashed", f"{name} 异常退出（代码 {process.returncode}）：{text[-300:].strip()}")
    return text


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process with all that it started; a no-op where nothing is left of them."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def convert(
    sources: Sequence[Path],
    target: Path,
    to: str = "pdf",
    seconds: float = SECONDS,
    environment: Mapping[str, str] | None = None,
) -> list[Path]:
    """The files that LibreOffice made of ``sources`` in the folder ``target``, in the same order, in one call.

    Stems must differ, for the results are named after them. Raises :class:`DocumentError` ``tool-missing``,
    ``reader-timeout``, ``reader-crashed``, or ``damaged-document`` naming the sources of which nothing came out.
    """
    if len({source.stem for source in sources}) < len(sources):
        raise ValueError("two sources would be converted to one name")
    if not sources:
        return []
    suffix = to.split(":")[0]
    wanted = [target / f"{source.stem}.{suffix}" for source in sources]
    for path in wanted:
        path.unlink(missing_ok=True)
    said = _soffice(["--convert-to", to, "--outdir", str(target), *map(str, sources)], seconds, environment)
    lost = [source.name for source, path in zip(sources, wanted, strict=True) if not _holds_something(path)]
    if lost:
        raise DocumentError("damaged-document", f"LibreOffice 没有转出：{'、'.join(lost)}。{said[-200:].strip()}")
    return wanted


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _soffice(arguments: Sequence[str], seconds: float, environment: Mapping[str, str] | None) -> str:
    """What LibreOffice says to ``arguments``, on a profile that is thrown away."""
    program = require(SOFFICE)
    with tempfile.TemporaryDirectory(prefix="soffice-", ignore_cleanup_errors=True) as profile:
        flags = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        return run([str(program), *flags, *arguments], seconds, environment)
