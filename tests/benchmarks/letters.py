"""The letter that is timed: a 补正通知书 with the faults of one application, and its bare docxtpl twin.

``python -m tests.benchmarks.letters pdf|bare|memory FILE`` is one side of a comparison in a process of its own: twenty
letters on the application in ``FILE`` as PDF by us, or by LibreOffice alone; a thousand as Word files, and the memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from extract import tools
from extract.reading import read
from forms.programme import programme
from forms.registry import form
from render.catalogue import letter_kind
from render.context import context_of as letter_context
from render.letter import LetterRequest, compose
from render.pdf import FONTS, to_pdf
from render.template import Template

KIND = "correction"
PDFS, EARLY, MANY = 20, 100, 1000
ON = date(2026, 1, 1)


def correction_request(path: str, on: date) -> LetterRequest:
    """A request for the letter on every fault of the application in ``path``."""
    hubei = programme("hubei-2016")
    result = read(Path(path).read_bytes(), path, programme=hubei, on=on)[0]
    assert result.record is not None
    return LetterRequest(
        kind=KIND,
        programme=hubei,
        form=form(result.record.form, result.record.edition),
        record=result.record,
        findings=result.findings,
        issued_on=on,
        received_at=on,
        issuer="湖北省市场监督管理局",
        signatory="湖北省社会管理和公共服务标准化联席会议办公室",
        addressee="襄阳市市场监督管理局",
        contact="张三，027-87654321",
    )


def context_of(request: LetterRequest) -> dict[str, object]:
    """The plain values that the template is filled with."""
    return letter_context(request)


def template_bytes() -> bytes:
    """The Word template of the letter as it is shipped."""
    return Template.letter(letter_kind(KIND).template).data


def letters(path: str, count: int = PDFS) -> list[bytes]:
    """So many letters that differ in whom they go to."""
    request = correction_request(path, ON)
    return [compose(replace(request, addressee=f"第{number}市场监督管理局")).docx for number in range(count)]


def pdf(path: str) -> dict[str, float]:
    """Seconds that our way to twenty PDFs takes, proof of each included."""
    made = letters(path)
    start = time.perf_counter()
    pdfs = to_pdf(made)
    return {"s": time.perf_counter() - start, "pages": sum(one.pages for one in pdfs)}


def bare(path: str) -> dict[str, float]:
    """Seconds that LibreOffice alone takes for the same files in one call, on a profile of its own."""
    made = letters(path)
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder) / f"{number}.docx" for number in range(len(made))]
        for source, data in zip(sources, made, strict=True):
            source.write_bytes(data)
        flags = [f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
        start = time.perf_counter()
        subprocess.run(
            [str(tools.require(tools.SOFFICE)), *flags, "--outdir", folder, *map(str, sources)],
            check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        )  # fmt: skip
        seconds = time.perf_counter() - start
        assert all(source.with_suffix(".pdf").stat().st_size for source in sources)
    return {"s": seconds}


def memory(path: str) -> dict[str, float]:
    """Peak memory in MB after a hundred letters and after a thousand."""
    request, peaks = correction_request(path, ON), {}
    for number in range(1, MANY + 1):
        compose(replace(request, addressee=f"第{number}市场监督管理局"))
        if number in (EARLY, MANY):
            status = Path("/proc/self/status").read_text(encoding="ascii")
            peaks[f"mb_{number}"] = int(status.split("VmHWM:")[1].split()[0]) / 1024
    return peaks


SIDES: dict[str, Callable[[str], dict[str, float]]] = {"pdf": pdf, "bare": bare, "memory": memory}

if __name__ == "__main__":
    print(json.dumps(SIDES[sys.argv[1]](sys.argv[2])))
