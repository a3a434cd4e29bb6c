"""The ring of a seal measured in a plane of ink: how whole it is, what stands inside and outside."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.seals.seal import Ellipse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Plane = NDArray[np.float32]
    Directions = NDArray[np.bool_]

ANGLES = 240
_OCTANT = ANGLES // 8
_BAND = tuple(1 + step * 0.012 for step in range(-4, 5))
"""Around the circle, in shares of its radius, where its line may lie: it is 1–1.5 mm of 20 mm wide."""
_LINE = 0.1
"""How wide a ring's line is with what is beside it, in shares of its radius."""
_WITHIN = tuple(0.04 + step * 0.041 for step in range(21))
_NAME = tuple(0.56 + step * 0.024 for step in range(14))
"""Where the name runs round."""
_OUTSIDE = tuple(1.10 + step * 0.03 for step in range(6))
_CORNERS = tuple(1.12 + step * 0.03 for step in range(12))
"""A square around a circle has its corners at 1.41 of its radius."""
_EDGE = (0.975, 1.0)
_MOST_STEPS = 60


@dataclass(frozen=True)
class Ring:
    """An ellipse with what the ink says of it; shares are 0–1 of what lies on the picture."""

    at: Ellipse
    coverage: float
    """Directions in which the line is there."""
    weakest: float
    """Coverage of the second weakest eighth: a straight rule or the sides of a square leave gaps."""
    visible: float
    fill: float
    """Ink inside the line: nothing for a ring drawn by hand, nearly all for a disc."""
    text: float
    """Directions in which ink stands where a name runs round."""
    outside: float
    """Ink just outside, where a seal has none."""
    square: float
    """Ink in the corners of a square around it: in the emptiest of the four, whichever way the square is turned."""


def measured(ink: Plane, at: Ellipse) -> Ring:
    """What ``ink`` (0–1) says of the ellipse ``at``, both in pixels."""
    import numpy as np

    band = sampled(ink, at, _BAND)
    seen = band.max(axis=0) >= 0
    hit = band.max(axis=0) > 0.5
    eighths = sorted(
        float(hit[i : i + _OCTANT].mean()) for i in range(0, ANGLES, _OCTANT) if seen[i : i + _OCTANT].mean() > 0.6
    )
    inside = sampled(ink, at, _WITHIN)
    weights = np.asarray(_WITHIN)[:, None] * (inside >= 0)
    name, beyond = sampled(ink, at, _NAME), sampled(ink, at, _OUTSIDE)
    named = name.max(axis=0) >= 0
    return Ring(
        at,
        coverage=float(hit[seen].mean()) if seen.any() else 0.0,
        weakest=eighths[min(1, len(eighths) - 1)] if eighths else 0.0,
        visible=float(seen.mean()),
        fill=float((np.maximum(inside, 0) * weights).sum() / max(float(weights.sum()), 1e-6)),
        text=float((name.max(axis=0) > 0.5)[named].mean()) if named.any() else 0.0,
        outside=float((beyond > 0.5).sum() / max(int((beyond >= 0).sum()), 1)),
        square=_squareness(sampled(ink, at, _CORNERS).max(axis=0) > 0.5),
    )


def _squareness(beyond: Directions) -> float:
    """``beyond`` says in which directions ink stands where the corners of a square may be."""
    import numpy as np

    quarter, wide = ANGLES // 4, ANGLES // 30
    quarters = beyond.reshape(4, quarter).astype(np.float32)
    around = sum(np.roll(quarters.reshape(-1), shift) for shift in range(-wide, wide + 1)) / (2 * wide + 1)
    return float(np.asarray(around).reshape(4, quarter).min(axis=0).max())


