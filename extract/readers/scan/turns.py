"""Which way up a page picture is: by the shape of its lines, and by which way they read better, many lines together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees
from statistics import median
from typing import TYPE_CHECKING

from extract.ocr.engine import Engine, Quad

if TYPE_CHECKING:
    from extract.vision.condensed import Writing
    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

VOTERS, LEAST_VOTERS = 5, 2
"""At most, and at least, so many of the longest lines are read both ways up."""
CLEAR_LEAD, CLEAR_MEAN = 0.5, 0.85
"""A way up that leads by the first, the voters' scores summed, and reads as well as the second is the right one."""
TALL = 1.5
_LONGEST_VOTER = 7.0
"""A voter need not be read further than this many times its height."""
_LEAST_SKEW_DEGREES = 0.25
_ENOUGH_LINES = 4


@dataclass(frozen=True)
class Upright:
    """A page the right way up, its red channel three times over, and its lines."""

    page: UprightPage
    red_free: Pixels
    quads: list[Quad]


def upright(page: UprightPage, engine: Engine) -> Upright:
    """``page`` turned so that its text stands upright. A page without text stays as it is."""
    from extract.vision.condensed import lies, writing
    from extract.vision.ink import red_free
    from extract.vision.straight import levelled_by, turned

    grey = red_free(page.pixels)
    written = writing(grey, 1 / page.mm_per_pixel)
    seems_lying = lies(written)
    found = _found(turned(page, 1), engine) if seems_lying else _found(page, engine, (grey, written))
    if _lies(found.quads):
        found = _found(page if seems_lying else turned(page, 1), engine)
    if _stands_on_its_head(found, engine):
        found = _moved(found, turned(found.page, 2), half_turn=True)
    fall = _fall(found.quads)
    return _moved(found, levelled_by(found.page, fall)) if abs(fall) > _LEAST_SKEW_DEGREES else found


def _found(page: UprightPage, engine: Engine, known: tuple[Pixels, Writing] | None = None) -> Upright:
    """The page and its lines, looked for where there is ink only; its red-free channel and writing may be ``known``."""
    from extract.vision.condensed import condensed
    from extract.vision.ink import red_free

    grey, written = known or (red_free(page.pixels), None)
    short = condensed(grey, 1 / page.mm_per_pixel, written)
    if short is None:
        return Upright(page, _threefold(grey), [])
    return Upright(page, _threefold(grey), [short.on_page(quad) for quad in engine.find(_threefold(short.pixels))])


def _threefold(grey: Pixels) -> Pixels:
    import cv2
    import numpy as np

    return np.asarray(cv2.merge([grey, grey, grey]), dtype=np.uint8)


def _moved(found: Upright, page: UprightPage, *, half_turn: bool = False) -> Upright:
    """The same lines on the same sheet turned: to find them once more would take most of a page's time."""
    import numpy as np

    from extract.vision.ink import red_free

    forth = np.linalg.inv(page.to_source) @ found.page.to_source
    quads = []
    for quad in found.quads:
        at = forth @ np.array([[x, y, 1.0] for x, y in quad]).T
        a, b, c, d = ((float(x / depth), float(y / depth)) for x, y, depth in at.T)
        quads.append((c, d, a, b) if half_turn else (a, b, c, d))
    return Upright(page, _threefold(red_free(page.pixels)), sorted(quads, key=lambda quad: quad[0][1]))


def _lies(quads: Sequence[Quad]) -> bool:
    """Whether most lines, by their length, run down the page."""
    down = sum(_height(q) for q in quads if _height(q) > TALL * _width(q))
    across = sum(_width(q) for q in quads if _width(q) > TALL * _height(q))
    return down > across


def _stands_on_its_head(found: Upright, engine: Engine) -> bool:
    """Whether the longest lines read better upside down, their scores summed; no more are read than it takes."""
    longest = sorted((q for q in found.quads if _width(q) > TALL * _height(q)), key=_width, reverse=True)[:VOTERS]
    forth = back = 0.0
    for count, (a, b, c, d) in enumerate(map(_beginning, longest), start=1):
        this, other = engine.read(found.red_free, [(a, b, c, d), (c, d, a, b)])
        forth, back = forth + this.score, back + other.score
        clear = abs(forth - back) >= CLEAR_LEAD and max(forth, back) >= CLEAR_MEAN * count
        if clear and count >= LEAST_VOTERS:
            break
    return back > forth


def _beginning(quad: Quad) -> Quad:
    """The line, or its first part where it is long."""
    share = min(1.0, _LONGEST_VOTER * _height(quad) / max(_width(quad), 1.0))
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    return (
        (ax, ay),
        (ax + (bx - ax) * share, ay + (by - ay) * share),
        (dx + (cx - dx) * share, dy + (cy - dy) * share),
        (dx, dy),
    )


def _fall(quads: Sequence[Quad]) -> float:
    """By how many degrees the lines fall to the right, for pages that have no rulings to be levelled by."""
    wide = [q for q in quads if _width(q) > 6 * _height(q)]
    if len(wide) < _ENOUGH_LINES:
        return 0.0
    return median(degrees(atan2(b[1] - a[1] + c[1] - d[1], b[0] - a[0] + c[0] - d[0])) for a, b, c, d in wide)


def _width(quad: Quad) -> float:
    return (quad[1][0] + quad[2][0] - quad[0][0] - quad[3][0]) / 2


def _height(quad: Quad) -> float:
    return (quad[2][1] + quad[3][1] - quad[0][1] - quad[1][1]) / 2
