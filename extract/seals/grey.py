"""The official seals on a copy without colours: by the line of their ring, through print and signatures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.seals.edges import edges_of, voted
from extract.seals.outline import Outline, fitted, outline_of
from extract.seals.redness import darkness
from extract.seals.ring import ramp
from extract.seals.seal import OVALS_MM, Ellipse, Seal, SealKind

if TYPE_CHECKING:
    from extract.seals.ring import Plane
    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

WORK_DPI, VOTE_DPI = 100.0, 60.0
"""Rings are measured at the first resolution, where they may lie is voted on at the second."""
_MM = WORK_DPI / 25.4
DIAMETERS_MM = (33.0, 53.0)
"""Without colours a smaller circle is more often one of characters than one of a seal."""
_LINE_MM = 1.1
_OVAL_TURNS = tuple(range(-30, 31, 6))
MOST_RINGS, _ROUGHLY_LINED = 40, 0.45
"""So many places of one page are looked at, and those measured closely that are lined so far."""
ROUND_ASPECT, OVAL_ASPECT = 1.12, 1.8
_INNER_RING_MM = 2.2
"""How far within the outer ring an inner one may run."""
LEAST_CERTAINTY = 0.1
_LINED, _OVAL_LINED, _WEAKEST = (0.75, 0.9), (0.88, 0.98), (0.25, 0.6)
"""So many ovals are tried that one fits most print a little."""
_RULE_MM = 0.5
_WRITTEN = (0.24, 0.38)
_LEAST_DIAMETER_MM = (33.0, 36.0)
_OPEN, _VOTE, _PART_LINED = 0.4, (0.28, 0.4), (0.4, 0.55)
"""Part of a ring that print would hardly make leaves open whether a seal stands there."""
_WORN_VOTE, _WORN_LINED, _WORN_BEYOND, _WORN_GAP = (0.2, 0.28), (0.62, 0.68), (0.06, 0.12), (0.85, 0.93)
"""A worn ring is known by the edges that all run round one centre, which those of print never do so far, and by clear
paper on both sides."""
_DOT = 1.0
"""How far dots are run together, in pixels of the vote."""
_SAME, _REACH = 0.45, 0.8
"""Rings whose centres are nearer than the first share of a radius are one; than the second, one's ink may be the other's."""


def find_grey(page: UprightPage, rulings: Sequence[Ruling] = ()) -> list[Seal]:
    """Every ring on ``page`` that is, or may be, a seal's; places in millimetres, the surest first.

    The lines of its tables, ``rulings``, are no part of one.
    """
    small = shrunk(page.pixels, page.dpi, WORK_DPI)
    dark = unruled(darkness(small), rulings, _MM)
    rough = unruled(darkness(shrunk(small, WORK_DPI, VOTE_DPI)), rulings, VOTE_DPI / 25.4)
    edges, shape = edges_of(_closed(rough) if page.bilevel else rough), (rough.shape[0], rough.shape[1])
    rings = []
    kind: SealKind
    for kind, shapes, aspect in (("round", _circles(), ROUND_ASPECT), ("oval", oval_shapes(VOTE_DPI), OVAL_ASPECT)):
        for vote, at in voted(edges, shape, shapes, _LINE_MM * VOTE_DPI / 25.4, MOST_RINGS):
            seen = outline_of(dark, at.scaled(WORK_DPI / VOTE_DPI), _MM)
            if seen.lined >= _ROUGHLY_LINED:
                outline = _measured(dark, seen.at, aspect)
                rings.append(_seal(outline, kind, certainty_of(outline, vote)))
    return _apart(rings)


def _closed(dark: Plane) -> Plane:
    """``dark`` with its dots run together: in black and white a worn line is a row of them, whose edges lie anyhow."""
    import cv2
    import numpy as np

    return np.asarray(np.minimum(cv2.GaussianBlur(dark, (0, 0), _DOT) * 2, 1), dtype=np.float32)


def unruled(dark: Plane, rulings: Sequence[Ruling], per_mm: float) -> Plane:
    """``dark`` with the rulings made paper, in place."""
    for ruling in rulings:
        low, high, start, end = (
            max(0, round(v * per_mm))
            for v in (ruling.at - _RULE_MM, ruling.at + _RULE_MM, ruling.start - _RULE_MM, ruling.end + _RULE_MM)
        )
        across, along = slice(low, high + 1), slice(start, end + 1)
        dark[(across, along) if ruling.horizontal else (along, across)] = 0
    return dark


def _seal(outline: Outline, kind: SealKind, certainty: float) -> Seal:
    return Seal(outline.at.scaled(1 / _MM), kind, round(certainty, 2), round(outline.visible, 2), red=False)


def _apart(rings: list[Seal]) -> list[Seal]:
    """The surest of those that are one seal seen twice, or one made of another's ink."""
    seals: list[Seal] = []
    for ring in sorted(rings, key=lambda ring: (-ring.certainty, ring.kind != "round")):
        if ring.certainty >= LEAST_CERTAINTY and not any(_same(ring, one) or _within(ring, one) for one in seals):
            seals.append(ring)
    return seals


