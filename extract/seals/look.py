"""One seal looked at closely: its rim and the line in its middle read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.seals.center import center_line
from extract.seals.redness import darkness, redness
from extract.seals.rim import Recogniser, Rim, rim_of
from extract.seals.ring import refined
from extract.seals.seal import Ellipse
from extract.seals.strip import (
    PADDING,
    STRIP_HEIGHT,
    USUAL_BANDS,
    WIDEST_SHARE,
    Arc,
    ink_of,
    name_arc,
    name_band,
    unrolled,
)

if TYPE_CHECKING:
    from extract.seals.redness import Pixels
    from extract.seals.ring import Plane

READ_DPI = 200.0
GOOD_SCORE = 0.97
"""A rim that reads so well is not read in a second band."""
MOST_READINGS, MOST_STRETCH = 4, 2.0
LEAST_GAP_DEGREES = 20.0
"""A name leaves more of the rim free. Where less is, its ends are not known, nor which way the line in the middle runs."""
_UNREAD = Rim("", (), ())
_ROOM = 1.2
_ASPECT = 1.12


@dataclass(frozen=True)
class Words:
    """What stands on a seal: the readings of its rim, the best first, and the line in its middle."""

    rims: tuple[Rim, ...] = ()
    center: Rim | None = None
    """``None`` where nothing stands in the place of such a line."""


def words_of(pixels: Pixels, outline: Ellipse, recogniser: Recogniser, *, red: bool = True) -> Words:
    """The words of the seal whose outline lies in ``pixels`` (three channels), both in pixels.

    With ``red`` its red ink alone is read, else all that is dark.
    """
    plane, at = _close_up(pixels, outline, redness if red else darkness)
    ink = ink_of(plane)
    at = refined(ink, at, max(_ASPECT, 1.02 * at.a / at.b), 0.5)
    arc = name_arc(ink, at)
    line = center_line(ink, at, arc, name_band(ink, at, arc)[0])
    return Words(tuple(_rims(ink, at, arc, recogniser)), _center_of(line, arc, recogniser))


def _center_of(line: Pixels | None, arc: Arc, recogniser: Recogniser) -> Rim | None:
    """What the line in the middle says; one that says nothing where nobody can tell whether there is one."""
    if line is not None:
        return rim_of(recogniser, line)
    return _UNREAD if 360 - arc.sweep < LEAST_GAP_DEGREES else None


def _rims(ink: Plane, at: Ellipse, arc: Arc, recogniser: Recogniser) -> list[Rim]:
    """The name in several bands and lengths, until one is read well; the best reading first."""
    rims: list[Rim] = []
    stretch = 1.0
    for band in (name_band(ink, at, arc), *USUAL_BANDS):
        strip = unrolled(ink, at, arc, band, stretch)
        rims.append(rim_of(recogniser, strip))
        needed = WIDEST_SHARE * STRIP_HEIGHT * len(rims[-1].text) / (strip.shape[1] - 2 * PADDING)
        if needed > 1.1 and stretch == 1.0:
            stretch = min(needed, MOST_STRETCH)
            rims.append(rim_of(recogniser, unrolled(ink, at, arc, band, stretch)))
        if rims[-1].score >= GOOD_SCORE or len(rims) >= MOST_READINGS:
            break
    return sorted(rims, key=lambda rim: rim.score, reverse=True)


def _close_up(pixels: Pixels, outline: Ellipse, layer: Callable[[Pixels], Plane]) -> tuple[Plane, Ellipse]:
    """The ink around a seal alone, and its outline there."""
    import numpy as np

    reach = math.ceil(max(outline.a, outline.b) * _ROOM)
    left, top = round(outline.x) - reach, round(outline.y) - reach
    x0, y0 = max(0, left), max(0, top)
    part = pixels[y0 : top + 2 * reach, x0 : left + 2 * reach]
    return layer(np.ascontiguousarray(part)), outline.moved(-x0, -y0)
