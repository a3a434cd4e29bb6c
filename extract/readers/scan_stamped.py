"""What stamps say is told from what stands under them: the words inside a seal belong to it, not to the block.

On a page with colours only lines that were read in red can be the seal's. On a copy without colours any short line inside
the ring may be, unless it is a date or goes on in the column of the lines around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.scan_lines import PlacedLine
from forms.evidence import BBox

LONGEST = 8
"""The words in the middle of a seal (业务专用章) are no longer; nor is what is left of its rim."""
REACH = 1.04
"""A line lies inside a seal whose corners lie within this many times its radius."""
COLUMN_EM, LINES_APART_EM = 0.8, 2.6
"""A line goes on where another ends that begins this near to the same place, and stands this near above or below."""
_ANSWER = re.compile(r"\d{4}\s*年|年.{0,3}月|月.{0,3}日|同意|[（(]?[签盖簽蓋][字章]|负责人|負責人")
"""What stands under seals and is written so short."""


@dataclass(frozen=True)
class Parted:
    """The lines that belong to the page's text, and the places of those that are stamps' own."""

    text: list[PlacedLine]
    stamps: list[BBox]
    """Those told by their place alone: on such a place something else may stand, too."""


def without_stamps(lines: Sequence[PlacedLine], seals: Sequence[BBox], *, coloured: bool) -> Parted:
    """``lines`` parted by what stands in ``seals`` (boxes around their rings)."""
    text: list[PlacedLine] = []
    stamps: list[BBox] = []
    for line in lines:
        inside = any(_lies_in(line.box, seal) for seal in seals)
        if not inside or not (line.red if coloured else _may_be_stamped(line, lines, seals)):
            text.append(line)
        elif not coloured:
            stamps.append(line.box)
    return Parted(text, stamps)


def _may_be_stamped(line: PlacedLine, lines: Sequence[PlacedLine], seals: Sequence[BBox]) -> bool:
    if len(line.read.text) > LONGEST or _ANSWER.search(line.read.text):
        return False
    outside = (other for other in lines if not any(_lies_in(other.box, seal) for seal in seals))
    return not any(_goes_on(line, other) for other in outside)


def _goes_on(line: PlacedLine, other: PlacedLine) -> bool:
    """Whether ``line`` begins in the column of ``other``, right below or above it, in letters of its size."""
    near = abs(line.box.y0 - other.box.y0) <= LINES_APART_EM * other.em
    return near and abs(line.box.x0 - other.box.x0) <= COLUMN_EM * other.em and 0.8 < line.em / other.em < 1.25


def _lies_in(box: BBox, seal: BBox) -> bool:
    """Whether all four corners of ``box`` lie in the ellipse of ``seal``."""
    (x, y), a, b = seal.centre, seal.width / 2 * REACH, seal.height / 2 * REACH
    if a <= 0 or b <= 0:
        return False
    corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1))
    return all(((cx - x) / a) ** 2 + ((cy - y) / b) ** 2 <= 1 for cx, cy in corners)
