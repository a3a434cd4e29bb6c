"""Figures that are whole by their own form, and ink that stands apart from them: nothing of theirs can be hidden under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.readers.scan.lines import PlacedLine, places_mm

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

MOBILE = re.compile(r"1[3-9][0-9]{9}")
"""A mobile telephone number: eleven figures, no more and no fewer (《电信网编号计划（2017年版）》)."""
FIGURE_EM = 0.3
"""So far from its middle the ink of a figure ends."""
SOUGHT_EM = 0.4
"""White that parts them from what stands beside them begins within so far from there: places are good to 0.15 em."""
TALL_EM = 0.55
"""So far above and below a line's middle its characters reach."""
WHITE_EM = 0.06
"""White between a character and what stands beside it is at least so broad; on a copy at 200 dpi that is two pixels."""


def ends_apart(line: PlacedLine, ink: Pixels, mm_per_pixel: float, *, behind: bool) -> bool:
    """Whether ``line`` is whole and white parts it from whatever ink stands ``behind`` it, or before it."""
    if not MOBILE.fullmatch("".join(line.read.text.split())):
        return False
    places = places_mm(line, line.read.glyphs, mm_per_pixel)
    edge, sought = FIGURE_EM * line.em, SOUGHT_EM * line.em
    if behind:
        return _holds_white(line, ink, places[-1] + edge, places[-1] + edge + sought, mm_per_pixel)
    return _holds_white(line, ink, places[0] - edge - sought, places[0] - edge, mm_per_pixel)


def _holds_white(line: PlacedLine, ink: Pixels, left: float, right: float, mm_per_pixel: float) -> bool:
    """Whether a strip without any ink, as high as the line, lies between two places across the page in millimetres."""
    middle, tall = sum(y for _, y in line.quad) / 4 * mm_per_pixel, TALL_EM * line.em
    x0, x1, y0, y1 = (max(0, round(mm / mm_per_pixel)) for mm in (left, right, middle - tall, middle + tall))
    columns = "".join("x" if column.any() else " " for column in (ink[y0:y1, x0:x1] > 0).T)
    return " " * max(2, round(WHITE_EM * line.em / mm_per_pixel)) in columns
