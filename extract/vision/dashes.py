"""Broken rules of a table, dashed or dotted ones, drawn through in a mask of ink: rows of small marks, alike and evenly apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt

    from extract.vision.rasters import Matrix, Pixels

THICKEST_MM, LONGEST_MM = 0.75, 3.2
"""A dash across its line and along it."""
_HIDDEN_MM = 3.6
"""So far apart are the marks on both sides of a crossing line, which those that touch it belong to."""
_WIDEST_PITCH_MM = 2.6
_SHORTEST_MM, _LEAST_MARKS = 5.0, 3
_ALIKE, _LEAST_ALIKE = 0.35, 0.75
"""How far one may differ from the middle one, as a share of it, and how many of them may not differ more."""
_LEAST_COVERED = 0.2
_WIDER = 1.5
"""So many times as wide as other gaps may one be that a line crosses."""
_ROUND, _APART = 1.6, 1.3
"""A dot is at most so many times as long as thick; the room between two colons to that within one, at least."""
_ROUGH_MM = 0.26
"""Marks as a scanner shows them differ by so much whatever their size."""
_TOUCHING = 0.3
"""The share of the way beyond the last mark that carries ink where one more touches the line that crosses there."""


@dataclass(frozen=True)
class _Marks:
    """Marks of one row in the order along it, in pixels: their starts, ends and middles across, and how thick they are."""

    start: npt.NDArray[Any]
    end: npt.NDArray[Any]
    across: npt.NDArray[Any]
    thick: int


def with_dashes(ink: Pixels, per_mm: float) -> Pixels:
    """``ink`` with broken level and standing rules drawn through, itself where there are none."""
    import numpy as np

    level = _drawn_through(ink, per_mm)
    return np.ascontiguousarray(_drawn_through(np.ascontiguousarray(level.T), per_mm, np.ascontiguousarray(ink.T)).T)


def _drawn_through(onto: Pixels, per_mm: float, ink: Pixels | None = None) -> Pixels:
    """``onto`` with the broken level rules of ``ink``, or of itself, drawn through."""
    import cv2

    drawn, ink = onto.copy(), onto if ink is None else ink
    for marks in _rows(ink, per_mm):
        if _is_rule(marks, per_mm) and _goes_on(marks, ink, per_mm):
            first, last = _ends(marks, ink, per_mm)
            cv2.line(drawn, first, last, 255, marks.thick)
    return drawn


def _rows(ink: Pixels, per_mm: float) -> Iterator[_Marks]:
    """Small marks that lie in one row, near one another."""
    import cv2
    import numpy as np

    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    width, height = boxes[:, 2], boxes[:, 3]
    small = (height <= THICKEST_MM * per_mm) & (width <= LONGEST_MM * per_mm)
    small[0] = False
    found = np.flatnonzero(small)
    if len(found) < _LEAST_MARKS:
        return
    only = np.where(small[labels], np.uint8(255), np.uint8(0))
    near = cv2.dilate(only, np.ones((3, 1), np.uint8))
    near = cv2.morphologyEx(near, cv2.MORPH_CLOSE, np.ones((1, round(_HIDDEN_MM * per_mm)), np.uint8))
    _, rows = cv2.connectedComponents(near)
    middles = boxes[found, 1] + (boxes[found, 3] - 1) / 2
    row = rows[np.rint(middles).astype(int), boxes[found, 0] + boxes[found, 2] // 2]
    order = np.lexsort((boxes[found, 0], row))
    for part in np.split(order, np.flatnonzero(np.diff(row[order])) + 1):
        if len(part) >= _LEAST_MARKS and row[part[0]] > 0:
            start, long, thick = (boxes[found[part], column] for column in (0, 2, 3))
            yield _Marks(start, start + long - 1, middles[part], round(float(np.median(thick))))


def _is_rule(marks: _Marks, per_mm: float) -> bool:
    """Whether the marks are as long as one another and as far apart, but where a line crosses theirs."""
    import numpy as np

    length = float(marks.end[-1] - marks.start[0])
    steps, longs = np.diff(marks.start), marks.end - marks.start + 1
    pitch = float(np.median(steps))
    if length < _SHORTEST_MM * per_mm or not 0 < pitch <= _WIDEST_PITCH_MM * per_mm:
        return False
    if float(longs.sum()) < _LEAST_COVERED * length:
        return False
    return _alike(longs, per_mm) and _alike(steps[steps < 1.5 * pitch], per_mm) and not _in_twos(steps, longs, marks)


def _in_twos(steps: Matrix, longs: Matrix, marks: _Marks) -> bool:
    """Whether dots stand two by two with more room between: the colons of labels below one another."""
    within, between = steps[::2], steps[1::2]
    dots = float(longs.max()) <= _ROUND * marks.thick
    return dots and len(steps) % 2 == 1 and len(steps) > 1 and float(between.min()) >= _APART * float(within.max())


def _goes_on(marks: _Marks, ink: Pixels, per_mm: float) -> bool:
    """Whether the marks stand in one line, one behind another, and beside a line that crosses them no more paper shows
    than between two of them.

    The dots of a character (江) stand right above those of the same word in the next row, but clear of the line between.
    """
    import numpy as np

    middles = (marks.start + marks.end) / 2
    slope, offset = np.polyfit(middles, marks.across, 1)
    bare = marks.start[1:] - marks.end[:-1] - 1
    if float(bare.min()) < 0 or float(np.abs(slope * middles + offset - marks.across).max()) > THICKEST_MM * per_mm / 2:
        return False
    most = _WIDER * float(np.median(bare)) + _ROUGH_MM * per_mm
    for index in np.flatnonzero(bare > most):
        along = np.arange(marks.end[index] + 1, marks.start[index + 1])
        across = np.rint(slope * along + offset).astype(int)
        inked = np.zeros(len(along), dtype=bool)
        for shift in range(-marks.thick, marks.thick + 1):
            inked |= ink[np.clip(across + shift, 0, ink.shape[0] - 1), along] > 0
        edges = np.flatnonzero(np.diff(np.concatenate(([1], inked, [1]))))
        if len(edges) and float((edges[1::2] - edges[::2]).max()) > most:
            return False
    return True


def _alike(sizes: Matrix, per_mm: float) -> bool:
    import numpy as np

    middle = float(np.median(sizes))
    return float((np.abs(sizes - middle) <= max(_ALIKE * middle, _ROUGH_MM * per_mm)).mean()) >= _LEAST_ALIKE


def _ends(marks: _Marks, ink: Pixels, per_mm: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the rule begins and ends: with the first and the last mark, or with one that touches a crossing line."""
    import numpy as np

    slope, offset = np.polyfit((marks.start + marks.end) / 2, marks.across, 1)
    step = float(np.median(np.diff(marks.start)))

    def point(x: float) -> tuple[int, int]:
        return round(x), round(float(slope * x + offset))

    def beyond(end: float, way: int) -> float:
        along = end + way * np.arange(1.0, reach)
        along = along[(along >= 0) & (along < ink.shape[1])]
        down = np.clip(np.rint(slope * along + offset).astype(int), 0, ink.shape[0] - 1)
        inked = ink[down, along.astype(int)] > 0
        return float(along[inked][-1]) if len(along) and inked.mean() >= _TOUCHING else end

    reach = min(1.3 * step, _WIDEST_PITCH_MM * per_mm)
    return point(beyond(float(marks.start[0]), -1)), point(beyond(float(marks.end[-1]), 1))
