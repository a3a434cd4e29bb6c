"""The line of a ring on a copy without colours, told from print and strokes by the paper on both of its sides."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.seals.ring import refined_by
from extract.seals.seal import Ellipse

if TYPE_CHECKING:
    from extract.seals.ring import Plane
    from extract.seals.strip import Places

ANGLES = 240
_EIGHTH = ANGLES // 8
LINE_MM = (0.5, 0.8, 1.1, 1.4, 1.8)
"""Widths that a ring's line may have."""
_WAY_MM, _OFF_MM = 0.25, 0.75
"""How far apart the line is looked at, and how far from the outline it may lie in one direction."""
LEAST_STEP = 0.05
"""By how much a line is darker than the paper beside it."""
_EVEN_STEP = 0.3
"""Where a line stands out by less than this share of what is usual along it, it is broken: print makes such lines."""
_DARK, _PALE, _OF_LINE = 0.15, 0.06, 0.5
"""From this share of white on there is ink; within a pale line from so much of the line's own, and no less than the other."""


@dataclass(frozen=True)
class Outline:
    """An ellipse with what the ink along it says; shares are 0–1 of the directions that lie on the page."""

    at: Ellipse
    lined: float
    """Directions in which a line of a ring's width is there, with paper on both sides."""
    inked: float
    """Directions in which there is ink at all: strokes and print may hide the line."""
    weakest: float
    """The share lined of the second weakest eighth."""
    visible: float
    even: float
    """How much of the line is of one width and of one darkness."""
    named: float
    """Directions in which ink stands where a name runs round."""
    middle: float
    """Ink in the middle, where a seal has its star or emblem."""
    gap: float
    """Directions in which paper parts the line from what is written within."""
    beyond: float
    """Ink just outside the line."""


def outline_of(dark: Plane, at: Ellipse, per_mm: float) -> Outline:
    """What ``dark`` (0–1) says of the ellipse ``at``, in pixels."""
    import numpy as np

    offsets = np.arange(-4.0, 3.01, _WAY_MM)
    profile = _polar(dark, at, 1 + offsets * per_mm / at.b)
    seen = profile.min(axis=0) >= 0
    depth, width, shift = _lines(profile)
    lined = (depth > max(LEAST_STEP, _EVEN_STEP * float(np.median(depth)))) & seen
    near = np.abs(offsets) <= _OFF_MM
    inked = (profile[near].max(axis=0) > _DARK) & seen
    share = max(int(seen.sum()), 1)
    eighths = sorted(
        float(lined[i : i + _EIGHTH].sum()) / _EIGHTH
        for i in range(0, ANGLES, _EIGHTH)
        if seen[i : i + _EIGHTH].mean() > 0.6
    )
    written = _written_from(depth[lined])
    rim = _polar(dark, at, np.linspace(0.58, 0.90, 14))
    star = _polar(dark, at, np.linspace(0.03, 0.30, 8))
    inside = (offsets >= -2.0) & (offsets <= -1.25)
    outside = (offsets >= 1.0) & (offsets <= 2.5)
    return Outline(
        at,
        float(lined.sum()) / share,
        float(inked.sum()) / share,
        eighths[min(1, len(eighths) - 1)] if eighths else 0.0,
        float(seen.mean()),
        _even(depth[lined], width[lined], shift[lined]),
        float((rim.max(axis=0) > written)[seen].mean()) if seen.any() else 0.0,
        float((star > written).mean()),
        float((profile[inside].min(axis=0) < _DARK)[seen].mean()) if seen.any() else 0.0,
        float((profile[outside] > _DARK).mean()),
    )


def _written_from(depth: Plane) -> float:
    """From which darkness on ink within a line that stands out by ``depth`` is written there."""
    import numpy as np

    usual = float(np.median(depth)) if len(depth) else _DARK
    return min(_DARK, max(_PALE, _OF_LINE * usual))


def _lines(profile: Plane) -> tuple[Plane, Plane, Plane]:
    """For each direction how far the darkest line stands out from both sides, how wide it is, and how far off (steps)."""
    import numpy as np

    best = np.zeros(profile.shape[1], np.float32)
    width, shift = best.copy(), best.copy()
    zero = round(4.0 / _WAY_MM)
    total = np.cumsum(np.pad(profile, ((1, 0), (0, 0))), axis=0)

    def mean(first: int, end: int) -> Plane:
        return np.asarray((total[end] - total[first]) / (end - first), dtype=np.float32)

    for wide in (round(mm / _WAY_MM) for mm in LINE_MM):
        for off in range(round(-_OFF_MM / _WAY_MM), round(_OFF_MM / _WAY_MM) + 1):
            end = zero + off + 1
            line = mean(end - wide, end)
            outer, inner = mean(end + 1, end + 4), mean(end - wide - 4, end - wide - 1)
            depth = line - np.maximum(outer, inner)
            better = depth > best
            best[better], width[better], shift[better] = depth[better], wide, off
    return best, width, shift


def _even(depth: Plane, width: Plane, shift: Plane) -> float:
    """One where the line is everywhere as dark, as wide and as round; less where it is not."""
    import numpy as np

    if len(depth) < ANGLES // 8:
        return 0.0
    order = np.abs(np.diff(shift)).mean() + np.abs(np.diff(width)).mean() / 2
    return float(1 / (1 + order))


def _polar(dark: Plane, at: Ellipse, shares: Places) -> Plane:
    """Ink at every angle (columns) for each share of the radius (rows); -1 off the page."""
    import cv2
    import numpy as np

    angle = np.arange(ANGLES) * (2 * math.pi / ANGLES)
    turn, reach = math.radians(at.turn), np.asarray(shares)[:, None]
    along, across = reach * at.a * np.cos(angle), reach * at.b * np.sin(angle)
    x = at.x + along * math.cos(turn) - across * math.sin(turn)
    y = at.y + along * math.sin(turn) + across * math.cos(turn)
    return np.asarray(
        cv2.remap(dark, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderValue=-1), np.float32
    )


def fitted(dark: Plane, start: Ellipse, per_mm: float, most_aspect: float) -> Ellipse:
    """The ellipse near ``start`` along whose outline the line stands out most, by climbing in small steps."""
    import numpy as np

    offsets = np.arange(-2.5, 1.51, 0.5)

    def stands_out(at: Ellipse) -> float:
        profile = _polar(dark, at, 1 + offsets * per_mm / at.b)
        seen = profile.min(axis=0) >= 0
        if not seen.any():
            return 0.0
        line = profile[3:6].mean(axis=0)  # 1 mm to the outline itself
        paper = np.maximum(profile[6:8].mean(axis=0), profile[0:2].mean(axis=0))
        return float(np.clip(line - paper, -0.05, 0.3)[seen].mean())

    return refined_by(stands_out, start, most_aspect, 0.4)
