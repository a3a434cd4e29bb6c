"""The line that stands in the middle of a seal (公章, 业务专用章), cut out level."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from extract.seals.seal import Ellipse
from extract.seals.strip import PADDING, STRIP_HEIGHT, Arc

if TYPE_CHECKING:
    from extract.seals.redness import Pixels
    from extract.seals.ring import Plane
    from extract.seals.strip import Directions, Places

_ROUND_BOX, _OVAL_BOX = (0.64, 0.40, 0.66), (0.66, -0.28, 0.28)
"""Half the width, and from where to where below the centre, in shares of the half axes."""
_MIDDLE = 0.3
"""A line runs through the middle of its place, so far to either side at least."""
_LEAST_SHOWN = 0.45
_OVAL = 1.25
LEAST_INK = 0.06
"""With less ink in the middle of that place nothing is written there."""
WIDEST_GAP = 0.2
"""A line of three characters and more (专用章) leaves nowhere in its middle so much free, in shares of the half width."""
_LINE_ROWS, _LINE_HALF, _FREE = (0.44, 0.60), 0.32, 0.03
"""The rows and half the width that such a line fills at least; with less ink a column of them is free."""
_LEAST_HEIGHT = 0.25
_ROOM = 4
_MARGIN_DEGREES = 6.0


def center_line(ink: Plane, at: Ellipse, arc: Arc, inner: float) -> Pixels | None:
    """The line as a three-channel strip, dark on white; ``None`` where nothing stands in its place.

    The name along ``arc``, from the share ``inner`` of the radius outwards, reaches into its corners and is left out.
    """
    import cv2
    import numpy as np

    oval = at.a > _OVAL * at.b
    across, down, x, y = _places(at, arc)
    flat = cv2.remap(ink, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderValue=0)
    part = np.asarray(flat, dtype=np.float32)
    if not oval:
        part[_of_name(across, down, arc, inner)] = 0
        if _on_paper(x, y, ink).all() and _widest_gap(part, across[0], down[:, 0]) > WIDEST_GAP:
            return None  # ink of something else: of another seal's ring, a name seal, a pen
    middle = _on_paper(x, y, ink) & (np.abs(across) < _MIDDLE)
    return _strip(_trimmed(part)) if middle.any() and part[middle].mean() >= LEAST_INK else None


def _places(at: Ellipse, arc: Arc) -> tuple[Places, Places, Places, Places]:
    """The columns and rows of the line's place in shares of the half axes, and each of its points in pixels."""
    import numpy as np

    oval = at.a > _OVAL * at.b
    half, top, end = _OVAL_BOX if oval else _ROUND_BOX
    across = np.linspace(-half, half, round(2 * half * at.a))[None, :]
    down = np.linspace(top, end, round((end - top) * at.b))[:, None]
    turn = math.radians(at.turn if oval else arc.middle + 90)
    x = at.x + at.a * across * math.cos(turn) - at.b * down * math.sin(turn)
    y = at.y + at.a * across * math.sin(turn) + at.b * down * math.cos(turn)
    return across, down, x, y


def is_hidden(ink: Plane, at: Ellipse, arc: Arc) -> bool:
    """Whether most of the place of a line lies off the paper."""
    import numpy as np

    across, _, x, y = _places(at, arc)
    return bool(_on_paper(x, y, ink)[:, np.abs(across[0]) < _MIDDLE].mean() < _LEAST_SHOWN)


def _on_paper(x: Places, y: Places, ink: Plane) -> Directions:
    """Where the line's place lies on the paper."""
    import numpy as np

    height, width = ink.shape
    return np.asarray((x >= 0) & (y >= 0) & (x < width) & (y < height), dtype=bool)


def _widest_gap(part: Plane, across: Places, down: Places) -> float:
    """The longest stretch without ink where a line has its middle characters, in shares of the half width."""
    import numpy as np

    inside = np.abs(across) <= _LINE_HALF
    rows = (down > _LINE_ROWS[0]) & (down < _LINE_ROWS[1])
    inked = np.flatnonzero(part[rows][:, inside].mean(axis=0) >= _FREE)
    edges = np.concatenate([[-1], inked, [int(inside.sum())]])
    return float((np.diff(edges).max() - 1) * (across[1] - across[0]))


def _of_name(across: Places, down: Places, arc: Arc, inner: float) -> Directions:
    """Where in the line's place, its lower side towards the middle of the gap, the name stands."""
    import numpy as np

    beside = np.degrees(np.arctan2(np.abs(across), down))  # degrees away from the middle of the gap
    gap = (360 - arc.sweep) / 2
    return np.asarray((beside > gap + _MARGIN_DEGREES) & (np.hypot(across, down) > inner), dtype=bool)


def _trimmed(part: Plane) -> Plane:
    """The ink's own rows and columns, with a little room."""
    import numpy as np

    rows = np.flatnonzero(part.mean(axis=1) > 0.04)
    columns = np.flatnonzero(part.max(axis=0) > 0.5)
    if not len(rows) or not len(columns):
        return part
    top, bottom = max(0, rows[0] - 2), rows[-1] + 3
    if bottom - top < _LEAST_HEIGHT * len(part):
        top, bottom = 0, len(part)
    return part[top:bottom, max(0, columns[0] - _ROOM) : columns[-1] + _ROOM]


def _strip(part: Plane) -> Pixels:
    import cv2
    import numpy as np

    height = STRIP_HEIGHT - 4
    width = max(height, round(part.shape[1] * height / part.shape[0]))
    flat = cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC)
    grey = np.asarray(255 - np.clip(flat, 0, 1) * 255, dtype=np.uint8)
    grey = np.pad(grey, ((2, 2), (PADDING, PADDING)), constant_values=255)
    return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))
