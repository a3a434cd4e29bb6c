"""What a clip leaves of the lines drawn on a page: a browser cuts the borders of a row that goes on overleaf by one."""

from __future__ import annotations

import ctypes
from typing import Any

from extract.layout.tables import Ruling
from extract.readers.pdf.space import Space
from forms.evidence import BBox

EDGE_MM = 0.6
"""A line so near beside the clip's edge is half seen."""


def clip_of(pdfium: Any, obj: Any, space: Space) -> BBox:
    """Where on the upright page a page object can be seen: on the page, and within all the paths that clip it."""
    seen = BBox(0.0, 0.0, space.width, space.height)
    path = pdfium.FPDFPageObj_GetClipPath(obj)
    for index in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
        points = _points(pdfium, path, index, space)
        if len(points) > 2:
            seen = _common(seen, points)
    return seen


def _points(pdfium: Any, path: Any, index: int, space: Space) -> list[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for at in range(max(pdfium.FPDFClipPath_CountPathSegments(path, index), 0)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, index, at), x, y)
        points.append(space.point(x.value, y.value))
    return points


def _common(box: BBox, points: list[tuple[float, float]]) -> BBox:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, y0, x1, y1 = max(box.x0, min(xs)), max(box.y0, min(ys)), min(box.x1, max(xs)), min(box.y1, max(ys))
    return BBox(x0, y0, max(x0, x1), max(y0, y1))


def seen_part(ruling: Ruling, seen: BBox) -> Ruling | None:
    """What can be seen of a ruling within ``seen``; ``None`` where that is nothing."""
    across, along = (seen.y0, seen.y1), (seen.x0, seen.x1)
    if not ruling.horizontal:
        across, along = along, across
    start, end = max(ruling.start, along[0]), min(ruling.end, along[1])
    if not across[0] - EDGE_MM <= ruling.at <= across[1] + EDGE_MM or start >= end:
        return None
    return ruling._replace(start=start, end=end)
