"""Strokes of a pen told from rulings: a short line within one cell that bows, swells, slants or ends away from its sides.

A printed ruling is straight and parallel to its table's other rulings, as thick at one place as at another, and ends on
the lines that cross it. Nobody draws one so by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels
    from extract.vision.segments import Segment

LONGEST_MM = 40.0
SAME_LINE_MM = 1.5
BOWED_MM = 0.45
"""So far from the straight line between its ends the middle of a ruling never stands."""
SLANTING = 0.03
"""Rise over run against the table's long rulings, from which a line of one cell is no ruling of it."""
LEAST_RISE_MM = 0.5
SWELLING, SWELLING_MM, SWELLING_PIXELS = 1.6, 0.4, 3
"""A stroke's thick places are so many times as thick as its thin ones, and by so much thicker."""
OFF_END_MM = 1.2
"""A ruling whose ends were worn away ends this near to the crossing line all the same, at one end at least."""
OVERSHOOT_MM = 0.9
"""So far past a crossing line no ruling of one cell goes."""
WORN_MM, EXACTLY_MM = 10.0, 0.4
"""So long may a ruling be worn away within, and so near to its line goes it on; a pen drawn so is chance."""
WRITTEN, GAP_MM = 0.5, 0.25
"""Ink is a row of dense characters where this share of its columns is too thick, and paper is left at both its ends."""
_SIDE_MM, _THICKEST_MM, _STEP_MM = 0.6, 1.5, 0.3
_LEAST_SEEN = 0.4


@dataclass(frozen=True)
class _Course:
    """Where the ink of a line runs from one side of its cell to the other: place, height of its middle, thickness; px."""

    along: Matrix
    middle: Matrix
    thick: Matrix


def without_strokes(
    lines: Sequence[Segment], crossing: Sequence[Segment], ink: Pixels, per_mm: float, touch: float
) -> list[Segment]:
    """``lines`` without those that a pen drew within one cell. ``ink`` lies so that ``lines`` are level.

    What goes on where a ruling ends is that ruling, worn between and at its own ends.
    """
    tilt = _tilt(lines, per_mm)
    strokes = [line for line in lines if _is_stroke(line, crossing, ink, per_mm, touch, tilt)]
    ruled = [line for line in lines if line not in strokes]
    drawn = [line for line in strokes if not any(_goes_on(line, other, per_mm) for other in ruled)]
    return [line for line in lines if line not in drawn]


def _goes_on(piece: Segment, ruling: Segment, per_mm: float) -> bool:
    """Whether ``piece`` lies on the line of a ``ruling`` half as long at least, little beyond its end."""
    first, second = sorted((piece, ruling), key=lambda one: one.start)
    gap, middle = second.start - first.end, (first.end + second.start) / 2
    near = abs(gap) <= WORN_MM * per_mm and abs(piece.at(middle) - ruling.at(middle)) <= EXACTLY_MM * per_mm
    return near and 2 * ruling.length >= piece.length


