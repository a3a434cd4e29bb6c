"""Large ink where one signs that neither print nor a date nor a seal explains: nobody may call such a place empty.

A name that runs through printed words is taken away with them, in part or whole; a pale one is seen in part. What is
left is no signature by its shape, and yet something stands there that a person has to look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.ink.shape import Shape, shape_of
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask

GLYPH, HIGH, WIDE = 1.5, 1.35, 2.0
"""In print sizes: a piece of ink larger than any character, higher than a line, and wider than two characters."""
IN_PRINT, IN_DATE, DATE_SIZES = 0.5, 0.6, 0.85
"""Shares of a piece that lie in lines of print, and in a date's line, which is so high to both sides of its middle."""
REACH_MM, BEFORE_MM, LEVEL_MM = 45.0, 2.0, 11.0
"""One signs so far behind a prompt's end, hardly before it, and so far above or below it."""
LEAST_MM, HIGHEST_MM, THICKEST_MM = 2.5, 20.0, 2.4
TICK_MM, TICK, LINE = 12.0, 1.45, 1.06
"""Ink less wide that winds so little is a tick, as is all of it together, with what it runs into; wider ink that winds
less than the last is a line."""
STROKE, CLEAR, SLENDER = 0.9, 0.3, 3.0
"""Strokes beside one another: of what size in print sizes, with what share in lines of print at most, and so many times
as far drawn as wide: a smudge falls into blots."""


@dataclass(frozen=True)
class _Piece:
    """A connected piece of ink: its box, how it is drawn, and which share of it lies in lines of print."""

    box: BBox
    shape: Shape
    printed: float

    @property
    def reach(self) -> float:
        return max(self.box.width, self.box.height)


@dataclass(frozen=True)
class Explained:
    """What is known of a page: its ink without that of seals, where lines of print lie, dates, and the size of print."""

    layer: InkLayer
    ink: Mask
    print_: Mask
    dates: Sequence[BBox]
    usual: float

    def left_behind(self, prompt: BBox, room: BBox | None) -> BBox | None:
        """The box of ink behind ``prompt`` that may be a name; ``room`` is the prompt's cell. ``None``: all explained.

        Beside what print hides in part, smaller ink that lies clear of print is the name's, too.
        """
        pieces = [piece for piece in self._pieces(_zone(prompt, room)) if _stands_behind(piece.box, prompt)]
        left = [piece.box for piece in pieces if piece.reach >= GLYPH * self.usual and self._may_be_name(piece)]
        drawn = [piece for piece in pieces if self._is_stroke(piece)]
        strokes = [piece.box for piece in drawn]
        many = len(strokes) > 1 and self._is_large(strokes) and not _are_line(drawn)
        clear = [piece.box for piece in pieces if piece.printed <= IN_PRINT]
        for boxes in ([*left, *clear] if left else [], strokes if many else []):
            whole = BBox.around(boxes) if boxes else None
            if whole is not None and whole.width >= TICK_MM:
                return whole
        return None

    def _is_large(self, strokes: Sequence[BBox]) -> bool:
        """Whether one of ``strokes`` is larger than any character."""
        return any(max(box.width, box.height) >= GLYPH * self.usual for box in strokes)

    def _pieces(self, zone: BBox) -> Iterator[_Piece]:
        """The pieces of ink in ``zone`` that are no figures of a date."""
        import cv2
        import numpy as np

        rows, columns = self.layer.window(zone)
        ink, per_mm = self.ink[rows, columns], self.layer.per_mm
        if not ink.size:
            return
        count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
        for label in range(1, count):
            x, y, width, height, _ = (int(v) for v in stats[label])
            if max(width, height) < STROKE * self.usual * per_mm:
                continue
            at = slice(y, y + height), slice(x, x + width)
            here = labels[at] == label
            printed = float(self.print_[rows, columns][at][here].mean())
            left, top = columns.start + x, rows.start + y
            box = BBox(left / per_mm, top / per_mm, (left + width) / per_mm, (top + height) / per_mm)
            if not self._is_date(box):
                yield _Piece(box, shape_of(here, per_mm), printed)

    def _is_stroke(self, piece: _Piece) -> bool:
        """Whether a pen drew it: one of several that a name may be made of, of which each alone is no more than a tick."""
        slender = piece.shape.length >= SLENDER * piece.shape.thickness <= SLENDER * THICKEST_MM
        return slender and piece.box.height <= HIGHEST_MM and piece.printed <= CLEAR

    def _may_be_name(self, piece: _Piece) -> bool:
        """Whether it is drawn like part of a name; characters that touch are no higher than a line."""
        shape = piece.shape
        sized = LEAST_MM <= shape.height <= HIGHEST_MM and shape.thickness <= THICKEST_MM
        characters = shape.height < HIGH * self.usual and (piece.printed > IN_PRINT or shape.width < WIDE * self.usual)
        return sized and not characters and shape.winding >= (TICK if shape.width < TICK_MM else LINE)

    def _is_date(self, box: BBox) -> bool:
        """Whether most of it lies level with a date: figures that touch."""
        half = DATE_SIZES * self.usual
        bands = (BBox(date.x0, date.centre[1] - half, date.x1, date.centre[1] + half) for date in self.dates)
        return any(band.overlap(box) >= IN_DATE * box.width * box.height for band in bands)


def _are_line(strokes: Sequence[_Piece]) -> bool:
    """Whether strokes lie along one level line, none of them winding: one drawn to say that nobody signs, in pieces.

    What runs level is taken for a ruling in part, which leaves gaps in it.
    """
    whole = BBox.around(stroke.box for stroke in strokes)
    return whole.height < LEAST_MM and all(stroke.shape.winding < LINE for stroke in strokes)


def _zone(prompt: BBox, room: BBox | None) -> BBox:
    """Where a name behind ``prompt`` lies, and so much more that no piece of it is cut off."""
    high, middle = LEVEL_MM + HIGHEST_MM / 2, prompt.centre[1]
    zone = BBox(prompt.x1 - BEFORE_MM, middle - high, prompt.x1 + REACH_MM, middle + high)
    if room is None:
        return zone
    return BBox(
        max(zone.x0, room.x0), max(zone.y0, room.y0), max(min(zone.x1, room.x1), room.x0), min(zone.y1, room.y1)
    )


def _stands_behind(box: BBox, prompt: BBox) -> bool:
    return box.centre[0] > prompt.x1 and abs(box.centre[1] - prompt.centre[1]) <= LEVEL_MM
