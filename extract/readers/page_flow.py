"""Pages made one document: headers taken away, lines joined to paragraphs, tables joined over page breaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.document import Cell, Document, Flow, Page, Paragraph, Table
from extract.layout.behind import line_before
from extract.layout.joins import join_tables
from extract.layout.lines import Line
from extract.layout.margins import margin_paragraph, take_margins
from extract.layout.page import DraftCell, DraftTable, PageContent
from extract.layout.paragraphs import CELL_PADDING_MM, DraftParagraph, paragraphs_of
from extract.readers.page_gaps import missing_pages
from extract.readers.page_numbers import is_blank
from extract.readers.scan.edges import align_columns
from extract.readers.scan.order import Ordered, in_order
from extract.readers.scan.slices import tell_slices
from forms.evidence import BBox, Evidence

WIDEST_MARGIN = 0.155
"""A text column begins no further in than this share of the page's width: Word's widest default, 31.8 mm of 210."""

_BEHIND_MM = 0.01


def assembled(pages: Sequence[PageContent], reader: str) -> Document:
    """The document that ``pages``, by their number, make; evidence names the reader and the number of each page.

    Scanned pages are read in the order that they prove; ``Document.pages`` keeps that of the file.
    """
    tell_slices(pages)
    ordered = in_order(pages)
    file_pages, pages = pages, ordered.pages
    gaps = missing_pages(pages)
    following = _following(ordered)
    align_columns(following)
    after = {one.number: other.number for one, other in following}
    readers = {page.number: page.reader for page in pages}
    margins = [margin_paragraph(page, line) for page, line in take_margins(pages)]
    margins += [aside for page in pages for aside in page.asides]
    made = _Made(readers)
    return Document(
        reader,
        tuple(made.item(item) for item in join_tables(_flow(pages), pages, after)),
        tuple(Page(page.number, page.width, page.height, page.picture) for page in file_pages),
        tuple(made.paragraph(draft) for draft in margins),
        (*(problem for page in file_pages for problem in page.problems), *ordered.problems, *gaps),
        tuple(line for page in pages for line in page.read),
        frozenset(page.number for page in pages if page.marks_unseen),
        ordered.joints,
    )


def _following(ordered: Ordered) -> list[tuple[PageContent, PageContent]]:
    """The pages that may go on on the next; blank backs between them hinder nothing."""
    written = [page for page in ordered.pages if not is_blank(page)]
    return [
        (one, other)
        for one, other in pairwise(written)
        if not {one.number, other.number} & ordered.unplaced and other.number not in ordered.begins
    ]


def _flow(pages: Sequence[PageContent]) -> list[DraftParagraph | DraftTable]:
    """Paragraphs and tables of all pages in reading order; paragraphs wrap at the text column's own right edge."""
    edges = _column(pages)
    flow: list[DraftParagraph | DraftTable] = []
    for page in pages:
        left, right = edges[round(page.width)]
        items: list[DraftParagraph | DraftTable] = [*page.tables, *page.pictures]
        for run in _runs(page):
            items += paragraphs_of(run, left, right, page.number)
        begins = _Begins(page.lines)
        flow += sorted(items, key=begins.of)
    return flow


class _Begins:
    """How far down a page with ``lines`` beside all tables its items come."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def of(self, item: DraftParagraph | DraftTable) -> float:
        """Where an item begins; a picture that stands behind a single line, right behind that line's beginning."""
        drawn = isinstance(item, DraftParagraph) and not item.text and bool(item.pictures)
        line = line_before(item.box, self._lines) if drawn else None
        return _begins(item) if line is None else line.y0 + _BEHIND_MM


def _begins(item: DraftParagraph | DraftTable) -> float:
    """Where an item begins; a mark of pen or seal where its middle stands.

    A seal is higher than the lines that it belongs to, and begins beside those of the block before.
    """
    marks = item.pictures if isinstance(item, DraftParagraph) and not item.text else []
    for one in marks:
        if one.seal is not None and one.seal.hangs_at is not None:
            return one.seal.hangs_at[1]
        if one.seal is not None or one.signature is not None:
            return item.box.centre[1]
    return item.box.y0


def _runs(page: PageContent) -> list[list[Line]]:
    """The page's lines above, between and below its tables: a paragraph does not run on behind a table."""
    tops = [table.box.y0 for table in page.tables]
    runs: list[list[Line]] = [[] for _ in range(len(tops) + 1)]
    for line in page.lines:
        runs[bisect_left(tops, line.y0)].append(line)
    return runs


def _column(pages: Iterable[PageContent]) -> dict[int, tuple[float, float]]:
    """The text column's left and right edge by page width: the outermost of lines and tables, at least symmetrical.

    Word lets a table jut out so far that the text in its cells stands in the column.
    """
    edges: dict[int, tuple[float, float]] = {}
    for page in pages:
        width = round(page.width)
        left, right = edges.get(width, (page.width, 0.0))
        left = min([left, *(line.x0 for line in page.lines), *(t.box.x0 + CELL_PADDING_MM for t in page.tables)])
        right = max([right, *(line.x1 for line in page.lines), *(t.box.x1 - CELL_PADDING_MM for t in page.tables)])
        edges[width] = (left, right)
    widest = {width: (min(left, WIDEST_MARGIN * width), right) for width, (left, right) in edges.items()}
    return {width: (left, max(right, width - left)) for width, (left, right) in widest.items()}


class _Made:
    """Drafts made parts of the document; ``readers`` says by page who read it."""

    def __init__(self, readers: dict[int, str]) -> None:
        self._readers = readers

    def item(self, item: DraftParagraph | DraftTable) -> Flow:
        return self.paragraph(item) if isinstance(item, DraftParagraph) else self._table(item)

    def paragraph(self, draft: DraftParagraph) -> Paragraph:
        return Paragraph(draft.text, self._at(draft.page, draft.box), tuple(draft.pictures), set_in=draft.set_in)

    def _table(self, draft: DraftTable) -> Table:
        cells = sorted(draft.cells, key=lambda cell: (cell.row, cell.column))
        return Table(tuple(self._cell(cell) for cell in cells), self._at(draft.page, draft.box))

    def _cell(self, cell: DraftCell) -> Cell:
        flow = tuple(self.item(item) for item in cell.flow)
        return Cell(cell.row, cell.column, flow, self._at(cell.page, cell.box), cell.row_span, cell.column_span)

    def _at(self, page: int, box: BBox) -> Evidence:
        return Evidence(self._readers[page], page, box)
