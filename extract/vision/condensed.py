"""A page without its blank parts, for whoever looks for text on it: margins left out, empty bands taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from extract.vision.ink import ink_mask

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

LONGEST_SIDE = 2000
"""A whole page is made no larger than this (A4 at 172 dpi): 9 pt are 21 pixels high."""
SHORTEST_SIDE = 736
"""A picture whose shorter side is less is made larger: text is found badly where it is tiny."""
LOOK_DPI = 100.0
EDGE_MM = 1.5
"""The picture's own edge: shadows, and nothing that could be read."""
SPECK_MM = 0.9
STROKE_MM = 12.0
"""A straight stroke this long is a ruling: what stands between rulings is asked for."""
ROOM_MM = 3.0
"""So much paper stays around ink."""
JOIN_MM = 1.3
"""Characters of one line stand nearer than this, lines farther apart."""
LINE_SHAPE, HIGHEST_LINE_MM = 4.0, 9.0

Band: TypeAlias = tuple[int, int]
"""Rows from the first to before the last."""
Point: TypeAlias = tuple[float, float]
Corners: TypeAlias = tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Writing:
    """255 where a page is written on, in a small picture of it with so many pixels to a millimetre."""

    ink: Pixels
    per_mm: float


@dataclass(frozen=True)
class Condensed:
    """The bands of a page that hold ink, one below the other: ``bands`` and ``left`` in pixels of the page."""

    pixels: Pixels
    scale: float
    left: int
    bands: tuple[Band, ...]

    def on_page(self, corners: Corners) -> Corners:
        """Where a thing in ``pixels`` lies on the page: all of it in the band that holds its middle."""
        shift = self._shift(sum(y for _, y in corners) / 4 / self.scale)
        a, b, c, d = ((x / self.scale + self.left, y / self.scale + shift) for x, y in corners)
        return a, b, c, d

    def _shift(self, y: float) -> float:
        above = 0
        for start, end in self.bands:
            if y < above + end - start or (start, end) == self.bands[-1]:
                return start - above
            above += end - start
        return 0.0


def condensed(grey: Pixels, per_mm: float, written: Writing | None = None) -> Condensed | None:
    """The page's ink with little paper around; ``None`` for a blank page. ``written`` is what :func:`writing` gives."""
    import cv2
    import numpy as np

    ink = (written or writing(grey, per_mm)).ink
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    step = grey.shape[0] / ink.shape[0]
    bands = tuple(_bands(rows * step, ROOM_MM * per_mm, grey.shape[0]))
    ((left, right),) = _bands(np.array([columns[0], columns[-1]]) * step, ROOM_MM * per_mm, grey.shape[1], whole=True)
    scale = finding_scale(*grey.shape[:2])
    kept = np.vstack([grey[start:end, left:right] for start, end in bands])
    size = (max(1, round(kept.shape[1] * scale)), max(1, round(kept.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = kept if scale == 1.0 else np.asarray(cv2.resize(kept, size, interpolation=way), dtype=np.uint8)
    return Condensed(np.ascontiguousarray(small), scale, left, bands)


def lies(written: Writing) -> bool:
    """Whether the page's writing looks as if its lines ran down the page: which way up, a reader must tell."""
    import cv2
    import numpy as np

    ink, unit = written.ink, written.per_mm
    joined = round(JOIN_MM * unit)
    across = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, joined), np.uint8))
    down = cv2.morphologyEx(np.ascontiguousarray(ink.T), cv2.MORPH_CLOSE, np.ones((1, joined), np.uint8))
    return _in_rows(np.asarray(down, dtype=np.uint8), unit) > _in_rows(np.asarray(across, dtype=np.uint8), unit)


def _in_rows(ink: Pixels, unit: float) -> float:
    """The length of all strips of writing that look like lines across the picture."""
    import cv2

    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    wide, high = boxes[1:, 2], boxes[1:, 3]
    return float(wide[(wide > LINE_SHAPE * high) & (high <= HIGHEST_LINE_MM * unit)].sum())


def finding_scale(height: int, width: int) -> float:
    """How much larger, or smaller, a page is made before text is looked for on it."""
    if min(height, width) < SHORTEST_SIDE:
        return min(SHORTEST_SIDE / min(height, width), max(LONGEST_SIDE / max(height, width), 1.0))
    return min(1.0, LONGEST_SIDE / max(height, width))


def writing(grey: Pixels, per_mm: float) -> Writing:
    """Where on the page ink stands that is neither ruling nor speck."""
    import cv2
    import numpy as np

    scale = min(1.0, LOOK_DPI / 25.4 / per_mm)
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    ink, unit = ink_mask(small), per_mm * scale
    edge, long = max(1, round(EDGE_MM * unit)), max(9, round(STROKE_MM * unit))
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    for shape, around in (((1, long), (3, 1)), ((long, 1), (1, 3))):
        strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink[cv2.dilate(strokes, np.ones(around, np.uint8)) > 0] = 0
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, np.ones((3, 3), np.uint8)))
    large = boxes[:, 2:4].max(axis=1) - 2 >= SPECK_MM * unit
    large[0] = False
    return Writing(np.where(large[labels] & (ink > 0), np.uint8(255), np.uint8(0)), unit)


def _bands(places: Matrix, room: float, most: int, *, whole: bool = False) -> list[Band]:
    """The stretches from the first place of each group to its last, with room around."""
    bands: list[Band] = []
    for at in places:
        start, end = max(0, int(at - room)), min(most, int(at + room) + 1)
        if bands and (whole or start <= bands[-1][1]):
            bands[-1] = (bands[-1][0], end)
        else:
            bands.append((start, end))
    return bands
