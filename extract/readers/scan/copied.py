"""How a copy in black and white came out by its print: too dark, so that strokes run together, or too light, so that they break.

Where strokes run together one character looks like another (国 and 图, 究 and 充), which is read nearly as surely. Where
printed strokes break, a pen's are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from extract.ocr.engine import Glyph, ReadLine
from extract.readers.scan.lines import PlacedLine

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

MERGED, BROKEN = "strokes-merged", "strokes-broken"
"""Problems of a page."""
THICK = 0.2
"""Strokes that are wider than this, in sizes of their characters, run together. On 119 drawn pages at a usual threshold
three are wider than 0.195; copies made too dark measure 0.15–0.25."""
THIN = 0.1
"""Of a line of print less ink than this share is broken: 0.14 at least on those pages, 0.05–0.10 on copies made too light."""
SURE, DOUBT = 0.985, 0.85
"""What a character scores at least among merged strokes that is beyond doubt, and what one that scores less counts."""
_LEAST_LINES, _LEAST_CHARACTERS = 3, 2
_BLACK = 128
_WIDTHS = 4.0
"""So many times as far as its ink lies from paper on the average a stroke is wide."""


@dataclass(frozen=True)
class Print:
    """How wide strokes are in sizes of their characters, and what share of a line of print is ink; medians of lines."""

    width: float
    ink: float

    @property
    def problem(self) -> str | None:
        """The code of what is wrong with it."""
        if self.ink < THIN:
            return BROKEN
        return MERGED if self.width > THICK else None


def print_of(page: UprightPage, lines: Sequence[PlacedLine]) -> Print | None:
    """How the print of ``page`` came out; ``None`` for one that is not black and white, or has hardly any print."""
    from extract.vision.rasters import is_bilevel

    if page.coloured or not (page.bilevel or is_bilevel(page.pixels)):
        return None
    measured = list(_measured(page, lines))
    if len(measured) < _LEAST_LINES:
        return None
    return Print(median(width for width, _ in measured), median(ink for _, ink in measured))


def _measured(page: UprightPage, lines: Iterable[PlacedLine]) -> Iterator[tuple[float, float]]:
    import cv2
    import numpy as np

    per_mm = 1 / page.mm_per_pixel
    for line in lines:
        x0, y0, x1, y1 = (max(0, round(side * per_mm)) for side in (line.box.x0, line.box.y0, line.box.x1, line.box.y1))
        black = page.pixels[y0:y1, x0:x1, 1] < _BLACK
        if len(line.read.glyphs) >= _LEAST_CHARACTERS and black.any():
            deep = cv2.distanceTransform(black.astype(np.uint8), cv2.DIST_L2, 3)
            yield _WIDTHS * float(deep[black].mean()) / (per_mm * max(line.em, 1.0)), float(black.mean())


def doubted_where_merged(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """``lines`` with every character in doubt that was not read beyond doubt."""
    return [replace(line, read=ReadLine(tuple(map(_doubted, line.read.glyphs)))) for line in lines]


def _doubted(glyph: Glyph) -> Glyph:
    return glyph if glyph.score >= SURE else replace(glyph, score=min(glyph.score, DOUBT))
