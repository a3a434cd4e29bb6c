"""How ink is drawn, in millimetres: how long and thick its strokes are, how they fill their box."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.ink.layer import Mask


CORE = 0.65
BLOT_MM = 2.4
"""No pen's stroke is so thick."""


@dataclass(frozen=True)
class Shape:
    """Measures of some ink: millimetres, shares 0–1."""

    area: float
    width: float
    height: float
    thickness: float
    """Mean width of its strokes."""
    axial: float
    """Share of the outline that runs level or upright: print does, a pen does less."""
    core: float
    """Share of the ink that lies in the middle of its box: nothing for a ring drawn around something."""
    blot: float = 0.0
    """Share of the ink that lies in what is thicker than :data:`BLOT_MM` every way: a smudge on a copy without tones."""

    @property
    def length(self) -> float:
        """How far the pen went."""
        return self.area / max(self.thickness, 0.05)

    @property
    def winding(self) -> float:
        """How far the pen went for the way from corner to corner: about 1 for a line, less than 2 for a tick."""
        return self.length / max(hypot(self.width, self.height), 0.1)


def shape_of(mask: Mask, per_mm: float) -> Shape:
    """The measures of all ink in ``mask``; all zero where there is none."""
    import numpy as np

    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return Shape(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    box = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Shape(
        float(box.sum()) / per_mm**2,
        box.shape[1] / per_mm,
        box.shape[0] / per_mm,
        _thickness(box) / per_mm,
        _axial_share(box),
        _core(box),
        _blot(box, per_mm),
    )


def _thickness(box: Mask) -> float:
    """Twice the area over the length of the outline, which pixels draw about a quarter too long."""
    import numpy as np

    padded = np.pad(box.astype(np.int8), 1)
    edges = int(np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum())
    return 2 * float(box.sum()) / max(edges * 0.785, 1.0)


def _axial_share(box: Mask) -> float:
    """The share of the outline whose direction lies within 13 degrees of level or upright."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(np.pad(box, 3).astype(np.float32), (0, 0), 1.2)
    down, across = cv2.Sobel(smooth, cv2.CV_32F, 0, 1), cv2.Sobel(smooth, cv2.CV_32F, 1, 0)
    strength = np.hypot(down, across)
    steep = np.minimum(np.abs(down), np.abs(across)) / np.maximum(np.maximum(np.abs(down), np.abs(across)), 1e-6)
    return float(strength[steep < 0.23].sum() / max(float(strength.sum()), 1e-6))


def _core(box: Mask) -> float:
    """The share of the ink in an ellipse of :data:`CORE` times the box's size around its middle."""
    import numpy as np

    rows, columns = np.nonzero(box)
    half_height, half_width = max(box.shape[0] - 1, 1) / 2, max(box.shape[1] - 1, 1) / 2
    inside = ((rows - half_height) / half_height) ** 2 + ((columns - half_width) / half_width) ** 2 < CORE**2
    return float(inside.mean())


def _blot(box: Mask, per_mm: float) -> float:
    """The share of the ink that discs of :data:`BLOT_MM` cover which lie in ink wholly."""
    import cv2
    import numpy as np

    size = round(BLOT_MM * per_mm) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    padded = np.pad(box.astype(np.uint8), size)
    return float(cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc).sum() / max(int(box.sum()), 1))
