"""The document model: what every reader gives and everything above a reader works on.

All measures are millimetres from the top left of the upright page. A reader knows no form: it reports text, tables,
pictures and problems in reading order, and ticked boxes as ``☑`` / ``☐`` inside the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from extract.page_problem import PageProblem
from forms.evidence import BBox, Evidence

if TYPE_CHECKING:
    from extract.seals.seen import SealSeen

TICKED, UNTICKED = "☑", "☐"
"""How every reader writes a box that is ticked or not, whatever the format calls it."""


@dataclass(frozen=True)
class Picture:
    """A picture or the ink of an annotation: its pixels as PNG or JPEG bytes, and its printed size.

    ``data`` is ``None`` where the pixels could not be read (EMF, damaged): a mark that nobody could look at.
    """

    at: Evidence
    data: bytes | None
    width_mm: float | None = None
    height_mm: float | None = None
    name: str = ""
    crop: tuple[float, float, float, float] | None = None
    """Shares of width and height cut off at the left, top, right and bottom when it is printed."""
    seal: SealSeen | None = None
    """What is known of it where it is a seal found on a page picture."""
    signature: float | None = None
    """How surely (0–1) it is a signature, where it is ink found on a page picture."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of text (line breaks inside it are ``\\n``) and the pictures anchored in it."""

    text: str
    at: Evidence
    pictures: tuple[Picture, ...] = ()
    heading: bool = False
    """Whether the document itself says that this is a heading (style or outline level)."""
    set_in: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The lines of a page that its text was set in, where there are several."""

    @property
    def lines(self) -> Sequence[str]:
        """The text line by line: as a page sets it where that is known, else by its own line breaks."""
        return self.set_in if "".join(self.set_in) == self.text else self.text.split("\n")


@dataclass(frozen=True)
class Cell:
    """A table cell at its grid place, spans included; ``flow`` is what stands in it."""

    row: int
    column: int
    flow: tuple[Flow, ...]
    at: Evidence
    row_span: int = 1
    column_span: int = 1

    @cached_property
    def text(self) -> str:
        """The cell's paragraphs joined with line breaks, nested tables cell by cell."""
        return "\n".join(paragraph.text for paragraph in paragraphs(self.flow))

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.row_span)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.column_span)


@dataclass(frozen=True)
class Table:
    """A table as a list of cells in row-major order; merged cells stand once, at their top left place."""

    cells: tuple[Cell, ...]
    at: Evidence

    def by_row(self) -> list[list[Cell]]:
        """The cells that begin in each row, left to right."""
        height = max((cell.row + cell.row_span for cell in self.cells), default=0)
        rows: list[list[Cell]] = [[] for _ in range(height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            row.sort(key=lambda cell: cell.column)
        return rows


Flow: TypeAlias = Paragraph | Table


@dataclass(frozen=True)
class PagePicture:
    """Where a page that was read from a picture stands in it: for drawing its boxes over what came in.

    ``to_pixels`` are the nine numbers, row by row, that take millimetres of the upright page (x, y, 1) to pixels of the
    picture as a viewer shows it, ``size`` pixels large. ``dpi`` is the resolution of the upright page.
    """

    to_pixels: tuple[float, ...]
    size: tuple[int, int]
    dpi: float
    size_known: bool = True
    """Whether the file says how large the paper is; else it is taken for A4."""

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of the picture that came in for a point of the upright page in millimetres."""
        a, b, c, d, e, f, g, h, i = self.to_pixels
        depth = g * x + h * y + i
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth


@dataclass(frozen=True)
class Page:
    """The upright page's size in millimetres, and its picture where it was read from one."""

    number: int
    width_mm: float
    height_mm: float
    picture: PagePicture | None = None


@dataclass(frozen=True)
class ReadText:
    """A line read out of a picture: its characters without spaces, and how sure each of them is (0–1).

    ``text`` is empty where ink stands that could not be read.
    """

    page: int
    box: BBox
    text: str
    scores: tuple[float, ...]
    em: float
    """The size of its characters in millimetres."""


@dataclass(frozen=True)
class Document:
    """What one file holds. ``pages`` is empty for formats without pages (docx)."""

    reader: str
    flow: tuple[Flow, ...]
    pages: tuple[Page, ...] = ()
    margins: tuple[Flow, ...] = ()
    """Headers and footers: never searched for answers, but kept."""
    problems: tuple[PageProblem, ...] = field(default=())
    read: tuple[ReadText, ...] = ()
    """What was read out of pictures, line by line, with its scores; empty for a text layer, which needs none."""
    marks_unseen: frozenset[int] = frozenset()
    """Pages on which nobody has looked for seals: that none was found there says nothing."""
    joints: tuple[tuple[int, int], ...] = ()
    """Pages of which the second was put behind the first by their words alone."""

    @property
    def text(self) -> str:
        """All text in reading order, one line a paragraph."""
        return "\n".join(paragraph.text for paragraph in paragraphs(self.flow))


def paragraphs(flow: tuple[Flow, ...]) -> Iterator[Paragraph]:
    """Every paragraph of ``flow`` in reading order, those inside tables and nested tables included."""
    for item in flow:
        if isinstance(item, Paragraph):
            yield item
        else:
            for cell in item.cells:
                yield from paragraphs(cell.flow)


def pictures(flow: tuple[Flow, ...]) -> Iterator[Picture]:
    """Every picture of ``flow`` in reading order."""
    for paragraph in paragraphs(flow):
        yield from paragraph.pictures
