"""Ink within a seal, on a copy without colours, that is none of the seal's: where one signs it may be a name.

Who is asked to sign somewhere in a block (签署意见并签字盖章) signs below the prompt as well, and the seal is set over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.ink.stamped import distances
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask
    from extract.ink.words import Words

CLEAR = (0.28, 0.58)
"""Between these shares of the radius, beyond the star and within the name, a seal has no ink but for a line below."""
LEAST_MM2, CRUMB_MM2 = 8.0, 0.5
"""A name leaves so much ink there; what is smaller than a crumb is a seal's own, frayed by the copy."""
LARGE, BADLY, OUT_MM = 1.3, 0.7, 3.0
"""A line so many print sizes high that scores less holds something beside print; it goes on so far beside the seal."""


def unexplained_in(layer: InkLayer, ink: Mask, cell: BBox, seals: Sequence[BBox]) -> BBox | None:
    """The part of ``cell`` under a seal in which ``ink``, that of the page without its print, may be a name's."""
    for seal in seals:
        common = BBox(max(seal.x0, cell.x0), max(seal.y0, cell.y0), min(seal.x1, cell.x1), min(seal.y1, cell.y1))
        if common.width > 0 and common.height > 0 and _left(layer, ink, common, seal) >= LEAST_MM2:
            return common
    return None


def read_over_seal(words: Words, cell: BBox, seals: Sequence[BBox]) -> BBox | None:
    """The part of a line in ``cell`` under a seal, where a prompt and a name were read as one, and neither was known.

    A seal's own words run into nothing beside it.
    """
    for name in words.names:
        if name.score >= BADLY or name.em < LARGE * words.usual or not cell.holds(*name.box.centre):
            continue
        for seal in seals:
            beside = max(seal.x0 - name.box.x0, name.box.x1 - seal.x1)
            if beside >= OUT_MM and name.box.overlap(seal) > 0:
                return name.box
    return None


def _left(layer: InkLayer, ink: Mask, part: BBox, seal: BBox) -> float:
    """How much ink lies in that part of the seal where it has none of its own, in square millimetres."""
    import cv2
    import numpy as np

    window = layer.window(part)
    far, _ = distances(layer, seal, window)
    clear = ink[window] & (far >= CLEAR[0]) & (far <= CLEAR[1])
    if not clear.any():
        return 0.0
    _, _, stats, _ = cv2.connectedComponentsWithStats(clear.astype(np.uint8), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA] / layer.per_mm**2
    return float(areas[areas >= CRUMB_MM2].sum())
