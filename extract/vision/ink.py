"""Ink told from paper, and red ink from dark ink."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from extract.vision.tones import percentile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Pixels

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.intp]

_SURROUND = 41
_LEAST_CONTRAST, _SHARE_OF_DARKEST = 10, 0.25
RED = 0.12
"""How far red must exceed the other channels, as a share of white, after the paper was made white."""
GREY = 12
"""Channels that differ by less say nothing of colour."""
_TINTS = 14
"""Channels further apart than this are a colour; noise of a scanner and of JPEG is less."""
_COLOURED_SHARE = 0.0004
PALE, DARK = (0.08, 0.2), (0.45, 0.62)
"""Between which redness, and which share of the paper's red, ink is taken for that of a seal more and more."""


def ink_mask(grey: Pixels) -> Pixels:
    """255 where the picture is darker than its surroundings by a measure of its own, faint prints included."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    darker = np.asarray(cv2.subtract(cv2.blur(smooth, (_SURROUND, _SURROUND)), smooth), dtype=np.uint8)
    enough = max(_LEAST_CONTRAST, _SHARE_OF_DARKEST * percentile(darker[::2, ::2], 99.5))
    return np.asarray(cv2.threshold(darker, floor(enough), 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def red_free(pixels: Pixels) -> Pixels:
    """The page as if nothing red were on it: its red channel, with pixels of pale red ink made paper.

    In the red channel red ink is pale already, and what is written under a seal can be read; what remains of the seal
    would be read as well. Dark pixels stay whatever their colour: a black stroke under a seal is reddish, too.
    """
    import cv2
    import numpy as np

    paper, seen = _paper(pixels), np.asarray(cv2.extractChannel(pixels, 2), dtype=np.uint8)
    rows, columns = _perhaps_red(pixels, paper, PALE[0])
    inked = pixels[rows, columns][None]
    red = inked[:, :, 2].astype(np.float32)
    share = np.clip((_redness(inked, paper) - PALE[0]) / (PALE[1] - PALE[0]), 0.0, 1.0)
    light = np.clip((red / paper[2] - DARK[0]) / (DARK[1] - DARK[0]), 0.0, 1.0)
    lifted = red + np.maximum(paper[2] - red, 0.0) * share * light
    seen[rows, columns] = np.clip(lifted, 0, 255).astype(np.uint8)[0]
    return seen


def has_colours(pixels: Pixels) -> bool:
    """Whether the picture was taken in colour: a grey copy has three channels that say the same."""
    import numpy as np

    sample = pixels[::4, ::4]
    apart = sample.max(axis=2).astype(np.int16) - sample.min(axis=2)
    return bool(np.percentile(apart, 99.9) > GREY)


def shows_colour(pixels: Pixels) -> bool:
    """Whether the picture shows any colour, however little of it, beside the tint of its paper."""
    import cv2
    import numpy as np

    scale = min(1.0, 800 / max(pixels.shape[:2]))
    planes = cv2.split(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    blue, green, red = (plane - np.float32(np.median(plane)) for plane in planes)
    apart = np.maximum(np.maximum(blue, green), red) - np.minimum(np.minimum(blue, green), red)
    return bool((apart > _TINTS).mean() > _COLOURED_SHARE)


def red_mask(pixels: Pixels, least: float = RED) -> Pixels:
    """255 where the ink is red, by more than ``least``, judged against the colour of the paper."""
    import numpy as np

    paper, red = _paper(pixels), np.zeros(pixels.shape[:2], np.uint8)
    rows, columns = _perhaps_red(pixels, paper, least)
    red[rows, columns] = np.where(_redness(pixels[rows, columns][None], paper)[0] > least, np.uint8(255), np.uint8(0))
    return red


def _perhaps_red(pixels: Pixels, paper: Floats, least: float) -> tuple[Places, Places]:
    """The rows and columns of all pixels redder than ``least``, and of a few more: most of a page is to be left alone."""
    import cv2
    import numpy as np

    levels = np.arange(256, dtype=np.float32)
    planes = cv2.split(pixels)
    blue, green, red = (
        cv2.LUT(plane, np.minimum(levels / white * 255, 255.0).astype(np.uint8))
        for plane, white in zip(planes, paper, strict=True)
    )
    apart = np.asarray(cv2.subtract(red, cv2.max(blue, green)), dtype=np.uint8)
    rows, columns = np.divmod(np.flatnonzero(apart > least * 255 - 2), apart.shape[1])
    return rows, columns


def _paper(pixels: Pixels) -> Floats:
    """The colour of the paper in blue, green and red."""
    import numpy as np

    return np.maximum(np.percentile(pixels[::8, ::8].reshape(-1, 3), 85, axis=0), 1.0).astype(np.float32)


def _redness(pixels: Pixels, paper: Floats) -> Floats:
    """By how much red exceeds the other channels, as a share of white, once the paper is white."""
    import numpy as np

    blue, green, red = (np.minimum(pixels[:, :, n] / paper[n], 1.0) for n in range(3))
    return np.asarray(red - np.maximum(blue, green), dtype=np.float32)
