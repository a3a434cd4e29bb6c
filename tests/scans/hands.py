"""Handwriting as masks of ink: names signed in many hands, dates and short answers, and strokes that are no name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.scans.glyphs import EM, glyph
from tests.scans.wear import PX, smooth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tests.scans.wear import Mask, Random

    Points = NDArray[np.float64]

INKS = ((22, 24, 30), (30, 34, 92), (24, 44, 128), (16, 18, 20), (44, 48, 70), (38, 60, 150))
STYLES = ("neat", "quick", "wild", "flourish")
_SMALL = frozenset("。，、；.")
_WILDNESS = {"neat": 0.03, "quick": 0.06, "wild": 0.11}


@dataclass(frozen=True)
class Hand:
    """One writer: how wild, slanted and thick; ``joined`` writes without lifting the pen."""

    seed: int
    style: str = "quick"
    height_mm: float = 8.0
    pen_mm: float = 0.5
    slant: float = 0.15
    joined: bool = True


@lru_cache(maxsize=512)
def written_mask(text: str, hand: Hand) -> Mask:
    """``text`` in one line, cut to its ink; a ``flourish`` is a drawn name that nobody can read."""
    import numpy as np

    rng = np.random.default_rng((hand.seed, len(text), ord(text[0])))
    if hand.style == "flourish":
        return _cut(_flourish(rng, hand))
    height = round(hand.height_mm * PX)
    tiles = [_character(c, hand, rng, height) for c in text]
    advance = [
        round(t.shape[1] * rng.uniform(0.78, 0.98)) if ord(c) > 0x2E80 else round(t.shape[1] * 0.82)
        for t, c in zip(tiles, text, strict=True)
    ]
    paper = np.zeros((height * 2, sum(advance) + height * 2), np.float32)
    x, ends = height // 2, []
    for tile, step in zip(tiles, advance, strict=True):
        top = height // 2 + round(rng.normal(0, 0.05) * height)
        part = paper[top : top + tile.shape[0], x : x + tile.shape[1]]
        np.maximum(part, tile[: part.shape[0], : part.shape[1]], out=part)
        ends.append((x, top, tile.shape[1], tile.shape[0]))
        x += step
    if hand.joined and hand.style != "neat" and not _SMALL.intersection(text):
        _join(paper, ends, rng, hand)
    return _cut(_slanted(paper, hand.slant))


@lru_cache(maxsize=4096)
def _centre_distance(character: str, face: str) -> Mask:
    """How far each pixel of the tile lies from the middle line of the character's strokes, in pixels of the tile."""
    import cv2
    import numpy as np

    line = thinned(glyph(character, face) > 0.45)
    padded = np.pad(~line, EM // 4, constant_values=True).astype(np.uint8)
    return cv2.distanceTransform(padded, cv2.DIST_L2, 5).astype(np.float32)


def thinned(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Strokes worn down to their middle lines (Zhang and Suen's thinning)."""
    import numpy as np

    line = np.pad(ink, 1)
    while True:
        before = line.sum()
        for first in (True, False):
            p = [
                np.roll(line, shift, (0, 1))
                for shift in ((1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1))
            ]
            count = sum(n.astype(np.uint8) for n in p)
            turns = sum((~p[i] & p[(i + 1) % 8]).astype(np.uint8) for i in range(8))
            open_sides = (
                ~(p[0] & p[2] & p[4]) & ~(p[2] & p[4] & p[6])
                if first
                else ~(p[0] & p[2] & p[6]) & ~(p[0] & p[4] & p[6])
            )
            line &= ~((count >= 2) & (count <= 6) & (turns == 1) & open_sides)
        if line.sum() == before:
            return line[1:-1, 1:-1]


def _character(character: str, hand: Hand, rng: Random, height: int) -> Mask:
    """One character's strokes as a pen draws them: bent, of changing width, of uneven size."""
    import cv2
    import numpy as np

    distance = _centre_distance(character, "kai" if hand.seed % 3 else "line")
    size = max(8, round(height * rng.uniform(0.85, 1.12) * 1.5))
    wide = max(6, round(size * rng.uniform(0.8, 1.0) * (1 if ord(character) > 0x2E80 else 0.66)))
    scale = size / distance.shape[0]
    large = cv2.resize(distance, (wide, size), interpolation=cv2.INTER_LINEAR) * scale
    if character in _SMALL:
        large = np.full_like(large, size)
        large[round(size * 0.68) : round(size * 0.8), : wide // 2] = (
            cv2.resize(distance, (wide // 2, round(size * 0.8) - round(size * 0.68))) * scale / 6
        )
    bend = _WILDNESS[hand.style] * height * 2.4
    ys, xs = np.mgrid[0:size, 0:wide].astype(np.float32)
    dx, dy = (smooth(rng, (size, wide), height * 0.42) - 0.5 for _ in range(2))
    bent = cv2.remap(large, xs + dx * bend, ys + dy * bend, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    width = hand.pen_mm * PX / 2 * (0.72 + 0.56 * smooth(rng, (size, wide), height * 0.3))
    return np.asarray(np.clip(width - bent + 0.5, 0, 1), np.float32)


def _join(paper: Mask, ends: list[tuple[int, int, int, int]], rng: Random, hand: Hand) -> None:
    """Thin strokes from one character to the next."""
    import numpy as np

    for (x, y, w, h), (x2, y2, w2, h2) in pairwise(ends):
        if rng.random() < 0.6:
            start = (x + w * rng.uniform(0.45, 0.75), y + h * rng.uniform(0.55, 0.78))
            end = (x2 + w2 * rng.uniform(0.2, 0.45), y2 + h2 * rng.uniform(0.2, 0.4))
            bend = ((start[0] + end[0]) / 2, max(start[1], end[1]) + rng.uniform(-0.1, 0.15) * h)
            _curve(paper, np.array([start, bend, end]), hand.pen_mm * 0.7)


def _curve(paper: Mask, points: Points, pen_mm: float, swell: float = 0.3) -> None:
    """A smooth stroke through control ``points``, thicker in its middle."""
    import cv2

    path = spline(points, 16 * len(points))
    for n, (a, b) in enumerate(pairwise(path)):
        thick = pen_mm * PX * (1 - swell + swell * math.sin(math.pi * n / len(path)))
        p, q = ((round(v[0] * 8), round(v[1] * 8)) for v in (a, b))
        cv2.line(paper, p, q, 1.0, max(1, round(thick)), cv2.LINE_AA, 3)


def spline(points: Points, count: int) -> Points:
    """``count`` points of a Catmull-Rom curve through ``points``."""
    import numpy as np

    p = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, len(points) - 1 - 1e-6, count)
    i = t.astype(int)
    u = (t - i)[:, None]
    a, b, c, d = p[i], p[i + 1], p[i + 2], p[i + 3]
    curve = 2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (3 * b - a - 3 * c + d) * u**3
    return np.asarray(curve / 2)


def _flourish(rng: Random, hand: Hand) -> Mask:
    """Loops from left to right with a long last stroke."""
    import numpy as np

    height = hand.height_mm * PX
    paper = np.zeros((round(height * 2.2), round(height * 5.5)), np.float32)
    x = height * 0.6
    for _ in range(rng.integers(2, 4)):
        turns = rng.integers(4, 8)
        steps = np.column_stack(
            [np.sort(rng.uniform(-0.2, 1.0, turns)) + rng.normal(0, 0.22, turns), rng.uniform(0.0, 1.0, turns)]
        )
        _curve(paper, steps * height + (x, height * 0.5), hand.pen_mm, 0.45)
        x += height * rng.uniform(0.7, 1.1)
    tail = np.array(
        [
            (x - height * 0.6, height * rng.uniform(0.7, 1.2)),
            (x, height * 1.5),
            (x + height * 0.8, height * rng.uniform(0.9, 1.4)),
        ]
    )
    _curve(paper, tail, hand.pen_mm, 0.6)
    return _slanted(paper, hand.slant)


def _slanted(paper: Mask, slant: float) -> Mask:
    import cv2
    import numpy as np

    h, w = paper.shape
    room = round(abs(slant) * h)
    matrix = np.array([[1, -slant, slant * h if slant > 0 else 0], [0, 1, 0]], np.float32)
    return cv2.warpAffine(paper, matrix, (w + room, h)).astype(np.float32)


def _cut(mask: Mask) -> Mask:
    import numpy as np

    rows, columns = np.nonzero(mask.max(1) > 0.2)[0], np.nonzero(mask.max(0) > 0.2)[0]
    return mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@lru_cache(maxsize=256)
def stray_mask(what: str, seed: int) -> Mask:
    """Ink that is no signature: a ``tick``, a ``line``, a ``smudge``, a ``dot``, a red pen's ``ring``; and a box's ``check``."""
    import cv2
    import numpy as np

    rng = np.random.default_rng((seed, len(what)))
    size = round({"tick": 9, "check": 5, "line": 30, "smudge": 12, "dot": 4, "ring": 34}[what] * PX)
    paper = np.zeros((size, size), np.float32)
    if what == "smudge":
        cloud = smooth(rng, (size, size), size * 0.3) * smooth(rng, (size, size), size * 0.12)
        ys, xs = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
        return np.asarray(np.clip(cloud * np.clip(1 - xs**2 - (2.2 * ys) ** 2, 0, 1) * 0.9, 0, 0.6), np.float32)
    if what == "dot":
        cv2.circle(paper, (size // 2, size // 2), round(rng.uniform(0.3, 0.7) * PX), 1.0, -1, cv2.LINE_AA)
        return _cut(paper)
    shapes = {
        "tick": [(0.1, 0.55), (0.35, 0.85), (0.95, 0.1)],
        "check": [(0.1, 0.5), (0.35, 0.85), (0.6, 0.45), (0.95, 0.1)],
        "line": [(0.02, 0.5 + rng.normal(0, 0.02)), (0.5, 0.5), (0.98, 0.5 + rng.normal(0, 0.03))],
        "ring": [
            (0.5 + 0.42 * math.cos(a) + rng.normal(0, 0.02), 0.5 + 0.4 * math.sin(a) + rng.normal(0, 0.02))
            for a in np.linspace(0, 6.6, 12)
        ],
    }
    _curve(paper, np.array(shapes[what]) * size, rng.uniform(0.4, 0.7))
    return _cut(paper)


@lru_cache(maxsize=256)
def struck_mask(width_mm: float, seed: int) -> Mask:
    """One or two level strokes through a word of that width."""
    import numpy as np

    rng = np.random.default_rng(seed)
    paper = np.zeros((round(5 * PX), round(width_mm * PX)), np.float32)
    for _ in range(rng.integers(1, 3)):
        level = rng.uniform(0.35, 0.65, 3) * paper.shape[0]
        _curve(paper, np.column_stack([np.array([0.02, 0.5, 0.98]) * paper.shape[1], level]), 0.45)
    return _cut(paper)
