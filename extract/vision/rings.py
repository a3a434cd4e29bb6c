"""Rings that a pen draws round words: closed strokes as large as words, without the corners of a cell or a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

HEIGHTS_MM, WIDTHS_MM = (3.6, 16.0), (3.6, 60.0)
"""Between these lie the inner height and width of a ring."""
WORKING_PER_MM = 5.0
RULE_MM = 30.0
"""No stroke of a pen runs so far as straight as a rule."""
CLOSED = 3
"""A gap of fewer pixels is closed: a dry pen, a coarse scan."""
INSET = 0.1
"""So far inside its box, as a share of the shorter side, a frame's corners are and a ring's are not."""
LEAST_FILLED = 0.6
"""The share of its box that a ring encloses; an ellipse's is 0.79."""

LEAST_CLOSED, MOST_INKED = 0.85, 0.8
"""Shares of what a piece of ink encloses from outside: characters have bays, and a stamp or a dot is full of ink."""


class Ring(NamedTuple):
    """The box of what a ring encloses, in millimetres."""

    x0: float
    y0: float
    x1: float
    y1: float


def rings(grey: Pixels, per_mm: float) -> list[Ring]:
    """The rings of a page; large round characters may be among them."""
    import cv2
    import numpy as np

    from extract.vision.ink import ink_mask

    scale = WORKING_PER_MM / per_mm
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    ink = cv2.morphologyEx(_without_rules(ink_mask(small)), cv2.MORPH_CLOSE, np.ones((CLOSED, CLOSED), np.uint8))
    contours, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    found: list[Ring] = []
    for contour, (_, _, _, around) in zip(contours, tree[0] if contours else (), strict=True):
        x, y, width, height = cv2.boundingRect(contour)
        sized = all(
            low <= side / WORKING_PER_MM <= high for side, (low, high) in ((width, WIDTHS_MM), (height, HEIGHTS_MM))
        )
        if not sized or not _is_round(cv2.convexHull(contour), (x, y, width, height)):
            continue
        if around < 0 and not _is_closed(contour, ink[y : y + height, x : x + width]):
            continue
        found.append(Ring(*(side / WORKING_PER_MM for side in (x, y, x + width, y + height))))
    return _outermost(found)


def _without_rules(ink: Any) -> Any:
    """``ink`` without straight lines longer than any side of a ring: print set close to them encloses room between them."""
    import cv2
    import numpy as np

    rules = np.zeros_like(ink)
    for width, height in ((RULE_MM, 0.0), (0.0, RULE_MM)):
        long = np.ones((max(1, round(height * WORKING_PER_MM)), max(1, round(width * WORKING_PER_MM))), np.uint8)
        rules |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, long)
    return np.where(rules > 0, 0, ink).astype(ink.dtype)


def _outermost(found: list[Ring]) -> list[Ring]:
    """Each stroke once: its outer side, not its inner one nor what lies in it."""
    kept: list[Ring] = []
    for ring in sorted(found, key=lambda one: (one.x0 - one.x1) * (one.y1 - one.y0)):
        x, y = (ring.x0 + ring.x1) / 2, (ring.y0 + ring.y1) / 2
        if not any(other.x0 <= x <= other.x1 and other.y0 <= y <= other.y1 for other in kept):
            kept.append(ring)
    return kept


def _is_closed(contour: Any, ink: Any) -> bool:
    """Whether a piece of ink, seen from outside, is a ring with words in it, which may touch it, and no solid shape."""
    import cv2

    enclosed = cv2.contourArea(cv2.convexHull(contour))
    return cv2.contourArea(contour) >= LEAST_CLOSED * enclosed and (ink > 0).sum() <= MOST_INKED * enclosed


def _is_round(hull: Any, box: tuple[int, int, int, int]) -> bool:
    import cv2

    x, y, width, height = box
    inset = INSET * min(width, height)
    corners = [(a, b) for a in (x + inset, x + width - inset) for b in (y + inset, y + height - inset)]
    outside = sum(cv2.pointPolygonTest(hull, corner, measureDist=False) < 0 for corner in corners)
    return outside >= 3 and cv2.contourArea(hull) >= LEAST_FILLED * width * height
