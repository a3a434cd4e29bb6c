"""Dates that a seal hides from the finder on copies without colours: looked for once more with the seal's thick ink gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.ocr.engine import Engine, Quad, Weighing
from extract.readers.scan.lines import PlacedLine, read_lines
from extract.readers.scan.written import Written, dates_read, is_date
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

BESIDE_MM, ABOVE_MM = 22.0, 3.0
"""A seal stands on the date, or the date begins or ends so far beside it."""
LEAST_SIDE = 32
"""A window of fewer pixels than this along a side holds no line."""
MOST = 8
"""So many seals of a page are looked under."""


def dates_under_seals(
    page: UprightPage,
    grey: Pixels,
    lines: Sequence[PlacedLine],
    seals: Sequence[BBox],
    rulings: Sequence[Ruling],
    engine: Engine,
) -> Written:
    """``lines`` with the dates of seals near which none was read. ``grey`` is the page's red channel."""
    known, unread = list(lines), list[BBox]()
    if not isinstance(engine, Weighing):
        return Written(known, unread)
    for seal in seals[:MOST]:
        window = _around(seal, page)
        if any(is_date(line) and _meet(line.box, window) for line in known):
            continue
        beside = [line for line in known if _meet(line.box, window)]
        found = [line for line in _found(page, grey, window, engine) if not any(_covers(one, line) for one in beside)]
        read = dates_read([*beside, *found], grey, page.mm_per_pixel, rulings, engine)
        made = [line for line in read.lines if line not in beside and line not in found]
        if any(is_date(line) for line in made):
            known = [line for line in known if line not in beside or line in read.lines] + made
            unread += [line.box for line in beside if line.box in read.unread]
    return Written(known, unread)


def _around(seal: BBox, page: UprightPage) -> BBox:
    return BBox(
        max(0.0, seal.x0 - BESIDE_MM),
        max(0.0, seal.y0 - ABOVE_MM),
        min(page.width_mm, seal.x1 + BESIDE_MM),
        min(page.height_mm, seal.y1 + ABOVE_MM),
    )


def _found(page: UprightPage, grey: Pixels, window: BBox, engine: Engine) -> list[PlacedLine]:
    """The lines that the finder sees in ``window`` once its pale and thick ink is gone."""
    import numpy as np

    from extract.vision.thick import darkest, without_thick

    per_mm = 1 / page.mm_per_pixel
    left, top = round(window.x0 * per_mm), round(window.y0 * per_mm)
    part = grey[top : round(window.y1 * per_mm), left : round(window.x1 * per_mm)]
    if min(part.shape) < LEAST_SIDE:
        return []
    thin = np.ascontiguousarray(np.repeat(without_thick(darkest(part), per_mm)[:, :, None], 3, axis=2))
    pixels = np.full((*grey.shape, 3), 255, np.uint8)
    pixels[top : top + part.shape[0], left : left + part.shape[1]] = thin
    quads = [_moved(quad, left, top) for quad in engine.find(thin)]
    return read_lines(page, quads, engine, pixels)


def _moved(quad: Quad, right: int, down: int) -> Quad:
    a, b, c, d = ((x + right, y + down) for x, y in quad)
    return a, b, c, d


def _meet(box: BBox, window: BBox) -> bool:
    x, y = box.centre
    return window.x0 <= x <= window.x1 and window.y0 <= y <= window.y1


def _covers(line: PlacedLine, other: PlacedLine) -> bool:
    """Whether ``line`` stands where most of ``other`` does: it was read already."""
    return line.box.overlap(other.box) > 0.5 * other.box.width * other.box.height
