"""The reader of PDFs with a text layer: PDFium's characters and rulings made paragraphs, tables and pictures.

Evidence is exact: every paragraph and cell has its page and its box. Scans are not read: a page without text says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.document import Cell, Document, Flow, Page, PageProblem, Paragraph, Picture, Table
from extract.errors import DocumentError
from extract.limits import DEFAULT_LIMITS, Limits
from extract.readers.pdf_chars import PageText, read_chars
from extract.readers.pdf_joins import join_tables
from extract.readers.pdf_margins import margin_paragraph, take_margins
from extract.readers.pdf_objects import PageObjects, Sweep
from extract.readers.pdf_open import OpenPdf, loaded_page, opened
from extract.readers.pdf_page import DraftCell, DraftTable, PageContent, lay_out
from extract.readers.pdf_space import Space, space_of
from extract.readers.pdf_text import DraftParagraph, Line, paragraphs_of
from extract.tables import grids
from forms.evidence import BBox, Evidence

READER = "pdf"
GARBAGE = 0.2
"""From this share of meaningless characters on, a text layer is no text."""


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document in ``data``. Raises DocumentError: see ``opened``; also picture-too-large and no-text-layer."""
    with opened(data, limits) as pdf:
        pages = [_page(pdf, index, limits) for index in range(pdf.pages)]
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
    if any(page.lines or page.tables for page in pages):
        return
    if any(problem.code == "no-text-layer" for problem in problems):
        raise DocumentError("no-text-layer", f"PDF 共 {len(pages)} 页，没有可读的文字层，应为扫描件或者图片。")
    if problems and len(problems) >= len(pages) and all(p.code == "page-unreadable" for p in problems):
        raise DocumentError("damaged-document", f"PDF 共 {len(pages)} 页，各页均已损坏，无法读取。")


def _page(pdf: OpenPdf, index: int, limits: Limits) -> PageContent:
    with loaded_page(pdf, index) as page:
        if page is None:
            lost = PageProblem("page-unreadable", f"第{index + 1}页已损坏，无法读取；其余各页照常读取。", index + 1)
            return PageContent(index + 1, 210.0, 297.0, problems=[lost])
        space = space_of(page)
        content = PageContent(index + 1, space.width, space.height)
        objects = Sweep(page, space).found
        _check_pixels(objects, index + 1, limits)
        text = read_chars(page, space, objects)
        _read_page(content, space, objects, text)
        return content


def _check_pixels(objects: PageObjects, number: int, limits: Limits) -> None:
    for image in objects.images:
        width, height = image.pixels or (0, 0)
        if width * height > limits.page_pixels:
            raise DocumentError(
                "picture-too-large",
                f"第{number}页的图片为 {width}×{height} 像素，超过上限 {limits.page_pixels / 1e6:.0f} 百万像素。",
            )


def _read_page(content: PageContent, space: Space, objects: PageObjects, text: PageText) -> None:
    if _unreadable(content, objects, text):
        return
    lay_out(content, grids(objects.rulings), text.chars)


def _unreadable(content: PageContent, objects: PageObjects, text: PageText) -> bool:
    """Whether the page has no text that can be trusted; the problem is noted unless the page is simply blank."""
    number, total = content.number, len(text.chars)
    if total and text.unmapped > GARBAGE * total:
        content.problems.append(
            PageProblem(
                "no-text-layer", f"第{number}页的文字层是乱码（{text.unmapped} 个字符无法识别），未读取。", number
            )
        )
        return True
    if not total and objects.images:
        content.problems.append(PageProblem("no-text-layer", f"第{number}页没有文字层，应为扫描件，未读取。", number))
        return True
    return False


def _flow(pages: list[PageContent]) -> list[DraftParagraph | DraftTable]:
    """Paragraphs and tables of all pages in reading order; paragraphs wrap at the text column's own right edge."""
    edges = _column(pages)
    flow: list[DraftParagraph | DraftTable] = []
    for page in pages:
        left, right = edges[round(page.width)]
        items: list[Line | DraftTable] = sorted(
            [*page.lines, *page.tables], key=lambda item: item.y0 if isinstance(item, Line) else item.box.y0
        )
        run: list[Line] = []
        for item in items:
            if isinstance(item, Line):
                run.append(item)
                continue
            flow += paragraphs_of(run, left, right, page.number)
            flow.append(item)
            run = []
        flow += paragraphs_of(run, left, right, page.number)
    return flow


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
    return {width: (left, max(right, width - left)) for width, (left, right) in edges.items()}


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


__all__ = ["Picture", "read"]
