"""Small printed circles to be ticked, and whether a pen filled them, ticked them or crossed them out."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Pixels

    Flags = npt.NDArray[np.bool_]

DIAMETERS_MM = (1.5, 6.0)
UNROUND = 0.14
"""By this share of its diameter a circle may be higher than wide, or the other way."""
LEAST_ROUND = 0.8
"""Four π times the area over the square of the outline: 1 for a circle, 0.785 for a square; pixels make it less."""
WHOLE = 0.86
"""The share of its line that is ink where a stroke hides or bends a part of it."""
WAYS = 48
WITHIN, BEYOND, REACH = 0.68, 1.35, 2.0
"""In radii: inside lies what fills a circle; a stroke that crosses its line is followed from the second to the third."""
CLEAN, TICKED = 0.02, 0.09
"""The ink in a circle and crossing it, in squares of its diameter: nobody ticked, somebody did."""


class Circle(NamedTuple):
    """The middle and the radius of a circle's line, in pixels."""

    x: float
    y: float
    radius: float


def circles(ink: Pixels, per_mm: float) -> list[Circle]:
    """Every whole circle with nothing in it; round characters (〇, O) are among them."""
    import cv2

    contours, tree = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    low, high = (0.8 * DIAMETERS_MM[0] * per_mm, DIAMETERS_MM[1] * per_mm)
    found = []
    for contour, (_, _, _, around) in zip(contours, tree[0] if contours else (), strict=True):
        x, y, width, height = cv2.boundingRect(contour)
        if around < 0 or not low <= (width + height) / 2 <= high or abs(width - height) > UNROUND * height + 1:
            continue
        if 4 * pi * cv2.contourArea(contour) >= LEAST_ROUND * cv2.arcLength(contour, True) ** 2:
            circle = _line_of(ink, (x, y, width, height))
            if ticked(ink, circle) is False:
                found.append(circle)
    return found


def _line_of(ink: Pixels, hole: tuple[int, int, int, int]) -> Circle:
    """The circle whose line lies around a hole: half a stroke further out."""
    x, y, width, height = hole
    middle = y + height // 2
    right = ink[middle, x + width - 1 :] > 0
    thick = int(right.argmin()) if not right.all() else 1
    return Circle(x + (width - 1) / 2, y + (height - 1) / 2, (width + height) / 4 + max(thick - 1, 0) / 2)


def marked_circles(ink: Pixels, like: Circle, left: int, right: int) -> list[Circle]:
    """Circles as large as ``like`` in its row from ``left`` to ``right``, whatever is in them or runs over them."""
    import numpy as np

    angles = np.linspace(0, 2 * pi, WAYS, endpoint=False)
    down, across = np.rint(like.radius * np.sin(angles)), np.rint(like.radius * np.cos(angles))
    near = np.zeros_like(ink)
    for step in ((0, 0), (0, 1), (1, 0), (0, -1), (-1, 0)):
        near |= np.roll(ink, step, axis=(0, 1))
    slack, xs = max(1, round(0.2 * like.radius)), np.arange(max(left, 0), min(right, ink.shape[1]))
    best: list[tuple[float, Circle]] = []
    for y in range(round(like.y) - slack, round(like.y) + slack + 1):
        rows = np.clip(y + down, 0, ink.shape[0] - 1).astype(int)
        columns = np.clip(xs[:, None] + across[None], 0, ink.shape[1] - 1).astype(int)
        shares = (near[rows[None], columns] > 0).mean(axis=1)
        best += [(float(shares[n]), Circle(float(xs[n]), y, like.radius)) for n in np.flatnonzero(shares >= WHOLE)]
    kept: list[Circle] = []
    for _, circle in sorted(best, key=lambda one: -one[0]):
        if not any(abs(circle.x - other.x) < 2 * like.radius for other in kept):
            kept.append(circle)
    return kept


def ticked(ink: Pixels, circle: Circle) -> bool | None:
    """Whether ink fills a circle or crosses its line; ``None``: too little to tell."""
    import cv2
    import numpy as np

    reach = round(circle.radius * REACH)
    x0, y0 = max(0, round(circle.x) - reach), max(0, round(circle.y) - reach)
    window = ink[y0 : round(circle.y) + reach + 1, x0 : round(circle.x) + reach + 1] > 0
    far = np.hypot(
        np.arange(window.shape[0])[:, None] + y0 - circle.y, np.arange(window.shape[1])[None] + x0 - circle.x
    )
    _, labels = cv2.connectedComponents(window.astype(np.uint8), connectivity=8)
    line = window & (abs(far / circle.radius - 1) <= 1 - WITHIN)
    crossing = window & (far > BEYOND * circle.radius) & np.isin(labels, np.unique(labels[line]))
    amount = (window & (far <= WITHIN * circle.radius)).sum() + crossing.sum()
    share = float(amount) / (2 * circle.radius) ** 2
    return True if share >= TICKED else False if share <= CLEAN else None
