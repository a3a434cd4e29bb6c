"""Standing rulings parted between two level rulings where words were taken for a piece of them, or nothing is seen.

A heading stands between two tables, or in a row of its own, and a stroke of it right above and below a column's line.
A ruling begins and ends on the lines it meets; no character reaches so near to both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.segments import Segment

HIGHEST_MM = 9.0
"""Between rulings so near to one another stands one line of words."""
LOWEST_MM = 3.0
FROM_MM, TO_MM = 0.45, 0.85
"""So far from the middle of a level ruling its own ink has ended and no character's has begun."""
LEAST_SEEN = 0.34
"""The share of that way which carries a standing ruling's ink, however worn."""
BLANK_MM = 4.0
"""Where no more than this is left out of a line, it is worn."""
BESIDE_MM, WRITTEN = (0.5, 1.5), 0.05
"""How far beside a stroke of writing other strokes stand, and what share of the paper there they cover at least."""
CLEAR_MM, BOTH_WRITTEN = (0.4, 0.95), 0.12
"""Text keeps so clear of the side of its cell: a stroke with so much ink there on either hand is a character's."""
IN_LINE_MM = 0.4
"""Pieces of one ruling, and the sides of cells below one another, stand in line so exactly."""
LEAST_ROW_MM = 20.0
"""The rulings of a row are so long at least; strokes of its characters in one line are not."""
STUB, STUB_MM = 0.6, 5.0
"""What runs over less of a row's height than this, and no further than a character is high, is no side of a cell in it."""


def parted_at_words(upright: Sequence[Segment], level: Sequence[Segment], ink: Pixels, per_mm: float) -> list[Segment]:
    """``upright`` without the pieces that run through one line of words, or its room, and meet neither ruling beside it
    or are strokes of its characters, and without ends that stop a little way into a row.
    """
    pieces = [_without_stubs(piece, level, per_mm) for side in upright for piece in _parted(side, level, ink, per_mm)]
    return [piece for piece in pieces if not _is_stroke(piece, pieces, level, ink, per_mm)]


def _is_stroke(piece: Segment, pieces: Sequence[Segment], level: Sequence[Segment], ink: Pixels, per_mm: float) -> bool:
    """Whether ``piece``, in one low row and in line with no other, has writing right beside it: a character's stroke."""
    met = list(_met(piece, [line for line in level if line.length >= LEAST_ROW_MM * per_mm], per_mm))
    if len(met) != 2 or not LOWEST_MM * per_mm <= met[1] - met[0] <= HIGHEST_MM * per_mm:
        return False
    along = (piece.start + piece.end) / 2
    if any(other is not piece and abs(other.at(along) - piece.at(along)) <= IN_LINE_MM * per_mm for other in pieces):
        return False
    far = TO_MM * per_mm
    return max(_shares(piece, round(met[0] + far), round(met[1] - far), ink, per_mm, CLEAR_MM)) >= BOTH_WRITTEN


def _parted(side: Segment, level: Sequence[Segment], ink: Pixels, per_mm: float) -> Iterator[Segment]:
    slack, rest = per_mm, side
    for above, below in pairwise(sorted(_met(side, level, slack))):
        spanned = rest.start <= above + slack and below - slack <= rest.end
        if (
            spanned
            and LOWEST_MM * per_mm <= below - above <= HIGHEST_MM * per_mm
            and (_bare(side, above, below, ink, per_mm) or _in_character(side, above, below, ink, per_mm))
        ):
            if above - rest.start > slack:
                yield replace(rest, end=above)
            rest = replace(rest, start=below)
    if rest.end - rest.start > slack:
        yield rest


def _without_stubs(side: Segment, level: Sequence[Segment], per_mm: float) -> Segment:
    """``side`` from the first to the last ruling it meets, where a stroke of words carries it a little into a row."""
    slack = per_mm
    across = sorted(one.at(side.middle) for one in level if one.start - slack <= side.middle <= one.end + slack)
    met = [at for at in across if side.start - slack <= at <= side.end + slack]
    if not met:
        return side
    above, below = (at for at in across if at < met[0]), (at for at in across if at > met[-1])
    start, end = max(above, default=None), min(below, default=None)
    if start is not None and slack < met[0] - side.start < min(STUB * (met[0] - start), STUB_MM * per_mm):
        side = replace(side, start=met[0])
    if end is not None and slack < side.end - met[-1] < min(STUB * (end - met[-1]), STUB_MM * per_mm):
        side = replace(side, end=met[-1])
    return side


def _met(side: Segment, level: Sequence[Segment], slack: float) -> Iterator[float]:
    """Where ``side`` meets a level ruling, double lines once."""
    last = None
    for at in sorted(one.at(side.middle) for one in level if one.start - slack <= side.middle <= one.end + slack):
        if side.start - slack <= at <= side.end + slack and (last is None or at - last > slack):
            last = at
            yield at


def _bare(side: Segment, above: float, below: float, ink: Pixels, per_mm: float) -> bool:
    """Whether ``side`` has no ink right below the ruling above nor right above the one below, and words beside it or
    nothing between them at all.
    """
    near, far = FROM_MM * per_mm, TO_MM * per_mm
    bare = _seen(side, above + near, above + far, ink) < LEAST_SEEN > _seen(side, below - far, below - near, ink)
    if not bare or _beside(side, round(above + far), round(below - far), ink, per_mm) >= WRITTEN:
        return bare
    return below - above >= BLANK_MM * per_mm and _seen(side, above + near, below - near, ink) < LEAST_SEEN / 2


def _in_character(side: Segment, above: float, below: float, ink: Pixels, per_mm: float) -> bool:
    """Whether strokes of writing stand right beside ``side`` on both hands: a low row's characters fill its height."""
    far = TO_MM * per_mm
    return min(_shares(side, round(above + far), round(below - far), ink, per_mm, CLEAR_MM)) >= BOTH_WRITTEN


def _beside(side: Segment, top: int, end: int, ink: Pixels, per_mm: float) -> float:
    """The share of ink on the busier side of ``side`` from ``top`` to ``end``."""
    return max(_shares(side, top, end, ink, per_mm, BESIDE_MM))


def _shares(
    side: Segment, top: int, end: int, ink: Pixels, per_mm: float, apart: tuple[float, float]
) -> tuple[float, float]:
    """The share of ink left and right of ``side`` from ``top`` to ``end``, ``apart`` millimetres from it."""
    middle, near, far = round(side.at((top + end) / 2)), *(round(mm * per_mm) for mm in apart)
    left, right = ink[top:end, max(0, middle - far) : max(0, middle - near)], ink[top:end, middle + near : middle + far]
    return (float((left > 0).mean()) if left.size else 0.0, float((right > 0).mean()) if right.size else 0.0)


def _seen(side: Segment, start: float, end: float, ink: Pixels) -> float:
    import numpy as np

    t = np.clip(np.arange(round(start), round(end) + 1), 0, ink.shape[0] - 1)
    at = np.rint(side.slope * t + side.offset).astype(int)
    hit = np.zeros(len(t), dtype=bool)
    for shift in (-1, 0, 1):
        hit |= ink[t, np.clip(at + shift, 0, ink.shape[1] - 1)] > 0
    return float(hit.mean())
