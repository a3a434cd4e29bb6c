"""Ink beside a page's print and rules that may be the ring of a seal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.seals.grey import VOTE_DPI, shrunk, unruled
from extract.seals.redness import darkness
from forms.evidence import BBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.seals.ring import Plane
    from extract.vision.straight import UprightPage

_MM = VOTE_DPI / 25.4
_INKED = 0.1
"""From this share of white on a pixel is ink: a pale copy's."""
_EDGE_MM, _MOST_PLACES = 8.0, 8
_ROOM_MM, LEAST_INK_MM2 = 48.0, 30.0
"""A square that holds a seal, and the least ink that its ring leaves there beside the lines that it runs through."""
TRACE_MM2 = 4.0
"""So much is left of a pale seal in black and white: specks are less."""
_STRAIGHT_MM, _SLOPE_PX = 28.0, 3
"""Ink that runs so far along the page, or down it, is a line; on a page that is not quite level it strays so far. No ring
of a seal runs so far so straight."""
_STRAIGHT_WIDE_MM, _STRAIGHT_LONG_MM = 2.0, 22.0
"""What is no wider and so long is left of a rule: the arc of a ring of 53 mm that is 20 mm long is 2 mm high."""


def may_hold_a_ring(page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox]) -> bool:
    """Whether enough ink for a ring stands close together on ``page`` outside ``rulings`` and ``lines`` of print."""
    return holds_together(left_ink(page, rulings, lines), LEAST_INK_MM2)


def holds_together(inked: Plane, least_mm2: float) -> bool:
    """Whether so much ink stands anywhere in a square that holds a seal."""
    return bool(_near(inked).max() / _MM**2 >= least_mm2)


def unexplained(
    page: UprightPage, rulings: Sequence[Ruling], known: Sequence[BBox], least_mm2: float = LEAST_INK_MM2
) -> list[BBox]:
    """Where so much ink stands together that no ruling and nothing ``known`` explains that a pale seal may be among it.

    A seal is denied nowhere near.
    """
    inked = left_inside(page, rulings, known)
    found: list[BBox] = []
    while len(found) < _MOST_PLACES:
        ink = _near(inked)
        y, x = divmod(int(ink.argmax()), ink.shape[1])
        if ink[y, x] / _MM**2 < least_mm2:
            break
        found.append(_taken(inked, x, y))
    return [box for box in found if not _is_straight(box)]


def _is_straight(box: BBox) -> bool:
    """Whether all of it lies along one rule: an arc of a seal so long is bent further."""
    return min(box.width, box.height) <= _STRAIGHT_WIDE_MM and max(box.width, box.height) >= _STRAIGHT_LONG_MM


def _taken(inked: Plane, x: int, y: int) -> BBox:
    """The box of the ink around a place, which is taken away."""
    import numpy as np

    half = round(_ROOM_MM * _MM / 2)
    top, left = max(0, y - half), max(0, x - half)
    window = inked[top : y + half + 1, left : x + half + 1]
    rows, columns = np.nonzero(window)
    box = BBox(*(side / _MM for side in _bounds(rows + top, columns + left)))
    window[:] = 0
    return box


def _bounds(rows: NDArray[np.intp], columns: NDArray[np.intp]) -> tuple[float, float, float, float]:
    return float(columns.min()), float(rows.min()), float(columns.max() + 1), float(rows.max() + 1)


def _near(inked: Plane) -> Plane:
    """How many pixels of ink stand in a square as large as a seal around each pixel."""
    import cv2
    import numpy as np

    side = round(_ROOM_MM * _MM) | 1
    return np.asarray(
        cv2.boxFilter(inked, -1, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT), np.float32
    )


def left_inside(page: UprightPage, rulings: Sequence[Ruling], known: Sequence[BBox]) -> Plane:
    """What :func:`left_ink` gives, but for the edges of the page: there lie shadows and holes, and no seal that is whole."""
    inked, edge = left_ink(page, rulings, known), round(_EDGE_MM * _MM)
    for strip in (inked[:edge], inked[-edge:], inked[:, :edge], inked[:, -edge:]):
        strip[:] = 0
    return inked


def left_ink(page: UprightPage, rulings: Sequence[Ruling], known: Sequence[BBox]) -> Plane:
    """One where ink stands outside rulings and all boxes ``known``, else zero."""
    import numpy as np

    dark = unruled(darkness(shrunk(page.pixels, page.dpi, VOTE_DPI)), rulings, _MM)
    for box in known:
        x0, y0, x1, y1 = (max(0, round(side * _MM)) for side in (box.x0, box.y0, box.x1, box.y1))
        dark[y0:y1, x0:x1] = 0
    return _without_lines(np.asarray(dark > _INKED, dtype=np.float32))


def _without_lines(inked: Plane) -> Plane:
    """``inked`` without straight lines: rules that are not level are no rulings, or only in part."""
    import cv2
    import numpy as np

    long, left = round(_STRAIGHT_MM * _MM), inked.copy()
    for shape in ((_SLOPE_PX, 1), (1, _SLOPE_PX)):
        wide = cv2.dilate(inked, np.ones(shape, np.uint8))
        line = np.ones((1, long) if shape[1] == 1 else (long, 1), np.uint8)
        left[cv2.dilate(cv2.morphologyEx(wide, cv2.MORPH_OPEN, line), np.ones(shape, np.uint8)) > 0] = 0
    return left
