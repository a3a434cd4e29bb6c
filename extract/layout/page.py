"""One page taken apart: text lines, tables with their cells' text, pictures, problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.document import PagePicture, Picture, ReadText
from extract.layout.behind import line_before
from extract.layout.chars import Char
from extract.layout.lines import Line, lines_of
from extract.layout.overrun import in_lines
from extract.layout.paragraphs import DraftParagraph, cell_paragraphs
from extract.layout.tables import Grid, GridCell
from extract.page_problem import PageProblem
from forms.evidence import SCAN, BBox

PAGE_FRAME = 0.6
"""A lone frame over this share of the page is an ornament round the page, not a table."""


@dataclass
class DraftCell:
    """A cell on its way into the document; places are those of the whole table once pages are joined."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: BBox
    page: int
    flow: list[DraftParagraph | DraftTable] = field(default_factory=list)
    end_y: float = 0.0
    """Its lower side, on the page where its last part stands."""

    @property
    def text(self) -> str:
        return "\n".join(item.text for item in self.flow)


@dataclass
class DraftTable:
    """A table on its way: ``xs`` are its column edges in millimetres, ``rows`` counts its rows so far."""

    page: int
    box: BBox
    xs: list[float]
    rows: int
    cells: list[DraftCell]
    open_top: bool = False
    open_bottom: bool = False
    end_page: int = 0
    end_box: BBox | None = None
    """Where the last part of a table over several pages stands."""

    @property
    def text(self) -> str:
        return "\n".join(cell.text for cell in self.cells)


@dataclass
class PageContent:
    """Everything on one page, before pages are looked at together."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    tables: list[DraftTable] = field(default_factory=list)
    pictures: list[DraftParagraph] = field(default_factory=list)
    problems: list[PageProblem] = field(default_factory=list)
    asides: list[DraftParagraph] = field(default_factory=list)
    """Slanted text: kept, but no part of the flow."""
    reader: str = "pdf"
    picture: PagePicture | None = None
    read: list[ReadText] = field(default_factory=list)
    """What was read out of a picture, with its scores."""
    marks_unseen: bool = False
    """Whether nobody has looked for seals on it."""

    @property
    def lost(self) -> bool:
        """Whether the page holds something and no text of it can be read."""
        return any(problem.code in ("no-text-layer", "page-unreadable") for problem in self.problems)


def lay_out(content: PageContent, grids: list[Grid], chars: Iterable[Char], pictures: Iterable[Picture] = ()) -> None:
    """Put every character and picture into its innermost cell or beside the page's lines, nested tables into cells."""
    page_area = content.width * content.height
    kept = [
        g for g in grids if len(g.cells) > 1 or g.box.width * g.box.height < PAGE_FRAME * page_area
    ]  # smallest first
    held: list[list[list[Char]]] = [[[] for _ in grid.cells] for grid in kept]
    outside: list[Char] = []
    for char, place in _placed(kept, chars, content.reader):
        if place is None:
            outside.append(char)
        else:
            held[place[0]][place[1]].append(char)
    scanned = content.reader == SCAN
    content.lines = lines_of(outside, labelled=True, scanned=scanned)
    drafts = [_draft(grid, chars_of, content.number, scanned) for grid, chars_of in zip(kept, held, strict=True)]
    for index, draft in enumerate(drafts):
        parent = _parent(kept, drafts, index)
        (parent.flow if parent else content.tables).append(draft)
    for picture in pictures:
        _hang(content, kept, drafts, picture)
    for draft in drafts:
        for cell in draft.cells:
            cell.flow = _in_order(cell.flow)
    content.tables.sort(key=lambda table: table.box.y0)


def _placed(grids: list[Grid], chars: Iterable[Char], reader: str) -> Iterator[tuple[Char, tuple[int, int] | None]]:
    """Each character with its table and cell. Where one of a scan stands within its line is too unsure to follow it."""

    def own(char: Char) -> tuple[int, int] | None:
        return _place(grids, (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2)

    if reader == SCAN:
        return ((char, own(char)) for char in chars)
    return in_lines(chars, own, lambda place: grids[place[0]].cells[place[1]].box)


def _hang(content: PageContent, grids: list[Grid], drafts: list[DraftTable], picture: Picture) -> None:
    """Put a picture, in a paragraph of its own, into the cell that holds it or its centre, or into the page's flow."""
    box = picture.at.box
    assert box is not None, "a picture on a page has a box"
    paragraph = DraftParagraph("", content.number, box, pictures=[picture], end_page=content.number, end_y=box.y1)
    told = picture.seal.hangs_at if picture.seal is not None else None
    place = _place(grids, *(told or box.centre))
    if place is None:
        content.pictures.append(paragraph)
    else:
        drafts[place[0]].cells[place[1]].flow.append(paragraph)


def _in_order(flow: Sequence[DraftParagraph | DraftTable]) -> list[DraftParagraph | DraftTable]:
    """What a cell holds, top to bottom; a picture that stands behind a single line comes right behind that line."""
    said = [item.box for item in flow if isinstance(item, DraftParagraph) and item.text]

    def begin(item: DraftParagraph | DraftTable) -> tuple[float, bool]:
        drawn = isinstance(item, DraftParagraph) and not item.text and bool(item.pictures)
        line = line_before(item.box, said) if drawn else None
        return (item.box.y0, False) if line is None else (line.y0, True)

    return sorted(flow, key=begin)


def _place(grids: list[Grid], x: float, y: float) -> tuple[int, int] | None:
    for index, grid in enumerate(grids):
        if grid.xs[0] <= x < grid.xs[-1] and grid.ys[0] <= y < grid.ys[-1]:
            cell = grid.cell_at(x, y)
            if cell is not None:
                return index, cell
    return None


def _draft(grid: Grid, held: list[list[Char]], page: int, scanned: bool) -> DraftTable:
    cells = [_cell(cell, chars, page, scanned) for cell, chars in zip(grid.cells, held, strict=True)]
    return DraftTable(
        page, grid.box, list(grid.xs), len(grid.ys) - 1, cells, grid.open_top, grid.open_bottom, page, grid.box
    )


def _cell(cell: GridCell, chars: list[Char], page: int, scanned: bool) -> DraftCell:
    lines = lines_of(chars, scanned=scanned)
    flow: list[DraftParagraph | DraftTable] = [*cell_paragraphs(lines, cell.box, page)]
    return DraftCell(cell.row, cell.column, cell.row_span, cell.column_span, cell.box, page, flow, cell.box.y1)


def _parent(grids: list[Grid], drafts: list[DraftTable], index: int) -> DraftCell | None:
    """The innermost cell that holds the whole of table ``index``."""
    box = grids[index].box
    for outer in range(index + 1, len(grids)):
        cell = grids[outer].cell_at(*box.centre)
        if cell is not None and box.overlap(grids[outer].cells[cell].box) > 0.95 * box.width * box.height:
            return drafts[outer].cells[cell]
    return None
