"""Figures that a pen wrote side by side: a year of which no date was read looks like a short name."""

from __future__ import annotations

from collections.abc import Sequence

from extract.ink.parts import Piece
from forms.evidence import BBox

FEWEST, FEWEST_CUT, MOST = 3, 2, 11
"""So many pieces side by side may be figures; so few show where a seal begins right behind."""
HIGH, WIDE = (0.75, 2.1), 1.15
"""So high, and at most so wide, a figure is in print sizes."""
AREA = 0.1
"""A figure has at least so much ink in a square of the print's size."""


def may_be_figures(group: Sequence[Piece], box: BBox, usual: float, *, cut: bool) -> bool:
    """Whether the ``group`` of pieces in ``box`` is like figures in a row. ``usual`` is the print's size in millimetres.

    ``cut``: a seal may hide how the row goes on.
    """
    large = [piece.box for piece in group if piece.area >= AREA * usual**2]
    level = all(abs(one.centre[1] - box.centre[1]) <= HIGH[0] / 2 * usual for one in large)
    low, high = (share * usual for share in HIGH)
    sized = all(low <= one.height <= high and one.width <= WIDE * usual for one in large)
    return (FEWEST_CUT if cut else FEWEST) <= len(large) <= MOST and level and sized
