"""Streaks told from rulings: what a dirty glass or drum draws over a whole page goes on where every table has ended.

A streak may be paler than a ruling and be seen in pieces; some of these end on a table's lines by chance. A sheet that
was folded has creases like it, two where it was folded in three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract.vision.segments import Segment

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

LEAST_BEYOND_MM = 15.0
"""A streak goes on so far beyond the outermost line that crosses it, pieces of it together: no table's line does."""
NEAR_MM, LEANING = 0.5, 0.003
"""Pieces of one streak stand so near to the straight line through its longest one, and so much further off with the way."""
TOUCH_MM = 2.3
RIM_MM = 5.0
"""A line so near to the picture's side is the sheet's own."""
HALF_MM = 0.5
"""So far on both sides of its middle a streak has ink."""
_ALONGSIDE = 0.3
"""A table that the page's end cuts off, or whose last line nobody saw, has other lines that go on as far."""
_RULED, _BESIDE_MM, _LEAST_SEEN_MM = 1.4, 1.2, 5.0
"""A streak that is so many times as dark within the table as beyond it, each seen over so much, runs along a ruling."""
_CREASES = 3
"""So many creases has a sheet folded in four."""


def without_streaks(
    lines: Sequence[Segment], crossing: Sequence[Segment], ink: Pixels, per_mm: float, grey: Pixels
) -> tuple[list[Segment], Pixels]:
    """``lines`` without those that go on alone beyond all lines that cross them, and ``ink`` without their ink.

    ``ink`` and ``grey``, the page, lie so that ``lines`` are level. A ruling that a streak runs along is kept.
    """
    height, width = ink.shape[:2]
    inner = [one for one in lines if RIM_MM * per_mm <= one.middle <= height - RIM_MM * per_mm]
    crossing = [one for one in crossing if RIM_MM * per_mm <= one.middle <= width - RIM_MM * per_mm]
    creases = _creases(inner, crossing, width, per_mm)
    found = list(_streaks(inner, crossing, creases, per_mm))
    ruled = [_ruled(pieces, crossing, grey, per_mm) for pieces in found]
    for pieces, ruling in zip(found, ruled, strict=True):
        ink = _erased(ink, pieces[0], per_mm) if ruling is None else ink
    fallen = {id(piece) for pieces in found for piece in pieces}
    return [one for one in lines if id(one) not in fallen] + [one for one in ruled if one is not None], ink


def _ruled(pieces: Sequence[Segment], crossing: Sequence[Segment], grey: Pixels, per_mm: float) -> Segment | None:
    """The part of a streak between the outermost lines that cross it, where it is so dark that a ruling lies below it."""
    course, least = pieces[0], _LEAST_SEEN_MM * per_mm
    met = _met(course, crossing, TOUCH_MM * per_mm)
    start, end = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
    first, last = min(met), max(met)
    beyond = [(start, first), (last, end)]
    seen = [_contrast(course, a + per_mm, b - per_mm, grey, per_mm) for a, b in beyond if b - a >= least]
    if not seen or last - first < least:
        return None
    within = _contrast(course, first + per_mm, last - per_mm, grey, per_mm)
    return Segment(first, last, course.slope, course.offset) if within >= _RULED * max(seen) else None


def _contrast(course: Segment, start: float, end: float, grey: Pixels, per_mm: float) -> float:
    """By how many levels the darkest of a course's ink is darker than the paper beside it, as a rule."""
    import numpy as np

    along = np.arange(max(round(start), 0), min(round(end), grey.shape[1]))
    reach = max(2, round(_BESIDE_MM * per_mm))
    rows = np.rint(course.slope * along + course.offset).astype(int) + np.arange(-reach, reach + 1)[:, None]
    values = grey[np.clip(rows, 0, grey.shape[0] - 1), along].astype(np.int16)
    return float(np.median(values.max(axis=0) - values.min(axis=0))) if values.size else 0.0


