"""Ink with a frame around it, as a name seal's: however like a name its characters are, nobody signed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from extract.layout.tables import Ruling, grids
from forms.evidence import BBox

if TYPE_CHECKING:
    from typing import Any

    import numpy as np
    import numpy.typing as npt

    from extract.ink.layer import Mask

    Places: TypeAlias = npt.NDArray[np.floating[Any]]

NAME_SEAL_MM, SQUARE = 30.0, 1.3
"""A frame of rulings no larger, about as wide as high, is that of a name seal."""
SIDE_MM = (7.0, 32.0)
"""The shorter and the longer side of a name seal lie between these."""
LINE = 0.12
"""A frame's line lies so near the edge, as a share of the shorter side, also where the stamp stands a little askew."""
COVERED, WORST = 0.75, 0.45
"""Of its four sides so much is drawn in the mean, and of each at least so much: a copy loses parts of a pale stamp."""
COVERED_OBLONG = 0.93
"""Of a frame that is no square so much in the mean: a name in two or three thick characters fills its corners as well."""
BULKY_MM, BULKY = 13.0, 1.5
"""Ink so high and no wider than that is as bulky as a name seal of whose frame parts are lost; a name is lower."""
_STEP_MM = 0.5


def name_seals_of(rulings: Sequence[Ruling]) -> list[BBox]:
    """The frames among the rulings that are those of name seals."""
    return [grid.box for grid in grids(rulings) if is_name_seal(grid.box)]


def is_name_seal(frame: BBox) -> bool:
    """Whether a frame of rulings is small and about square."""
    low, high = sorted((frame.width, frame.height))
    return high <= NAME_SEAL_MM and high <= SQUARE * low


def is_framed(ink: Mask, per_mm: float) -> bool:
    """Whether ``ink`` runs along all four sides of the smallest rectangle around it, however that is turned."""
    import cv2
    import numpy as np

    if not ink.any():
        return False
    (x, y), sides, turn = cv2.minAreaRect(np.argwhere(ink)[:, ::-1].astype(np.float32))
    shorter, longer = sorted(side / per_mm for side in sides)
    if shorter < SIDE_MM[0] or longer > SIDE_MM[1]:
        return False
    drawn = _drawn_sides(np.argwhere(ink)[:, ::-1] - (x, y), sides, turn, _STEP_MM * per_mm)
    covered = COVERED if longer <= SQUARE * shorter else COVERED_OBLONG
    return min(drawn) >= WORST and sum(drawn) / len(drawn) >= covered


def is_bulky(ink: Mask, per_mm: float) -> bool:
    """Whether the smallest rectangle around ``ink`` is of a name seal's size and form."""
    import cv2
    import numpy as np

    if not ink.any():
        return False
    _, sides, _ = cv2.minAreaRect(np.argwhere(ink)[:, ::-1].astype(np.float32))
    shorter, longer = sorted(side / per_mm for side in sides)
    return shorter >= BULKY_MM and longer <= BULKY * shorter


def _drawn_sides(points: Places, sides: Sequence[float], turn: float, step: float) -> tuple[float, ...]:
    """Of each side of the rectangle, the share along which ink stands; ``points`` are counted from its middle."""
    import numpy as np

    angle = np.deg2rad(turn)
    along = points @ (np.cos(angle), np.sin(angle)) + sides[0] / 2
    across = points @ (-np.sin(angle), np.cos(angle)) + sides[1] / 2
    near = LINE * min(sides)

    def share(places: Places, length: float) -> float:
        count = max(round(length / step), 1)
        return len(np.unique(np.clip((places / length * count).astype(np.int64), 0, count - 1))) / count

    return (
        share(along[across <= near], sides[0]),
        share(along[across >= sides[1] - near], sides[0]),
        share(across[along <= near], sides[1]),
        share(across[along >= sides[0] - near], sides[1]),
    )
