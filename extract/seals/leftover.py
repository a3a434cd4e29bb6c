"""Whether a page holds ink beside its print and rules that may be the ring of a seal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.seals.grey import VOTE_DPI, shrunk, unruled
from extract.seals.redness import darkness
from extract.tables import Ruling
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

_MM = VOTE_DPI / 25.4
_INKED = 0.1
"""From this share of white on a pixel is ink: a pale copy's."""
_ROOM_MM, LEAST_INK_MM2 = 48.0, 30.0
"""A square that holds a seal, and the least ink that its ring leaves there beside the lines that it runs through."""


def may_hold_a_ring(page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox]) -> bool:
    """Whether enough ink for a ring stands close together on ``page`` outside ``rulings`` and ``lines`` of print."""
    import cv2
    import numpy as np

    dark = unruled(darkness(shrunk(page.pixels, page.dpi, VOTE_DPI)), rulings, _MM)
    for box in lines:
        x0, y0, x1, y1 = (max(0, round(side * _MM)) for side in (box.x0, box.y0, box.x1, box.y1))
        dark[y0:y1, x0:x1] = 0
    inked = (dark > _INKED).astype(np.float32)
    side = round(_ROOM_MM * _MM)
    ink = cv2.boxFilter(inked, -1, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
    return bool(ink.max() / _MM**2 >= LEAST_INK_MM2)
