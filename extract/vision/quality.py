"""What makes a page picture hard to read: too few pixels, blur, faintness, paper cut off at an edge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from extract.vision.cut_sides import CUT_PIECES, LEAST_CONTRAST
from extract.vision.tones import percentile

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

LEAST_DPI = 140.0
_RESCAN = "请以300dpi重新扫描。"
MOST_BLUR_MM = 0.21
"""How far the edges of ink may be spread (a Gaussian's σ): drawn scans of 150 dpi stay below 0.19, blurred ones above."""
DARK_PAGE = 60.0
EDGE_MM = 1.2
_CUT_SHARE = 0.012
_BESIDE = 9
"""Pixels around a place that its contrast is taken from."""
_BLANK_SHARE = 0.002
MARGIN_MM = 18.0
"""As far from its edges a blank sheet may have punched holes, staples and the scanner's shadow."""


def defects(page: UprightPage, has_text: bool) -> list[tuple[str, str]]:
    """Codes and what is to be said of each, in Chinese, without the page's number. A blank page has none."""
    grey = page.pixels[:, :, 2]
    paper, ink = _levels(grey)
    if paper < DARK_PAGE:
        return [("page-dark", f"几乎全黑，无法读取；{_RESCAN}")]
    if not has_text:
        return [("no-text-layer", f"有图像而没有读出文字；{_RESCAN}")] if _drawn_on(grey, page.mm_per_pixel) else []
    found = []
    if page.dpi < LEAST_DPI:
        found.append(("resolution-low", f"的分辨率只有约 {page.dpi:.0f}dpi，细小的字可能读错；{_RESCAN}"))
    if paper - ink < LEAST_CONTRAST:
        found.append(("contrast-low", f"字迹很淡（与纸面仅差 {paper - ink:.0f} 级灰度），可能读错；请加深后重新扫描。"))
    elif page.dpi >= LEAST_DPI and blur_px(grey) * page.mm_per_pixel > MOST_BLUR_MM:
        found.append(("picture-blurred", f"的图像模糊，可能读错；{_RESCAN}"))
    cut = [
        name
        for name, side in _edges(grey, page.mm_per_pixel).items()
        if name in _came_cut(page) or _cut_off(side, paper, ink)
    ]
    if cut:
        found.append(("edge-cut", f"的{'、'.join(cut)}可能有内容被裁掉；请放正纸张后重新扫描。"))
    return found


def _drawn_on(grey: Pixels, mm_per_pixel: float) -> bool:
    """Whether something is on the page, be it a photograph: more dark than holes, dust and what shines through a sheet."""
    import cv2
    import numpy as np

    margin = min(round(MARGIN_MM / mm_per_pixel), *(side // 4 for side in grey.shape))
    inner = cv2.medianBlur(np.ascontiguousarray(grey[margin:-margin, margin:-margin] if margin else grey), 5)
    return bool((inner < np.percentile(inner, 75) - LEAST_CONTRAST).mean() > _BLANK_SHARE)


def _levels(grey: Pixels) -> tuple[float, float]:
    """The grey of the paper, and of the ink however little of it there is."""
    import numpy as np

    from extract.vision.ink import ink_mask

    sample = np.ascontiguousarray(grey[::2, ::2])
    inked = sample[ink_mask(sample) > 0]
    paper = percentile(sample, 75)
    return paper, percentile(inked, 25) if len(inked) else paper


def blur_px(grey: Pixels) -> float:
    """How many pixels the edges of ink are spread over, as the σ of a Gaussian; 0 for a page without ink.

    Measured where ink is darkest beside paper: the steepest steps as a share of the contrast right there, so that
    neither thin strokes nor noise in the paper count for blur.
    """
    import cv2
    import numpy as np

    from extract.vision.ink import ink_mask

    small = np.ascontiguousarray(grey[:4000, :4000])
    smooth = cv2.GaussianBlur(small, (3, 3), 0)
    beside = np.ones((_BESIDE, _BESIDE), np.uint8)
    contrast = cv2.subtract(cv2.dilate(smooth, beside), cv2.erode(smooth, beside))
    steps = np.zeros_like(smooth)
    steps[:, 1:] = cv2.absdiff(smooth[:, 1:], smooth[:, :-1])
    steps[1:] = cv2.max(steps[1:], cv2.absdiff(smooth[1:], smooth[:-1]))
    strong = (ink_mask(small) > 0) & (contrast > np.percentile(contrast[::4, ::4], 99) / 2)
    if not strong.any():
        return 0.0
    steepest = float(np.percentile(steps[strong] / contrast[strong], 85))
    return 1 / (max(steepest, 1e-3) * math.sqrt(2 * math.pi))


def _edges(grey: Pixels, mm_per_pixel: float) -> dict[str, Pixels]:
    """The outermost strip of each side, its rows from the edge inwards."""
    depth = max(2, round(EDGE_MM / mm_per_pixel))
    return {
        "上边": grey[:depth], "下边": grey[-depth:][::-1], "左边": grey[:, :depth].T, "右边": grey[:, -depth:].T[::-1],
    }  # fmt: skip


def _came_cut(page: UprightPage) -> list[str]:
    """The sides of the upright page that were cut in the picture that came in."""
    import numpy as np

    forth = np.linalg.inv(page.to_source[:2, :2])
    told = []
    for way in page.cut:
        x, y = forth @ np.array(way, dtype=np.float64)
        told.append(("左边" if x < 0 else "右边") if abs(x) > abs(y) else ("上边" if y < 0 else "下边"))
    return told


def _cut_off(side: Pixels, paper: float, ink: float) -> bool:
    """Whether strokes run out over the edge: ink in many short pieces along it, and no dark border of the scanner."""
    import numpy as np

    dark = side < (paper + 2 * ink) / 3
    if dark.mean() > 0.4:
        return False
    reaching = dark[: max(2, len(dark) // 4)].all(axis=0)
    pieces = int(np.count_nonzero(np.diff(reaching.astype(np.int8)) == 1))
    return bool(reaching.mean() > _CUT_SHARE and pieces >= CUT_PIECES)
