"""The documents that are timed, drawn into a folder at first use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from forms.registry import form
from render.forms_out import filled
from tests.applications import record_of, truth
from tests.make_samples import FOLDER, to_pdf

FORM = form("annex1-application", "national")
SEED = 14


def plain_docx(folder: Path) -> Path:
    """A filled application of four pages without pictures."""
    path = folder / "plain.docx"
    if not path.exists():
        path.write_bytes(filled(FORM, record_of(FORM, truth(FORM, SEED))))
    return path


def plain_pdf(folder: Path) -> Path | None:
    """The same as a text PDF; ``None`` where LibreOffice is missing."""
    path = folder / "plain.pdf"
    if not path.exists() and shutil.which("soffice"):
        to_pdf([plain_docx(folder)], folder)
    return path if path.exists() else None


def long_plan(folder: Path, rows: int) -> Path:
    """An application whose plan has ``rows`` rows."""
    path = folder / f"plan-{rows}.docx"
    if not path.exists():
        said = truth(FORM, SEED)
        plan = said.plan
        said.plan[:] = [{**plan[n % len(plan)], "step": f"第{n + 1}步"} for n in range(rows)]
        path.write_bytes(filled(FORM, record_of(FORM, said)))
    return path


def repeated_pdf(folder: Path, pdf: Path, times: int) -> tuple[Path, int]:
    """``pdf`` ``times`` over in one file, and its number of pages."""
    import pikepdf

    path = folder / f"repeated-{times}.pdf"
    with pikepdf.open(pdf) as once, pikepdf.new() as many:
        for _ in range(times):
            many.pages.extend(once.pages)
        pages = len(many.pages)
        many.save(path)
    return path, pages


def memory_cases(folder: Path) -> Iterator[tuple[str, Path]]:
    """Documents whose peak memory is measured, with what they are."""
    yield "4-page docx", plain_docx(folder)
    yield "docx with seals and signatures", FOLDER / "complete.docx"
    yield "docx with 900 plan rows", long_plan(folder, 900)
    yield "PDF with seals and signatures", FOLDER / "several-units.pdf"
    if pdf := plain_pdf(folder):
        path, pages = repeated_pdf(folder, pdf, 40)
        yield f"PDF of {pages} pages", path
