"""The dark ink of a page picture, without its rules and without what is red."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import ref

from extract.layout.tables import Ruling
from forms.evidence import BBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.vision.rasters import Pixels
    from extract.vision.straight import UprightPage

    Mask = NDArray[np.bool_]
    Plane = NDArray[np.float32]

WORK_DPI = 200.0
"""Strokes of a pen are two to six pixels wide."""
_PAPER_PIXELS, _AROUND = 150, 7
_SHADE_MM, _SHADE = 5, 0.92
"""Where no spot so wide about a place has this share of the brightness of the paper beyond, the place lies in a shadow."""
_SHARE = 0.45
"""Ink is darker than this share of the way from the paper to the page's print."""
_PALE = 0.8
"""Red ink that has less than this share of the darkness of other ink is paler than it."""
_DARKNESS = (0.10, 0.42)
"""Bounds of that, as shares of white: the first for faint copies."""
_LEANS, _LEAN_MM = (-0.03, -0.015, 0.015, 0.03), 2.5
"""By so many of its length an upright rule may lean, which then stands so far beside its place at most."""
_RULE_MM, _RULE_REACH_MM, _STRAIGHT_MM = 0.4, 0.25, 13.0


@dataclass(frozen=True)
class InkLayer:
    """Where dark ink stands. Without colours (``coloured`` false) the ink of seals is among it."""

    dark: Mask
    per_mm: float
    coloured: bool
    tones: Plane | None = None
    """How dark each pixel is (0–1), on a copy that has tones and no colours: there a pen is darker than a seal."""
    pale_red: Mask | None = None
    """Where colours show ink that is red, and paler than most other ink: what is left of a seal."""

    def window(self, box: BBox) -> tuple[slice, slice]:
        """Rows and columns of a box in millimetres."""
        height, width = self.dark.shape
        y0, y1 = (min(max(round(v * self.per_mm), 0), height) for v in (box.y0, box.y1))
        x0, x1 = (min(max(round(v * self.per_mm), 0), width) for v in (box.x0, box.x1))
        return slice(y0, y1), slice(x0, x1)


class _LastPage:
    """The ink of the page last asked for, kept while that page is: its lines and its signatures both need it."""

    def __init__(self) -> None:
        self.page: ref[UprightPage] | None = None
        self.rulings: tuple[Ruling, ...] = ()
        self.layer: InkLayer | None = None

    def ink(self, page: UprightPage, rulings: Sequence[Ruling]) -> InkLayer:
        known = self.page is not None and self.page() is page and self.rulings == tuple(rulings)
        if self.layer is None or not known:
            self.layer, self.rulings = _ink_of(page, rulings), tuple(rulings)
            self.page = ref(page, self._forget)
        return self.layer

    def _forget(self, gone: ref[UprightPage]) -> None:
        if gone is self.page:
            self.page = self.layer = None


_last = _LastPage()


def ink_layer(page: UprightPage, rulings: Sequence[Ruling]) -> InkLayer:
    """The dark ink of ``page``."""
    return _last.ink(page, rulings)


def _ink_of(page: UprightPage, rulings: Sequence[Ruling]) -> InkLayer:
    from extract.vision.ink import red_free

    pixels, dpi = _working(page)
    coloured = page.coloured
    darkness = _darkness(red_free(pixels), dpi / 25.4, shadows=coloured)
    dark = _without_rules(darkness > _least(darkness), rulings, dpi / 25.4)
    pale_red = _pale_red(pixels, darkness, dark) if coloured else None
    return InkLayer(dark, dpi / 25.4, coloured, None if coloured or page.bilevel else darkness, pale_red)


def _working(page: UprightPage) -> tuple[Pixels, float]:
    import cv2
    import numpy as np

    if page.dpi <= WORK_DPI * 1.05:
        return page.pixels, page.dpi
    scale = WORK_DPI / page.dpi
    size = (round(page.pixels.shape[1] * scale), round(page.pixels.shape[0] * scale))
    return np.asarray(cv2.resize(page.pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), WORK_DPI


def _darkness(channel: Pixels, per_mm: float, *, shadows: bool) -> Plane:
    """By how much each pixel is darker than the paper around it, as a share of the paper's brightness.

    With ``shadows`` paper in that of a hand or a telephone is as bright as the brightest there: all of it were ink else. On
    a copy without colours what is broad and grey may be a seal's.
    """
    import cv2
    import numpy as np

    height, width = channel.shape
    scale = min(1.0, _PAPER_PIXELS / max(height, width))
    small = cv2.resize(channel, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    bright = cv2.dilate(cv2.medianBlur(small, 3), np.ones((_AROUND, _AROUND), np.uint8)).astype(np.float32)
    paper = cv2.resize(cv2.GaussianBlur(bright, (0, 0), _AROUND / 2), (width, height))
    if shadows:
        paper = np.minimum(paper, _shaded(channel, per_mm) / _SHADE)
    paper = np.maximum(paper, 40.0)
    return np.asarray(1 - np.minimum(channel / paper, 1.0), dtype=np.float32)


def _shaded(channel: Pixels, per_mm: float) -> Plane:
    """How bright the paper is in shadows, however sharp their edges: what is darker and narrower is ink."""
    import cv2
    import numpy as np

    size = (max(1, round(channel.shape[1] / per_mm)), max(1, round(channel.shape[0] / per_mm)))
    by_mm = cv2.medianBlur(cv2.resize(channel, size, interpolation=cv2.INTER_AREA), 3)
    spot = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_SHADE_MM, _SHADE_MM))
    filled = cv2.resize(cv2.morphologyEx(by_mm, cv2.MORPH_CLOSE, spot), channel.shape[::-1])
    return np.asarray(filled, dtype=np.float32)


