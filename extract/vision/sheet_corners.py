"""The corners of a bright sheet of paper on a darker surround, as a photo of a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

_SURROUND_PIXELS = 600
_PAGE_SHARES = (0.3, 0.97)
_SURROUND_SHARE = 0.03
_SURROUND_DARKER = 35
"""A photo's desk or a scanner's lid is this much darker than paper; a page's own shadows are not."""
_STEP = 15
"""By so much a sheet is brighter right inside its edge than right outside; light that falls off does so slowly."""
_BESIDE = 10
"""So many pixels of the small picture the two are from the edge."""
_CLOSE_BESIDE, _AT_ONCE = 4, 0.7
"""This near to an edge most of the step is seen already; a shadow in the fold of a bound copy falls on over more."""
_WHOLE = 0.97
"""Four corners that hold less of what is bright than this leave a part of the sheet out."""
_MOST_OF_IT = 0.9
_OUTLINE_SLACK = 0.005
_MOST_ADDED = 1.2
"""A sheet is at most so much larger than what of it is bright: a shadow may lie on a corner."""
_MOST_SIDES = 10
_MOST_ASKEW = 0.35
"""The cosine of 70 degrees: what a camera held aslant makes of a right angle."""
_BEYOND = 0.05
"""A corner may stand so far out of the picture, by its size."""


def sheet_corners(pixels: Pixels) -> Matrix | None:
    """The corners of a bright sheet on a darker surround, clockwise from the top left; ``None`` where none shows."""
    import cv2
    import numpy as np

    scale = _SURROUND_PIXELS / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.morphologyEx(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    grey = cv2.GaussianBlur(grey, (5, 5), 0)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
    share = cv2.contourArea(hull) / grey.size
    if not _PAGE_SHARES[0] < share < _PAGE_SHARES[1]:
        return None
    corners = _corners(hull, grey.shape)
    return _in_order(corners / scale) if corners is not None and _is_sheet(grey, corners) else None


def _corners(hull: Any, shape: tuple[int, ...]) -> Matrix | None:
    """The hull's own four corners where they hold all of it; else those at which its longest sides meet."""
    import cv2

    own, bright = _inside(hull), cv2.contourArea(hull)
    held = cv2.contourArea(own) / bright if own is not None else 0.0
    if held >= _WHOLE:
        return own
    around = _around(hull, shape)
    return own if around is None and held >= _MOST_OF_IT else around


def _inside(hull: Any) -> Matrix | None:
    """Four of the hull's own corners."""
    import cv2
    import numpy as np

    for slack in (0.01, 0.02, 0.03, 0.05, 0.08):
        corners = cv2.approxPolyDP(hull, slack * cv2.arcLength(hull, True), True)
        if len(corners) == 4:
            return np.asarray(corners[:, 0], dtype=np.float32)
    return None


def _around(hull: Any, shape: tuple[int, ...]) -> Matrix | None:
    """The corners at which four of the hull's sides, drawn on, meet most nearly squarely around it; ``None`` without such.

    What a shadow cuts off a corner is a slanting side: it is left out.
    """
    import cv2
    import numpy as np

    outline = cv2.approxPolyDP(hull, _OUTLINE_SLACK * cv2.arcLength(hull, True), True)[:, 0].astype(np.float64)
    if len(outline) > _MOST_SIDES:
        return None
    sides = [(start, end - start) for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True)]
    limits, bright = np.array([shape[1], shape[0]]), cv2.contourArea(hull)
    found = [corners for four in combinations(sides, 4) if (corners := _meeting(four)) is not None]
    held = [
        (askew, corners)
        for corners in found
        if (askew := _askew(corners)) <= _MOST_ASKEW
        and (corners >= -_BEYOND * limits).all()
        and (corners <= (1 + _BEYOND) * limits).all()
        and _WHOLE * bright <= cv2.contourArea(corners.astype(np.float32)) <= _MOST_ADDED * bright
    ]
    return min(held, key=lambda one: one[0])[1].astype(np.float32) if held else None


def _meeting(sides: Sequence[tuple[Any, Any]]) -> Matrix | None:
    """Where each of the sides, a point and a way, meets the next; ``None`` where two do not."""
    import numpy as np

    corners = []
    for (start, way), (other, along) in zip(sides, (*sides[1:], sides[0]), strict=True):
        turn = _cross(way, along)
        if abs(turn) < 1e-9:
            return None
        corners.append(start + way * _cross(other - start, along) / turn)
    return np.array(corners)


def _askew(corners: Matrix) -> float:
    """By how much the angle at the worst of the corners is no right one, as its cosine."""
    import numpy as np

    ways = np.roll(corners, -1, axis=0) - corners
    ways /= np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-9)
    return float(np.abs((ways * np.roll(ways, 1, axis=0)).sum(axis=1)).max())


def _cross(one: Any, other: Any) -> float:
    return float(one[0] * other[1] - one[1] * other[0])


def _is_sheet(grey: Any, corners: Any) -> bool:
    """Whether something clearly darker lies around the four corners."""
    import cv2
    import numpy as np

    inside = cv2.fillConvexPoly(np.zeros(grey.shape, np.uint8), corners.round().astype(np.int32), 1) > 0
    if (~inside).mean() < _SURROUND_SHARE:
        return False
    darker = np.median(grey[inside]) - np.median(grey[~inside]) >= _SURROUND_DARKER
    return bool(darker) and _ends_sharply(grey, corners)


def _ends_sharply(grey: Any, corners: Any) -> bool:
    """Whether the sheet's edges that the picture shows are edges, and not where a shadow on the paper grows too dark."""
    import numpy as np

    far, near = _steps(grey, corners, _BESIDE), _steps(grey, corners, _CLOSE_BESIDE)
    seen = np.isfinite(far)
    if not seen.any() or float(np.median(far[seen])) < _STEP:
        return False
    return float(np.median(near[seen] / np.maximum(far[seen], 1.0))) >= _AT_ONCE


def _steps(grey: Any, corners: Any, beside: float) -> Any:
    """By how much the sheet is brighter than its surround at places along its edges; NaN where the picture has ended."""
    import numpy as np

    height, width = grey.shape
    steps: list[float] = []
    for start, end in zip(corners.astype(np.float64), np.roll(corners, -1, axis=0), strict=True):
        along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
        out = np.array([along[1], -along[0]]) * beside
        out = out if np.dot(out, (start + end) / 2 - corners.mean(axis=0)) > 0 else -out
        for share in np.linspace(0.1, 0.9, 33):
            place = start + (end - start) * share
            (x0, y0), (x1, y1) = (place + out).round().astype(int), (place - out).round().astype(int)
            inside = min(x0, x1) >= 0 and max(x0, x1) < width and min(y0, y1) >= 0 and max(y0, y1) < height
            steps.append(float(grey[y1, x1]) - float(grey[y0, x0]) if inside else float("nan"))
    return np.array(steps)


def _in_order(corners: Matrix) -> Matrix:
    import numpy as np

    total, apart = corners.sum(axis=1), np.diff(corners, axis=1)[:, 0]
    order = [total.argmin(), apart.argmin(), total.argmax(), apart.argmax()]
    return np.asarray(corners[order], dtype=np.float32)
