"""One side of a comparison in a process of its own: ``python -m tests.benchmarks.loop NAME FILE COUNT``.

Prints a JSON object: the median milliseconds of ``COUNT`` calls after one that is not counted, and the peak memory.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ON = date(2026, 1, 1)


def extract_whole(path: str) -> Callable[[], object]:
    """Bytes to findings, as the command line does it."""
    from extract.reading import read
    from forms.programme import programme

    data, national = Path(path).read_bytes(), programme("national")
    return lambda: read(data, path, programme=national, on=ON)[0].to_json()


def letter(path: str) -> Callable[[], object]:
    """A 补正通知书 for the application in ``path``, composed and packed."""
    from render.letter import compose
    from tests.benchmarks.letters import correction_request

    request = correction_request(path, ON)
    return lambda: compose(request)


def letter_by_docxtpl(path: str) -> Callable[[], object]:
    """The same letter from the same template and context by docxtpl as it comes."""
    from docxtpl import DocxTemplate

    from tests.benchmarks.letters import context_of, correction_request, template_bytes

    context, template = context_of(correction_request(path, ON)), template_bytes()

    def render() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(context, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return render


TASKS: dict[str, Callable[[str], Callable[[], object]]] = {
    "extract": extract_whole,
    "letter": letter,
    "docxtpl": letter_by_docxtpl,
}


def measure(call: Callable[[], Any], count: int) -> dict[str, float]:
    """Median milliseconds of a call, and the process's peak memory in MB."""
    call()
    times = []
    for _ in range(count):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return {"ms": statistics.median(times), "peak_mb": _peak_mb()}


def _peak_mb() -> float:
    """This process's own high-water mark; getrusage would hand down the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    task, file, count = sys.argv[1:4]
    print(json.dumps(measure(TASKS[task](file), int(count))))
