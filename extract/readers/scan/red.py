"""Lines printed in red (a letterhead), which the red channel does not show: found and read in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.ocr.engine import Engine, Quad

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

LEAST_HEIGHT_MM, MOST_HEIGHT_MM = 2.5, 25.0
LEAST_SHAPE = 3.0
"""A red line of text is this many times as wide as high; a seal is as high as wide, however it is broken up."""
JOIN_MM = 6.0
_LEAST_INK = 0.06
_RULE = 0.75
"""A row of pixels so full of red is a red rule, and none of text."""


def red_quads(page: UprightPage, red: Pixels, engine: Engine) -> list[Quad]:
    """The lines of red text; ``red`` is 255 where ink is. The engine is asked only where red is as wide as a line."""
    if red[::4, ::4].mean() < 0.01:
        return []
    quads: list[Quad] = []
    for x, y, width, height in red_bands(red, 1 / page.mm_per_pixel):
        part = page.pixels[y : y + height, x : x + width]
        quads += [_moved(quad, x, y) for quad in engine.find(part) if _is_red(red, quad, x, y)]
    return quads


def red_bands(red: Pixels, per_mm: float) -> list[tuple[int, int, int, int]]:
    """Places (x, y, width, height) where red ink has the shape of a line of text, with some room around."""
    import cv2
    import numpy as np

    thin = red.copy()
    thin[(red > 0).mean(axis=1) > _RULE] = 0
    across = max(3, round(JOIN_MM * per_mm))
    joined = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((max(3, round(per_mm)), across), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    bands = []
    for index in range(1, count):
        x, y, width, height, _ = (int(v) for v in boxes[index])
        high = LEAST_HEIGHT_MM * per_mm <= height <= MOST_HEIGHT_MM * per_mm
        if high and width >= LEAST_SHAPE * height and (thin[y : y + height, x : x + width] > 0).mean() >= _LEAST_INK:
            room = height // 2
            left, top = max(0, x - room), max(0, y - room)
            bands.append(
                (left, top, min(red.shape[1] - left, width + 2 * room), min(red.shape[0] - top, height + 2 * room))
            )
    return bands


def _is_red(red: Pixels, quad: Quad, x: int, y: int) -> bool:
    """Whether the found line holds red ink: black lines beside it are read elsewhere."""
    left, right = round(min(p[0] for p in quad)) + x, round(max(p[0] for p in quad)) + x
    top, bottom = round(min(p[1] for p in quad)) + y, round(max(p[1] for p in quad)) + y
    part = red[max(top, 0) : bottom, max(left, 0) : right]
    return bool(part.size and (part > 0).mean() >= _LEAST_INK)


def _moved(quad: Quad, x: int, y: int) -> Quad:
    a, b, c, d = ((px + x, py + y) for px, py in quad)
    return a, b, c, d
