"""Rings of seals of which dots are left on a copy in black and white: ink that nothing explains, all on one circle.

Beside the lines of print, which are known, hardly any ink stands in a block. The dots of a worn ring lie on a thin circle
with clear paper outside, and ink of a name or a star within. Nothing that a hand writes does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.layout.tables import Ruling
from extract.seals.grey import VOTE_DPI
from extract.seals.leftover import holds_together, left_inside
from extract.seals.ring import sampled
from extract.seals.seal import Ellipse, Seal
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.seals.ring import Directions, Plane
    from extract.vision.straight import UprightPage

CERTAINTIES = (0.3, 0.75)
"""How sure part of a circle of dots is to be a seal's, and one that a seal alone leaves: more than ``SURE_FROM``."""
DIAMETERS_MM = (36.0, 47.0)
_MM = VOTE_DPI / 25.4
_LINE_MM, _BESIDE_MM = 0.6, (1.3, 2.8)
"""How far dots may lie off the circle, and where paper is clear outside."""
_NAME, _MIDDLE = (0.55, 0.86), (0.04, 0.35)
"""Where the name runs round, and how far star or emblem reach, in shares of a radius."""
_PARTS, _PART_DOTTED, _PART_SEEN = 8, 0.25, 0.4
"""In so many parts of the circle it is looked for; each shows it with so much, unless print hides more of it than that."""
_SEEN, _DOTTED, _WRITTEN = 0.55, 0.5, 0.2
"""The least shares of directions seen and dotted, and of those with ink within. What hands write is dotted by a third."""
_WHOLE_BESIDE = ((0.8, 0.12), (0.6, 0.03))
"""The least share of parts that show the circle, and the most of directions with ink outside: a ring that is worn away in
part is known where paper is quite clear outside."""
_CLEAR_BESIDE, _CLEAR_DOTTED, _CLEAR_PARTS, _CLEAR_SEEN, _CLEAR_WRITTEN = 0.02, 0.42, 0.7, 0.48, 0.05
"""Where paper is so clear outside, that much of a circle tells a ring. Of 160 drawn copies nothing else with so little ink
outside shows more of a circle than 0.31; circles that a pen draws enclose nothing."""
LEAST_DOTS_MM2 = 20.0
"""The least ink of such dots in a square that holds a seal."""
_TRACED, _TRACED_PARTS, _TRACED_BESIDE = 0.2, 0.3, 0.25
"""The least of a ring of which most is lost, and the most ink outside as a share of that."""
_MOST = 6
"""So many circles of one page are measured."""


@dataclass(frozen=True)
class Dots:
    """A circle in pixels with what ink says of it; shares are of the directions in which print hides nothing."""

    at: Ellipse
    seen: float
    """The share of all directions in which no line of print lies over the circle."""
    dotted: float
    parts: float
    """The share of the parts seen in which ink lies on the circle."""
    beyond: float
    written: float
    """Directions with ink where a name or a star stands."""

    @property
    def sure(self) -> bool:
        """Whether a seal's ring alone leaves such dots."""
        shown = self.seen >= _SEEN and self.dotted >= _DOTTED and self.written >= _WRITTEN
        known = shown and any(self.parts >= whole and self.beyond <= beside for whole, beside in _WHOLE_BESIDE)
        return known or self._clear

    @property
    def _clear(self) -> bool:
        """Whether hardly any ink stands just outside, and so much of a circle shows that only a ring leaves it."""
        shown = self.parts >= _CLEAR_PARTS and self.seen >= _CLEAR_SEEN and self.dotted >= _CLEAR_DOTTED
        return shown and self.written >= _CLEAR_WRITTEN and self.beyond <= _CLEAR_BESIDE

    @property
    def possible(self) -> bool:
        """Whether what is left of a pale ring may leave them; some writing does, too."""
        traced = self.dotted >= _TRACED and self.parts >= _TRACED_PARTS
        return self.sure or (traced and self.beyond <= _TRACED_BESIDE * self.dotted)


