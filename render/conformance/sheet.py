"""A paper as both readers give it: paragraphs, rules, page numbers, pictures and page geometry.

Places are millimetres from the top left corner of the page. What a reader cannot know is ``None``: a Word file has no
pages before something lays it out, a PDF names no styles. ``exact`` tells a place measured on a page from one worked
out of a Word file's settings.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from forms.evidence import BBox
from render.page import BODY, LINE_TWIPS, MM_PER_POINT

BLACK = "000000"
NOMINAL_PITCH_POINTS = LINE_TWIPS / 20
CHARACTER_MM = 156 / 28
"""一字 as the standard means it: 28 of them fill the width of the text."""

Kind = Literal["docx", "pdf"]
Region = Literal["body", "head", "foot"]
Strokes = Literal["single", "thick-thin", "thin-thick", "double"]


@dataclass(frozen=True)
class Piece:
    """Some characters of one lettering. ``color`` is six hexadecimal digits."""

    text: str
    font: str
    points: float
    color: str = BLACK


@dataclass(frozen=True)
class Row:
    """One line of characters on a page of a PDF; ``top`` and ``bottom`` are those of the characters' ink."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    points: float
    advance: float | None = None
    """From one Chinese character to the next, in points; the most frequent one of the row."""


@dataclass(frozen=True)
class Paragraph:
    """Text between two breaks, white space at its ends left out.

    ``left`` is where its first character begins, ``wrap`` where its further lines do, ``right`` where its last line
    ends. ``blank_before`` counts empty lines between it and the text above; ``pitch`` is from line to line in points.
    """

    text: str
    pieces: tuple[Piece, ...]
    left: float | None = None
    wrap: float | None = None
    right: float | None = None
    top: float | None = None
    bottom: float | None = None
    page: int | None = None
    blank_before: float | None = None
    pitch: float | None = None
    align: str | None = None
    region: Region = "body"
    in_table: bool = False
    below_picture: bool = False
    opens_page: bool = False
    rows: tuple[Row, ...] = ()
    tracking: float = 0.0
    """Character spacing in points, as a Word file sets it."""

    @property
    def points(self) -> float:
        """The size of most of its characters."""
        counted: Counter[float] = Counter()
        for piece in self.pieces:
            counted[piece.points] += len(piece.text.strip())
        return counted.most_common(1)[0][0] if counted else BODY.points

    @property
    def middle(self) -> float | None:
        return None if self.left is None or self.right is None else (self.left + self.right) / 2

    @property
    def colors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.color for piece in self.pieces if piece.text.strip()))


@dataclass(frozen=True)
class Rule:
    """A horizontal line, or two drawn as one; ``top`` and ``bottom`` are its outer edges.

    ``after`` counts the paragraphs above it. ``gap`` is its distance from the text above where only that is known.
    """

    left: float | None
    right: float | None
    top: float | None
    bottom: float | None
    thickness: float
    color: str
    strokes: Strokes = "single"
    page: int | None = None
    region: Region = "body"
    after: int = 0
    gap: float | None = None

    @property
    def width(self) -> float | None:
        return None if self.left is None or self.right is None else self.right - self.left


@dataclass(frozen=True)
class PageNumber:
    """A page number: on one page of a PDF, or on the odd, even, first or all pages of a Word file's section."""

    text: str
    parity: Literal["odd", "even", "first", "all"]
    side: Literal["left", "center", "right"]
    inset: float | None
    font: str
    points: float
    page: int | None = None
    top: float | None = None
    dash: float | None = None
    """The height on the page where a 一字线 is drawn."""


@dataclass(frozen=True)
class Picture:
    """A picture on a page; ``red`` is the share of its inked points that are red, ``None`` where nobody looked."""

    box: BBox
    page: int
    red: float | None = None


@dataclass(frozen=True)
class PageBox:
    """A page or a section: its size and the white edges round the text."""

    width: float
    height: float
    top: float | None
    right: float | None
    bottom: float | None
    left: float | None
    number: int | None = None
    lines: int | None = None
    """How many lines of text stand on the page of a PDF."""
    landscape: bool = False


@dataclass(frozen=True)
class Sheet:
    """The whole paper."""

    kind: Kind
    pages: tuple[PageBox, ...]
    paragraphs: tuple[Paragraph, ...]
    rules: tuple[Rule, ...] = ()
    numbers: tuple[PageNumber, ...] = ()
    pictures: tuple[Picture, ...] = ()
    pitch: float = NOMINAL_PITCH_POINTS
    """From line to line of the text, in points."""
    advance: float = BODY.points
    """From character to character of the text, in points."""
    parities: bool = False
    """Whether a Word file tells odd from even pages."""
    first_differs: bool = False
    """Whether a Word file has a header and footer of its own for the first page."""
    unreadable: tuple[str, ...] = field(default=())
    """Characters without a meaning or a shape."""

    @property
    def exact(self) -> bool:
        return self.kind == "pdf"

    @property
    def pitch_mm(self) -> float:
        return self.pitch * MM_PER_POINT


_INK_MM = 0.96 * BODY.points * MM_PER_POINT


def blank_lines(gap: float, pitch: float) -> float:
    """How many empty lines a gap between the ink of two rows holds; both in millimetres."""
    return (gap - (pitch - _INK_MM)) / pitch
