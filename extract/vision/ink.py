"""Ink told from paper, and red ink from dark ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Pixels

    Floats = npt.NDArray[np.float32]

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

    paper = _paper(pixels)
    red = pixels[:, :, 2].astype(np.float32)
    share = np.clip((_redness(pixels, paper) - PALE[0]) / (PALE[1] - PALE[0]), 0.0, 1.0)
    light = np.clip((red / paper[2] - DARK[0]) / (DARK[1] - DARK[0]), 0.0, 1.0)
    lifted = red + np.maximum(paper[2] - red, 0.0) * share * light
    return np.ascontiguousarray(np.clip(lifted, 0, 255).astype(np.uint8))


def has_colours(pixels: Pixels) -> bool:
    """Whether the picture was taken in colour: a grey copy has three channels that say the same."""
    import numpy as np

    sample = pixels[::4, ::4]
    apart = sample.max(axis=2).astype(np.int16) - sample.min(axis=2)
    return bool(np.percentile(apart, 99.9) > GREY)


def red_mask(pixels: Pixels) -> Pixels:
    """255 where the ink is red, judged against the colour of the paper."""
    import numpy as np

    return np.where(_redness(pixels, _paper(pixels)) > RED, np.uint8(255), np.uint8(0))


def _paper(pixels: Pixels) -> Floats:
    """The colour of the paper in blue, green and red."""
    import numpy as np

    return np.maximum(np.percentile(pixels[::8, ::8].reshape(-1, 3), 85, axis=0), 1.0).astype(np.float32)


def _redness(pixels: Pixels, paper: Floats) -> Floats:
    """By how much red exceeds the other channels, as a share of white, once the paper is white."""
    import numpy as np

    blue, green, red = (np.minimum(pixels[:, :, n] / paper[n], 1.0) for n in range(3))
    return np.asarray(red - np.maximum(blue, green), dtype=np.float32)
