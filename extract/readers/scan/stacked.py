"""Characters printed one below the other that the finder takes for one line: each a line of its own.

The recogniser reads along lines; a label set downwards in a narrow column would say nothing, or anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extract.ocr.engine import Quad

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from extract.vision.rasters import Pixels

    Span = tuple[int, int]

_TALL = 1.7
"""A line so much higher than wide holds more than one character, if they stand one below the other."""
_NARROWEST_MM = 2.4
"""What is narrower is a bracket, a colon or a figure."""
_HIGHEST = 1.2
"""In widths: no character is higher."""
_USUAL = (0.55, 1.25)
"""In widths: what the middle one of stacked characters is high."""
_RULED = 0.9
"""A column or row of pixels with so large a share of ink is a ruling's."""
_MARGIN = 0.12
"""In widths: the paper left above and below a character."""


def cut_stacked(quads: Iterable[Quad], ink: Pixels, mm_per_pixel: float) -> list[Quad]:
    """``quads`` with each stack of characters cut between them; ``ink`` is 255 where it stands, of the same picture."""
    return [part for quad in quads for part in _parts(quad, ink, mm_per_pixel)]


def _parts(quad: Quad, ink: Pixels, mm_per_pixel: float) -> list[Quad]:
    left, right = round(min(x for x, _ in quad)), round(max(x for x, _ in quad))
    top, bottom = round(min(y for _, y in quad)), round(max(y for _, y in quad))
    if right - left < _NARROWEST_MM / mm_per_pixel or bottom - top < _TALL * (right - left):
        return [quad]
    spans = _characters(ink[max(top, 0) : bottom, max(left, 0) : right])
    if len(spans) < 2:
        return [quad]
    room = _MARGIN * (right - left)
    edges = [(max(top + first - room, top), min(top + last + room, bottom)) for first, last in spans]
    return [((left, high), (right, high), (right, low), (left, low)) for high, low in edges]


def _characters(ink: Pixels) -> list[Span]:
    """First and last row of each character of a stack; none where the ink is no stack of characters."""
    import numpy as np

    marked = ink > 0
    marked[:, marked.mean(axis=0) > _RULED] = False
    marked[marked.mean(axis=1) > _RULED] = False
    columns = np.flatnonzero(marked.any(axis=0))
    if not columns.size:
        return []
    wide = float(columns[-1] - columns[0] + 1)
    spans = _together(_runs(np.asarray(marked.any(axis=1))), _HIGHEST * wide)
    heights = sorted(last - first for first, last in spans)
    usual = heights[len(heights) // 2] if heights else 0
    fits = _USUAL[0] * wide <= usual <= _USUAL[1] * wide and heights[-1] <= _USUAL[1] * wide
    return spans if fits else []


def _runs(marked: NDArray[Any]) -> list[Span]:
    """Where rows with ink follow one another."""
    import numpy as np

    steps = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(np.int8), [0]))))
    return [(int(first), int(last)) for first, last in zip(steps[::2], steps[1::2], strict=True)]


def _together(runs: Sequence[Span], most: float) -> list[Span]:
    """``runs`` with those nearest to each other joined first, as long as no character gets higher than ``most``."""
    spans = list(runs)
    while True:
        gaps = [
            (below[0] - above[1], number)
            for number, (above, below) in enumerate(pairwise(spans))
            if below[1] - above[0] <= most
        ]
        if not gaps:
            return spans
        _, number = min(gaps)
        spans[number : number + 2] = [(spans[number][0], spans[number + 1][1])]