def _pale_red(pixels: Pixels, darkness: Plane, dark: Mask) -> Mask:
    """Where red ink is paler than most that is not: a pen's stroke under a seal is reddish, too, and no paler."""
    import numpy as np

    from extract.vision.ink import GREY, red_mask

    red = dark & (red_mask(pixels, GREY / 255) > 0)
    other = darkness[dark & ~red]
    return red & (darkness < _PALE * float(np.median(other))) if len(other) else red


def _least(darkness: Plane) -> float:
    """From which darkness on ink counts on this page: its print is about the darkest hundredth."""
    import numpy as np

    print_ = float(np.percentile(darkness[::2, ::2], 99.0))
    return float(min(max(_SHARE * print_, _DARKNESS[0]), _DARKNESS[1]))


def _without_rules(dark: Mask, rulings: Sequence[Ruling], per_mm: float) -> Mask:
    """The ink without ruled and other long straight lines; strokes that cross one stay whole."""
    import cv2
    import numpy as np

    ink = dark.astype(np.uint8)
    long = max(8, round(_STRAIGHT_MM * per_mm))
    out = dark.copy()
    for level in (True, False):
        line = np.ones((1, long) if level else (long, 1), np.uint8)
        thick = max(3, round(_RULE_MM * per_mm)) | 1
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 3) if level else (3, 1), np.uint8))
        runs = np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, line), dtype=np.uint8)
        if not level:
            runs |= _leaning(np.asarray(closed, dtype=np.uint8), line, rulings, per_mm)
        for ruling in rulings:
            if ruling.horizontal is level:
                _draw(runs, ruling, per_mm)
        band = cv2.dilate(runs, np.ones((thick, 1) if level else (1, thick), np.uint8)) > 0
        out &= ~band | _crossing(dark & ~band, band, level, max(2, round(_RULE_REACH_MM * per_mm)) + thick)
    return out


def _leaning(ink: Pixels, line: Pixels, rulings: Sequence[Ruling], per_mm: float) -> Pixels:
    """Long straight runs of ink that lean a little and stand beside upright rulings: sheets are drawn in askew."""
    import cv2
    import numpy as np

    near: Pixels = np.zeros_like(ink)
    found: Pixels = np.zeros_like(ink)
    for ruling in rulings:
        if not ruling.horizontal:
            _draw(near, ruling, per_mm)
    if not near.any():
        return found
    reach = round(_LEAN_MM * per_mm)
    beside = np.asarray(cv2.dilate(near, np.ones((1, 2 * reach + 1), np.uint8)), dtype=np.uint8)
    height, width = ink.shape
    for lean in _LEANS:
        shear = np.array([[1.0, lean, -lean * height / 2], [0.0, 1.0, 0.0]])
        level = cv2.warpAffine(ink, shear, (width, height), flags=cv2.INTER_NEAREST)
        runs = cv2.morphologyEx(level, cv2.MORPH_OPEN, line)
        shear[0, 1:] *= -1
        back = cv2.warpAffine(runs, shear, (width, height), flags=cv2.INTER_NEAREST)
        found |= np.asarray(back, dtype=np.uint8)
    return np.asarray(found & beside, dtype=np.uint8)


def _draw(runs: Pixels, ruling: Ruling, per_mm: float) -> None:
    at, start, end = (max(0, round(v * per_mm)) for v in (ruling.at, ruling.start, ruling.end))
    if ruling.horizontal:
        runs[at : at + 1, start:end] = 1
    else:
        runs[start:end, at : at + 1] = 1


def _crossing(beside: Mask, band: Mask, level: bool, reach: int) -> Mask:
    """Pixels of the band that have ink beyond both of its sides: a stroke runs over the line there."""
    import cv2
    import numpy as np

    ink = beside.astype(np.uint8)
    line = np.zeros((2 * reach + 1, 1) if level else (1, 2 * reach + 1), np.uint8)
    before, after = line.copy(), line.copy()
    before.reshape(-1)[:reach], after.reshape(-1)[reach + 1 :] = 1, 1
    both = (cv2.dilate(ink, before) > 0) & (cv2.dilate(ink, after) > 0)
    return np.asarray(both & band)
