"""Long straight strokes across a page that neither lie nor stand: what somebody crosses out, an empty part or a whole table."""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, sin
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

SHORTEST_MM = 30.0
"""No character's stroke is so long, nor a signature's straight ones."""
FLATTEST_DEGREES = 8.0
"""A line that rises less, or stands straighter, may be a ruling of a page that is not flat."""
WORKING_PER_MM = 3.0
GAP_MM, INKED = 0.8, 0.93
BESIDE_MM, MOST_BESIDE = 1.3, 0.5
"""On either side of a stroke there is paper: inside a dark picture, or among letters that touch, there is not."""
MOST = 40


class Slant(NamedTuple):
    """A stroke from its left to its right end, in millimetres."""

    x0: float
    y0: float
    x1: float
    y1: float


def slants(grey: Pixels, per_mm: float) -> list[Slant]:
    """The long slanting strokes of a page; none where there are so many that it is a drawing."""
    import cv2
    import numpy as np

    from extract.vision.ink import ink_mask

    scale = WORKING_PER_MM / per_mm
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    mask = ink_mask(small)
    length = round(SHORTEST_MM * WORKING_PER_MM)
    found = cv2.HoughLinesP(mask, 1, np.pi / 360, round(0.7 * length), None, length, round(GAP_MM * WORKING_PER_MM))
    if found is None:
        return []
    apart: list[Slant] = []
    for one in sorted(found.reshape(-1, 4).tolist(), key=lambda e: -hypot(e[2] - e[0], e[3] - e[1])):
        slant = Slant(*(part / WORKING_PER_MM for part in one))
        if _leans(slant) and _stands_alone(slant, mask) and not any(_is_same(slant, other) for other in apart):
            apart.append(slant)
    return apart if len(apart) <= MOST else []


def _leans(slant: Slant) -> bool:
    angle = abs(degrees(atan2(slant.y1 - slant.y0, slant.x1 - slant.x0))) % 90
    return FLATTEST_DEGREES <= angle <= 90 - FLATTEST_DEGREES


def _stands_alone(slant: Slant, mask: Pixels) -> bool:
    """Whether ink lies all along the stroke, and paper for the most part on both sides of it."""
    on, left, right = (_share(slant, mask, off) for off in (0.0, -BESIDE_MM, BESIDE_MM))
    return on >= INKED and max(left, right) <= MOST_BESIDE


def _share(slant: Slant, mask: Pixels, off: float) -> float:
    """The share of a line beside the stroke, ``off`` millimetres to its right, that is ink."""
    import numpy as np

    angle = atan2(slant.y1 - slant.y0, slant.x1 - slant.x0)
    count = round(hypot(slant.x1 - slant.x0, slant.y1 - slant.y0) * WORKING_PER_MM)
    x = (np.linspace(slant.x0, slant.x1, count) - off * sin(angle)) * WORKING_PER_MM
    y = (np.linspace(slant.y0, slant.y1, count) + off * cos(angle)) * WORKING_PER_MM
    rows, columns = np.rint(y).astype(int), np.rint(x).astype(int)
    hit = np.zeros(count, bool)
    for step in (-1, 0, 1) if not off else (0,):
        at = np.clip(rows + step, 0, mask.shape[0] - 1), np.clip(columns, 0, mask.shape[1] - 1)
        hit |= mask[at] > 0
    return float(hit.mean())


def _is_same(slant: Slant, other: Slant) -> bool:
    """Whether both are pieces, or edges, of one stroke."""
    length = hypot(other.x1 - other.x0, other.y1 - other.y0)
    across = ((other.x1 - other.x0) / length, (other.y1 - other.y0) / length)

    def off(x: float, y: float) -> float:
        return abs((x - other.x0) * across[1] - (y - other.y0) * across[0])

    return max(off(slant.x0, slant.y0), off(slant.x1, slant.y1)) <= 2 * BESIDE_MM
