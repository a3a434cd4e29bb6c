"""Templates that an office brought, filled in and looked through by a process of their own with little memory and time.

The list of allowed words keeps a template from most mischief; what it cannot foresee (a pattern that takes for ever, an
expression nested ten thousand deep, a part that unpacks to gigabytes) ends with the process. One task a process.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from render.errors import CODES, RenderError
from render.template import Template

MOST_SECONDS = 20.0
_STOPPED = "模板的运算超出了时间或者内存的限制，已中止。请删去模板中的运算，只保留占位内容和循环。"


def render_limited(template: Template, context: Mapping[str, object], seconds: float = MOST_SECONDS) -> bytes:
    """As :func:`render.template.render`; also raises :class:`RenderError` ``template-stopped``."""
    answer = run_limited("render", template, {"context": context}, seconds)
    return base64.b64decode(answer["docx"])


def run_limited(
    task: str, template: Template, more: Mapping[str, Any], seconds: float = MOST_SECONDS
) -> dict[str, Any]:
    """The answer of a child process to one task on ``template``; raises what the child did."""
    asked = {"task": task, "name": template.name, "script": template.script, **more}
    head = json.dumps(asked, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    command = [sys.executable, "-m", "render.limited_process"]
    try:
        done = subprocess.run(command, input=head + template.data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise RenderError("template-stopped", _STOPPED) from None
    if done.returncode or not done.stdout:
        raise RenderError("template-stopped", _STOPPED)
    answer: dict[str, Any] = json.loads(done.stdout)
    if error := answer.get("error"):
        raise RenderError(error["code"] if error["code"] in CODES else "template-failed", error["message"])
    return answer
