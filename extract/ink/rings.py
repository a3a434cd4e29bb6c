"""Rings of seals on copies without colours: where their ink may be taken for a pen's, or hide it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.seals.ring import measured, refined
from extract.seals.seal import DIAMETERS_MM, Ellipse
from extract.seals.vote import candidates
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Plane

WORK_DPI = 50.0
_PER_MM = WORK_DPI / 25.4
MOST_RINGS = 24
LEAST_COVERAGE, MOST_OUTSIDE = 0.65, 0.3
"""A ring's line is that whole, and has no more ink just outside. A ring too many leaves a place open; one too few lies."""
_ASPECT = 1.12


def rings_near(layer: InkLayer, places: Sequence[BBox]) -> list[BBox]:
    """The boxes of the rings whose centres lie near ``places``; in millimetres."""
    if not places:
        return []
    ink = _shrunk(layer)
    around = BBox.around(places)
    window = [round(side * _PER_MM) for side in (around.x0, around.y0, around.x1, around.y1)]
    left, top = max(window[0], 0), max(window[1], 0)
    right, bottom = min(window[2], ink.shape[1]), min(window[3], ink.shape[0])
    low, high = (diameter / 2 * _PER_MM for diameter in DIAMETERS_MM)
    circles = [Ellipse(0, 0, radius, radius) for radius in range(round(low), round(high) + 1)]
    found = []
    for _, rough in candidates(ink, (left, top, right, bottom), circles, MOST_RINGS):
        ring = measured(ink, refined(ink, rough, _ASPECT))
        if ring.coverage >= LEAST_COVERAGE and ring.outside <= MOST_OUTSIDE:
            found.append(ring.at.scaled(1 / _PER_MM).box)
    return found


def _shrunk(layer: InkLayer) -> Plane:
    """The ink at :data:`WORK_DPI`, thin lines kept."""
    import cv2
    import numpy as np

    scale = _PER_MM / layer.per_mm
    small = cv2.resize(layer.dark.astype(np.float32), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(np.where(small > 0.2, np.minimum(small * 2.5, 1.0), 0.0), dtype=np.float32)
