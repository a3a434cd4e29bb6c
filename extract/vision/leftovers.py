"""Ink on a page that no line of text covers: writing that was not found, signatures, drawings, dirt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

RULE_MM = 0.9
EDGE_MM = 4.0
"""Shadows of the paper's edge and holes are no writing."""
REACH_MM, RISE_MM = 2.6, 0.7
"""Strokes this near beside and above one another belong together."""
HEIGHTS_MM = (1.5, 16.0)
LEAST_WIDTH_MM = 1.5
LEAST_INK_MM2 = 0.9
MOST = 60
"""A page with more loose ink than this is a drawing or a photograph."""


def leftovers(ink: Pixels, covered: Sequence[BBox], rulings: Sequence[Ruling], per_mm: float) -> list[BBox]:
    """Where ink stands that no box and no ruling covers, in millimetres, top to bottom."""
    import cv2
    import numpy as np

    left = ink.copy()
    for box in covered:
        room = 0.2 * box.height
        _clear(left, BBox(box.x0 - room, box.y0 - room, box.x1 + room, box.y1 + room), per_mm)
    for ruling in rulings:
        _clear(left, _around(ruling), per_mm)
    edge = round(EDGE_MM * per_mm)
    left[:edge], left[-edge:], left[:, :edge], left[:, -edge:] = 0, 0, 0, 0
    reach, rise = max(1, round(REACH_MM * per_mm)), max(1, round(RISE_MM * per_mm))
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((rise, reach), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    found = [_box(boxes[index], per_mm) for index in range(1, count) if _is_writing(boxes[index], left, per_mm)]
    return sorted(found, key=lambda box: box.y0) if len(found) <= MOST else []


def _clear(ink: Pixels, box: BBox, per_mm: float) -> None:
    y0, y1 = max(0, round(box.y0 * per_mm)), max(0, round(box.y1 * per_mm))
    x0, x1 = max(0, round(box.x0 * per_mm)), max(0, round(box.x1 * per_mm))
    ink[y0:y1, x0:x1] = 0


def _around(ruling: Ruling) -> BBox:
    if ruling.horizontal:
        return BBox(ruling.start - RULE_MM, ruling.at - RULE_MM, ruling.end + RULE_MM, ruling.at + RULE_MM)
    return BBox(ruling.at - RULE_MM, ruling.start - RULE_MM, ruling.at + RULE_MM, ruling.end + RULE_MM)


def _is_writing(stats: Sequence[int], ink: Pixels, per_mm: float) -> bool:
    x, y, width, height, _ = (int(v) for v in stats)
    if not HEIGHTS_MM[0] * per_mm <= height <= HEIGHTS_MM[1] * per_mm or width < LEAST_WIDTH_MM * per_mm:
        return False
    return bool((ink[y : y + height, x : x + width] > 0).sum() >= LEAST_INK_MM2 * per_mm**2)


def _box(stats: Sequence[int], per_mm: float) -> BBox:
    x, y, width, height, _ = (int(v) for v in stats)
    return BBox(x / per_mm, y / per_mm, (x + width) / per_mm, (y + height) / per_mm)