def _tilt(lines: Sequence[Segment], per_mm: float) -> float | None:
    """The usual slope of long rulings; ``None`` where there is none."""
    long = sorted(line.slope for line in lines if line.end - line.start > LONGEST_MM * per_mm)
    return long[len(long) // 2] if long else None


def _is_stroke(
    line: Segment, crossing: Sequence[Segment], ink: Pixels, per_mm: float, touch: float, tilt: float | None
) -> bool:
    if line.end - line.start > LONGEST_MM * per_mm:
        return False
    sides = sides_of(line, crossing, touch, per_mm)
    if len(sides) != 2:
        return False
    if max(sides[0] - line.start, line.end - sides[1]) > OVERSHOOT_MM * per_mm or _is_writing(line, sides, ink, per_mm):
        return True
    course = _course(line, sides[0] + _SIDE_MM * per_mm, sides[-1] - _SIDE_MM * per_mm, ink, per_mm)
    if course is None:
        return False
    bent = _bows(course, per_mm) or _slants(course, tilt, per_mm)
    return bent or _swells(course, per_mm) or _ends_off(course, sides, per_mm)


def sides_of(line: Segment, crossing: Sequence[Segment], touch: float, per_mm: float) -> list[float]:
    """Where the lines stand that ``line`` meets, one place for pieces of one line."""
    places: list[float] = []
    for other in sorted(crossing, key=lambda one: one.at(line.middle)):
        across = other.at(line.middle)
        meets = line.start - touch <= across <= line.end + touch
        met = meets and other.start - touch <= line.at(across) <= other.end + touch
        if met and (not places or across - places[-1] > SAME_LINE_MM * per_mm):
            places.append(across)
    return places


def _course(line: Segment, start: float, end: float, ink: Pixels, per_mm: float) -> _Course | None:
    """The line followed through the ink from its middle to both sides; ``None`` where too little of it is seen."""
    import numpy as np

    first, last = max(0, round(start)), min(ink.shape[1] - 1, round(end))
    middle = round((line.start + line.end) / 2)
    found = []
    for places in (range(middle, last + 1), range(middle - 1, first - 1, -1)):
        height, seen = line.at(middle), middle
        for x in places:
            reach = _STEP_MM * per_mm + 0.1 * abs(x - seen)
            run = _run(ink[:, x], height + line.slope * (x - seen), reach, per_mm)
            if run is not None:
                height, seen = (run[0] + run[1]) / 2, x
                found.append((x, height, run[1] - run[0] + 1))
    if len(found) < _LEAST_SEEN * (last - first):
        return None
    along, heights, thick = np.array(sorted(found), dtype=np.float64).T
    return _Course(along, heights, thick)


def _run(column: Pixels, height: float, reach: float, per_mm: float) -> tuple[int, int] | None:
    """The first and last pixel of the ink nearest to ``height``; ``None`` for none near, and for writing on the line."""
    import numpy as np

    room = round(_THICKEST_MM * per_mm)
    low = max(0, round(height) - room)
    inked = np.flatnonzero(column[low : round(height) + room + 1]) + low
    if not len(inked):
        return None
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    first, last = min(((int(r[0]), int(r[-1])) for r in runs), key=lambda r: abs((r[0] + r[1]) / 2 - height))
    near = abs((first + last) / 2 - height) <= reach
    return (first, last) if near and last - first < room else None


def _is_writing(line: Segment, sides: Sequence[float], ink: Pixels, per_mm: float) -> bool:
    """Whether ``line`` was seen in a row of characters whose strokes run together, away from both sides of the cell.

    What is written over a ruling leaves some of it at one side at least.
    """
    import numpy as np

    places = range(round(sides[0] + _SIDE_MM * per_mm), round(sides[1] - _SIDE_MM * per_mm) + 1)
    reach, gap = max(1, round(_STEP_MM * per_mm)), max(1, round(GAP_MM * per_mm))
    thick = np.array([_thickness(ink[:, x], line.at(x), reach) for x in places if x < ink.shape[1]], dtype=np.float64)
    if len(thick) <= 2 * gap or thick[:gap].any() or thick[-gap:].any():
        return False
    inked = thick[thick > 0]
    return bool(len(inked)) and float((inked >= _THICKEST_MM * per_mm).mean()) >= WRITTEN


def _thickness(column: Pixels, height: float, reach: int) -> int:
    """How many pixels of ink stand one below another within ``reach`` of ``height``; 0 for none."""
    import numpy as np

    inked = np.flatnonzero(column)
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    return max((len(r) for r in runs if len(r) and r[0] - reach <= height <= r[-1] + reach), default=0)


def _bows(course: _Course, per_mm: float) -> bool:
    """Whether the course leaves the straight line through it by more than a print does."""
    import numpy as np

    slope, offset = np.polyfit(course.along, course.middle, 1)
    off = course.middle - (slope * course.along + offset)
    low, high = np.percentile(off, [4, 96])
    return bool(high - low > BOWED_MM * per_mm)


def _slants(course: _Course, tilt: float | None, per_mm: float) -> bool:
    import numpy as np

    if tilt is None:
        return False
    off = abs(float(np.polyfit(course.along, course.middle, 1)[0]) - tilt)
    return off > SLANTING and off * float(np.ptp(course.along)) > LEAST_RISE_MM * per_mm


def _swells(course: _Course, per_mm: float) -> bool:
    import numpy as np

    thin, thick = (float(v) for v in np.percentile(course.thick, [10, 90]))
    return thick > SWELLING * thin and thick - thin > max(SWELLING_MM * per_mm, SWELLING_PIXELS)


def _ends_off(course: _Course, sides: Sequence[float], per_mm: float) -> bool:
    """Whether its ink ends away from the crossing lines on both sides."""
    off = OFF_END_MM * per_mm
    return bool(course.along[0] - sides[0] > off and sides[-1] - course.along[-1] > off)
