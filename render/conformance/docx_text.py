"""The words of a Word paragraph in their letters, and where its lines would stand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from render.conformance.docx_parts import Element, W
from render.conformance.docx_styles import Letters, Shape, Styles
from render.conformance.sheet import Piece
from render.page import MM_PER_POINT

_SKIPPED = {W + "del", W + "moveFrom", W + "txbxContent", W + "pPr"}
NATURAL_LINE = 1.3
"""How high a single line of Chinese text is, in its size; fonts differ from 1.14 to 1.45."""


@dataclass(frozen=True)
class Said:
    """What a paragraph says: pieces with their tracking in points, page breaks, and a page-number field."""

    pieces: tuple[tuple[Piece, float], ...]
    breaks_page: bool = False
    page_field: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece, _ in self.pieces)

    @property
    def width(self) -> float:
        """In points, were it one line."""
        return sum(_width(piece, tracking) for piece, tracking in self.pieces)

    def gaps(self, letters: bool, digits: bool) -> float:
        """The points that Word adds of itself: a quarter of a character where Chinese meets letters or digits."""
        marks = [(character, piece.points) for piece, _ in self.pieces for character in piece.text]
        wanted = {True: digits, False: letters}
        return sum(
            min(points, next_points) / 4
            for (one, points), (other, next_points) in pairwise(marks)
            if (latin := _meeting(one, other)) and wanted[latin.isdigit()]
        )

    def pushed(self) -> tuple[float, float]:
        """The widths in points of the white space before and after the words."""
        text = self.text
        before = len(text) - len(text.lstrip())
        after = len(text) - len(text.rstrip())
        marks = [(character, piece.points, tracking) for piece, tracking in self.pieces for character in piece.text]
        widths = [_advance(character, points, tracking) for character, points, tracking in marks]
        return sum(widths[:before]), sum(widths[len(widths) - after :])


def _width(piece: Piece, tracking: float) -> float:
    return sum(_advance(character, piece.points, tracking) for character in piece.text)


def _advance(character: str, points: float, tracking: float) -> float:
    return (points / 2 if character.isascii() else points) + tracking


def _meeting(one: str, other: str) -> str:
    """The letter or digit of the two where the other one is a Chinese character; empty where they are no such pair."""
    if not (one.isalnum() and other.isalnum()) or one.isascii() == other.isascii():
        return ""
    return one if one.isascii() else other


def said(paragraph: Element, styles: Styles, letters: Letters) -> Said:
    """The paragraph's words; deleted text and text boxes left out."""
    pieces: list[tuple[Piece, float]] = []
    breaks = numbered = False
    for run in _runs(paragraph):
        if run.tag == W + "fldSimple":
            numbered |= _asks_page(run.get(W + "instr", ""))
            continue
        look = styles.of_run(letters, run.find(W + "rPr"))
        if look.hidden:
            continue
        breaks |= any(one.get(W + "type") == "page" for one in run.iterchildren(W + "br"))
        numbered |= any(_asks_page(one.text or "") for one in run.iterchildren(W + "instrText"))
        pieces += [(piece, look.tracking) for piece in _pieces(_text(run), look)]
    if numbered and not any(character.isdigit() for piece, _ in pieces for character in piece.text):
        pieces.insert(
            len(pieces) // 2, (Piece("1", letters.latin or letters.chinese, letters.points, letters.color), 0)
        )
    return Said(tuple(pieces), breaks, numbered)


def _asks_page(instruction: str) -> bool:
    return instruction.strip().upper().split(" ")[0] == "PAGE"


def _runs(holder: Element) -> Iterator[Element]:
    """The runs and simple fields in their order."""
    for child in holder.iterchildren():
        if child.tag in _SKIPPED:
            continue
        if child.tag == W + "r":
            yield child
            continue
        if child.tag == W + "fldSimple":
            yield child
        yield from _runs(child)


def _text(run: Element) -> str:
    words = []
    for child in run.iterchildren():
        if child.tag == W + "t":
            words.append(child.text or "")
        elif child.tag == W + "tab":
            words.append("\t")
        elif child.tag == W + "br" and child.get(W + "type") is None:
            words.append("\n")
        elif child.tag == W + "noBreakHyphen":
            words.append("-")
    return "".join(words)


def _pieces(text: str, look: Letters) -> Iterator[Piece]:
    """``text`` parted where Word changes between the font for Chinese and the one for Latin text."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or text[end].isascii() != text[start].isascii():
            font = look.latin if text[start].isascii() else look.chinese
            yield Piece(text[start:end], font, look.points, look.color)
            start = end


@dataclass(frozen=True)
class Area:
    """Where text goes, in millimetres from the page's left edge; ``grid`` is the section's line pitch in points."""

    left: float
    right: float
    grid: float | None = None


@dataclass(frozen=True)
class Laid:
    """Where a paragraph's characters would stand (millimetres), how many lines it takes, and a line's points."""

    left: float | None
    wrap: float | None
    right: float | None
    lines: int
    line: float


def laid(words: Said, shape: Shape, points: float, area: Area) -> Laid:
    """The layout worked out of the settings; ``None`` where a tab or several lines leave it open."""
    left = _indent(shape.left, shape.left_chars, points)
    right = _indent(shape.right, shape.right_chars, points)
    first = _indent(shape.first, shape.first_chars, points)
    begin, end = area.left + left, area.right - right
    room = max(end - begin, points * MM_PER_POINT)
    width = (words.width + words.gaps(shape.gap_at_letters, shape.gap_at_digits)) * MM_PER_POINT
    lines = max(1, math.ceil((width + first - 0.5) / room))
    before, after = (one * MM_PER_POINT for one in words.pushed())
    inner = width - before - after
    line = line_height(shape, points, area.grid)
    if shape.align in ("left", "both") or lines > 1:
        starts = begin + first + before
        known = lines == 1 and "\t" not in words.text and "\n" not in words.text
        centred = shape.align in ("center", "right")
        return Laid(None if centred else starts, begin, starts + inner if known else None, lines, line)
    if shape.align == "right":
        return Laid(end - after - inner, begin, end - after, 1, line)
    middle = (begin + first + end) / 2 + (before - after) / 2
    return Laid(middle - inner / 2, begin, middle + inner / 2, 1, line)


def _indent(points: float, characters: float | None, size: float) -> float:
    return (points if characters is None else characters * size) * MM_PER_POINT


def line_height(shape: Shape, points: float, grid: float | None) -> float:
    """From line to line in points."""
    if shape.line_rule == "exact":
        return shape.line / 20
    natural = points * NATURAL_LINE
    if shape.line_rule == "atLeast":
        return max(shape.line / 20, natural)
    if grid and shape.on_grid:
        return grid * math.ceil(natural / grid) * shape.line / 240
    return natural * shape.line / 240
