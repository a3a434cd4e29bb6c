"""A seal that the paper's edge cuts: which of its rim lies on the paper, and where the middle of its name stands.

A name is set evenly around the star, which points to its middle: its first characters tell where its last one stands, and
so how many it has. A department's name, which goes on where its unit's ends, begins elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.seals.ring import ANGLES, sampled

if TYPE_CHECKING:
    from extract.seals.ring import Plane
    from extract.seals.seal import Ellipse
    from extract.seals.strip import Arc

UP_DEGREES, MOST_TILT_DEGREES = 270.0, 36.0
"""A star has an arm every 72 degrees: it tells which way is up for a seal that is turned by less than half of that."""
LEAST_STAR = 0.5
"""So much of what differs around the middle of a seal comes back with every arm of a star."""
_ARMS = tuple(0.15 + step * 0.02 for step in range(8))
"""Where the arms of a star stand apart, in shares of the radius."""
_LEAST_SEEN = 0.55
"""Of less of a seal's directions its star is not told."""
_BAND = (0.6, 0.9)
"""Where a name runs round."""
_LEAST_CUT = 3
"""With less of its directions off the paper a seal is whole."""
_PART = ANGLES // 5


@dataclass(frozen=True)
class Cut:
    """What is known of a seal of which the edge of the paper hides a part; degrees clockwise from the right."""

    shown: tuple[bool, ...]
    """For each of :data:`ANGLES` directions whether the rim lies on the paper there."""
    axis: float | None
    """The direction of the middle of its name, by its star; ``None`` where no star tells."""

    def shows(self, begin: float, end: float) -> bool:
        """Whether the rim lies on the paper all along from one direction to the other."""
        step = 360 / ANGLES
        first, last = round(begin / step), round(end / step)
        return all(self.shown[place % ANGLES] for place in range(first, last + 1))

    def whole_arc(self, arc: Arc) -> Arc:
        """The arc of the whole name that begins where ``arc`` does; ``arc`` itself where its middle is not known."""
        if self.axis is None:
            return arc
        half = (self.axis - arc.start) % 360
        return replace(arc, sweep=2 * half) if half < 180 else arc


def cut_of(ink: Plane, at: Ellipse) -> Cut | None:
    """What the paper's edge leaves of the seal ``at`` in ``ink``; ``None`` of a whole one."""
    import numpy as np

    shown = np.asarray((sampled(ink, at, _BAND) >= 0).all(axis=0))
    if int((~shown).sum()) < _LEAST_CUT:
        return None
    return Cut(tuple(bool(one) for one in shown), star_axis(ink, at))


def star_axis(ink: Plane, at: Ellipse) -> float | None:
    """The direction of the star's arm that points up the page; ``None`` where no star is seen, or not enough of it."""
    import numpy as np

    arms = sampled(ink, at, _ARMS)
    seen = (arms >= 0).all(axis=0)
    parts = arms.mean(axis=0).reshape(5, _PART)
    there = seen.reshape(5, _PART)
    if seen.mean() < _LEAST_SEEN or not there.any(axis=0).all():
        return None
    folded = (parts * there).sum(axis=0) / there.sum(axis=0)
    around = np.tile(folded, 5)[seen]
    spread = float(((arms.mean(axis=0)[seen] - around.mean()) ** 2).mean())
    if spread < 1e-4 or float(((around - around.mean()) ** 2).mean()) < LEAST_STAR * spread:
        return None
    turns = np.arange(_PART) / _PART * 2 * np.pi
    arm = float(np.degrees(np.angle((folded * np.exp(1j * turns)).sum()))) / 5
    return UP_DEGREES + (arm - UP_DEGREES + MOST_TILT_DEGREES) % 72 - MOST_TILT_DEGREES
