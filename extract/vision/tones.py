"""Percentiles of a picture's grey values, by counting them: there are 256, and sorting millions takes ten times as long."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

_MOST_COUNTED = 1 << 24
"""Pixels; OpenCV counts in numbers that are whole up to here."""


def percentile(grey: Pixels, percent: float) -> float:
    """The same as ``numpy.percentile`` gives for a single channel of bytes. ValueError for an empty picture."""
    import cv2
    import numpy as np

    if not grey.size:
        raise ValueError("a picture without pixels has no percentiles")
    if grey.size > _MOST_COUNTED:
        return float(np.percentile(grey, percent))
    counts = cv2.calcHist([np.ascontiguousarray(grey)], [0], None, [256], [0, 256])
    below = np.cumsum(counts.ravel(), dtype=np.int64)
    place = (grey.size - 1) * (percent / 100)
    first = floor(place)
    low, high = (int(np.searchsorted(below, at, side="right")) for at in (first, min(first + 1, grey.size - 1)))
    share = place - first
    return low + (high - low) * share if share < 0.5 else high - (high - low) * (1 - share)
