"""The ends of frames that a page break cuts: a line across, and sides that stand on it and end together at the break.

Printers of web pages draw no line where a table is cut. Below the break its last row is open above, above it its first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.vision.segments import Segment

_WIDE_MM, _HIGH_MM = 100.0, 12.0
"""So much at least such a frame measures: all of its page's text is as wide, and two lines of it are as high."""
_NEAR_MM = 2.3
"""Lines that end so near to one another meet."""
_APART_MM = 7.0
"""Sides stand no nearer to one another."""


@dataclass(frozen=True)
class Frame:
    """The ``line`` across and its ``sides``, two or more, from left to right."""

    line: Segment
    sides: tuple[Segment, ...]


def frames_cut(level: Sequence[Segment], upright: Sequence[Segment], per_mm: float) -> list[Frame]:
    """What of ``level`` and ``upright``, in pixels, makes such an end, where no other line across meets any of its sides."""
    return [
        Frame(line, sides)
        for line in level
        if line.length >= _WIDE_MM * per_mm and (sides := _sides(line, level, upright, _NEAR_MM * per_mm, per_mm))
    ]


def _sides(
    line: Segment, level: Sequence[Segment], upright: Sequence[Segment], near: float, per_mm: float
) -> tuple[Segment, ...]:
    """The sides of the frame that ends with ``line``; none where it is no such end. A seal's ring may stand on it, too."""
    met = sorted((one for one in upright if _meet(line, one, near)), key=lambda one: one.middle)
    if len(met) < 2 or abs(met[0].middle - line.start) > near or abs(met[-1].middle - line.end) > near:
        return ()
    if any(_meet(other, one, near) for one in met for other in level if other is not line):
        return ()
    outer = met[0]
    even = [one for one in met if abs(one.start - outer.start) <= near and abs(one.end - outer.end) <= near]
    apart = all(b.middle - a.middle >= _APART_MM * per_mm for a, b in pairwise(even))
    ends = min(abs(outer.start - line.middle), abs(outer.end - line.middle)) <= near
    whole = even[-1] is met[-1] and apart and ends and outer.length >= _HIGH_MM * per_mm
    return tuple(even) if whole else ()


def _meet(line: Segment, side: Segment, near: float) -> bool:
    across = side.at(line.middle)
    return line.start - near <= across <= line.end + near and side.start - near <= line.at(across) <= side.end + near
