"""Where rings may lie in a plane of ink: every shape is voted on at every place, its centre may lie off the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.seals.seal import Ellipse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.seals.ring import Plane

    Labels = NDArray[np.int16]

LEAST_VOTE = 0.36
"""The share of a ring's visible part with ink on it from which it is looked at."""
LEAST_VISIBLE = 0.28
APART = 0.25
"""Two seals' centres lie further apart than this share of a radius."""
OUTSIDE, OUTSIDE_COUNTS = 1.14, 0.25
"""Ink on a line so much larger counts against a ring, so that the outermost of several is chosen."""
_LINE_PIXELS = 3


def candidates(
    ink: Plane, window: tuple[int, int, int, int], shapes: Sequence[Ellipse], most: int
) -> list[tuple[float, Ellipse]]:
    """Up to ``most`` places near ``window`` (left, top, right, bottom) where one of ``shapes`` has most ink, best first.

    The shapes' own places are of no account. ``ink`` is the whole page: what lies beyond its edges is not held against
    a ring. Each place comes with the share of its line that has ink.
    """
    import cv2
    import numpy as np

    reach = math.ceil(max(shape.a for shape in shapes) * OUTSIDE) + _LINE_PIXELS
    side = 2 * reach + 1
    left, top = window[0] - reach, window[1] - reach
    shown = _cut(ink, left, top, window[2] + reach, window[3] + reach)
    paper = _cut(np.ones_like(ink), left, top, window[2] + reach, window[3] + reach)
    whole = bool(paper.min() > 0)
    best = np.zeros(shown.shape, np.float32)
    which = np.zeros(shown.shape, np.int16)
    for number, shape in enumerate(shapes):
        line = _line(shape, side, 1.0)
        kernel = line - OUTSIDE_COUNTS * _line(shape, side, OUTSIDE)
        votes = cv2.filter2D(shown, cv2.CV_32F, kernel, borderType=cv2.BORDER_CONSTANT)
        if not whole:
            seen = cv2.filter2D(paper, cv2.CV_32F, line, borderType=cv2.BORDER_CONSTANT)
            votes = np.where(seen >= LEAST_VISIBLE, votes / np.maximum(seen, LEAST_VISIBLE), 0).astype(np.float32)
        better = votes > best
        best[better], which[better] = votes[better], number
    return [(vote, one.moved(left, top)) for vote, one in _peaks(best, which, shapes, most)]


def _cut(plane: Plane, left: int, top: int, right: int, bottom: int) -> Plane:
    """That part of ``plane``, zero where it reaches over its edges."""
    import numpy as np

    out = np.zeros((bottom - top, right - left), np.float32)
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, plane.shape[1]), min(bottom, plane.shape[0])
    out[y0 - top : y1 - top, x0 - left : x1 - left] = plane[y0:y1, x0:x1]
    return out


def _line(shape: Ellipse, side: int, factor: float) -> Plane:
    """The line of an ellipse, made larger by ``factor``, its weights summing to one."""
    import cv2
    import numpy as np

    line = np.zeros((side, side), np.float32)
    axes = (round(shape.a * factor * 16), round(shape.b * factor * 16))
    cv2.ellipse(line, (side // 2 * 16, side // 2 * 16), axes, shape.turn, 0, 360, 1.0, _LINE_PIXELS, cv2.LINE_AA, 4)
    return np.asarray(line / line.sum(), dtype=np.float32)


def _peaks(best: Plane, which: Labels, shapes: Sequence[Ellipse], most: int) -> list[tuple[float, Ellipse]]:
    found: list[tuple[float, Ellipse]] = []
    while len(found) < most:
        top = int(best.argmax())
        y, x = divmod(top, best.shape[1])
        vote = float(best[y, x])
        if vote < LEAST_VOTE:
            break
        shape = shapes[int(which[y, x])]
        found.append((vote, Ellipse(x, y, shape.a, shape.b, shape.turn)))
        near = max(2, round(APART * shape.b))
        best[max(0, y - near) : y + near + 1, max(0, x - near) : x + near + 1] = 0
    return found
