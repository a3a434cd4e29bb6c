"""Standing rulings of rows so low that a stroke of writing is as long: those that run from one ruling to the next.

A page break leaves one line of a row overleaf, and a row of small print is hardly higher than its characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.vision.segments import Segment

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

LOWEST_MM, HIGHEST_MM = 3.4, 7.5
"""How far apart the two rulings of such a row are; above this any ruling is found by its length."""
_WIDEST_MM = 1.2
_LEAST_ROW_MM = 20.0
_INKED = 0.85
"""The share of the way between the two that carries ink: no character reaches so near to both."""
_NEAR_MM = 1.0


def low_sides(level: list[Segment], upright: list[Segment], ink: Pixels, per_mm: float) -> list[Segment]:
    """Standing rulings within low rows that are not among ``upright``; rows whose two ends none closes have none.

    ``ink`` is a mask of the level page; all lengths in its pixels.
    """
    found: list[Segment] = []
    for above, below in _rows(level, per_mm):
        start, end = max(above.start, below.start), min(above.end, below.end)
        known = [u for u in upright if _spans(u, above, below, per_mm)]
        new = [
            side
            for side in _sides(above, below, ink, per_mm)
            if not any(abs(side.offset - other.at(side.start)) <= _NEAR_MM * per_mm for other in known)
        ]
        places = [other.at(above.middle) for other in known] + [side.offset for side in new]
        if new and all(any(abs(place - at) <= 2 * _NEAR_MM * per_mm for place in places) for at in (start, end)):
            found += new
    return found


def _rows(level: list[Segment], per_mm: float) -> Iterator[tuple[Segment, Segment]]:
    """Rulings one below the other, so near and over so much width that they bound a low row."""
    long = [line for line in level if line.end - line.start >= _LEAST_ROW_MM * per_mm]
    for above, below in pairwise(sorted(long, key=lambda line: line.middle)):
        start, end = max(above.start, below.start), min(above.end, below.end)
        apart = below.at((start + end) / 2) - above.at((start + end) / 2)
        if end - start >= _LEAST_ROW_MM * per_mm and LOWEST_MM * per_mm <= apart <= HIGHEST_MM * per_mm:
            yield above, below


def _spans(side: Segment, above: Segment, below: Segment, per_mm: float) -> bool:
    """Whether a standing ruling runs over the height of the row."""
    at = side.middle
    return side.start <= above.at(at) + _NEAR_MM * per_mm and side.end >= below.at(at) - _NEAR_MM * per_mm


def _sides(above: Segment, below: Segment, ink: Pixels, per_mm: float) -> Iterator[Segment]:
    """Narrow strokes that run from the one ruling to the other."""
    import numpy as np

    margin = _NEAR_MM * per_mm
    first = max(round(max(above.start, below.start) - margin), 0)
    last = min(round(min(above.end, below.end) + margin), ink.shape[1] - 1)
    columns = np.arange(first, last + 1)
    tops = np.clip(np.rint(above.slope * columns + above.offset).astype(int), 0, ink.shape[0] - 1)
    ends = np.clip(np.rint(below.slope * columns + below.offset).astype(int), 0, ink.shape[0] - 1)
    rows = ink[tops.min() : ends.max() + 1, first : last + 1] > 0
    rows[:, 1:-1] |= rows[:, 2:] & rows[:, :-2]
    summed = np.vstack([np.zeros(rows.shape[1], int), rows.cumsum(axis=0)])
    at, low = np.arange(len(columns)), tops.min()
    share = (summed[ends - low, at] - summed[tops - low, at]) / np.maximum(ends - tops, 1)
    full = np.concatenate(([0], (share >= _INKED).astype(np.int8), [0]))
    steps = np.flatnonzero(np.diff(full))
    for begin, stop in zip(steps[::2], steps[1::2], strict=True):
        if stop - begin <= _WIDEST_MM * per_mm:
            middle = (int(begin) + int(stop) - 1) // 2
            yield Segment(float(tops[middle]), float(ends[middle]), 0.0, float(first + (begin + stop - 1) / 2))
