"""Pictures of a document's pages, and its record printed on the standard form."""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract import tools
from extract.errors import DocumentError
from extract.files.image_header import image_kind
from forms.registry import form as definition
from render.errors import RenderError
from render.forms_out import filled
from webhook.service.cases.case import Case
from webhook.service.cases.lookup import Cases
from webhook.service.ports import PageDrawer, Shown
from webhook.service.problems import Invalid, NotFound, Refused, Unreadable
from webhook.service.review.crops import Crop
from webhook.store.blobs import Blobs
from webhook.store.pictures import Pictures
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
        self._pictures = Pictures(cache)
        self._convert = convert
        self._converting = threading.Lock()

    def png(self, document_id: str, number: int, dpi: int = DPI) -> bytes:
        """Page ``number`` (from 1) as PNG.

        Raises :class:`NotFound` where there is no such page, or none can be drawn: a Word file without LibreOffice.
        """
        return self._shown(document_id, number, dpi, lossless=True)

    def view(self, document_id: str, number: int, dpi: int = DPI) -> bytes:
        """Page ``number`` as PNG, or as JPEG where it is a picture: much smaller, and drawn faster. Raises the same."""
        return self._shown(document_id, number, dpi, lossless=False)

    def crop(self, document: Document, crop: Crop) -> bytes:
        """The piece of a page as PNG or JPEG; raises :class:`NotFound` where it cannot be drawn."""
        box = (crop.box.x0, crop.box.y0, crop.box.x1, crop.box.y1)
        return self._kept(document, crop.page, Shown(crop.dpi, crop.sheet, box))

    def sheets(self, case: Case, document: Document) -> tuple[Mapping[str, Any], ...]:
        """The pages that can be shown, with their sizes; of a Word file only once its pages have been made."""
        told = sheets_told(case, document)
        if told or not self._pictures.path(_pdf_name(document)).exists():
            return told
        return self._made_sheets(document)

    def make_sheets(self, document: Document) -> tuple[Mapping[str, Any], ...]:
        """The pages that LibreOffice makes of a Word file; raises :class:`NotFound` where it cannot."""
        with _told_as_missing(1):
            self._drawable(document)
        return self._made_sheets(document)

    def can_make_sheets(self, document: Document) -> bool:
        """Whether the document is a Word file and LibreOffice is there to draw it."""
        with self._blobs.existing(document.sha256).open("rb") as file:
            packed = file.read(4) == b"PK\x03\x04"
        return packed and document.state != UNPACKED and tools.find(tools.SOFFICE) is not None

    def _made_sheets(self, document: Document) -> tuple[Mapping[str, Any], ...]:
        name = f"{document.sha256}/sizes.json"
        kept = self._pictures.get(name)
        if kept is None:
            with _told_as_missing(1):
                sizes = self._drawer.sizes(self._drawable(document))
            kept = json.dumps(sizes).encode()
            self._pictures.keep(name, kept)
        return tuple(
            {"page": number, "size_mm": size, "picture": None} for number, size in enumerate(json.loads(kept), 1)
        )

    def _shown(self, document_id: str, number: int, dpi: int, lossless: bool) -> bytes:
        case, document = self._cases.of_document(document_id)
        if document.state == UNPACKED:
            raise NotFound("no-such-page", "压缩包和邮件没有页面。", "请看其中的各份文件。")
        if not 1 <= number <= MAX_PAGE:
            raise NotFound("no-such-page", "文件没有这一页。", "请核对页码。")
        sheet = next((s for s in sheets_told(case, document) if s["page"] == number), None)
        return self._kept(document, number, Shown(dpi, sheet, lossless=lossless))

    def _kept(self, document: Document, number: int, shown: Shown) -> bytes:
        """What was drawn before, or is drawn now."""
        told = json.dumps([shown.dpi, shown.sheet, shown.box, shown.lossless])
        name = f"{document.sha256}/{number}-{hashlib.blake2b(told.encode(), digest_size=12).hexdigest()}"
        kept = self._pictures.get(name)
        if kept is None:
            kept = self._drawn(document, number, shown)
            self._pictures.keep(name, kept)
        return kept

    def original(self, document_id: str) -> tuple[Document, bytes]:
        """The document and its bytes as handed in."""
        _, document = self._cases.of_document(document_id)
        return document, self._blobs.get(document.sha256)

    def standard_form(self, document_id: str, form: str | None = None, script: str = "hans") -> bytes:
        """The newest record of the document on the standard form, as .docx bytes."""
        if script not in SCRIPTS:
            raise Invalid("unknown-script", "没有这种字体。", "script 请用 hans（简体）或者 hant（繁体）。")
        _, document, paper = self._cases.paper_in(document_id, form)
        if paper is None:
            if form is None and document.error:
                raise Unreadable(document.error["code"], document.error["message"], document.error["advice"])
            raise NotFound("no-record", "这份文件没有读出申报表，不能生成标准表。", "请核对文件，或者由人工办理。")
        record = paper.record
        try:
            return filled(definition(record.form, record.edition), record, script)
        except RenderError as error:
            raise Refused(error.code, error.message, "请更正所指内容后再生成。") from error

    def _drawn(self, document: Document, number: int, shown: Shown) -> bytes:
        plain = shown.box is None and (shown.sheet is None or shown.sheet["picture"] is None)
        with _told_as_missing(number):
            file = self._drawable(document)
            if plain:
                return self._drawer.page_png(file, number, round(shown.dpi))
            return self._drawer.view(file, number, shown)

    def _drawable(self, document: Document) -> Path:
        """The document itself if it is a PDF or a picture, else what LibreOffice makes of it, kept for the next page."""
        original = self._blobs.existing(document.sha256)
        with original.open("rb") as file:
            head = file.read(_PDF_HEAD)
        if b"%PDF-" in head or image_kind(head) is not None:
            return original
        kept = self._pictures.path(_pdf_name(document))
        with self._converting:  # a browser asks for all pages at once; one conversion is enough
            if not kept.exists():
                self._convert_into(_pdf_name(document), original)
        return kept

    def _convert_into(self, name: str, original: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "document.docx"
            source.write_bytes(original.read_bytes())
            (made,) = self._convert([source], Path(folder))
            self._pictures.keep(name, made.read_bytes())


def sheets_told(case: Case, document: Document) -> tuple[Mapping[str, Any], ...]:
    """The pages of a document as its reader told of them, in their order; none for a format without pages."""
    held = {result.id: result for result in (*case.results, *(paper.shown for paper in case.papers))}
    mine = [result for result in held.values() if result.document_id == document.id]
    return tuple(sheet for result in mine for sheet in result.body.get("sheets", ()))


def _pdf_name(document: Document) -> str:
    return f"{document.sha256}/document.pdf"


@contextmanager
def _told_as_missing(number: int) -> Iterator[None]:
    """What keeps a page from being drawn, as an answer to whoever asked for it."""
    try:
        yield
    except LookupError:
        raise NotFound("no-such-page", f"文件没有第{number}页。", "请核对页码。") from None
    except DocumentError as error:
        advice = error.advice if error.code == "tool-missing" else ""
        raise NotFound(
            "no-page-image", f"不能显示页面：{error.message}", advice + "表格各格读到的文字仍列在各项内容旁边。"
        ) from error