def dotted_seals(
    page: UprightPage, rulings: Sequence[Ruling], lines: Sequence[BBox], known: Sequence[BBox]
) -> list[Seal]:
    """The seals on ``page`` that their dots tell, beside lines of print and other marks that are ``known``.

    Those of which dots along part of a ring are left are not sure.
    """
    import numpy as np

    inked = left_inside(page, rulings, [*lines, *known])
    if not holds_together(inked, LEAST_DOTS_MM2):
        return []
    hidden = np.zeros_like(inked)
    for box in lines:
        x0, y0, x1, y1 = (max(0, round(side * _MM)) for side in (box.x0, box.y0, box.x1, box.y1))
        hidden[y0:y1, x0:x1] = 1
    told = (one for one in dotted_rings(inked, hidden) if one.possible)
    return [Seal(one.at.scaled(1 / _MM), "round", CERTAINTIES[one.sure], red=False) for one in told]


def dotted_rings(inked: Plane, hidden: Plane) -> Iterator[Dots]:
    """The circles along which most of ``inked`` lies, one of each place, best first; ``hidden`` is one under print."""
    import numpy as np

    best, which, radii = _votes(inked)
    for _ in range(_MOST):
        y, x = divmod(int(best.argmax()), best.shape[1])
        if best[y, x] <= 0:
            return
        radius = radii[int(which[y, x])]
        yield _measured(inked, hidden, Ellipse(x, y, radius, radius))
        near = round(radius / 2)
        best[max(0, y - near) : y + near + 1, max(0, x - near) : x + near + 1] = -np.inf


def _votes(inked: Plane) -> tuple[Plane, Plane, list[float]]:
    """For each centre by how much more of the best circle around it is inked than of the paper outside; and which it is."""
    import cv2
    import numpy as np

    low, high = (diameter / 2 * _MM for diameter in DIAMETERS_MM)
    radii = [float(radius) for radius in np.arange(low, high + 1)]
    best, which = np.full(inked.shape, -np.inf, np.float32), np.zeros(inked.shape, np.float32)
    reach = math.ceil(high + _BESIDE_MM[1] * _MM) + 1
    far = np.hypot(*np.mgrid[-reach : reach + 1, -reach : reach + 1])
    for number, radius in enumerate(radii):
        line = np.abs(far - radius) <= _LINE_MM * _MM / 2
        outside = (far > radius + _BESIDE_MM[0] * _MM) & (far < radius + _BESIDE_MM[1] * _MM)
        kernel = (line / line.sum() - outside / outside.sum()).astype(np.float32)
        share = cv2.filter2D(inked, cv2.CV_32F, kernel, borderType=cv2.BORDER_CONSTANT)
        better = share > best
        best[better], which[better] = share[better], number
    return best, which, radii


def _measured(inked: Plane, hidden: Plane, at: Ellipse) -> Dots:
    import numpy as np

    off, clear = _LINE_MM * _MM / at.a, tuple(mm * _MM / at.a for mm in _BESIDE_MM)
    seen = sampled(hidden, at, (1.0,))[0] == 0
    on = _touched(inked, at, (1 - off, 1 + off)) & seen
    every = max(int(seen.sum()), 1)
    around = zip(np.split(on, _PARTS), np.split(seen, _PARTS), strict=True)
    parts = [float(dots.sum() / both.sum()) >= _PART_DOTTED for dots, both in around if both.mean() >= _PART_SEEN]
    written = _touched(inked, at, _NAME) | _touched(inked, at, _MIDDLE)
    return Dots(
        at,
        float(seen.mean()),
        float(on.sum()) / every,
        sum(parts) / max(len(parts), 1),
        float((_touched(inked, at, (1 + clear[0], 1 + clear[1])) & seen).sum()) / every,
        float(written.mean()),
    )


def _touched(inked: Plane, at: Ellipse, between: tuple[float, float]) -> Directions:
    """In which directions ink lies between two shares of the radius."""
    import numpy as np

    steps = tuple(np.arange(between[0], between[1] + 0.001, 0.5 / at.a))
    return np.asarray(sampled(inked, at, steps).max(axis=0) > 0)