def _creases(lines: Sequence[Segment], crossing: Sequence[Segment], width: int, per_mm: float) -> list[Segment]:
    """The pieces of the few lines that run from one side of the picture to the other, where more keep to a table's sides.

    Of a table that the picture cuts off on both sides no line ends within it.
    """
    rim, slack = RIM_MM * per_mm, TOUCH_MM * per_mm

    def at_side(line: Segment, end: float) -> bool:
        across = line.at(end)
        return any(
            one.start - slack <= across <= one.end + slack and abs(one.at(across) - end) <= slack for one in crossing
        )

    kept = [one for one in lines if at_side(one, one.start) and at_side(one, one.end)]
    courses = _courses([one for one in lines if one not in kept], per_mm)
    over = [
        pieces
        for pieces in courses
        if min(one.start for one in pieces) <= rim and max(one.end for one in pieces) >= width - rim
    ]
    return [piece for pieces in over for piece in pieces] if len(over) <= min(_CREASES, len(kept) - 1) else []


def _streaks(
    lines: Sequence[Segment], crossing: Sequence[Segment], creases: Sequence[Segment], per_mm: float
) -> Iterator[list[Segment]]:
    """The pieces of each streak, the longest first; another crease beside it does not make it a table's line."""
    for pieces in _courses(lines, per_mm):
        others = [one for one in lines if one not in pieces and one not in creases]
        if _beyond(pieces, crossing, others, per_mm) >= LEAST_BEYOND_MM * per_mm:
            yield pieces


def _courses(lines: Sequence[Segment], per_mm: float) -> Iterator[list[Segment]]:
    """``lines`` put together that lie on one straight line, the longest piece first."""
    left = sorted(lines, key=lambda one: one.start - one.end)
    while left:
        pieces = [one for one in left if _is_of(one, left[0], per_mm)]
        left = [one for one in left if one not in pieces]
        yield pieces


def _is_of(piece: Segment, longest: Segment, per_mm: float) -> bool:
    middle = (piece.start + piece.end) / 2
    way = max(longest.start - middle, middle - longest.end, 0.0)
    return abs(piece.middle - longest.at(middle)) <= NEAR_MM * per_mm + LEANING * way


def _beyond(pieces: Sequence[Segment], crossing: Sequence[Segment], others: Sequence[Segment], per_mm: float) -> float:
    """How far the pieces go on, alone, before the first and behind the last line that crosses their way; 0 for none."""
    course, slack = pieces[0], TOUCH_MM * per_mm
    met = _met(course, crossing, slack)
    if not any(piece.start - slack <= at <= piece.end + slack for piece in pieces for at in met):
        return 0.0
    first, last = min(met), max(met)
    ends = [(one.start, min(one.end, first)) for one in pieces] + [(max(one.start, last), one.end) for one in pieces]
    return sum(end - start for start, end in ends if end > start and not _alongside(start, end, others))


def _met(course: Segment, crossing: Sequence[Segment], slack: float) -> list[float]:
    """Where lines cross the way of ``course``."""
    places = ((one, one.at(course.middle)) for one in crossing)
    return [at for one, at in places if one.start - slack <= course.at(at) <= one.end + slack]


def _alongside(start: float, end: float, others: Sequence[Segment]) -> bool:
    common = (min(one.end, end) - max(one.start, start) for one in others)
    return any(length >= _ALONGSIDE * (end - start) for length in common)


def _erased(ink: Pixels, course: Segment, per_mm: float) -> Pixels:
    """``ink`` with paper where a streak runs, from one side of the picture to the other."""
    import numpy as np

    ink = ink.copy()
    along = np.arange(ink.shape[1])
    middle, half = course.slope * along + course.offset, max(1, round(HALF_MM * per_mm))
    for off in range(-half, half + 1):
        ink[np.clip(np.rint(middle + off).astype(int), 0, ink.shape[0] - 1), along] = 0
    return ink
