"""The reader of PDFs with a text layer: PDFium's characters and rulings made paragraphs, tables and pictures.

Evidence is exact: every paragraph and cell has its page and its box. Scans are not read: a page without text says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from extract.document import Cell, Document, Flow, Page, PageProblem, Paragraph, Table
from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS, Limits
from extract.readers.pdf_annotations import read_annotations
from extract.readers.pdf_chars import Char, read_chars
from extract.readers.pdf_joins import join_tables
from extract.readers.pdf_margins import margin_paragraph, take_margins
from extract.readers.pdf_marks import marks_of, render_marks
from extract.readers.pdf_objects import COLOURED, PageObjects, swept
from extract.readers.pdf_open import OpenPdf, loaded_page, opened
from extract.readers.pdf_page import DraftCell, DraftTable, PageContent, lay_out
from extract.readers.pdf_plumber import plumber_grids, stray_chars
from extract.readers.pdf_space import Space
from extract.readers.pdf_text import DraftParagraph, Line, paragraphs_of
from extract.readers.pdf_trust import small_images, trusted_chars, without_seal_text
from extract.tables import Grid, grids
from forms.evidence import BBox, Evidence

READER = "pdf"
A4_MM = (210.0, 297.0)
"""Taken for the size of a page that cannot be loaded."""


WIDEST_MARGIN = 0.155
"""A text column begins no further in than this share of the page's width: Word's widest default, 31.8 mm of 210."""


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in ``data``. Raises DocumentError: see ``opened``; also picture-too-large and no-text-layer."""
    with opened(data, limits) as pdf:
        pages = [_page(pdf, data, index, limits) for index in range(pdf.pages)]
    problems = tuple(problem for page in pages for problem in page.problems)
    _refuse_scans(pages, problems)
    margins = [margin_paragraph(page, line) for page, line in take_margins(pages)]
    margins += [aside for page in pages for aside in page.asides]
    flow = join_tables(_flow(pages), pages)
    return Document(
        READER,
        tuple(_item(item) for item in flow),
        tuple(Page(page.number, page.width, page.height) for page in pages),
        tuple(_paragraph(draft) for draft in margins),
        problems,
    )


def _refuse_scans(pages: list[PageContent], problems: tuple[PageProblem, ...]) -> None:
    if any(page.lines or page.tables or page.asides for page in pages):
        return
    if any(problem.code == "no-text-layer" for problem in problems):
        raise DocumentError("no-text-layer", f"PDF 共 {len(pages)} 页，没有可读的文字层，应为扫描件或者图片。")
    if problems and len(problems) >= len(pages) and all(p.code == "page-unreadable" for p in problems):
        raise DocumentError("damaged-document", f"PDF 共 {len(pages)} 页，各页均已损坏，无法读取。")


def _page(pdf: OpenPdf, data: bytes, index: int, limits: Limits) -> PageContent:
    number = index + 1
    with loaded_page(pdf, index) as page:
        if page is None:
            lost = PageProblem("page-unreadable", f"第{number}页已损坏，无法读取；其余各页照常读取。", number)
            return PageContent(number, A4_MM[0], A4_MM[1], problems=[lost])
        space, objects = swept(page)
        content = PageContent(number, space.width, space.height)
        _check_pixels(objects, number, limits)
        annotations = read_annotations(pdf, page, space)
        text = read_chars(page, space, objects)
        chars = trusted_chars(content, objects, text)
        ink = [] if content.lost else objects.ink
        marks = marks_of(small_images(content, objects), ink, annotations)
        pictures = render_marks(pdf, page, space, marks, number) if marks else []
    chars = [*without_seal_text(chars, text.odd.get(COLOURED, []), marks), *annotations.chars]
    lay_out(content, _grids(data, number, space, objects, chars), chars, pictures)
    return content


def _grids(data: bytes, number: int, space: Space, objects: PageObjects, chars: list[Char]) -> list[Grid]:
    """The page's tables; pdfplumber's where ours leave text without a cell and its do not."""
    own = grids(objects.rulings)
    stray = stray_chars(own, chars)
    if not stray or space.turns:
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


def _flow(pages: list[PageContent]) -> list[DraftParagraph | DraftTable]:
    """Paragraphs and tables of all pages in reading order; paragraphs wrap at the text column's own right edge."""
    edges = _column(pages)
    flow: list[DraftParagraph | DraftTable] = []
    for page in pages:
        left, right = edges[round(page.width)]
        items: list[DraftParagraph | DraftTable] = [*page.tables, *page.pictures]
        for run in _runs(page):
            items += paragraphs_of(run, left, right, page.number)
        flow += sorted(items, key=lambda item: item.box.y0)
    return flow


def _runs(page: PageContent) -> list[list[Line]]:
    """The page's lines above, between and below its tables: a paragraph does not run on behind a table."""
    tops = [table.box.y0 for table in page.tables]
    runs: list[list[Line]] = [[] for _ in range(len(tops) + 1)]
    for line in page.lines:
        runs[bisect_left(tops, line.y0)].append(line)
    return runs


def _column(pages: Iterable[PageContent]) -> dict[int, tuple[float, float]]:
    """The text column's left and right edge by page width: the outermost of lines and tables, at least symmetrical."""
    edges: dict[int, tuple[float, float]] = {}
    for page in pages:
        width = round(page.width)
        left, right = edges.get(width, (page.width, 0.0))
        boxes = [line.box for line in page.lines] + [table.box for table in page.tables]
        left = min([left, *(box.x0 for box in boxes)])
        right = max([right, *(box.x1 for box in boxes)])
        edges[width] = (left, right)
    widest = {width: (min(left, WIDEST_MARGIN * width), right) for width, (left, right) in edges.items()}
    return {width: (left, max(right, width - left)) for width, (left, right) in widest.items()}


def _item(item: DraftParagraph | DraftTable) -> Flow:
    return _paragraph(item) if isinstance(item, DraftParagraph) else _table(item)


def _paragraph(draft: DraftParagraph) -> Paragraph:
    return Paragraph(draft.text, _at(draft.page, draft.box), tuple(draft.pictures))


def _table(draft: DraftTable) -> Table:
    cells = sorted(draft.cells, key=lambda cell: (cell.row, cell.column))
    return Table(tuple(_cell(cell) for cell in cells), _at(draft.page, draft.box))


def _cell(cell: DraftCell) -> Cell:
    flow = tuple(_item(item) for item in cell.flow)
    return Cell(cell.row, cell.column, flow, _at(cell.page, cell.box), cell.row_span, cell.column_span)


def _at(page: int, box: BBox) -> Evidence:
    return Evidence(READER, page, box)