def shrunk(pixels: Pixels, dpi: float, work: float) -> Pixels:
    """The picture at ``work`` dots per inch."""
    import cv2
    import numpy as np

    scale = work / dpi
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, size, interpolation=way), dtype=np.uint8)


def _circles() -> list[Ellipse]:
    low, high = (round(diameter / 2 * VOTE_DPI / 25.4) for diameter in DIAMETERS_MM)
    return [Ellipse(0, 0, radius, radius) for radius in range(low, high + 1)]


def oval_shapes(dpi: float) -> list[Ellipse]:
    """Every oval that a seal may be, in pixels of a resolution."""
    scale = dpi / 25.4 / 2
    return [Ellipse(0, 0, long * scale, short * scale, turn) for long, short in OVALS_MM for turn in _OVAL_TURNS]


def _measured(dark: Plane, rough: Ellipse, aspect: float) -> Outline:
    return _outermost(dark, outline_of(dark, fitted(dark, rough, _MM, aspect), _MM), aspect)


def _outermost(dark: Plane, outline: Outline, aspect: float) -> Outline:
    """The outline around ``outline``, where that is an inner ring."""
    at, more = outline.at, _INNER_RING_MM * _MM
    larger = fitted(dark, Ellipse(at.x, at.y, at.a + more, at.b + more, at.turn), _MM, aspect)
    around = outline_of(dark, larger, _MM)
    wider = larger.a > at.a + more / 2 and math.hypot(larger.x - at.x, larger.y - at.y) < more
    return around if wider and around.lined >= _LINED[1] and around.weakest >= _WEAKEST[1] else outline


def _same(one: Seal, other: Seal) -> bool:
    a, b = one.outline, other.outline
    return math.hypot(a.x - b.x, a.y - b.y) < _SAME * max(a.b, b.b)


def _within(one: Seal, other: Seal) -> bool:
    """Whether ``one``, which is not sure, may be made of the ink of ``other``."""
    a, b = one.outline, other.outline
    return not one.sure and math.hypot(a.x - b.x, a.y - b.y) < _REACH * b.a


def certainty_of(ring: Outline, vote: float) -> float:
    """How surely an outline is that of a seal (0–1). Part of a ring is open, which is less than ``SURE_FROM``."""
    lined = _LINED if ring.at.a <= ROUND_ASPECT * ring.at.b * 1.05 else _OVAL_LINED
    whole = ramp(ring.lined, *lined) * (0.4 + 0.6 * ramp(ring.weakest, *_WEAKEST))
    if lined is _LINED:
        whole = max(whole, _worn(ring, vote))
    part = _OPEN * ramp(vote, *_VOTE) * ramp(ring.lined, *_PART_LINED)
    written = ramp(ring.named + ring.middle, *_WRITTEN) * ramp(ring.gap, 0.6, 0.8)
    sized = ramp(ring.at.a, *(diameter / 2 * _MM for diameter in _LEAST_DIAMETER_MM))
    return max(whole, part) * sized * written * ramp(-ring.beyond, -0.7, -0.5) * ramp(ring.visible, 0.3, 0.5)


def _worn(ring: Outline, vote: float) -> float:
    """How surely a round outline is that of a ring of which parts are worn away (0–1)."""
    clear = ramp(-ring.beyond, -_WORN_BEYOND[1], -_WORN_BEYOND[0]) * ramp(ring.gap, *_WORN_GAP)
    return ramp(vote, *_WORN_VOTE) * ramp(ring.lined, *_WORN_LINED) * clear
