"""Opening a PDF: one lock around PDFium, every refusal before a page is looked at, handles closed in order."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extract.errors import DocumentError
from extract.limits import Limits
from extract.readers.pdf.catalogue import has_layers, user_unit

LOCK = threading.RLock()
"""PDFium is not thread-safe, not even across documents: everything that calls it holds this lock."""

HEADER_WITHIN = 1024
"""Readers accept a ``%PDF-`` header within the first kilobyte (ISO 32000-1, annex H, note 13)."""


@dataclass(frozen=True)
class OpenPdf:
    """A loaded document: PDFium's handle, its form handle (``None`` without form fields) and its number of pages."""

    handle: Any
    form: Any
    pages: int
    layered: bool = False
    """Whether it has layers, some of which may be switched off."""
    unit: float = 1.0
    """The ``/UserUnit`` of its pages, in 1/72 inch."""


@contextmanager
def opened(data: bytes, limits: Limits, forms: bool = False) -> Iterator[OpenPdf]:
    """The document, loaded under the lock. ``forms`` asks for the form handle even where no field is declared.

    A password for owners only does not hinder reading. Raises DocumentError: empty-file, file-too-large,
    unsupported-format, encrypted-document, damaged-document, too-many-pages.
    """
    _refuse(data, limits)
    with LOCK:
        import pypdfium2.raw as pdfium

        handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not handle:
            raise _cannot_load(pdfium.FPDF_GetLastError())
        form = None
        try:
            pages = pdfium.FPDF_GetPageCount(handle)
            _check_pages(pages, limits)
            form, callbacks = _form_handle(pdfium, handle, forms)
            yield OpenPdf(handle, form, pages, has_layers(data), user_unit(data, pages))
            del callbacks
        finally:
            if form is not None:
                pdfium.FPDFDOC_ExitFormFillEnvironment(form)
            pdfium.FPDF_CloseDocument(handle)


@contextmanager
def loaded_page(pdf: OpenPdf, index: int) -> Iterator[Any]:
    """PDFium's page handle, or ``None`` where the page cannot be loaded."""
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(pdf.handle, index)
    if not page:
        yield None
        return
    try:
        if pdf.form is not None:
            pdfium.FORM_OnAfterLoadPage(page, pdf.form)
        yield page
    finally:
        if pdf.form is not None:
            pdfium.FORM_OnBeforeClosePage(page, pdf.form)
        pdfium.FPDF_ClosePage(page)


def _refuse(data: bytes, limits: Limits) -> None:
    if not data:
        raise DocumentError("empty-file", "文件为空（0 字节）。")
    if len(data) > limits.file_bytes:
        raise DocumentError(
            "file-too-large", f"文件大小 {len(data) / 1e6:.0f} MB，超过上限 {limits.file_bytes / 1e6:.0f} MB。"
        )
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise DocumentError("unsupported-format", "文件开头没有 PDF 标识，不是 PDF 文件。")


def _cannot_load(error: int) -> DocumentError:
    import pypdfium2.raw as pdfium

    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return DocumentError("encrypted-document", "PDF 设有打开密码或者不支持的加密方式，无法读取。")
    return DocumentError("damaged-document", f"PDF 已损坏或者不完整，无法打开（PDFium 错误 {error}）。")


def _check_pages(pages: int, limits: Limits) -> None:
    if pages < 1:
        raise DocumentError("damaged-document", "PDF 中找不到任何页面，文件可能已损坏或者不完整。")
    if pages > limits.pages:
        raise DocumentError("too-many-pages", f"PDF 共 {pages} 页，超过上限 {limits.pages} 页。")


def _form_handle(pdfium: Any, handle: Any, wanted: bool) -> tuple[Any, Any]:
    """The form handle and the callbacks it points to, which must live as long as it does."""
    if not wanted and pdfium.FPDF_GetFormType(handle) == pdfium.FORMTYPE_NONE:
        return None, None
    callbacks = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(handle, ctypes.byref(callbacks))
    return (form or None), callbacks
