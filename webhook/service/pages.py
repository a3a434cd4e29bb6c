"""Pictures of a document's pages, and its record printed on the standard form."""

from __future__ import annotations

import os
import secrets
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from extract import tools
from extract.errors import DocumentError
from forms.registry import form as definition
from render.errors import RenderError
from render.forms_out import filled
from webhook.service.cases import Cases
from webhook.service.ports import PageDrawer
from webhook.service.problems import Invalid, NotFound, Refused, Unreadable
from webhook.store.blobs import Blobs
from webhook.store.submissions import UNPACKED, Document

DPI = 110
CONVERT_SECONDS = 90.0
SCRIPTS = ("hans", "hant")
MAX_PAGE = 100_000
_PDF_HEAD = 1024

Convert = Callable[[Sequence[Path], Path], Sequence[Path]]


def to_pdf(sources: Sequence[Path], folder: Path) -> Sequence[Path]:
    """The sources as PDF, by LibreOffice; :class:`DocumentError` where it is missing or fails."""
    return tools.convert(sources, folder, seconds=CONVERT_SECONDS)


class Pages:
    """``cache`` is a folder whose content may be thrown away at any time."""

    def __init__(self, cases: Cases, blobs: Blobs, drawer: PageDrawer, cache: Path, convert: Convert = to_pdf) -> None:
        self._cases = cases
        self._blobs = blobs
        self._drawer = drawer
        self._cache = cache
        self._convert = convert
        self._converting = threading.Lock()

    def png(self, document_id: str, number: int, dpi: int = DPI) -> bytes:
        """Page ``number`` (from 1) as PNG.

        Raises :class:`NotFound` where there is no such page, or none can be drawn: a Word file without LibreOffice.
        """
        _, document = self._cases.of_document(document_id)
        if document.state == UNPACKED:
            raise NotFound("no-such-page", "压缩包和邮件没有页面。", "请看其中的各份文件。")
        if not 1 <= number <= MAX_PAGE:
            raise NotFound("no-such-page", "文件没有这一页。", "请核对页码。")
        kept = self._cache / document.sha256 / f"{number}-{dpi}.png"
        if not kept.exists():
            _keep(kept, self._drawn(document, number, dpi))
        return kept.read_bytes()

    def original(self, document_id: str) -> tuple[Document, bytes]:
        """The document and its bytes as handed in."""
        _, document = self._cases.of_document(document_id)
        return document, self._blobs.get(document.sha256)

    def standard_form(self, document_id: str, form: str | None = None, script: str = "hans") -> bytes:
        """The newest record of the document on the standard form, as .docx bytes."""
        if script not in SCRIPTS:
            raise Invalid("unknown-script", "没有这种字体。", "script 请用 hans（简体）或者 hant（繁体）。")
        case, document = self._cases.of_document(document_id)
        mine = [paper for paper in case.papers if paper.document.id == document.id and form in (None, paper.id)]
        if not mine:
            if form is None and document.error:
                raise Unreadable(**document.error)
            raise NotFound("no-record", "这份文件没有读出申报表，不能生成标准表。", "请核对文件，或者由人工办理。")
        record = mine[0].record
        try:
            return filled(definition(record.form, record.edition), record, script)
        except RenderError as error:
            raise Refused(error.code, error.message, "请更正所指内容后再生成。") from error

    def _drawn(self, document: Document, number: int, dpi: int) -> bytes:
        try:
            return self._drawer.page_png(self._as_pdf(document), number, dpi)
        except LookupError:
            raise NotFound("no-such-page", f"文件没有第{number}页。", "请核对页码。") from None
        except DocumentError as error:
            advice = error.advice if error.code == "tool-missing" else ""
            raise NotFound(
                "no-page-image", f"不能显示页面：{error.message}", advice + "表格各格读到的文字仍列在各项内容旁边。"
            ) from error

    def _as_pdf(self, document: Document) -> Path:
        """The document itself if it is a PDF, else what LibreOffice makes of it, kept for the next page."""
        original = self._blobs.existing(document.sha256)
        with original.open("rb") as file:
            if b"%PDF-" in file.read(_PDF_HEAD):
                return original
        kept = self._cache / document.sha256 / "document.pdf"
        with self._converting:  # a browser asks for all pages at once; one conversion is enough
            if not kept.exists():
                self._convert_into(kept, original)
        return kept

    def _convert_into(self, kept: Path, original: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "document.docx"
            source.write_bytes(original.read_bytes())
            (made,) = self._convert([source], Path(folder))
            _keep(kept, made.read_bytes())


def _keep(file: Path, data: bytes) -> None:
    """Write the file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{secrets.token_hex(8)}")
    part.write_bytes(data)
    os.replace(part, file)
