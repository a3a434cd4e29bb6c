"""Official seals as masks of ink: round, oval and square, with rim text, star or emblem and a centre line."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tests.scans.glyphs import glyph, line_of
from tests.scans.wear import PX, Wear, worn

if TYPE_CHECKING:
    from tests.scans.wear import Mask

REDS = ((200, 22, 32), (214, 38, 40), (181, 20, 38), (226, 62, 70), (196, 38, 66), (222, 66, 44), (168, 28, 34))
_OVERSIZE = 2
"""Seals are drawn so many times larger and made smaller, for smooth edges."""


@dataclass(frozen=True)
class SealLook:
    """One seal: its words and measures. ``height_mm`` differs from ``diameter_mm`` only for oval ones."""

    rim: str
    centre: str = ""
    shape: str = "round"
    """``round``, ``oval``, ``square`` (a person's name) or ``receipt`` (lines of text in a frame)."""
    diameter_mm: float = 42.0
    height_mm: float = 42.0
    middle: str = "star"
    """``star``, ``emblem`` or nothing."""
    ring_mm: float = 1.1
    inner_ring: bool = False
    code: str = ""
    """Digits along the lower rim."""
    face: str = "serif"
    tilt: float = 0.0
    """Degrees anticlockwise."""
    wear: Wear = field(default_factory=Wear)
    red: tuple[int, int, int] = REDS[0]
    seed: int = 0


@lru_cache(maxsize=128)
def seal_mask(look: SealLook) -> Mask:
    """The seal's ink, 0–1, its centre in the middle of the picture, at the marks' resolution."""
    import cv2
    import numpy as np

    drawn = {"round": _round, "oval": _round, "square": _square, "receipt": _receipt}[look.shape](look)
    small = cv2.resize(drawn, None, fx=1 / _OVERSIZE, fy=1 / _OVERSIZE, interpolation=cv2.INTER_AREA)
    reach = math.hypot(*small.shape) if look.tilt else max(small.shape)
    side = math.ceil(reach) + 4
    room = np.zeros((side, side), np.float32)
    top, left = (side - small.shape[0]) // 2, (side - small.shape[1]) // 2
    room[top : top + small.shape[0], left : left + small.shape[1]] = small
    turn = cv2.getRotationMatrix2D((side / 2, side / 2), look.tilt, 1)
    turned = cv2.warpAffine(room, turn, (side, side)).astype(np.float32)
    return worn(turned, look.wear, np.random.default_rng(look.seed))


def _round(look: SealLook) -> Mask:
    """Ring or oval, rim text, middle, centre line and code."""
    import cv2
    import numpy as np

    k = PX * _OVERSIZE
    width, height = round(look.diameter_mm * k), round(look.height_mm * k)
    paper = np.zeros((height + 8, width + 8), np.float32)
    middle = (paper.shape[1] / 2, paper.shape[0] / 2)
    ring = look.ring_mm * k
    _ellipse(paper, middle, (width - ring) / 2, (height - ring) / 2, ring)
    if look.inner_ring:
        _ellipse(paper, middle, width / 2 - ring * 2.1, height / 2 - ring * 2.1, 0.25 * k)
    inset = ring * (2.7 if look.inner_ring else 1.7)
    _rim(paper, look, (width / 2 - inset, height / 2 - inset))
    if look.middle == "star":
        _star(paper, middle, 0.155 * height if look.shape == "round" else 0.13 * height)
    elif look.middle == "emblem":
        _emblem(paper, middle, 0.2 * height)
    if look.centre:
        _centre_line(paper, look, middle)
    if look.code:
        _along(paper, look.code, (width / 2 - inset, height / 2 - inset), 0.045 * height, 4.6, "sans", lower=True)
    return cv2.GaussianBlur(paper, (0, 0), 0.6)


def _ellipse(paper: Mask, middle: tuple[float, float], a: float, b: float, thick: float) -> None:
    import cv2

    centre, axes = (round(middle[0] * 16), round(middle[1] * 16)), (round(a * 16), round(b * 16))
    cv2.ellipse(paper, centre, axes, 0, 0, 360, 1.0, max(1, round(thick)), cv2.LINE_AA, 4)


def _rim(paper: Mask, look: SealLook, reach: tuple[float, float]) -> None:
    """The name from lower left over the top to lower right, squeezed as much as its length asks."""
    count = max(1, len(look.rim))
    widest = 250.0 if look.code else 292.0
    step = min(24.0, widest / count)
    size = reach[1] * (0.33 if count <= 16 else 0.28)
    _along(paper, look.rim, reach, size, step, look.face)


def _along(
    paper: Mask, text: str, reach: tuple[float, float], size: float, step: float, face: str, lower: bool = False
) -> None:
    """``text`` along an ellipse, ``step`` degrees a character, upright towards the centre (``lower``: from it)."""
    import cv2

    middle = (paper.shape[1] / 2, paper.shape[0] / 2)
    a, b = reach[0] - size / 2, reach[1] - size / 2
    wide = min(size * 1.05, math.radians(step) * min(a, b) * 0.94)
    for place, character in enumerate(text):
        degrees = step * (place - (len(text) - 1) / 2)
        turn = -degrees if lower else degrees
        angle = math.radians(turn + 180 if lower else turn)
        tile = cv2.resize(
            glyph(character, face), (max(2, round(wide)), max(2, round(size))), interpolation=cv2.INTER_AREA
        )
        tile = _turned(tile, -turn)
        _paste(paper, tile, middle[0] + a * math.sin(angle), middle[1] - b * math.cos(angle))


def _turned(tile: Mask, degrees: float) -> Mask:
    import cv2
    import numpy as np

    side = math.ceil(math.hypot(*tile.shape)) + 2
    matrix = cv2.getRotationMatrix2D((tile.shape[1] / 2, tile.shape[0] / 2), degrees, 1)
    matrix[:, 2] += (side / 2 - tile.shape[1] / 2, side / 2 - tile.shape[0] / 2)
    return cv2.warpAffine(tile, matrix, (side, side)).astype(np.float32)


def _paste(paper: Mask, tile: Mask, x: float, y: float) -> None:
    """``tile`` laid on ``paper`` around a point, the darker of the two kept; what lies outside is lost."""
    import numpy as np

    left, top = round(x - tile.shape[1] / 2), round(y - tile.shape[0] / 2)
    x_from, y_from = max(0, left), max(0, top)
    x_end, y_end = min(paper.shape[1], left + tile.shape[1]), min(paper.shape[0], top + tile.shape[0])
    if x_from < x_end and y_from < y_end:
        part = paper[y_from:y_end, x_from:x_end]
        np.maximum(part, tile[y_from - top : y_end - top, x_from - left : x_end - left], out=part)


def _star(paper: Mask, middle: tuple[float, float], radius: float) -> None:
    import cv2
    import numpy as np

    corners = []
    for corner in range(10):
        angle, length = math.pi * corner / 5 - math.pi / 2, radius * (1 if corner % 2 == 0 else 0.382)
        corners.append((middle[0] + length * math.cos(angle), middle[1] + length * math.sin(angle)))
    cv2.fillPoly(paper, [np.round(np.array(corners) * 16).astype(np.int32)], 1.0, cv2.LINE_AA, 4)


def _emblem(paper: Mask, middle: tuple[float, float], radius: float) -> None:
    """What is left of a national emblem in stamp ink: a wreath around stars over a gate."""
    import cv2

    x, y = middle
    for half in (-1, 1):
        for leaf in range(9):
            angle = math.radians(200 - leaf * 21)
            at = (
                round(x + half * radius * math.cos(angle - math.pi / 2) * 0.92),
                round(y + radius * math.sin(angle - math.pi / 2) * 0.92),
            )
            cv2.ellipse(
                paper,
                at,
                (round(radius * 0.17), round(radius * 0.09)),
                half * leaf * 21 + 30,
                0,
                360,
                1.0,
                -1,
                cv2.LINE_AA,
            )
    _star(paper, (x, y - radius * 0.42), radius * 0.24)
    for place in (-0.42, -0.18, 0.18, 0.42):
        _star(paper, (x + place * radius, y - radius * 0.08), radius * 0.09)
    for row, wide in ((0.12, 0.34), (0.26, 0.46), (0.42, 0.5)):
        top, half_width = y + row * radius, wide * radius
        cv2.rectangle(
            paper, (round(x - half_width), round(top)), (round(x + half_width), round(top + radius * 0.08)), 1.0, -1
        )
    cv2.ellipse(
        paper,
        (round(x), round(y + radius * 0.78)),
        (round(radius * 0.3), round(radius * 0.22)),
        0,
        0,
        360,
        1.0,
        round(radius * 0.09),
    )


def _centre_line(paper: Mask, look: SealLook, middle: tuple[float, float]) -> None:
    """A line below the middle, or in the middle of an oval."""
    size = look.height_mm * PX * _OVERSIZE * 0.105
    tile = line_of(look.centre, look.face, size)
    limit = look.diameter_mm * PX * _OVERSIZE * 0.6
    if tile.shape[1] > limit:
        import cv2

        tile = cv2.resize(tile, (round(limit), tile.shape[0]), interpolation=cv2.INTER_AREA)
    below = 0.0 if look.shape == "oval" and not look.middle else 0.255
    _paste(paper, tile, middle[0], middle[1] + below * look.height_mm * PX * _OVERSIZE)


def _square(look: SealLook) -> Mask:
    """A person's name seal: two or four characters in a frame, read from the right."""
    import cv2
    import numpy as np

    k = PX * _OVERSIZE
    side = round(look.diameter_mm * k)
    paper = np.zeros((side, side), np.float32)
    edge = round(look.ring_mm * k)
    cv2.rectangle(paper, (edge, edge), (side - edge, side - edge), 1.0, edge)
    words = (look.rim + "印")[:4] if len(look.rim) == 3 else (look.rim + "之印")[:4]
    size = (side - 4 * edge) / 2
    for place, character in enumerate(words):
        tile = cv2.resize(
            glyph(character, look.face), (round(size * 0.92), round(size * 0.92)), interpolation=cv2.INTER_AREA
        )
        column, row = 1 - place // 2, place % 2
        _paste(paper, tile, 2 * edge + (column + 0.5) * size, 2 * edge + (row + 0.5) * size)
    return paper


def _receipt(look: SealLook) -> Mask:
    """A receiving office's stamp: a frame with lines, ``rim`` holding them with | between."""
    import cv2
    import numpy as np

    k = PX * _OVERSIZE
    lines = look.rim.split("|")
    width, height = round(look.diameter_mm * k), round(look.height_mm * k)
    paper = np.zeros((height, width), np.float32)
    edge = max(2, round(look.ring_mm * k * 0.6))
    cv2.rectangle(paper, (edge, edge), (width - edge, height - edge), 1.0, edge)
    each = (height - 2 * edge) / len(lines)
    for number, words in enumerate(lines):
        if number:
            y = round(edge + number * each)
            cv2.line(paper, (edge, y), (width - edge, y), 1.0, max(1, edge // 2))
        _paste(paper, line_of(words, look.face, each * 0.55), width / 2, edge + (number + 0.5) * each)
    return paper
