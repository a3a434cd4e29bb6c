"""The signatures of a page picture as pictures for the document: cut out, with how surely each is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.document import Picture
from extract.ink.find import find
from extract.ink.signature import SURE_FROM, Signature
from extract.ink.words import Line
from extract.layout.tables import Ruling
from forms.evidence import SCAN, BBox, Evidence

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

_ROOM_MM = 0.5
_SURE_SCORES = (0.95, 0.995)
"""What a sure signature scores, from the least to the most certain: chosen after a few hundred drawn places."""


def signature_pictures(
    page: UprightPage,
    rulings: Sequence[Ruling],
    lines: Sequence[Line],
    seals: Sequence[BBox] = (),
    sure: Sequence[BBox] = (),
) -> list[Picture]:
    """Each signature on ``page``, and each place where one may be, as a picture there."""
    return [_picture(page, found) for found in find(page, rulings, lines, seals, sure)]


def _picture(page: UprightPage, found: Signature) -> Picture:
    box = _place(found, page)
    return Picture(
        Evidence(SCAN, page.number, box), _png(page, box), box.width, box.height, "signature", signature=score(found)
    )


def score(found: Signature) -> float:
    """How surely it is a signature as a share of those that look so (0–1)."""
    if not found.sure:
        return found.certainty
    low, high = _SURE_SCORES
    return round(low + (high - low) * (found.certainty - SURE_FROM) / (1 - SURE_FROM), 3)


def _place(found: Signature, page: UprightPage) -> BBox:
    """The ink with some room around it, its middle kept inside its cell and the page."""
    box = found.box
    bounds = found.cell or BBox(0.0, 0.0, page.width_mm, page.height_mm)
    box = BBox(box.x0 - _ROOM_MM, box.y0 - _ROOM_MM, box.x1 + _ROOM_MM, box.y1 + _ROOM_MM)
    if not bounds.holds(*box.centre):
        box = BBox(max(box.x0, bounds.x0), max(box.y0, bounds.y0), min(box.x1, bounds.x1), min(box.y1, bounds.y1))
    x0, y0 = min(max(box.x0, 0.0), page.width_mm - 1), min(max(box.y0, 0.0), page.height_mm - 1)
    return BBox(x0, y0, max(min(box.x1, page.width_mm), x0 + 1), max(min(box.y1, page.height_mm), y0 + 1))


def _png(page: UprightPage, box: BBox) -> bytes | None:
    import cv2

    per_mm = 1 / page.mm_per_pixel
    part = page.pixels[round(box.y0 * per_mm) : round(box.y1 * per_mm), round(box.x0 * per_mm) : round(box.x1 * per_mm)]
    if not part.size:
        return None
    done, data = cv2.imencode(".png", part)
    return data.tobytes() if done else None
