"""The reader of PDFs, page by page: a text layer's characters and rulings, or the picture of a page that has none.

Evidence is exact: every paragraph and cell has its page and its box. A text layer over a scan is believed only where
nothing can be read out of the scan itself, and then marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.document import Document
from extract.errors import DocumentError
from extract.layout.chars import Char
from extract.layout.open_columns import open_columns
from extract.layout.page import PageContent, lay_out
from extract.layout.tables import Grid, grids
from extract.limits import DEFAULT_LIMITS, Limits
from extract.page_problem import PageProblem
from extract.progress import page_begun
from extract.readers.page_flow import assembled
from extract.readers.pdf.abreast import abreast
from extract.readers.pdf.annotations import read_annotations
from extract.readers.pdf.boxes import with_drawn_boxes
from extract.readers.pdf.covered import read_uncovered
from extract.readers.pdf.footnotes import without_footnotes
from extract.readers.pdf.layers import without_hidden_layers
from extract.readers.pdf.marks import marks_of, render_marks
from extract.readers.pdf.objects import COLOURED, PageObjects, swept
from extract.readers.pdf.open import OpenPdf, loaded_page, opened
from extract.readers.pdf.plumber import plumber_grids, stray_chars
from extract.readers.pdf.scanned import is_picture, raster_of_page, settle
from extract.readers.pdf.space import MM, Space, space_of
from extract.readers.pdf.struck import Strokes, without_struck
from extract.readers.pdf.trust import small_images, trusted_chars, without_seal_text
from extract.readers.pdf.underlined import without_underlines

if TYPE_CHECKING:
    from extract.vision.rasters import Raster

__all__ = ["A4_MM", "READER", "DocumentError", "Limits", "opened", "read"]

READER = "pdf"
A4_MM = (210.0, 297.0)
"""Taken for the size of a page that cannot be loaded."""


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in ``data``. Raises DocumentError: see ``opened``; also picture-too-large, and tool-missing where a
    page is a picture and the engine that reads pictures is not installed.
    """
    with opened(data, limits) as pdf:
        pages = list(_pages(pdf, data, limits))
    _refuse_lost(pages)
    return assembled(pages, READER)


def _pages(pdf: OpenPdf, data: bytes, limits: Limits) -> Iterator[PageContent]:
    for index in range(pdf.pages):
        page_begun(index + 1, pdf.pages)
        yield _page(pdf, data, index, limits)


def _refuse_lost(pages: list[PageContent]) -> None:
    if any(page.lines or page.tables or page.asides for page in pages):
        return
    problems = [problem for page in pages for problem in page.problems]
    if problems and len(problems) >= len(pages) and all(p.code == "page-unreadable" for p in problems):
        raise DocumentError("damaged-document", f"PDF 共 {len(pages)} 页，各页均已损坏，无法读取。")


def _page(pdf: OpenPdf, data: bytes, index: int, limits: Limits) -> PageContent:
    number = index + 1
    with loaded_page(pdf, index) as page:
        if page is None:
            lost = PageProblem("page-unreadable", f"第{number}页已损坏，无法读取；其余各页照常读取。", number)
            return PageContent(number, A4_MM[0], A4_MM[1], problems=[lost])
        layer = _text_layer(pdf, page, number, data, limits)
    return _read_picture(layer) if layer.raster is not None else layer.content


@dataclass(frozen=True)
class _Layer:
    """What a page's text layer gives, and the page's pixels where they are to be read instead."""

    content: PageContent
    chars: list[Char]
    raster: Raster | None = None
    scanned: bool = False
    """Whether it shows pictures, and no text of its own however it is drawn."""


def _text_layer(pdf: OpenPdf, page: Any, number: int, data: bytes, limits: Limits) -> _Layer:
    unseen = without_hidden_layers(pdf, page, space_of(page, pdf.unit)) if pdf.layered else 0
    space, objects = swept(page, pdf.unit)
    content = PageContent(number, space.width, space.height)
    if unseen:
        told = f"第{number}页有 {unseen} 个字符在已关闭的图层里，看不见，未读取；请核对原件。"
        content.problems.append(PageProblem("hidden-text", told, number))
    _check_pixels(objects, number, limits)
    annotations = read_annotations(pdf, page, space)
    text = read_uncovered(pdf, page, space, objects, annotations)
    chars = with_drawn_boxes(trusted_chars(content, objects, text), objects)
    raster = raster_of_page(pdf, page, space, objects, number) if is_picture(content) else None
    ink = [] if content.lost else objects.ink
    marks = marks_of(small_images(content, objects), ink, annotations, objects.rulings, objects.coloured)
    pictures = render_marks(pdf, page, space, marks, number) if marks else []
    chars = [*without_seal_text(chars, text.odd.get(COLOURED, []), marks), *annotations.chars]
    if raster is None:
        strokes = Strokes(objects.slants, annotations.strokes, annotations.struck)
        unstruck = without_struck(chars, objects.rulings, strokes, number)
        chars, objects.rulings = unstruck.chars, without_underlines(unstruck.chars, unstruck.rulings)
        content.problems += [*unstruck.problems, *abreast(space, chars, objects.rulings, number)]
        noted = without_footnotes(chars, objects.rulings, number)
        chars, content.asides = noted.chars, [*content.asides, *noted.notes]
    lay_out(content, _grids(data, number, space, objects, chars), chars, pictures)
    return _Layer(content, chars, raster, bool(objects.images) and not text.unmapped)


def _read_picture(layer: _Layer) -> PageContent:
    from extract.ocr.rapid import engine
    from extract.readers.scan.reader import read_page

    assert layer.raster is not None
    return settle(layer.content, layer.chars, read_page(layer.raster, engine()), scanned=layer.scanned)


def _grids(data: bytes, number: int, space: Space, objects: PageObjects, chars: list[Char]) -> list[Grid]:
    """The page's tables; pdfplumber's where ours leave text without a cell and its do not."""
    own = grids([*objects.rulings, *open_columns(objects.rulings, chars)], exact=True)
    stray = stray_chars(own, chars)
    if not stray or space.turns or space.mm != MM:
        return own
    other = plumber_grids(data, number)
    return other if other and stray_chars(other, chars) == 0 else own


def _check_pixels(objects: PageObjects, number: int, limits: Limits) -> None:
    for image in objects.images:
        width, height = image.pixels or (0, 0)
        if width * height > limits.page_pixels:
            raise DocumentError(
                "picture-too-large",
                f"第{number}页的图片为 {width}×{height} 像素，超过上限 {limits.page_pixels / 1e6:.0f} 百万像素。",
            )
