"""The ruling lines of a level page: long straight strokes, mended where seals and dirt interrupt them, in millimetres."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.vision.cut_frames import Frame, frames_cut
from extract.vision.dashes import with_dashes
from extract.vision.ink import ink_mask
from extract.vision.lettering import without_lettering
from extract.vision.low_rows import low_sides
from extract.vision.segments import BRIDGED_MM, ON_ONE_LINE_MM, Segment, inked, segments
from extract.vision.streaks import without_streaks
from extract.vision.strokes import without_strokes
from extract.vision.through_words import parted_at_words

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

WORKING_DPI = 200.0
_HIDDEN_MM = 60.0
"""So much of a table's side may a seal that stands on it hide: round ones are 58 mm wide at most."""
_LONG = 4
"""A piece so many times as long as the gap behind it may go on behind it."""
_WORN_MM, _WORN_INKED = 12.0, 0.7
"""The end of a line is as good as there, so long and no longer, where this share of the way to the next line is inked."""
TOUCH_MM = 2.3
_EXACTLY_MM = 0.4
_OPEN_ROWS, _OPEN_WIDTH = 3, 20
"""A table open at its sides has at least so many lines over one another, each so many times as long as lines may miss."""


def rulings(grey: Pixels, dpi: float) -> list[Ruling]:
    """The lines that meet others as those of a table do; underlines and strokes of writing are none."""
    import cv2
    import numpy as np

    if dpi > WORKING_DPI * 1.1:
        scale = WORKING_DPI / dpi
        grey = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        dpi = WORKING_DPI
    per_mm = dpi / 25.4
    ink = with_dashes(ink_mask(grey), per_mm)
    level = segments(ink, per_mm)
    upright = segments(np.ascontiguousarray(ink.T), per_mm)
    level, ink = without_streaks(level, upright, ink, per_mm, grey)
    upright, turned = without_streaks(upright, level, np.ascontiguousarray(ink.T), per_mm, grey.T)
    ink = np.ascontiguousarray(turned.T)
    level = _whole_within(level, upright, per_mm)  # the sides of two tables one below the other are on one line, too
    upright += low_sides(level, upright, ink, per_mm)
    level, upright = _reaching(level, upright, ink, per_mm), _reaching(upright, level, ink.T, per_mm)
    upright = parted_at_words(upright, level, ink, per_mm)
    cut = frames_cut(level, upright, per_mm)
    level, upright = _unpenned(*meeting(level, upright, TOUCH_MM * per_mm), ink, per_mm)
    level, upright = _with_frames(level, upright, cut)
    level_out = [_snapped(s, upright, per_mm, horizontal=True) for s in level]
    upright_out = [_snapped(s, level, per_mm, horizontal=False) for s in upright]
    return without_lettering(level_out + [_drawn_out(ruling, level_out, upright_out) for ruling in upright_out])


def _with_frames(level: list[Segment], upright: list[Segment], cut: list[Frame]) -> tuple[list[Segment], list[Segment]]:
    """Both with the lines of frames that a page break cuts, none of which is there yet."""
    for frame in cut:
        if frame.line not in level and not any(side in upright for side in frame.sides):
            level, upright = [*level, frame.line], [*upright, *frame.sides]
    return level, upright


def _whole_within(lines: list[Segment], crossing: list[Segment], per_mm: float) -> list[Segment]:
    """``lines`` with pieces made one that part inside a cell: a ruling ends at others, so there it is worn."""
    whole: list[Segment] = []
    for line in sorted(lines, key=lambda s: s.start):
        before = next((s for s in whole if _worn_between(s, line, crossing, per_mm)), None)
        if before is None:
            whole.append(replace(line))
        else:
            before.take_in(line)
    return whole


def _worn_between(first: Segment, second: Segment, crossing: list[Segment], per_mm: float) -> bool:
    """Whether two pieces that lie exactly on one line, the one long, have nothing between them that they could meet."""
    gap, middle = second.start - first.end, (first.end + second.start) / 2
    if not 0 < gap < BRIDGED_MM * per_mm or max(first.length, second.length) < _LONG * gap:
        return False
    if abs(first.at(middle) - second.at(middle)) > _EXACTLY_MM * per_mm:
        return False
    across, slack = first.at(first.end), TOUCH_MM * per_mm
    return not any(
        other.start - slack <= across <= other.end + slack
        and first.end - slack <= other.at(across) <= second.start + slack
        for other in crossing
    )


def _reaching(lines: list[Segment], crossing: list[Segment], ink: Pixels, per_mm: float) -> list[Segment]:
    """``lines`` drawn out to the next crossing line where a worn print left only crumbs of their ends, or a seal nothing
    though they go on behind it.
    """

    def out(line: Segment, way: int) -> Segment:
        to = _next_crossing(line, crossing, per_mm, way)
        if to is None:
            return line
        hidden = not _ends_at(line, crossing, per_mm, way) and _goes_on_behind(line, to, lines, per_mm, way)
        if not hidden and not _is_worn(line, to, ink, way):
            return line
        return Segment(min(line.start, to), max(line.end, to), line.slope, line.offset)

    return [out(out(line, -1), 1) for line in lines]


