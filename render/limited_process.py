"""The process in which a stranger's template is filled in or looked through: little memory, little time, no files.

``python -m render.limited_process`` answers the one request on standard input; see :mod:`render.limited`.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

from render.errors import RenderError
from render.process_limits import limit
from render.template import Template

CPU_SECONDS = 5
MEMORY_BYTES = 700_000_000


def _answer(asked: dict[str, Any], data: bytes) -> dict[str, Any]:
    from render.template import render

    template = Template(asked["name"], data, asked["script"])
    if asked["task"] == "render":
        return {"docx": base64.b64encode(render(template, asked["context"])).decode("ascii")}
    from render.papers.lint import look_through

    return {"faults": [fault.to_json() for fault in look_through(template, asked["paper"], asked["layout"])]}


def main() -> None:
    """Answer the one request on standard input; an unforeseen exception ends the process without an answer."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    limit(MEMORY_BYTES, CPU_SECONDS)
    try:
        answer = _answer(json.loads(head.decode("utf-8", "surrogatepass")), data)
    except RenderError as error:
        answer = {"error": {"code": error.code, "message": error.message}}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    main()