def sampled(ink: Plane, at: Ellipse, shares: tuple[float, ...]) -> Plane:
    """Ink at every angle (columns) for each share of the radius (rows); -1 outside the picture."""
    import numpy as np

    angle = np.arange(ANGLES) * (2 * math.pi / ANGLES)
    turn, reach = math.radians(at.turn), np.asarray(shares)[:, None]
    along, across = reach * at.a * np.cos(angle), reach * at.b * np.sin(angle)
    columns = np.rint(at.x + along * math.cos(turn) - across * math.sin(turn)).astype(np.int32)
    rows = np.rint(at.y + along * math.sin(turn) + across * math.cos(turn)).astype(np.int32)
    inside = (columns >= 0) & (rows >= 0) & (columns < ink.shape[1]) & (rows < ink.shape[0])
    out = np.full(columns.shape, -1, np.float32)
    out[inside] = ink[rows[inside], columns[inside]]
    return out


def refined(ink: Plane, start: Ellipse, most_aspect: float, smallest_step: float = 0.5) -> Ellipse:
    """The ellipse near ``start`` with the most ink on its outer edge, by climbing in steps down to ``smallest_step``."""
    return refined_by(lambda at: _on_edge(ink, at), start, most_aspect, smallest_step)


def refined_by(
    worth: Callable[[Ellipse], float], start: Ellipse, most_aspect: float, smallest_step: float = 0.5
) -> Ellipse:
    """The ellipse near ``start`` of most ``worth``, by climbing in steps down to ``smallest_step`` pixels."""
    best, place = worth(start), start
    step = max(start.a, start.b) * 0.05
    for _ in range(_MOST_STEPS):
        if step < smallest_step:
            break
        trials = [(value, trial) for trial in _neighbours(place, step, most_aspect) if (value := worth(trial)) > best]
        if trials:
            best, place = max(trials, key=lambda one: one[0])
        else:
            step /= 2
    return place


def _neighbours(at: Ellipse, step: float, most_aspect: float) -> list[Ellipse]:
    moved = [
        Ellipse(at.x + x, at.y + y, at.a, at.b, at.turn) for x, y in ((step, 0), (-step, 0), (0, step), (0, -step))
    ]
    moved += [Ellipse(at.x, at.y, at.a + d, at.b + d, at.turn) for d in (step, -step)]
    moved += [Ellipse(at.x, at.y, at.a + d, at.b - d, at.turn) for d in (step / 2, -step / 2)]
    if most_aspect > 1.2:
        turn = math.degrees(step / max(at.a, 1.0)) * 2
        moved += [Ellipse(at.x, at.y, at.a, at.b, at.turn + d) for d in (turn, -turn)]
    return [one for one in moved if 1 / most_aspect <= one.a / max(one.b, 1e-6) <= most_aspect]


def _on_edge(ink: Plane, at: Ellipse) -> float:
    """Ink on the outer edge of the line, directions off the picture left out."""
    found = sampled(ink, at, _EDGE)
    seen = found >= 0
    return float(found[seen].mean()) if seen.any() else 0.0


def without(ink: Plane, at: Ellipse) -> None:
    """Take the ink of a seal off ``ink``, in place: its line and all within."""
    import cv2

    axes = (round(at.a * 1.06 * 16), round(at.b * 1.06 * 16))
    cv2.ellipse(ink, (round(at.x * 16), round(at.y * 16)), axes, at.turn, 0, 360, 0.0, -1, cv2.LINE_8, 4)


def without_lines(ink: Plane, rings: Sequence[Ellipse]) -> Plane:
    """``ink`` without the lines of the seals ``rings``, and with all that stands in them."""
    import cv2

    left = ink.copy() if rings else ink
    for at in rings:
        line = _LINE * (at.a + at.b) / 2
        axes = (round((at.a - line / 3) * 16), round((at.b - line / 3) * 16))
        cv2.ellipse(
            left, (round(at.x * 16), round(at.y * 16)), axes, at.turn, 0, 360, 0.0, max(1, round(line)), cv2.LINE_8, 4
        )
    return left


def ramp(value: float, none: float, full: float) -> float:
    """0 at ``none``, 1 at ``full``, straight between."""
    return min(max((value - none) / (full - none), 0.0), 1.0)
