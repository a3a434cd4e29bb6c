"""The ring of a round seal in a mask of ink: where it lies, how whole it is, what stands inside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.marks.pixels import Mask, Plane

_ANGLES = 240
_OCTANT = _ANGLES // 8
_BAND = 0.045
"""How far from the circle, as a share of the radius, ink still counts as its ring: the line is 1–1.5 mm of 20 mm."""
_TEXT_BAND = (0.50, 0.90)
_OUTSIDE = (1.08, 1.25)
_LEAST_INK = 40
_FIRST_GUESS = 0.86
_RADIUS_STEP = 1.05
_MOST_ASPECT = 1.14
"""A circle that is scanned askew or pasted carelessly; oval seals are 45 × 30 mm."""


@dataclass(frozen=True)
class Ring:
    """A circle found in ink; shares are 0–1. Centre and radii in pixels of the mask."""

    x: float
    y: float
    radius_x: float
    radius_y: float
    coverage: float
    """Share of the visible circle with ink on it."""
    weakest: float
    """Coverage of the second weakest eighth: a straight rule or three sides of a square leave gaps."""
    visible: float
    fill: float
    """Ink inside, the ring's own line excluded: nothing for a hand-drawn ring, nearly all for a disc."""
    text: float
    """Share of the directions in which ink stands between centre and ring, where the name runs round."""
    outside: float
    """Ink just outside, which a seal has none of and a square has in its corners."""

    @property
    def radius(self) -> float:
        return (self.radius_x + self.radius_y) / 2


def find_ring(ink: Mask, radii: tuple[float, float]) -> Ring | None:
    """The best circle whose radius lies within ``radii`` (pixels); ``None`` where there is too little ink.

    First the box around all ink is tried, then every circle is voted on, as other ink may lie beside the seal.
    """
    import numpy as np

    ys, xs = np.nonzero(ink)
    if len(xs) < _LEAST_INK:
        return None
    x0, x1 = np.percentile(xs, (0.3, 99.7))
    y0, y1 = np.percentile(ys, (0.3, 99.7))
    guess = ((x0 + x1) / 2, (y0 + y1) / 2, max((x1 - x0) / 2, 1.0), max((y1 - y0) / 2, 1.0))
    best = None
    if max(guess[2:]) / min(guess[2:]) <= _MOST_ASPECT and radii[0] <= guess[2] <= radii[1]:
        best = _measure(ink, *_refine(ink, guess))
        if best.coverage >= _FIRST_GUESS and best.weakest >= _FIRST_GUESS / 2:
            return best
    voted = _vote(ink, radii)
    if voted is not None:
        other = _measure(ink, *_refine(ink, voted))
        if best is None or other.coverage * other.visible > best.coverage * best.visible:
            best = other
    return best


def _vote(ink: Mask, radii: tuple[float, float]) -> tuple[float, float, float, float] | None:
    """Centre and radius of the circle that most ink lies on, by convolution with rings of every radius."""
    import numpy as np

    height, width = ink.shape
    if radii[1] < radii[0]:
        return None
    margin = int(radii[1] * 0.35) + 2
    shape = (height + 2 * margin, width + 2 * margin)
    padded = np.zeros(shape, np.float32)
    padded[margin : margin + height, margin : margin + width] = ink
    spectrum = np.fft.rfft2(padded)
    ys = np.minimum(np.arange(shape[0]), shape[0] - np.arange(shape[0]))[:, None]
    xs = np.minimum(np.arange(shape[1]), shape[1] - np.arange(shape[1]))[None, :]
    distance = np.hypot(ys, xs).astype(np.float32)
    best: tuple[float, int, float] | None = None
    radius = radii[0]
    while radius <= radii[1]:
        ring = np.maximum(0, 1 - np.abs(distance - radius) / max(1.5, radius * 0.04))
        votes = np.fft.irfft2(spectrum * np.fft.rfft2(ring / ring.sum()), shape)
        top = int(votes.argmax())
        if best is None or votes.flat[top] > best[0]:
            best = (float(votes.flat[top]), top, radius)
        radius *= _RADIUS_STEP
    if best is None:
        return None
    y, x = divmod(best[1], shape[1])
    return float(x - margin), float(y - margin), best[2], best[2]


def _refine(ink: Mask, start: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The circle (or slight ellipse) near ``start`` with the most ink exactly on it, by climbing in small steps."""
    best, place = _on_circle(ink, *start), start
    step = max(start[2], start[3]) * 0.06
    while step > 0.4:
        moved = False
        for axis in range(4):
            for sign in (-step, step):
                trial = list(place)
                trial[axis] += sign
                if min(trial[2:]) < 4 or max(trial[2:]) / min(trial[2:]) > _MOST_ASPECT:
                    continue
                value = _on_circle(ink, *trial)
                if value > best:
                    best, place, moved = value, (trial[0], trial[1], trial[2], trial[3]), True
        if not moved:
            step /= 2
    return place


def _on_circle(ink: Mask, x: float, y: float, rx: float, ry: float) -> float:
    """Share of the circle with ink on it or just inside it: the outer edge wins over circles within the line."""
    return float((_sample(ink, x, y, rx, ry, (0.985, 1.0)) > 0).mean(axis=1).mean())


def _sample(ink: Mask, x: float, y: float, rx: float, ry: float, shares: tuple[float, ...]) -> Plane:
    """Ink at every angle (columns) for each share of the radius (rows): 1, 0, or -1 outside the picture."""
    import numpy as np

    angle = np.arange(_ANGLES) * (2 * math.pi / _ANGLES)
    reach = np.asarray(shares)[:, None]
    columns = np.rint(x + reach * rx * np.cos(angle)).astype(np.int32)
    rows = np.rint(y + reach * ry * np.sin(angle)).astype(np.int32)
    inside = (columns >= 0) & (rows >= 0) & (columns < ink.shape[1]) & (rows < ink.shape[0])
    out = np.full(columns.shape, -1, np.float32)
    out[inside] = ink[rows[inside], columns[inside]]
    return out


def _measure(ink: Mask, x: float, y: float, rx: float, ry: float) -> Ring:
    import numpy as np

    band = _sample(ink, x, y, rx, ry, tuple(np.linspace(1 - _BAND, 1 + _BAND, 9)))
    seen = band.max(axis=0) >= 0
    hit = band.max(axis=0) > 0
    octants = sorted(
        float(hit[i : i + _OCTANT].mean()) for i in range(0, _ANGLES, _OCTANT) if seen[i : i + _OCTANT].mean() > 0.5
    )
    within = _sample(ink, x, y, rx, ry, tuple(np.linspace(0.04, 0.90, 40)))
    weights = np.linspace(0.04, 0.90, 40)[:, None] * (within >= 0)
    text = _sample(ink, x, y, rx, ry, tuple(np.linspace(*_TEXT_BAND, 16)))
    beyond = _sample(ink, x, y, rx, ry, tuple(np.linspace(*_OUTSIDE, 8)))
    return Ring(
        x, y, rx, ry,
        coverage=float(hit[seen].mean()) if seen.any() else 0.0,
        weakest=octants[1] if len(octants) > 1 else 0.0,
        visible=float(seen.mean()),
        fill=float((np.maximum(within, 0) * weights).sum() / max(float(weights.sum()), 1e-6)),
        text=float((text.max(axis=0) > 0).mean()),
        outside=float((beyond > 0).sum() / max(int((beyond >= 0).sum()), 1)),
    )  # fmt: skip