def _next_crossing(line: Segment, crossing: list[Segment], per_mm: float, way: int) -> float | None:
    """Where a line beyond an end of ``line`` crosses its way that is so near that the end may be worn."""
    end = line.end if way > 0 else line.start
    places = [
        other.at(line.middle)
        for other in crossing
        if other.start - per_mm <= line.middle <= other.end + per_mm
        and TOUCH_MM * per_mm < (other.at(line.middle) - end) * way < _WORN_MM * per_mm
    ]
    return min(places, key=lambda at: abs(at - end)) if places else None


def _ends_at(line: Segment, crossing: list[Segment], per_mm: float, way: int) -> bool:
    """Whether an end of ``line`` is at a line that crosses it, as those of rulings are."""
    end, slack = line.end if way > 0 else line.start, TOUCH_MM * per_mm
    return any(
        abs(other.at(line.middle) - end) <= slack and other.start - slack <= line.middle <= other.end + slack
        for other in crossing
    )


def _is_worn(line: Segment, to: float, ink: Pixels, way: int) -> bool:
    """Whether nearly all of the way from an end of ``line`` to ``to`` is inked."""
    before, behind = sorted((line.end if way > 0 else line.start, to))
    ends = [Segment(at, at, line.slope, line.offset) for at in (before, behind)]
    return inked(ends[0], ends[1], ink) >= _WORN_INKED


def _goes_on_behind(line: Segment, to: float, lines: list[Segment], per_mm: float, way: int) -> bool:
    """Whether one of ``lines`` ends at ``to`` that lies exactly on the line with a long ``line``."""
    gap = abs(to - (line.end if way > 0 else line.start))
    return line.length >= _LONG * gap and any(
        abs((other.start if way > 0 else other.end) - to) <= TOUCH_MM * per_mm
        and abs(other.at(to) - line.at(to)) <= _EXACTLY_MM * per_mm
        for other in lines
    )


def _unpenned(
    level: list[Segment], upright: list[Segment], ink: Pixels, per_mm: float
) -> tuple[list[Segment], list[Segment]]:
    """Both without strokes of a pen."""
    touch = TOUCH_MM * per_mm
    printed = without_strokes(level, upright, ink, per_mm, touch)
    return meeting(printed, without_strokes(upright, level, ink.T, per_mm, touch), touch)


def meeting(level: list[Segment], upright: list[Segment], touch: float) -> tuple[list[Segment], list[Segment]]:
    """Those of both that meet at least two of the other: a table's lines; asked twice, as each loss may make another.

    A table open at its sides has one standing line where it is two columns wide: it crosses level ones of one length.
    """

    def meet(a: Segment, b: Segment) -> bool:
        across = b.at(a.middle)
        return a.start - touch <= across <= a.end + touch and b.start - touch <= a.at(across) <= b.end + touch

    def in_open_table(line: Segment, side: Segment) -> bool:
        return sum(_as_wide(line, other, touch) and meet(other, side) for other in level) >= _OPEN_ROWS

    for _ in range(2):
        upright = [u for u in upright if sum(meet(s, u) for s in level) >= 2]
        met = [(line, [u for u in upright if meet(line, u)]) for line in level]
        level = [line for line, sides in met if len(sides) >= 2 or any(in_open_table(line, side) for side in sides)]
    return level, upright


def _as_wide(line: Segment, other: Segment, touch: float) -> bool:
    """Whether two level lines, both long, begin one below the other and end so."""
    long = min(line.length, other.length) >= _OPEN_WIDTH * touch
    return long and abs(line.start - other.start) <= touch and abs(line.end - other.end) <= touch


def _snapped(segment: Segment, crossing: list[Segment], per_mm: float, *, horizontal: bool) -> Ruling:
    """The ruling in millimetres, its ends drawn out to the crossing lines that they nearly reach."""
    start, end = segment.start, segment.end
    for other in crossing:
        across = other.at(segment.middle)
        if abs(across - segment.start) < TOUCH_MM * per_mm:
            start = min(start, across)
        if abs(across - segment.end) < TOUCH_MM * per_mm:
            end = max(end, across)
    return Ruling(horizontal, (segment.middle + 0.5) / per_mm, start / per_mm, end / per_mm)


def _drawn_out(side: Ruling, level: list[Ruling], upright: list[Ruling]) -> Ruling:
    """A standing ruling drawn out to the lines beyond its ends that end on it: writing over a table's side hides it.

    Another standing line must run all the way: else these are lines of another table below. A seal hides more of it; so
    far only an outer side goes on, which no line crosses: an inner one may end at a cell that reaches over both sides.
    """
    ends = [line.at for line in level if min(abs(line.start - side.at), abs(line.end - side.at)) <= ON_ONE_LINE_MM]
    crossing = [line.at for line in level if line.start + ON_ONE_LINE_MM < side.at < line.end - ON_ONE_LINE_MM]

    def goes_on(start: float, end: float) -> bool:
        inner = any(start - TOUCH_MM <= y <= end + TOUCH_MM for y in crossing)
        return 0 < end - start <= (BRIDGED_MM if inner else _HIDDEN_MM) and _spanned(start, end, upright)

    above = [y for y in ends if goes_on(y, side.start)]
    below = [y for y in ends if goes_on(side.end, y)]
    return side._replace(start=min([side.start, *above]), end=max([side.end, *below]))


def _spanned(start: float, end: float, upright: list[Ruling]) -> bool:
    return any(r.start <= start + ON_ONE_LINE_MM and r.end >= end - ON_ONE_LINE_MM for r in upright)
