"""Ink told from paper, and red ink from dark ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
PALE, DARK = (0.08, 0.2), (0.45, 0.62)
"""Between which redness, and which share of the paper's red, ink is taken for that of a seal more and more."""


def ink_mask(grey: Pixels) -> Pixels:
    """255 where the picture is darker than its surroundings by a measure of its own, faint prints included."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    darker = cv2.subtract(cv2.blur(smooth, (_SURROUND, _SURROUND)), smooth)
    enough = max(_LEAST_CONTRAST, _SHARE_OF_DARKEST * float(np.percentile(darker[::2, ::2], 99.5)))
    return np.where(darker > enough, np.uint8(255), np.uint8(0))


def red_free(pixels: Pixels) -> Pixels:
    """The page as if nothing red were on it: its red channel, with pixels of pale red ink made paper.

    In the red channel red ink is pale already, and what is written under a seal can be read; what remains of the seal
    would be read as well. Dark pixels stay whatever their colour: a black stroke under a seal is reddish, too.
    """
    import numpy as np

    paper, seen = _paper(pixels), pixels[:, :, 2].copy()
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


def red_mask(pixels: Pixels) -> Pixels:
    """255 where the ink is red, judged against the colour of the paper."""
    import numpy as np

    paper, red = _paper(pixels), np.zeros(pixels.shape[:2], np.uint8)
    rows, columns = _perhaps_red(pixels, paper, RED)
    red[rows, columns] = np.where(_redness(pixels[rows, columns][None], paper)[0] > RED, np.uint8(255), np.uint8(0))
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
    apart = cv2.subtract(red, cv2.max(blue, green))
    rows, columns = np.nonzero(apart > least * 255 - 2)
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
