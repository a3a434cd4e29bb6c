"""The seals of a page picture as pictures for the document: cut out, read, and with what is known of them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.document import Picture
from extract.layout.tables import Ruling
from extract.seals.dots import dotted_seals
from extract.seals.find import find
from extract.seals.leftover import unexplained
from extract.seals.look import Words, words_of
from extract.seals.rim import Recogniser
from extract.seals.seal import SURE_FROM, Ellipse, Seal
from extract.seals.seen import SealSeen
from forms.evidence import SCAN, BBox, Evidence

if TYPE_CHECKING:
    from extract.vision.straight import UprightPage

_OFFICE_STAMP, _READ_SCORE = re.compile("收文|收件|收訖|收讫|来文|來文|登记章|登記章|骑缝|騎縫"), 0.7
LEFT_CERTAINTY = 0.3
"""How sure ink is to be a seal's that has no ring, and that nothing else explains."""
_SAME_MM = 8.0
"""Rings whose middles are no further apart are one seal's: worn ones are not found at the same place twice."""
WHOLE_FROM = 0.95
"""A seal of which less lies on the paper is cut by its edge."""
MOST_READ = 12
"""So many seals of one page are read, the surest first; the others are left to a person."""


def seal_pictures(page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox]) -> list[Picture]:
    """Each seal on ``page`` as a picture at its place."""
    from extract.ocr.rapid import engine

    found = find(page, rulings, lines)
    readable = sorted((s for s in found if not s.slice), key=lambda seal: seal.certainty, reverse=True)[:MOST_READ]
    return [_picture(page, seal, engine() if seal in readable else None, _over(seal, found)) for seal in found]


def dotted_pictures(
    page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox], found: Sequence[Picture]
) -> list[Picture]:
    """``found`` on a copy in black and white with the seals that their dots tell, each for the ring there that was not sure."""
    from extract.ocr.rapid import engine

    known = [one.at.box for one in found if one.at.box is not None and _is_sure(one)]
    kept = list(found)
    for seal in (one for one in dotted_seals(page, rulings, lines, known) if one.sure):
        kept = [one for one in kept if _is_sure(one) or not _is_at(one, seal)]
        kept.append(_picture(page, seal, engine()))
    return kept


def possible_rings(
    page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox], known: Sequence[BBox]
) -> list[Picture]:
    """Each circle as a picture along part of which ink lies that neither print nor what is ``known`` explains."""
    return [_picture(page, seal, None) for seal in dotted_seals(page, rulings, lines, known)]


def _is_sure(picture: Picture) -> bool:
    return picture.seal is not None and (picture.seal.slice or picture.seal.certainty >= SURE_FROM)


def _is_at(picture: Picture, seal: Seal) -> bool:
    """Whether the ring that a picture shows has its middle near that of a seal."""
    if picture.at.box is None:
        return False
    x, y = picture.at.box.centre
    return math.hypot(x - seal.outline.x, y - seal.outline.y) <= _SAME_MM


def possible_seals(
    page: UprightPage, rulings: Sequence[Ruling], known: Sequence[BBox], least_mm2: float
) -> list[Picture]:
    """Each place with so much ink that neither rulings nor what is ``known`` explain: no seal is denied there."""
    places = unexplained(page, rulings, known, least_mm2)
    round_them = [Ellipse(*box.centre, box.width / 2, box.height / 2) for box in places]
    return [_picture(page, Seal(at, "round", LEFT_CERTAINTY, red=False), None) for at in round_them]


def _over(seal: Seal, found: Sequence[Seal]) -> list[Seal]:
    """The surely found seals whose rings may run through ``seal``."""
    apart = (math.hypot(one.outline.x - seal.outline.x, one.outline.y - seal.outline.y) for one in found)
    return [
        one
        for one, away in zip(found, apart, strict=True)
        if one is not seal and one.sure and away < (one.diameter_mm + seal.diameter_mm) / 2
    ]


def _picture(page: UprightPage, seal: Seal, recogniser: Recogniser | None, over: Sequence[Seal] = ()) -> Picture:
    box = _within(seal.outline.box, page)
    words = None
    if recogniser is not None:
        outline, *rings = (one.outline.scaled(1 / page.mm_per_pixel) for one in (seal, *over))
        words = words_of(page.pixels, outline, recogniser, red=seal.red, over=rings)
    cut, office = seal.visible < WHOLE_FROM, is_office_stamp(words)
    seen = SealSeen(seal.kind, seal.certainty, words, seal.slice or office, seal.red, cut=cut)
    at = Evidence(SCAN, page.number, box)
    name = "seal" if seal.red or seal.sure else "possible seal"
    return Picture(at, _png(page, box), box.width, box.height, name, seal=seen)


def is_office_stamp(words: Words | None) -> bool:
    """Whether a round stamp says that a paper was received or filed (收文章): no unit's seal, and no block's."""
    if words is None:
        return False
    read = [*words.rims, *([words.center] if words.center is not None else [])]
    return any(_OFFICE_STAMP.search(one.text) for one in read if one.score >= _READ_SCORE)


def _within(box: BBox, page: UprightPage) -> BBox:
    """The part of ``box`` that lies on the page."""
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
