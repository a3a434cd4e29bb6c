"""Lines of a text layer that run over the side of their cell: every character belongs to the cell that its line begins in.

Text boxes, fixed widths and long words without a place to break reach beyond a cell; their characters are set one after
another all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from extract.layout.chars import Char
from forms.evidence import BBox

_TOUCHING_EM = 0.3
_LEVEL_EM = 0.15
"""The next character of a line stands no further away, and no higher or lower."""
_OVER_EM = 0.04
"""So much of a character beyond the side of its cell: what is set into a cell ends before it."""

Place = TypeVar("Place")


def in_lines(
    chars: Iterable[Char], place: Callable[[Char], Place | None], box: Callable[[Place], BBox]
) -> Iterator[tuple[Char, Place | None]]:
    """Each of ``chars``, which come in the order of writing, with its place: that of the one before it where both are of
    a line that runs over the right side of that place's ``box``.
    """
    before: Char | None = None
    held: Place | None = None
    for char in chars:
        here = place(char)
        if before is not None and held is not None and here != held and _runs_over(before, char, box(held)):
            here = held
        yield char, here
        before, held = char, here


def _runs_over(before: Char, char: Char, cell: BBox) -> bool:
    em = max(before.em, char.em)
    level = abs((before.y0 + before.y1) - (char.y0 + char.y1)) / 2 <= _LEVEL_EM * em
    if not level or abs(char.x0 - before.x1) > _TOUCHING_EM * em or char.x0 < before.x0:
        return False
    joint = min(before.x1, char.x0)  # the box of a character may be wider than its place in the line
    return joint > cell.x1 + _OVER_EM * em or char.x0 < cell.x1 - _OVER_EM * em
