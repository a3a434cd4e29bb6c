"""Handwriting told from print: signatures are kept out of the text, other writing is read and always in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from extract.layout.tables import Grid, Ruling
from extract.ocr.engine import ReadLine
from extract.readers.scan.lines import PlacedLine

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

LARGE = 1.55
"""Nobody writes into a form as small as it is printed; a signature is twice as high."""
NAME_LENGTH = 5
DOUBT = 0.5
"""The most that a handwritten character scores."""
PRINT = 0.95
"""What every character of printed words scores at least; hardly a signature is read so surely."""
BESIDE_MM = 8.0
LEAST_SHARE = 0.55
LONE_SHARE = 0.7
"""A printed character fills at least this share of its finder's box, and one that stands alone this share."""
_ANSWER = re.compile(r"同意|屬實|属实|推荐|推薦|批准|情况|情況|通过|通過|合格|[有无無是否]|[0-9年月日]")
"""What is written large into a cell and is no name."""


_SHORT = re.compile(r"(?:同意|情况|情況|属实|屬實|推荐|推薦|批准|通过|通過|符合|合格|[有无無是否])[^：:（(]{0,3}$")
"""Answers of too few characters to show whether they keep a level: of these alone a pen's size tells."""
TALLER, ONE_TALLER = 1.18, 1.35
"""A pen writes so short an answer at least this many times as high as print, and one character, as they differ, so many."""


@dataclass(frozen=True)
class Sorted:
    """The lines of a page that are text, and those that are signatures: ink whose reading is no answer."""

    text: list[PlacedLine]
    signatures: list[PlacedLine]


def sorted_lines(lines: Sequence[PlacedLine], grids: Sequence[Grid]) -> Sorted:
    """``lines`` parted; handwriting that stays text has its scores lowered."""
    usual = usual_size(lines)
    text, signatures = [], []
    for line in lines:
        if _size(line) <= LARGE * usual or not _in_cell(line, grids):
            text.append(line)
        elif len(line.read.text) <= NAME_LENGTH and not _ANSWER.search(line.read.text):
            signatures.append(line)
        else:
            text.append(_doubted(line))
    return Sorted([_doubted(line) if _may_be_signed(line, signatures) else line for line in text], signatures)


def _may_be_signed(line: PlacedLine, signatures: Sequence[PlacedLine]) -> bool:
    """Whether a character alone in its line stands in a row with a signature: it may be the first of the name."""
    box = line.box
    return len(line.read.text) == 1 and any(
        box.y0 < other.box.y1
        and other.box.y0 < box.y1
        and max(other.box.x0 - box.x1, box.x0 - other.box.x1) <= BESIDE_MM
        for other in signatures
    )


def _size(line: PlacedLine) -> float:
    """The line's size; of a short one that reads like print no more than its characters' distance allows.

    A finder's box may be nearly twice as high as the two characters of a label in it, and so measures them wrong.
    """
    glyphs = [glyph for glyph in line.read.glyphs if not glyph.text.isspace()]
    if min((glyph.score for glyph in glyphs), default=0.0) < PRINT:
        return line.em
    if len(glyphs) < 2:
        return min(line.em, LONE_SHARE * line.box.height)
    pitches = [(right.middle - left.middle) * line.box.width for left, right in pairwise(glyphs)]
    return min(line.em, max(fmean(pitches), LEAST_SHARE * line.box.height))


def written_doubted(lines: Sequence[PlacedLine], page: UprightPage, drawn: Sequence[Ruling]) -> list[PlacedLine]:
    """``lines`` with the scores of those lowered that a pen wrote, whatever their size: figures in a printed date too."""
    from extract.ink.layer import ink_layer
    from extract.ink.writing import handwritten, taller

    layer = ink_layer(page, drawn)
    written, heights = handwritten(page, layer, lines), taller(layer, lines)
    return [
        _doubted(line) if by_hand or _is_large_answer(line.read.text, height) else line
        for line, by_hand, height in zip(lines, written, heights, strict=True)
    ]


def _is_large_answer(text: str, height: float) -> bool:
    return bool(_SHORT.match(text)) and height >= (TALLER if len(text.strip("。.,，")) > 1 else ONE_TALLER)


def usual_size(lines: Sequence[PlacedLine]) -> float:
    """The size in millimetres that half of the page's characters do not exceed; 0 for a page without any."""
    sizes = sorted((line.em, len(line.read.glyphs)) for line in lines)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return 0.0


def _in_cell(line: PlacedLine, grids: Sequence[Grid]) -> bool:
    x, y = line.box.centre
    return any(grid.cell_at(x, y) is not None for grid in grids)


def _doubted(line: PlacedLine) -> PlacedLine:
    glyphs = tuple(replace(glyph, score=min(glyph.score, DOUBT)) for glyph in line.read.glyphs)
    return replace(line, read=ReadLine(glyphs))
