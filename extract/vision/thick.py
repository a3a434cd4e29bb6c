"""Ink thicker than any letter's stroke taken out of a picture: a stamp's ring and star on a copy without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

STROKE_MM = 0.75
"""Neither print of this size nor a pen's stroke is thicker; a seal's ring and star are."""
PALE = 0.6
"""Ink lighter than this share of the way from black to paper is a grey copy's seal, not print or a pen's."""


def darkest(grey: Pixels) -> Pixels:
    """``grey`` with its pale ink white."""
    import numpy as np

    black, paper = np.percentile(grey, (2, 60))
    reach = max(PALE * float(paper - black), 1.0)
    return np.asarray(np.clip((grey - black) * 255.0 / reach, 0, 255), np.uint8)


def without_thick(grey: Pixels, per_mm: float) -> Pixels:
    """``grey`` with its thick ink white; letters that it runs through are broken there."""
    import cv2
    import numpy as np

    across = max(3, round(STROKE_MM * per_mm)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across))
    thick = cv2.morphologyEx((grey < 128).astype(np.uint8), cv2.MORPH_OPEN, disc)
    around = cv2.dilate(thick, np.ones((3, 3), np.uint8))
    return np.where(around > 0, 255, grey).astype(np.uint8)
