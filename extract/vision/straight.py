"""A picture of a page straightened: cut out of a darker surround, its lines level; which pixel came from where is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from extract.vision.cut_sides import cut_sides
from extract.vision.rasters import Raster
from extract.vision.sheet_corners import sheet_corners

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

A4_MM = (210.0, 297.0)
"""Taken for a page of unknown size."""
_SKEW_PIXELS = 900
"""The width at which the skew is measured; about 110 dpi."""
_STROKE_SHARE = 25
"""What is smaller than this part of the page's width is writing, and no piece of a ruling."""
_ENOUGH_STROKES = 3
"""So many page widths of straight lines tell the skew."""
MOST_SKEW_DEGREES = 15.0
_LEAST_SHEAR_DEGREES, _MOST_SHEAR_DEGREES = 0.5, 2.0
"""Standing strokes are short: what they lean apart from the lying ones is believed between these alone."""
LEAST_SKEW_DEGREES = 0.04
_WHITE = (255, 255, 255)
HIGHEST_DPI = 300.0
_A4_SLACK = 0.12


@dataclass(frozen=True)
class UprightPage:
    """A page's picture, its text level and upright once turned as the reader says.

    ``to_source`` maps a pixel of ``pixels`` to one of the picture that came in, which is ``source_size`` large.
    """

    number: int
    pixels: Pixels
    dpi: float
    to_source: Matrix
    source_size: tuple[int, int]
    size_known: bool = True
    cut_out: bool = False
    """Whether a darker surround was cut away: a photo."""
    bilevel: bool = False
    """Whether the picture came in black and white alone; levelling it makes other tones."""
    cut: tuple[tuple[int, int], ...] = ()
    """The sides of the picture that came in over which writing ran, as ways out of it; levelling puts paper there."""

    @cached_property
    def coloured(self) -> bool:
        """Whether it shows any colour: else a seal's ink cannot be told from a pen's."""
        from extract.vision.ink import shows_colour

        return shows_colour(self.pixels)

    @property
    def mm_per_pixel(self) -> float:
        return 25.4 / self.dpi

    @property
    def width_mm(self) -> float:
        return float(self.pixels.shape[1] * self.mm_per_pixel)

    @property
    def height_mm(self) -> float:
        return float(self.pixels.shape[0] * self.mm_per_pixel)


def straightened(raster: Raster) -> UprightPage:
    """``raster`` cut out and levelled. Text may still lie on its side or stand on its head: see :func:`turned`."""
    import numpy as np

    height, width = raster.pixels.shape[:2]
    across, down = (raster.shrunk / stretched for stretched in raster.stretched)
    came, source = np.diag([across, down, 1.0]), (round(width * across), round(height * down))
    pixels, matrix, cut_out = _cut_out(raster.pixels)
    pixels, level = _levelled(pixels)
    known = raster.dpi is not None and not cut_out
    dpi = raster.dpi if raster.dpi is not None and known else _a4_dpi(pixels.shape[1], pixels.shape[0])
    told = not cut_out and not raster.bilevel  # in black and white a shadow's end is as ragged as writing
    cut = cut_sides(raster.pixels, raster.dpi or _a4_dpi(width, height)) if told else ()
    page = UprightPage(raster.number, pixels, dpi, came @ matrix @ level, source, known, cut_out, raster.bilevel, cut)
    return _at_most(page, HIGHEST_DPI)


