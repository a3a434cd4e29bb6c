"""The straight strokes of an ink mask, pieces of one line joined where little is missing or ink lies between; in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

SHORTEST_MM = 6.4
STEEPEST = 0.05
"""Rise over run from which a stroke is slanting and no ruling."""
BRIDGED_MM = 30.0
ON_ONE_LINE_MM = 0.9
_ALWAYS_BRIDGED_MM = 3.8
_STRAYING_MM = 0.8
_INKED = 0.6
"""A gap is bridged where this share of it carries ink: the gap of a merged cell carries none."""
_MOST_POINTS = 2000


@dataclass
class Segment:
    """A stroke along ``t`` from ``start`` to ``end``, at ``slope * t + offset`` across; all in pixels."""

    start: float
    end: float
    slope: float
    offset: float

    def at(self, t: float) -> float:
        return self.slope * t + self.offset

    @property
    def middle(self) -> float:
        return self.at((self.start + self.end) / 2)

    @property
    def length(self) -> float:
        return self.end - self.start

    def take_in(self, behind: Segment) -> None:
        """Go on to the end of ``behind``, which lies on about the same line."""
        end = max(self.end, behind.end)
        begin_at, end_at = self.at(self.start), (behind if behind.end >= self.end else self).at(end)
        self.end = end
        self.slope = (end_at - begin_at) / max(end - self.start, 1.0)
        self.offset = begin_at - self.slope * self.start


def segments(ink: Pixels, per_mm: float) -> list[Segment]:
    """The level strokes of an ink mask, pieces of one line joined. For standing strokes give the mask's transpose."""
    return _joined(_pieces(ink, per_mm), ink, per_mm)


def _pieces(ink: Pixels, per_mm: float) -> list[Segment]:
    import cv2
    import numpy as np

    length = max(12, round(SHORTEST_MM * per_mm))
    mask = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 4), np.uint8))
    mask = cv2.dilate(mask, np.ones((2, 1), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask)
    found = []
    for label in range(1, count):
        x, y, width, height, _ = (int(v) for v in boxes[label])
        if width >= length and height <= 4 * _STRAYING_MM * per_mm + STEEPEST * width:
            fitted = _fitted(labels[y : y + height, x : x + width] == label, x, y, per_mm)
            if fitted is not None:
                found.append(fitted)
    return found


def _fitted(shape: Matrix, x: int, y: int, per_mm: float) -> Segment | None:
    """The straight line through one connected stroke; ``None`` where it is slanting or no straight line."""
    import numpy as np

    down, across = np.nonzero(shape)
    step = max(1, len(across) // _MOST_POINTS)
    t, p = across[::step] + x, down[::step] + y
    slope, offset = (float(v) for v in np.polyfit(t, p, 1))
    if abs(slope) > STEEPEST or float(np.abs(p - (slope * t + offset)).mean()) > _STRAYING_MM * per_mm:
        return None
    return Segment(float(t.min()), float(t.max()), slope, offset)


def _joined(pieces: list[Segment], ink: Pixels, per_mm: float) -> list[Segment]:
    """Pieces of one line made one where little is missing, or ink lies where the line would be."""
    joined: list[Segment] = []
    for piece in sorted(pieces, key=lambda s: s.start):
        before = [s for s in joined if _one_line(s, piece, ink, per_mm)]
        if before:
            max(before, key=lambda s: s.end).take_in(piece)
        else:
            joined.append(piece)
    return joined


def _one_line(first: Segment, second: Segment, ink: Pixels, per_mm: float) -> bool:
    gap, middle = second.start - first.end, (first.end + second.start) / 2
    if gap >= BRIDGED_MM * per_mm or abs(first.at(middle) - second.at(middle)) >= ON_ONE_LINE_MM * per_mm:
        return False
    return gap < _ALWAYS_BRIDGED_MM * per_mm or inked(first, second, ink) > _INKED


def inked(first: Segment, second: Segment, ink: Pixels) -> float:
    """The share of the gap between two pieces that carries ink on the line from one to the other."""
    import numpy as np

    t = np.arange(first.end, second.start, 2.0)
    if not len(t):
        return 1.0
    share = (t - first.end) / max(second.start - first.end, 1.0)
    p = first.at(first.end) + (second.at(second.start) - first.at(first.end)) * share
    along = np.clip(t.astype(int), 0, ink.shape[1] - 1)
    hit = np.zeros(len(t), dtype=bool)
    for shift in (-1, 0, 1):
        hit |= ink[np.clip(np.rint(p + shift).astype(int), 0, ink.shape[0] - 1), along] > 0
    return float(hit.mean())
