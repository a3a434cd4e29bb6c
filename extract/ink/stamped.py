"""What the parts of a seal hide of a pen's ink on a copy without colours, and the ink in it that is surely a pen's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.ink.layer import InkLayer, Mask, Plane
    from extract.ink.parts import Labels

LINE = (0.90, 1.05)
"""Between these shares of the radius lies the ring's line, an inner one with it."""
RIM, MIDDLE = (0.50, 0.97), 0.44
"""Where the name runs round, and how far star or emblem reach."""
_WAYS, _WIDE = 120, 4
"""In so many directions it is seen whether characters stand on the rim; those beside one are taken for its own."""
_DARKER = 0.08
"""A pen is darker than a seal's line by so much of white where the two can be told apart."""
_MIDDLE, _UPPER, _USUAL = 50, 75, 90
_SPREAD = 1.9
"""So many times as far as its upper quarter from its middle is most of a line's own ink: what is darker runs over it."""
_TELLS = 0.75
"""A pen is told where ink that is darker than this is surely no seal's."""
_LEAST_LINE = 50
"""So many pixels of a line tell how dark its ink is."""


@dataclass(frozen=True)
class Stamps:
    """Masks of a page: within its seals' rings, where their own ink stands or may, and a pen's ink told by its darkness.

    ``blind`` are the rings within which a pen's ink is not told from the seal's.
    """

    disc: Mask
    own: Mask
    pen: Mask
    blind: Mask


def stamps_of(layer: InkLayer, seals: Sequence[BBox]) -> Stamps:
    """The masks for seals whose rings were surely found, by their boxes in millimetres."""
    import numpy as np

    disc, own, pen, blind = (np.zeros_like(layer.dark) for _ in range(4))
    for box in seals:
        window = layer.window(BBox(*_grown(box)))
        reach = distances(layer, box, window)
        dark, inside = layer.dark[window], reach[0] <= LINE[1]
        disc[window] |= inside
        own[window] |= inside & _parts(dark, reach)
        tones = layer.tones[window] if layer.tones is not None else None
        darkest = _darkest(tones, dark, reach[0]) if tones is not None else 1.0
        if tones is not None:
            pen[window] |= inside & dark & (tones > darkest)
        if darkest > _TELLS and _line(dark, reach[0]).sum() >= _LEAST_LINE:
            blind[window] |= inside
    return Stamps(disc, own, pen, blind)


def discs_of(layer: InkLayer, seals: Sequence[BBox]) -> Mask:
    """What round and oval seals in their boxes cover."""
    import cv2
    import numpy as np

    mask = np.zeros(layer.dark.shape, np.uint8)
    for box in seals:
        x, y = (round(v * layer.per_mm) for v in box.centre)
        axes = (round(box.width / 2 * LINE[1] * layer.per_mm), round(box.height / 2 * LINE[1] * layer.per_mm))
        cv2.ellipse(mask, (x, y), axes, 0, 0, 360, 1, -1)
    return np.asarray(mask > 0)


def _grown(box: BBox) -> tuple[float, float, float, float]:
    more_x, more_y = box.width * (LINE[1] - 1) / 2, box.height * (LINE[1] - 1) / 2
    return box.x0 - more_x, box.y0 - more_y, box.x1 + more_x, box.y1 + more_y


def distances(layer: InkLayer, box: BBox, window: tuple[slice, slice]) -> tuple[Plane, Labels]:
    """For each pixel its distance from the middle as a share of the radius, and its direction as a number."""
    import numpy as np

    rows, columns = window
    x, y = (v * layer.per_mm for v in box.centre)
    across = (np.arange(columns.start, columns.stop)[None, :] - x) / max(box.width / 2 * layer.per_mm, 1)
    down = (np.arange(rows.start, rows.stop)[:, None] - y) / max(box.height / 2 * layer.per_mm, 1)
    way = ((np.arctan2(down, across) / np.pi + 1) / 2 * _WAYS).astype(np.int32) % _WAYS
    return np.hypot(across, down).astype(np.float32), way


def _parts(dark: Mask, reach: tuple[Plane, Labels]) -> Mask:
    """The ring's line, the directions of the rim in which characters stand, and the middle where it is not empty."""
    import numpy as np

    far, way = reach
    rim = (far > RIM[0]) & (far < RIM[1])
    written = np.bincount(way[rim & (far < LINE[0]) & dark].ravel(), minlength=_WAYS) > 0
    near = np.any([np.roll(written, shift) for shift in range(-_WIDE, _WIDE + 1)], axis=0)
    middle = far < MIDDLE
    line = (far >= LINE[0]) & (far <= LINE[1])
    return np.asarray(line | (rim & near[way]) | (middle & bool((dark & middle).any())))


def _darkest(tones: Plane, dark: Mask, far: Plane) -> float:
    """How dark ink must be to be no seal's: darker than most of the ring's line, by a margin."""
    import numpy as np

    line = tones[_line(dark, far)]
    if len(line) < _LEAST_LINE:
        return 1.0
    middle, upper, usual = (float(one) for one in np.percentile(line, (_MIDDLE, _UPPER, _USUAL)))
    return min(usual, middle + _SPREAD * (upper - middle)) + _DARKER


def _line(dark: Mask, far: Plane) -> Mask:
    """The ink of the ring's line."""
    return dark & (far >= LINE[0]) & (far <= LINE[1])