def turned(page: UprightPage, quarters: int) -> UprightPage:
    """``page`` turned clockwise by so many quarters."""
    import cv2
    import numpy as np

    quarters %= 4
    if quarters == 0:
        return page
    height, width = page.pixels.shape[:2]
    back = {
        1: [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
        2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        3: [[0, -1, width], [1, 0, 0], [0, 0, 1]],
    }[quarters]
    way = {1: cv2.ROTATE_90_CLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_COUNTERCLOCKWISE}[quarters]
    pixels = np.asarray(cv2.rotate(page.pixels, way), dtype=np.uint8)
    return replace(page, pixels=pixels, to_source=page.to_source @ np.array(back, dtype=np.float64))


def levelled_by(page: UprightPage, degrees: float) -> UprightPage:
    """``page`` turned by a few degrees, counted as lines fall to the right."""
    pixels, matrix = _rotated(page.pixels, degrees, degrees)
    return replace(page, pixels=pixels, to_source=page.to_source @ matrix)


def _a4_dpi(width: int, height: int) -> float:
    """The resolution at which the picture just fits A4, lying or standing."""
    short, long = sorted((width, height))
    return max(short / A4_MM[0], long / A4_MM[1], 1 / 25.4) * 25.4


def _at_most(page: UprightPage, dpi: float) -> UprightPage:
    import cv2
    import numpy as np

    if page.dpi <= dpi * 1.05:
        return page
    height, width = page.pixels.shape[:2]
    size = (max(1, round(width * dpi / page.dpi)), max(1, round(height * dpi / page.dpi)))
    pixels = np.asarray(cv2.resize(page.pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    back = np.diag([width / size[0], height / size[1], 1.0])
    return replace(page, pixels=pixels, dpi=page.dpi * size[0] / width, to_source=page.to_source @ back)


def _cut_out(pixels: Pixels) -> tuple[Pixels, Matrix, bool]:
    """The sheet of paper seen from above where a darker surround shows it; else the picture as it is."""
    import cv2
    import numpy as np

    corners = sheet_corners(pixels)
    if corners is None:
        return pixels, np.eye(3), False
    top, right, bottom, left = (float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4))
    width, height = _sheet_size(max(top, bottom), max(right, left))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    forth = cv2.getPerspectiveTransform(corners, flat)
    cut = cv2.warpPerspective(pixels, forth, (width, height), flags=cv2.INTER_CUBIC, borderValue=_WHITE)
    return np.asarray(cut, dtype=np.uint8), np.linalg.inv(np.asarray(forth, dtype=np.float64)), True


def _sheet_size(width: float, height: float) -> tuple[int, int]:
    """Width and height in pixels; those of a sheet near A4's shape are made A4's, which the lens had changed."""
    long = A4_MM[1] / A4_MM[0]
    for ratio in (long, 1 / long):
        if abs(height / max(width, 1.0) / ratio - 1) <= _A4_SLACK:
            return (
                (round(width), round(width * ratio))
                if width >= height / ratio
                else (round(height / ratio), round(height))
            )
    return max(1, round(width)), max(1, round(height))


def _levelled(pixels: Pixels) -> tuple[Pixels, Matrix]:
    import numpy as np

    lying, standing = skews(pixels)
    if max(abs(lying), abs(standing)) < LEAST_SKEW_DEGREES:
        return pixels, np.eye(3)
    return _rotated(pixels, lying, standing)


def _rotated(pixels: Pixels, lying: float, standing: float) -> tuple[Pixels, Matrix]:
    """The picture with lines that fall by ``lying`` degrees made level and others upright, and the way back.

    Nothing is cut off. The two differ where a sheet was drawn in askew.
    """
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    along, down = np.radians(lying), np.radians(standing)
    back = np.array([[np.cos(along), -np.sin(down)], [np.sin(along), np.cos(down)]])
    middle = np.array([width / 2, height / 2])
    forth = np.eye(3)
    forth[:2, :2] = np.linalg.inv(back)
    forth[:2, 2] = middle - forth[:2, :2] @ middle
    turned_size = (
        round(abs(height * forth[0, 1]) + abs(width * forth[0, 0])),
        round(abs(height * forth[1, 1]) + abs(width * forth[1, 0])),
    )
    if abs(lying) <= MOST_SKEW_DEGREES / 5:  # the paper's own size: a few millimetres of margin go, and no text
        turned_size = (width, height)
    forth[0, 2] += (turned_size[0] - width) / 2
    forth[1, 2] += (turned_size[1] - height) / 2
    out = cv2.warpAffine(pixels, forth[:2], turned_size, flags=cv2.INTER_CUBIC, borderValue=_WHITE)
    return np.asarray(out, dtype=np.uint8), np.asarray(np.linalg.inv(forth), dtype=np.float64)


def skews(pixels: Pixels) -> tuple[float, float]:
    """By how many degrees the lying straight strokes fall to the right, and the standing ones lean; 0 without any.

    Both are that of the lying ones unless long standing ones lean otherwise, as on a sheet that was drawn in askew.
    """
    import cv2
    import numpy as np

    from extract.vision.ink import ink_mask

    scale = min(1.0, _SKEW_PIXELS / min(pixels.shape[:2]))
    grey = cv2.resize(pixels[:, :, 2], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink, short = ink_mask(np.asarray(grey, dtype=np.uint8)), min(grey.shape[:2])
    across, down = _straight(_long_strokes(ink, short // _STROKE_SHARE))
    lengths = np.hypot(across, down)
    if lengths.sum() < _ENOUGH_STROKES * short:
        across, down = _straight(ink)  # rulings so worn that no piece is long
        lengths = np.hypot(across, down)
    angles = (np.degrees(np.arctan2(down, across)) + 45.0) % 90.0 - 45.0
    lies = abs(across) >= abs(down)
    lying, standing = (_median(angles[of], lengths[of]) for of in (lies, ~lies))
    if lengths[lies].sum() < short:
        lying = standing if lengths[~lies].sum() >= short else _median(angles, lengths)
    sheared = _LEAST_SHEAR_DEGREES <= abs(lying - standing) <= _MOST_SHEAR_DEGREES
    return lying, standing if sheared and lengths[~lies].sum() >= _ENOUGH_STROKES * short else lying


def _straight(ink: Pixels) -> tuple[Matrix, Matrix]:
    """How far each long straight line through ``ink`` goes across and down, in pixels."""
    import cv2
    import numpy as np

    short = min(ink.shape[:2])
    found = cv2.HoughLinesP(ink, 1, np.pi / 1440, max(60, short // 6), minLineLength=short // 5, maxLineGap=6)
    lines = np.zeros((0, 4)) if found is None else np.asarray(found, dtype=np.float64).reshape(-1, 4)
    return lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]


def _long_strokes(ink: Pixels, least: int) -> Pixels:
    """``ink`` without what is connected to nothing ``least`` pixels long: writing takes most of the time of a search."""
    import cv2
    import numpy as np

    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    long = boxes[:, 2:4].max(axis=1) >= least
    long[0] = False
    return np.where(long[labels], np.uint8(255), np.uint8(0))


def _median(angles: Matrix, weights: Matrix) -> float:
    """The weighted median of the small angles; 0 where there are none."""
    import numpy as np

    near = abs(angles) <= MOST_SKEW_DEGREES
    if not near.any():
        return 0.0
    angles, weights = angles[near], weights[near]
    order = np.argsort(angles)
    total = np.cumsum(weights[order])
    return float(angles[order][np.searchsorted(total, total[-1] / 2)])
