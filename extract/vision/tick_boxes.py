"""Small printed squares to be ticked, and whether the ink of a pen is in them: known by their sides, whatever crosses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Pixels

    Shares = npt.NDArray[np.float64]

SIDES_MM = (2.0, 6.5)
"""Between these lies a box's side: that of small print, and that of a form for old eyes."""
THICKEST_MM = 0.9
UNEQUAL = 0.16
"""By this share of its side a box's sides may differ."""
SLACK_MM = 0.45
INKED, CROSSED = 0.85, 0.45
"""The share of a side that is ink, and of the one side that a stroke of the pen hides or bends."""
EDGE = 0.14
"""So far from its middle line, as a share of its length, the ink of a side reaches."""
AROUND = (0.35, 0.6, 0.12, 0.4)
"""How far a tick is followed to the left, above, to the right, where the word stands, and below, in sides."""
CLEAN, TICKED = 0.008, 0.045
"""The ink in a box and on it, in squares of its side: at most where nobody ticked, at least where somebody did."""


class Square(NamedTuple):
    """The middle lines of a square's sides, in pixels."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def side(self) -> float:
        return (self.x1 - self.x0 + self.y1 - self.y0) / 2

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def meets(self, other: Square) -> bool:
        """Whether more than its sides lies on ``other``."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return min(wide, high) > EDGE * self.side

    def is_like(self, other: Square) -> bool:
        """Whether it is as large."""
        return abs(self.side - other.side) <= UNEQUAL * other.side


def squares(ink: Pixels, per_mm: float) -> list[Square]:
    """Every whole square of ``ink``; characters with a frame of their own (口, 国) are among them."""
    import cv2
    import numpy as np

    length = max(5, round(0.8 * SIDES_MM[0] * per_mm))
    level = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)), dtype=np.uint8)
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(upright)
    low, high = (side * per_mm for side in SIDES_MM)
    sides = [
        (int(x), int(y), int(width), int(height))
        for x, y, width, height, _ in stats[1:count]
        if low <= height <= 1.3 * high and width <= THICKEST_MM * per_mm
    ]
    apart: list[Square] = []
    for square in sorted(_squares(sides, level, per_mm), key=lambda one: one.side):
        if not any(square.meets(other) for other in apart):
            apart.append(square)
    return apart


def _squares(sides: list[tuple[int, int, int, int]], level: Pixels, per_mm: float) -> Iterator[Square]:
    """The squares of every pair of standing strokes that a top and a bottom join."""
    sides.sort(key=lambda one: one[1])
    for n, first in enumerate(sides):
        for second in sides[n + 1 :]:
            if second[1] > first[1] + SLACK_MM * per_mm:
                break
            square = _between(min(first, second), max(first, second), per_mm)
            if square is not None and _is_closed(square, level, per_mm):
                yield square


def _between(left: tuple[int, int, int, int], right: tuple[int, int, int, int], per_mm: float) -> Square | None:
    """The square that two standing strokes may be the sides of."""
    x0, x1 = left[0] + left[2] / 2, right[0] + right[2] / 2
    top, bottom = (left[1] + right[1]) / 2, (left[1] + left[3] + right[1] + right[3]) / 2 - 1
    side = x1 - x0
    if not SIDES_MM[0] * per_mm <= side <= SIDES_MM[1] * per_mm:
        return None
    uneven = abs(left[1] + left[3] - right[1] - right[3]) > 2 * SLACK_MM * per_mm
    if uneven or abs(bottom - top + 1 - side) > UNEQUAL * side + 2:
        return None
    return Square(round(x0), round(top), round(x1), round(bottom))


def _is_closed(square: Square, level: Pixels, per_mm: float) -> bool:
    inner = slice(round(square.x0 + 0.1 * square.side), round(square.x1 - 0.1 * square.side) + 1)
    reach = max(1, round(SLACK_MM * 0.7 * per_mm))
    parts = (level[max(0, at - reach) : at + reach + 1, inner] for at in (square.y0, square.y1))
    return all(part.size and (part > 0).any(axis=0).mean() >= INKED for part in parts)


def crossed_squares(ink: Pixels, like: Square, left: int, right: int) -> list[Square]:
    """Squares as large as ``like`` in its row from ``left`` to ``right``, of which a stroke may hide one side."""
    import numpy as np

    wide, high = like.x1 - like.x0, like.y1 - like.y0
    slack = max(1, round(0.08 * like.side))
    first, last = max(0, left), min(ink.shape[1] - wide - 1, right)
    best: list[tuple[float, Square]] = []
    for top in range(max(slack, like.y0 - 2 * slack), min(like.y0 + 2 * slack + 1, ink.shape[0] - high - slack)):
        shares = _sides(ink, first, last, top, wide, high)
        if shares is None:
            return []
        weakest = np.sort(shares, axis=0)
        found = np.flatnonzero((weakest[0] >= CROSSED) & (weakest[1] >= INKED))
        best += [
            (float(shares[:, n].sum()), Square(first + n, top, first + n + wide, top + high)) for n in found.tolist()
        ]
    kept: list[Square] = []
    for _, square in sorted(best, key=lambda one: -one[0]):
        if not any(abs(square.x0 - other.x0) < wide for other in kept):
            kept.append(square)
    return kept


def _sides(ink: Pixels, first: int, last: int, top: int, wide: int, high: int) -> Shares | None:
    """For squares that begin at ``first`` to ``last`` the shares of their four sides that are ink."""
    import numpy as np

    if last <= first:
        return None
    inset = round(0.12 * high)
    part = ink[:, first : last + wide + 1] > 0
    standing = part[top + inset : top + high - inset + 1]
    thick = standing.copy()
    thick[:, 1:] |= standing[:, :-1]
    upright = thick.mean(axis=0)

    def lying(at: int) -> Shares:
        inked = part[max(0, at - 1) : at + 2].any(axis=0)
        summed = np.concatenate([[0], np.cumsum(inked)])
        return np.asarray(
            (summed[wide - inset :] - summed[inset : len(summed) - wide + 2 * inset])[:count] / (wide - 2 * inset)
        )

    count = last - first + 1
    return np.stack([upright[:count], upright[wide : wide + count], lying(top), lying(top + high)])


def ticked(ink: Pixels, square: Square) -> bool | None:
    """Whether ink stands in a square or crosses its sides; ``None``: too little to tell."""
    import cv2
    import numpy as np

    side = square.side
    left, above, right, below = (round(share * side) for share in AROUND)
    x0, y0 = max(0, square.x0 - left), max(0, square.y0 - above)
    window = (ink[y0 : square.y1 + below + 1, x0 : square.x1 + right + 1] > 0).astype(np.uint8)
    edge = max(1, round(EDGE * side))
    near, inside = np.zeros(window.shape, bool), np.zeros(window.shape, bool)
    near[
        max(0, square.y0 - edge - y0) : square.y1 + edge + 1 - y0,
        max(0, square.x0 - edge - x0) : square.x1 + edge + 1 - x0,
    ] = True
    inside[square.y0 + edge - y0 : square.y1 - edge + 1 - y0, square.x0 + edge - x0 : square.x1 - edge + 1 - x0] = True
    _, labels = cv2.connectedComponents(window, connectivity=8)
    frame = np.unique(labels[near & ~inside & (window > 0)])
    crossing = np.isin(labels, frame) & (window > 0) & ~near
    amount = ((window > 0) & inside).sum() + crossing.sum()
    share = float(amount) / (side * side)
    return True if share >= TICKED else False if share <= CLEAN else None
