"""On which line of print a picture stands: behind its words, with its foot on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from forms.evidence import BBox

_SAME_HEIGHT = 0.2
"""A picture set into a line reaches over at least so much of the line's height; Word puts its foot on the line, and what is
written by hand stands a little above it."""
_TOUCHING_MM = 3.0
_OWN_WORDS = 0.4
"""A line of which so much of the width lies in a picture, and no word before it, was read of the picture itself."""


class Placed(Protocol):
    """What has a place on the page, in millimetres."""

    @property
    def x0(self) -> float: ...

    @property
    def y0(self) -> float: ...

    @property
    def x1(self) -> float: ...

    @property
    def y1(self) -> float: ...


L = TypeVar("L", bound=Placed)


def line_before(box: BBox, lines: Iterable[L]) -> L | None:
    """The line on which ``box`` stands behind all words, if it reaches over the height of no other but its own words."""
    level = [
        line
        for line in lines
        if _shared(line, box) >= _SAME_HEIGHT * (line.y1 - line.y0) and not _is_read_of(line, box)
    ]
    if len(level) != 1 or level[0].x1 > box.x0 + _TOUCHING_MM:
        return None
    return level[0] if box.y1 <= level[0].y1 + (level[0].y1 - level[0].y0) / 2 else None


def _is_read_of(line: Placed, box: BBox) -> bool:
    """Whether ``line`` is what was read of the picture in ``box`` itself."""
    within = min(line.x1, box.x1 + _TOUCHING_MM) - line.x0
    begins = line.x0 >= box.x0 - _TOUCHING_MM and within >= _OWN_WORDS * (line.x1 - line.x0)
    return begins and box.y0 <= (line.y0 + line.y1) / 2 <= box.y1


def _shared(line: Placed, box: BBox) -> float:
    return min(line.y1, box.y1) - max(line.y0, box.y0)
