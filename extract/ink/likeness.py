"""How surely ink is a signature: by how it is drawn, and by where it stands beside a prompt."""

from __future__ import annotations

from extract.ink.shape import Shape
from extract.ink.signature import SURE_FROM, UNEXPLAINED
from forms.evidence import BBox

LEVEL_MM, BELOW_MM, BEFORE_MM = 11.0, 45.0, 6.0
"""One signs at the height of a prompt, or below it, and begins not before its end."""
LARGE_MM = (32.0, 17.0, 6.0)
"""The way of the pen, width and height of ink from which on it is larger than ticks are."""
WINDINGS = ((1.25, 1.6), (1.14, 1.32))
"""Windings of what is surely none and surely a name: of small ink, and of large."""
FLAT, FLAT_MM = 0.26, (27.0, 17.0)
"""Ink so low for its width, of such a way of the pen and width, has no room for a tick that winds: a name drawn in haste."""
MOST_BLOT = 0.45
"""A larger share of ink in blots is no name's beyond doubt."""
SMALL_MM, SMALL_WINDS, SMALL_REACH = (13.0, 6.0, 2.2), 1.45, 0.5
"""The way of the pen, width and height of the smallest name, how it winds, and its largest piece in print sizes."""
SEEN_MM = 16.0
"""A name begins no further behind its prompt."""


def certainty_of(shape: Shape, reach: float) -> float:
    """How surely ink of that shape is a signature; ``reach`` is its largest piece in print sizes.

    What would be one but for strokes too thick, as a brush or a copy's blur makes them, is left to a person; so is what
    is a blot in part.
    """
    long = ramp(shape.length, 13, 21) * ramp(shape.winding, *_winding(shape)) * ramp(shape.core, 0.03, 0.12)
    sized = ramp(shape.height, 2.5, 4.2) * ramp(shape.width, 3, 6) * ramp(-shape.height, -45, -30)
    thin = ramp(-shape.thickness, -2.4, -1.6)
    drawn = long * sized * ramp(reach, 0.75, 1.15)
    if shape.blot > MOST_BLOT:
        drawn = min(drawn, SURE_FROM - 0.1)
    return max(drawn * thin, UNEXPLAINED if drawn >= SURE_FROM else 0.0)


def may_be_small(shape: Shape, reach: float) -> bool:
    """Whether ink too small to be a name beyond doubt is drawn like one: where nothing else stands, it may be."""
    long, wide, high = SMALL_MM
    sized = shape.length >= long and shape.width >= wide and shape.height >= high and reach >= SMALL_REACH
    return sized and shape.winding >= SMALL_WINDS and shape.blot <= MOST_BLOT


def _winding(shape: Shape) -> tuple[float, float]:
    """How much a pen must have wound about to have written a name: less where it went further than for any tick.

    A tick winds by its height: one that is flat goes hardly further than from end to end.
    """
    large = shape.length >= LARGE_MM[0] and shape.width >= LARGE_MM[1] and shape.height >= LARGE_MM[2]
    flat = shape.height <= FLAT * shape.width and shape.length >= FLAT_MM[0] and shape.width >= FLAT_MM[1]
    return WINDINGS[large or flat]


def begins_at(box: BBox, prompt: BBox) -> bool:
    """Whether ink begins where a signature does: right behind the prompt, at its height."""
    behind = prompt.x1 - BEFORE_MM <= box.x0 <= prompt.x1 + SEEN_MM
    return behind and abs(box.centre[1] - prompt.centre[1]) <= LEVEL_MM


def beside(box: BBox, prompt: BBox) -> float:
    """How well ink stands behind or below a prompt."""
    if box.x1 < prompt.x1 and box.y0 < prompt.y1:
        return 0.4
    level = abs(box.centre[1] - prompt.centre[1])
    if level <= LEVEL_MM and box.x0 >= prompt.x1 - BEFORE_MM:
        return 1.0
    below = box.centre[1] - prompt.centre[1]
    if 0 < below <= BELOW_MM:
        return 0.9
    return 0.6 if level <= 1.6 * LEVEL_MM else 0.35


def ramp(value: float, none: float, full: float) -> float:
    """0 at ``none``, 1 at ``full``, straight between."""
    return min(max((value - none) / (full - none), 0.0), 1.0)
