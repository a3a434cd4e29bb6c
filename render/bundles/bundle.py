"""What is sent up as one PDF a copy: made sheets and originals, bound page by page as they are, with bookmarks.

Files from outside are laid out and bound by a process of their own with limited memory and time; nothing is held in
memory but one picture at a time. The same parts give the same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from render.errors import RenderError

PDF, PICTURE = "pdf", "picture"
"""What an original can be laid out from as it is."""
MOST_SECONDS = 300.0
_STOPPED = "报送材料超出了一次装订的时间或者内存限制，已中止。请减少一次报送的试点，或者降低扫描分辨率。"


@dataclass(frozen=True)
class Source:
    """An original: a PDF or a picture, and which of its pages belong (from 1; ``last`` ``None``: to the end).

    ``name`` is what messages call it.
    """

    file: Path
    kind: str
    name: str
    first: int = 1
    last: int | None = None


@dataclass(frozen=True)
class Laid:
    """An original as pages: ``file`` is a PDF, and ``count`` of its pages from ``first`` on are the original's."""

    file: Path
    first: int
    count: int


@dataclass(frozen=True)
class Piece:
    """Pages of the print, and the bookmark to the first of them: its title and its depth, 0 for a main one."""

    laid: Laid
    title: str = ""
    depth: int = 0


def lay_out(sources: Sequence[Source], folder: Path) -> list[Laid]:
    """Each original as pages, in order. PDFs stay as they are; pictures become PDFs in ``folder``.

    A picture stands on A4 (or on A3, where it was scanned so), as large as it is, never enlarged. Raises
    :class:`RenderError` ``enclosure-unreadable`` naming the file, or ``bundle-stopped``.
    """
    asked = [{**asdict(source), "file": str(source.file)} for source in sources]
    answer = _asked({"task": "lay-out", "sources": asked, "folder": str(folder)})
    return [Laid(Path(one["file"]), one["first"], one["count"]) for one in answer["laid"]]


def bind(pieces: Sequence[Piece], title: str, target: Path) -> int:
    """Write the pieces one after another to ``target``; how many pages they are. Raises as :func:`lay_out`.

    Page sizes, pictures and text stay as they are: nothing is encoded anew, nothing is drawn onto a page.
    """
    told = [
        {"file": str(p.laid.file), "first": p.laid.first, "count": p.laid.count, "title": p.title, "depth": p.depth}
        for p in pieces
    ]
    answer = _asked({"task": "bind", "pieces": told, "title": title, "target": str(target)})
    return int(answer["pages"])


def _asked(task: dict[str, Any]) -> dict[str, Any]:
    """The answer of the process to one task; raises what it did."""
    command = [sys.executable, "-m", "render.bundles.process"]
    data = json.dumps(task, ensure_ascii=True).encode()
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise RenderError("bundle-stopped", _STOPPED) from None
    if done.returncode or not done.stdout:
        raise RenderError("bundle-stopped", _STOPPED)
    answer: dict[str, Any] = json.loads(done.stdout)
    if error := answer.get("error"):
        raise RenderError("enclosure-unreadable", error)
    return answer
