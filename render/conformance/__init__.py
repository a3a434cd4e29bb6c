"""Does a paper keep to GB/T 9704-2012? Bytes of a .docx or a PDF in, a report of its deviations out."""

from __future__ import annotations

from extract.readers.pdf import reader as pdf_reader
from extract.readers.pdf.reader import DocumentError
from render.conformance.clauses import in_order
from render.conformance.docx_parts import Unreadable
from render.conformance.docx_sheet import read_docx
from render.conformance.judge import judged
from render.conformance.paper import Clause
from render.conformance.pdf_sheet import read_pdf
from render.conformance.report import Deviation, Format, MissingGlyph, Place, Report, Substituted
from render.conformance.settings import DEFAULTS, Limits, Settings
from render.conformance.sheet import Sheet

__all__ = [
    "DEFAULTS", "Clause", "Deviation", "DocumentError", "Format", "Limits", "MissingGlyph", "Place",
    "Report", "Settings", "Substituted", "check", "in_order",
]  # fmt: skip

_PDF_HEADER_WITHIN = 1024


def check(data: bytes, name: str, settings: Settings = DEFAULTS) -> Report:
    """The report on one paper; ``name`` is only repeated in it.

    Raises :class:`DocumentError`: ``empty-file``, ``file-too-large``, ``unsupported-format``, ``encrypted-document``,
    ``damaged-document``, ``archive-bomb``, ``unsafe-xml``, ``too-many-pages``, and ``no-text-layer`` for a PDF of
    pictures alone.
    """
    try:
        return judged(_sheet(data, settings.limits), name, settings)
    except Unreadable as error:
        raise DocumentError(error.code, error.message) from error


def _sheet(data: bytes, limits: Limits) -> Sheet:
    if not data:
        raise Unreadable("empty-file", "文件为空（0 字节）。")
    if b"%PDF-" not in data[:_PDF_HEADER_WITHIN]:
        return read_docx(data, limits)
    with pdf_reader.opened(data, pdf_reader.Limits(file_bytes=limits.file_bytes, pages=limits.pages)):
        pass  # refuses what is locked, broken or too long, before anything is measured
    return read_pdf(data, limits)
