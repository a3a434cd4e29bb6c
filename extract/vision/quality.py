"""What makes a page picture hard to read: too few pixels, blur, faintness, paper cut off at an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

LEAST_DPI = 140.0
_RESCAN = "请以300dpi重新扫描。"
LEAST_CONTRAST = 60.0
"""Grey levels between paper and the darkest ink below which strokes begin to break."""
LEAST_SHARPNESS = 0.05
"""How steep the edges of ink are, as a share of the page's contrast a pixel."""
DARK_PAGE = 60.0
EDGE_MM = 1.2
_CUT_SHARE = 0.05
_BLANK_SHARE = 0.004


def defects(page: UprightPage, has_text: bool) -> list[tuple[str, str]]:
    """Codes and what is to be said of each, in Chinese, without the page's number. A blank page has none."""
    grey = page.pixels[:, :, 2]
    paper, ink = _levels(grey)
    if paper < DARK_PAGE:
        return [("page-dark", f"几乎全黑，无法读取；{_RESCAN}")]
    if not has_text:
        return [("no-text-layer", f"有图像而没有读出文字；{_RESCAN}")] if _drawn_on(grey) else []
    found = []
    if page.dpi < LEAST_DPI:
        found.append(("resolution-low", f"的分辨率只有约 {page.dpi:.0f}dpi，细小的字可能读错；{_RESCAN}"))
    if paper - ink < LEAST_CONTRAST:
        found.append(("contrast-low", f"字迹很淡（与纸面仅差 {paper - ink:.0f} 级灰度），可能读错；请加深后重新扫描。"))
    elif sharpness(grey) < LEAST_SHARPNESS:
        found.append(("picture-blurred", f"的图像模糊，可能读错；{_RESCAN}"))
    cut = [name for name, side in _edges(grey, page.mm_per_pixel).items() if _cut_off(side, paper, ink)]
    if cut:
        found.append(("edge-cut", f"的{'、'.join(cut)}可能有内容被裁掉；请放正纸张后重新扫描。"))
    return found


def _drawn_on(grey: Pixels) -> bool:
    """Whether something is on the page, be it a photograph: more ink than the dust of a blank sheet."""
    from extract.vision.ink import ink_mask

    return bool((ink_mask(grey)[::2, ::2] > 0).mean() > _BLANK_SHARE)


def _levels(grey: Pixels) -> tuple[float, float]:
    """The grey of the paper, and of the ink however little of it there is."""
    import numpy as np

    from extract.vision.ink import ink_mask

    sample = np.ascontiguousarray(grey[::2, ::2])
    inked = sample[ink_mask(sample) > 0]
    paper = float(np.percentile(sample, 75))
    return paper, float(np.percentile(inked, 25)) if len(inked) else paper


def sharpness(grey: Pixels) -> float:
    """How steep the steepest edges are: the share of the page's contrast that one pixel changes by."""
    import cv2
    import numpy as np

    small = grey[: min(grey.shape[0], 4000), : min(grey.shape[1], 4000)]
    smooth = cv2.medianBlur(small, 3)
    steps = np.abs(np.diff(smooth.astype(np.int16), axis=1))
    paper, ink = _levels(grey)
    return float(np.percentile(steps[steps > 0], 97) / max(paper - ink, 1.0)) if (steps > 0).any() else 0.0


def _edges(grey: Pixels, mm_per_pixel: float) -> dict[str, Pixels]:
    depth = max(2, round(EDGE_MM / mm_per_pixel))
    return {
        "上边": grey[:depth], "下边": grey[-depth:], "左边": grey[:, :depth].T, "右边": grey[:, -depth:].T,
    }  # fmt: skip


def _cut_off(side: Pixels, paper: float, ink: float) -> bool:
    """Whether strokes run out over the edge: ink in many short pieces along it, and no dark border of the scanner."""
    import numpy as np

    dark = side < (paper + 2 * ink) / 3
    reaching = dark.all(axis=0)
    if dark.mean() > 0.4:
        return False
    pieces = int(np.count_nonzero(np.diff(reaching.astype(np.int8)) == 1))
    return bool(reaching.mean() > _CUT_SHARE and pieces >= 8)
