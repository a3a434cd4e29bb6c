"""The ink of a seal taken in several ways: what one loses of a worn or pale stamp another shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.seals.redness import darkness, paper, redness
from extract.seals.strip import ink_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.seals.redness import Pixels
    from extract.seals.ring import Plane

    Cover = NDArray[np.uint8]

_USUAL = 97
"""The percentile of a seal's plane that its full ink has."""
_AROUND = 0.06
"""Ink is held against the strongest within this share of the picture's height."""
_LEAST_AROUND = 0.15
_PRINT, _PRINT_WEIGHT = 0.25, 1.6
"""From this darkness in red light on there is print or pen, which is taken off so many times."""
_RED_FROM, _RED_FULL = 0.12, 0.32
_GRAIN_SHARE, _LEAST_GRAIN = 430, 0.7
"""The grain of a pale or dry stamp as a share of its picture's height, and in pixels, over which it is made smooth."""
_STROKE_SHARE = 400
"""What lies over a seal is taken to reach so much of its picture's height beyond its own dark pixels."""
_FROM_STROKES = 3
"""What it hides is filled in from so many times as far."""
_WIDE, _SHARPER = 2.5, 0.8
"""How wide is the blur, in pixels, of which so much is taken off to part strokes that have run together."""


@dataclass(frozen=True)
class Inks:
    """The ink around one seal, 0–1 each: as strong as it gets, with its shades, and made even over the stamp.

    ``fine`` and ``fine_even`` come from the darkness in blue and green light, where a picture is sharper than in its
    colours; ``None`` where nothing is known of colours. ``covered`` is where print or a pen lies over the stamp.
    """

    strong: Plane
    soft: Plane
    even: Plane
    fine: Plane | None = None
    fine_even: Plane | None = None
    covered: Cover | None = None

    def mended(self, plane: Plane) -> Plane:
        """One of these inks, with what lies under print or a pen filled in from around: strokes go on below it."""
        import cv2
        import numpy as np

        if self.covered is None:
            return plane
        near = max(2, _FROM_STROKES * _stroke(plane.shape[0]))
        filled = cv2.inpaint(np.asarray(plane * 255, dtype=np.uint8), self.covered, near, cv2.INPAINT_TELEA)
        return np.asarray(filled / 255, dtype=np.float32)

    @property
    def smooth(self) -> Plane | None:
        """``fine`` without its grain: a dry stamp's strokes whole."""
        import cv2
        import numpy as np

        if self.fine is None:
            return None
        grain = max(_LEAST_GRAIN, self.fine.shape[0] / _GRAIN_SHARE)
        return _between(np.asarray(cv2.GaussianBlur(self.fine, (0, 0), grain), dtype=np.float32), 0.25, 0.75)

    @property
    def sharp(self) -> Plane | None:
        """``fine`` with its strokes parted."""
        import cv2
        import numpy as np

        if self.fine is None:
            return None
        around = cv2.GaussianBlur(self.fine, (0, 0), _WIDE)
        return np.asarray(np.clip((1 + _SHARPER) * self.fine - _SHARPER * around, 0, 1), dtype=np.float32)


def inks_of(pixels: Pixels, *, red: bool = True) -> Inks:
    """The inks of the seal that fills ``pixels`` (three channels): its red alone, or else all that is dark."""
    plane = redness(pixels) if red else darkness(pixels)
    share = _shares(plane, 0.03)
    strong, soft, even = ink_of(plane), _between(share, 0.1, 1.0), _between(_evened(share), 0.12, 0.87)
    if not red:
        return Inks(strong, soft, even)
    fine = _shares(_fine(pixels, share), 0.05)
    even_fine = _between(_evened(fine), 0.15, 0.9)
    return Inks(strong, soft, even, _between(fine, 0.12, 0.87), even_fine, _covered(pixels))


def _covered(pixels: Pixels) -> Cover:
    """Where it is dark in red light, as print and pens are and a red stamp is not, and just beside."""
    import cv2
    import numpy as np

    dark = 1 - np.clip(pixels[..., 2].astype(np.float32) / paper(pixels)[..., 2], 0.0, 1.0) > _PRINT
    side = 2 * _stroke(dark.shape[0]) + 1
    return np.asarray(cv2.dilate(dark.astype(np.uint8), np.ones((side, side), np.uint8)), dtype=np.uint8)


def _stroke(height: int) -> int:
    return max(1, round(height / _STROKE_SHARE))


def _fine(pixels: Pixels, redder: Plane) -> Plane:
    """The darkness in blue and green light where it is red as well, without that of print."""
    import cv2
    import numpy as np

    relative = np.clip(pixels.astype(np.float32) / paper(pixels), 0.0, 1.0)
    dark = 1 - np.minimum(relative[..., 0], relative[..., 1])
    print_ink = np.clip(1 - relative[..., 2] - _PRINT, 0, 1)
    near = cv2.dilate(_between(redder, _RED_FROM, _RED_FULL), np.ones((3, 3), np.uint8))
    return np.asarray(np.clip(dark - _PRINT_WEIGHT * print_ink, 0, 1) * near, dtype=np.float32)


def _shares(plane: Plane, least: float) -> Plane:
    """``plane`` as a share of the seal's full ink."""
    import numpy as np

    full = max(float(np.percentile(plane, _USUAL)), least)
    return np.asarray(np.clip(plane / full, 0, 1.2), dtype=np.float32)


def _evened(share: Plane) -> Plane:
    """Ink as a share of the strongest around it: a stamp that was pressed on one side is as dark on the other."""
    import cv2
    import numpy as np

    side = max(9, int(share.shape[0] * _AROUND) | 1)
    strongest = cv2.dilate(cv2.GaussianBlur(share, (0, 0), 1), np.ones((side, side), np.uint8))
    around = cv2.GaussianBlur(strongest, (0, 0), side / 3)
    return np.asarray(share / np.maximum(around, _LEAST_AROUND), dtype=np.float32)


def _between(plane: Plane, none: float, full: float) -> Plane:
    """0 up to ``none``, 1 from ``full`` on, straight between."""
    import numpy as np

    return np.asarray(np.clip((plane - none) / (full - none), 0, 1), dtype=np.float32)
