"""One side of a comparison in a process of its own: ``python -m tests.benchmarks.loop NAME FILE COUNT``.

Prints a JSON object: the median milliseconds and processor milliseconds of ``COUNT`` calls after one that is not
counted, and the peak memory.
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


def bare_ocr(path: str) -> Callable[[], object]:
    """The engine's own way from a picture to its lines, at its own settings, on one thread."""
    import cv2
    from rapidocr import RapidOCR

    from extract.ocr.rapid import models

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    engine = RapidOCR(params={"Global.log_level": "critical", "Global.model_root_dir": str(models()), **threads})
    pixels = cv2.imread(path)
    assert pixels is not None
    return lambda: engine(pixels)


def scan(path: str) -> Callable[[], object]:
    """Bytes of a page picture to findings, on one thread."""
    import extract.ocr.rapid as rapid

    rapid.MOST_THREADS = 1
    return extract_whole(path)


TASKS: dict[str, Callable[[str], Callable[[], object]]] = {
    "extract": extract_whole,
    "letter": letter,
    "docxtpl": letter_by_docxtpl,
    "scan": scan,
    "bare-ocr": bare_ocr,
}


def measure(call: Callable[[], Any], count: int) -> dict[str, float]:
    """Median milliseconds and processor milliseconds of a call, and the process's peak memory in MB."""
    call()
    times, worked = [], []
    for _ in range(count):
        start, busy = time.perf_counter(), time.process_time()
        call()
        times.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    return {"ms": statistics.median(times), "cpu_ms": statistics.median(worked), "peak_mb": _peak_mb()}


def _peak_mb() -> float:
    """This process's own high-water mark; getrusage would hand down the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    task, file, count = sys.argv[1:4]
    if task == "scan-stages":
        from tests.benchmarks.scan_speed import stages

        print(json.dumps(stages(file)))
    else:
        print(json.dumps(measure(TASKS[task](file), int(count))))
