"""Where lines of text stand in a picture: the map of a segmentation model, its blobs made rectangles and let out."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from extract.ocr.engine import Point, Quad

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

LONGEST_SIDE = 2400
"""A picture is made no larger than this to find its lines."""
STEP = 32
"""The model takes sides that are multiples of this."""
PAPER = 255
TEXT = 0.3
"""From this probability on a pixel belongs to the core of a line."""
LEAST_MEAN = 0.5
LEAST_CORE, LEAST_SIDE = 3.0, 5.0
"""Pixels: the lower side of a line's core, and of the line itself."""
LET_OUT = 1.6
"""The core of a line, as the model was trained, is the line drawn in by its area over its girth times this."""
MOST_LINES = 1000


def find_lines(session: Any, pixels: Pixels) -> list[Quad]:
    """Where lines of text stand in a three-channel picture, top to bottom; ``session`` holds the model."""
    import cv2

    height, width = pixels.shape[:2]
    shrunk = max(1.0, max(height, width) / LONGEST_SIDE)
    if shrunk > 1.0:
        size = (max(1, round(width / shrunk)), max(1, round(height / shrunk)))
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    quads = lines_of_map(_map(session, pixels))
    inside = (_inside(quad, shrunk, width, height) for quad in quads)
    return sorted(inside, key=lambda quad: (quad[0][1], quad[0][0]))


def _map(session: Any, pixels: Pixels) -> Matrix:
    """For each pixel the probability that it belongs to the core of a line."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    down, across = -height % STEP, -width % STEP
    whole = cv2.copyMakeBorder(pixels, 0, down, 0, across, cv2.BORDER_CONSTANT, value=(PAPER, PAPER, PAPER))
    wanted = np.ascontiguousarray(whole.transpose(2, 0, 1)[None], dtype=np.float32)
    wanted /= 127.5
    wanted -= 1.0
    chances = session.run(None, {session.get_inputs()[0].name: wanted})[0]
    return np.asarray(chances[0, 0, :height, :width])


def lines_of_map(chances: Matrix) -> list[Quad]:
    """The lines whose cores the map shows, in its pixels."""
    import cv2
    import numpy as np

    core = cv2.dilate((chances > TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(core, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    return list(_lines(chances, outlines[:MOST_LINES]))


def _lines(chances: Matrix, outlines: Any) -> Iterator[Quad]:
    import cv2

    for outline in outlines:
        middle, (along, across), degrees = cv2.minAreaRect(outline)
        if min(along, across) < LEAST_CORE or _mean(chances, outline) < LEAST_MEAN:
            continue
        out = 2 * LET_OUT * along * across / (2 * (along + across))
        if min(along, across) + out >= LEAST_SIDE:
            yield _corners((float(middle[0]), float(middle[1])), along + out, across + out, float(degrees))


def _mean(chances: Matrix, outline: Any) -> float:
    """The mean probability within the rectangle around an outline."""
    import cv2
    import numpy as np

    x, y, width, height = cv2.boundingRect(outline)
    part = chances[y : y + height, x : x + width]
    rectangle = np.rint(cv2.boxPoints(cv2.minAreaRect(outline)) - (x, y)).astype(np.int32)
    within = cv2.fillPoly(np.zeros(part.shape, np.uint8), [rectangle], (1,))
    return float(cv2.mean(part, within)[0])


def _corners(middle: Point, along: float, across: float, degrees: float) -> Quad:
    """A rectangle's corners, clockwise from the top left, however it was described."""
    x, y = middle
    right, down = cos(radians(degrees)) * along / 2, sin(radians(degrees)) * along / 2
    aside, below = -sin(radians(degrees)) * across / 2, cos(radians(degrees)) * across / 2
    corners = [
        (x - right - aside, y - down - below), (x + right - aside, y + down - below),
        (x + right + aside, y + down + below), (x - right + aside, y - down + below),
    ]  # fmt: skip
    by_x = sorted(corners)
    (top_left, low_left), (top_right, low_right) = (sorted(side, key=lambda p: p[1]) for side in (by_x[:2], by_x[2:]))
    return top_left, top_right, low_right, low_left


def _inside(quad: Quad, shrunk: float, width: int, height: int) -> Quad:
    """``quad`` in the pixels of the picture that came in, and not beyond it."""
    a, b, c, d = ((min(max(x * shrunk, 0.0), width - 1.0), min(max(y * shrunk, 0.0), height - 1.0)) for x, y in quad)
    return a, b, c, d
