"""How red the ink of a picture is, judged against the paper around it, and what counts as red on this page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Plane = NDArray[np.float32]
    Pixels = NDArray[np.uint8]

LEAST_REDNESS, FULL_REDNESS = 0.028, 0.12
"""Ink whose red exceeds green and blue by the first share of white may be red; by the second it surely is."""
_TINT = 0.30
"""How far green and blue may lie apart in red ink: orange and purple go further."""
_NOISES = 4.5
"""Red ink stands out by so many times the noise of the page's colours."""
_PALE_STAMP, _RED_OF_INK, _CLEARLY = 0.33, 0.6, 1.3
"""A pale stamp as a share of full ink, how red full ink is as a share of the page's darkest, and by how much more than
what counts as red a line has to be so that none is missed."""
_PRINT, _LEAST_PRINT, _EVERY = 0.1, 0.002, 3
"""Darkness of print, the share of a page that it covers to tell how dark it is, and which pixels are looked at."""
_PAPER_PIXELS = 120
_AROUND = 9


def redness(pixels: Pixels) -> Plane:
    """By how much red exceeds green and blue at each pixel, as a share of the paper's brightness there; 0 for other tints."""
    import numpy as np

    relative = pixels.astype(np.float32) / paper(pixels)
    np.clip(relative, 0.0, 1.0, out=relative)
    blue, green, red = relative[..., 0], relative[..., 1], relative[..., 2]
    excess = red - np.maximum(blue, green)
    return np.asarray(np.where(np.abs(green - blue) < _TINT, excess, 0.0), dtype=np.float32)


def darkness(pixels: Pixels) -> Plane:
    """By how much each pixel is darker than the paper around it, as a share of the paper's brightness."""
    import numpy as np

    relative = pixels.astype(np.float32) / paper(pixels)
    return np.asarray(np.clip(1 - relative.mean(axis=2), 0, 1), dtype=np.float32)


def hides_pale_stamps(pixels: Pixels, least: float) -> bool:
    """Whether a page is so pale, or its colours so noisy, that a pale stamp may not reach ``least``, what counts as red."""
    import numpy as np

    dark = darkness(np.ascontiguousarray(pixels[::_EVERY, ::_EVERY]))
    printed = dark[dark > _PRINT]
    if printed.size < _LEAST_PRINT * dark.size:
        return False
    full = float(np.percentile(printed, 90)) * _RED_OF_INK
    return full * _PALE_STAMP < _CLEARLY * least


def paper(pixels: Pixels) -> Plane:
    """The colour of the paper around each pixel: shadows and tints change it over a page, ink does not."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    scale = min(1.0, _PAPER_PIXELS / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    bright = cv2.dilate(cv2.medianBlur(small, 3), np.ones((_AROUND, _AROUND), np.uint8)).astype(np.float32)
    smooth = cv2.GaussianBlur(bright, (0, 0), _AROUND / 2)
    return np.asarray(np.maximum(cv2.resize(smooth, (width, height)), 40.0), dtype=np.float32)


def threshold(plane: Plane) -> float:
    """From which redness on ink counts as red on this page: faint pages have little, noisy ones need more."""
    return float(min(max(LEAST_REDNESS, noise_of(plane)), FULL_REDNESS))


def noise_of(plane: Plane) -> float:
    """The redness that the noise of a page's colours does not reach."""
    import numpy as np

    values = plane[::2, ::2]
    middle = float(np.median(values))
    return middle + _NOISES * 1.4826 * float(np.median(np.abs(values - middle)))
