"""Words that a standing ruling parts where a cell's side leaves no room: it may be none, and what it parts is in doubt.

A stroke of writing taken for a side cuts an answer in two, and the character that it goes through is lost. Text keeps
clear of the sides of its cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.readers.scan.lines import PlacedLine, is_full_width, places_mm
from extract.readers.scan.missed import CORE_EM, LEAST_INK, lowered
from extract.readers.scan.whole import ends_apart

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

CLOSE_EM = 0.35
"""The white between two characters on either side of a ruling, its cells' padding and its own ink among it, is wider."""
NEAR_EM = 0.3
"""And each of the two stands so near to it: what a pen wrote may touch a side while the cell beyond keeps its padding."""
LOST_EM = 1.6
"""Between characters no further apart one may have stood that the ruling took; only where its ink is left beside it."""
LEAST_LEFT_EM = 0.12
STANDS_INK = 0.14
"""What is left on one side alone is so dense; less is the rim of a character whose place is known no better."""
CLEAR_MM = 0.55
"""So far beside a ruling its own ink ends."""
ABREAST = 0.5
"""The parts of one line lie beside one another with so much of the lower one's height at least."""
THROUGH_EM, THROUGH = 0.22, 0.6
"""A level ruling that runs so near to the middle of a line, below so much of it, is not beneath its words but in them."""


def doubted_at_sides(
    lines: Sequence[PlacedLine], ink: Pixels, rulings: Sequence[Ruling], mm_per_pixel: float
) -> list[PlacedLine]:
    """``lines`` with the characters in doubt that a ruling parts or runs through. ``ink`` is that of the page.

    What is whole by its own form goes on behind no ruling: the ink there is a name's that was signed beside it.
    """
    weak: dict[int, set[int]] = {}
    for wall in (ruling for ruling in rulings if not ruling.horizontal):
        for left, right in _parted(lines, wall):
            if _one_text(lines[left], lines[right], wall.at, ink, mm_per_pixel):
                if not ends_apart(lines[left], ink, mm_per_pixel, behind=True):
                    weak.setdefault(left, set()).add(len(lines[left].read.glyphs) - 1)
                if not ends_apart(lines[right], ink, mm_per_pixel, behind=False):
                    weak.setdefault(right, set()).add(0)
    for number, line in enumerate(lines):
        if any(_runs_through(ruling, line) for ruling in rulings if ruling.horizontal):
            weak[number] = set(range(len(line.read.glyphs)))
    return [lowered(line, weak[number]) if number in weak else line for number, line in enumerate(lines)]


def _parted(lines: Sequence[PlacedLine], wall: Ruling) -> Iterator[tuple[int, int]]:
    """The lines that end at ``wall``, each with what begins behind it at its height."""
    near = [
        (number, line)
        for number, line in enumerate(lines)
        if line.read.glyphs
        and wall.start < line.box.centre[1] < wall.end
        and min(abs(line.box.x0 - wall.at), abs(line.box.x1 - wall.at)) <= 2 * line.em
    ]
    for left, before in near:
        for right, behind in near:
            if before.box.centre[0] < wall.at < behind.box.centre[0] and _abreast(before, behind):
                yield left, right


def _abreast(one: PlacedLine, other: PlacedLine) -> bool:
    common = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return common >= ABREAST * min(one.box.height, other.box.height)


def _one_text(before: PlacedLine, behind: PlacedLine, wall: float, ink: Pixels, mm_per_pixel: float) -> bool:
    """Whether what stands on either side of ``wall`` may be one text: as near as in a word, or with ink left between."""
    em = max(before.em, behind.em)
    end = places_mm(before, before.read.glyphs, mm_per_pixel)[-1] + _half(before, -1)
    start = places_mm(behind, behind.read.glyphs, mm_per_pixel)[0] - _half(behind, 0)
    if start - end <= CLOSE_EM * em:
        return max(wall - end, start - wall) <= NEAR_EM * em
    if start - end > LOST_EM * em:
        return False
    middle = (before.box.centre[1] + behind.box.centre[1]) / 2
    low, high = middle - CORE_EM * em, middle + CORE_EM * em
    rooms = ((end, wall - CLEAR_MM), (wall + CLEAR_MM, start))
    left = [
        _share(ink, begin, low, stop, high, mm_per_pixel) if stop - begin >= LEAST_LEFT_EM * em else 0.0
        for begin, stop in rooms
    ]
    return min(left) >= LEAST_INK or max(left) >= STANDS_INK


def _half(line: PlacedLine, number: int) -> float:
    return line.em * (0.5 if is_full_width(line.read.glyphs[number].text) else 0.27)


def _share(ink: Pixels, left: float, top: float, right: float, end: float, mm_per_pixel: float) -> float:
    x0, y0, x1, y1 = (max(0, round(mm / mm_per_pixel)) for mm in (left, top, right, end))
    part = ink[y0:y1, x0:x1]
    return float((part > 0).mean()) if part.size else 0.0


def _runs_through(ruling: Ruling, line: PlacedLine) -> bool:
    """Whether a level ``ruling`` runs through the middle of ``line``."""
    common = min(ruling.end, line.box.x1) - max(ruling.start, line.box.x0)
    return common >= THROUGH * line.box.width and abs(ruling.at - line.box.centre[1]) <= THROUGH_EM * line.em
