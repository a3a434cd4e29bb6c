"""How ink comes to lie on paper: smooth random fields, uneven pressure, grain and blotches on a mask of ink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.scans.printed import BASE_DPI

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[Any]
    Random = np.random.Generator

PX = BASE_DPI / 25.4
"""Pixels per millimetre of the pages that marks are put on."""


@dataclass(frozen=True)
class Wear:
    """How a stamp printed: ``strength`` 0–1 of the ink, the rest how much of each fault, 0 for none."""

    strength: float = 0.9
    uneven: float = 0.3
    """How much lighter the lightest side is."""
    patchy: float = 0.2
    blotches: float = 0.1
    """Share of the ink that is missing in small specks."""
    swollen_mm: float = 0.0
    """How far too much ink has run."""


def smooth(rng: Random, shape: tuple[int, int], length_px: float) -> Mask:
    """A smooth random field of values 0–1 that changes over ``length_px``."""
    import cv2
    import numpy as np

    coarse = (max(3, round(shape[0] / length_px) + 2), max(3, round(shape[1] / length_px) + 2))
    field = cv2.resize(rng.random(coarse, dtype=np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(field, 0, 1), np.float32)


def worn(mask: Mask, wear: Wear, rng: Random) -> Mask:
    """``mask`` (0–1) as it prints under ``wear``."""
    import cv2
    import numpy as np

    if wear.swollen_mm:
        mask = np.clip(cv2.GaussianBlur(mask, (0, 0), wear.swollen_mm * PX) * 2.2, 0, 1).astype(np.float32)
    shape = (mask.shape[0], mask.shape[1])
    ys, xs = np.mgrid[-1 : 1 : shape[0] * 1j, -1 : 1 : shape[1] * 1j]
    angle = rng.uniform(0, 2 * np.pi)
    lean = (xs * np.cos(angle) + ys * np.sin(angle) + 1.4) / 2.8
    pressure = 1 - wear.uneven * np.clip(lean, 0, 1) - wear.patchy * smooth(rng, shape, 6 * PX)
    grain = cv2.GaussianBlur(rng.normal(0, 1, shape).astype(np.float32), (0, 0), 0.09 * PX)
    grain = grain / (grain.std() + 1e-6)
    coverage = np.clip(0.93 + 0.1 * grain, 0.3, 1)
    if wear.blotches:
        limit = np.quantile(grain, wear.blotches)
        coverage = np.where(grain < limit, 0.15 + 0.25 * pressure, coverage)
    ink = mask * np.clip(wear.strength * pressure, 0, 1) * coverage
    return np.asarray(cv2.GaussianBlur(ink.astype(np.float32), (0, 0), 0.06 * PX))
