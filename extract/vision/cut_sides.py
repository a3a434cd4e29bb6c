"""The sides of a picture that writing runs over: what lay beyond them is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

CUT_PIECES = 10
"""In fewer places along one edge ink may reach it by chance."""
LEAST_CONTRAST = 60.0
"""Grey levels between paper and the darkest ink below which strokes begin to break."""
_REACH_MM, _STROKE_MM, _STROKE_SHARE = 0.35, (0.12, 3.0), 0.4
"""A cut stroke is dark from the edge so far inwards, so wide, and darker than what lies beside it by this share."""
_STROKES_MM, _BESIDE_MM, _ALONG_MM = 6.0, 4.0, 50.0
"""Paper shows again within the first length along an edge; strokes of cut writing are spread over the last."""


def cut_sides(pixels: Pixels, dpi: float) -> tuple[tuple[int, int], ...]:
    """The sides of a picture, as ways out of it (x, y), that writing runs over; before it is levelled.

    Each stroke is held against what lies beside it along the edge: neither a dark lid nor a shadow is one. What stands
    all in one place may be the slice of a seal.
    """
    import numpy as np

    grey = pixels[:, :, 2]
    paper, ink = np.percentile(grey[::4, ::4], (75, 0.5)) if grey.size else (0.0, 0.0)
    if min(grey.shape) < _ALONG_MM / 25.4 * dpi or paper - ink < LEAST_CONTRAST:
        return ()
    sides = {(0, -1): grey, (0, 1): grey[::-1], (-1, 0): grey.T, (1, 0): grey.T[::-1]}
    return tuple(way for way, side in sides.items() if _runs_over(side, float(paper - ink), dpi / 25.4))


def _runs_over(side: Pixels, contrast: float, per_mm: float) -> bool:
    """Whether strokes of writing reach the first row of ``side`` in many places, far apart."""
    import cv2
    import numpy as np

    strip = side[: max(3, round(_REACH_MM * per_mm))].max(axis=0).astype(np.uint8)[None, :]
    beside = cv2.morphologyEx(strip, cv2.MORPH_CLOSE, np.ones((1, round(_STROKES_MM * per_mm) | 1), np.uint8))
    even = cv2.blur(beside, (round(_BESIDE_MM * per_mm) | 1, 1))[0].astype(np.float32)
    stroke = np.concatenate([[0], (even - strip[0] > _STROKE_SHARE * contrast).astype(np.int8), [0]])
    begin, end = np.flatnonzero(np.diff(stroke) == 1), np.flatnonzero(np.diff(stroke) == -1)
    wide = (end - begin) / per_mm
    places = begin[(wide >= _STROKE_MM[0]) & (wide <= _STROKE_MM[1])] / per_mm
    return len(places) >= CUT_PIECES and float(np.subtract(*np.percentile(places, (95, 5)))) >= _ALONG_MM
