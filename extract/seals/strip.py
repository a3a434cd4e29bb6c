"""The rim of a seal laid flat: red ink dark on white, the name from left to right."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.seals.seal import Ellipse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.seals.redness import Pixels
    from extract.seals.ring import Plane

    Places = NDArray[np.floating[Any]]
    Directions = NDArray[np.bool_]

STRIP_HEIGHT = 48
"""The height in pixels that the recogniser was trained on."""
PADDING = 20
"""White beside the name in pixels: flush with the edge its first character is lost."""
USUAL_BAND = (0.56, 0.93)
"""Between which shares of the radius a name usually stands."""
WIDEST_SHARE = 0.80
"""A character laid flat is made at least this share of its height wide, or the recogniser takes two for one."""
_PROFILE = (0.62, 0.90)
_INNER, _OUTER = (0.63, 0.74), (0.77, 0.90)
"""Where a name's characters have ink and the small digits of a code have none; and where both have."""
_CODE = 0.3
_OVAL = 1.25
"""The characters on the ends of an oval seal stand as far out as a code; it has none."""
_USUAL_GAP, _ABOUT_DEGREES = 40, 10
"""Where less of the rim is free, a code may have run into the name: it is told degree by degree, by what is this near."""
_LEAST_GAP = 9
"""Degrees without ink that part a name from a code; characters of one name stand nearer."""
_INKED = 0.08
_MARGIN_DEGREES = 3.0
_PART_DEGREES = 8
_RADII = (0.42, 1.04, 63)
_RING = 0.72
"""A circle with so much ink all along the name is a line of the seal and none of the name."""
_EMPTY = 0.07


@dataclass(frozen=True)
class Arc:
    """Part of the rim in degrees clockwise from the right: where it begins and how far it reaches."""

    start: float
    sweep: float

    @property
    def middle(self) -> float:
        return (self.start + self.sweep / 2) % 360


def ink_of(plane: Plane) -> Plane:
    """A seal's redness as ink of even strength, 0–1: faint and strong seals look alike, black ink under them is gone."""
    import numpy as np

    full = max(float(np.percentile(plane, 97)), 0.03)
    return np.asarray(np.clip((plane / full - 0.08) / 0.6, 0, 1), dtype=np.float32)


def unrolled(ink: Plane, at: Ellipse, arc: Arc, band: tuple[float, float], stretch: float = 1.0) -> Pixels:
    """The rim between two shares of the radius along ``arc``, as a three-channel strip, dark on white.

    It is made ``stretch`` times as long as it is on the seal.
    """
    import cv2
    import numpy as np

    inner, outer = band
    around = math.radians(arc.sweep) * _mean_reach(at) * (inner + outer) / 2
    height = STRIP_HEIGHT - 4
    width = max(height, round(stretch * around * height / ((outer - inner) * _mean_reach(at))))
    angle = np.radians(arc.start + np.arange(width) / width * arc.sweep)[None, :]
    share = np.linspace(outer, inner, height)[:, None]
    x, y = _point(at, angle, share)
    flat = cv2.remap(ink, x.astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC, borderValue=0)
    grey = np.asarray(255 - np.clip(flat, 0, 1) * 255, dtype=np.uint8)
    grey = np.pad(grey, ((2, 2), (PADDING, PADDING)), constant_values=255)
    return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))


def _mean_reach(at: Ellipse) -> float:
    return (at.a + at.b) / 2


def _point(at: Ellipse, angle: Places, share: Places) -> tuple[Places, Places]:
    import numpy as np

    turn = math.radians(at.turn)
    along, across = share * at.a * np.cos(angle), share * at.b * np.sin(angle)
    return at.x + along * math.cos(turn) - across * math.sin(turn), at.y + along * math.sin(turn) + across * math.cos(
        turn
    )


def name_arc(ink: Plane, at: Ellipse) -> Arc:
    """Where the name stands: from the end of the widest gap to its beginning, the code along the lower rim left out."""
    import numpy as np

    filled = _profile(ink, at, _PROFILE) > _INKED
    inner, outer = _profile(ink, at, _INNER), _profile(ink, at, _OUTER)
    written = np.zeros(len(filled), bool)
    for arc in _arcs(filled):
        places = np.arange(round(arc.start), round(arc.start + arc.sweep)) % len(filled)
        if at.a > _OVAL * at.b or inner[places].mean() >= _CODE * outer[places].mean():
            written[places] = filled[places]
    start, gap = _widest_gap(written if written.any() else filled)
    if gap < _USUAL_GAP:
        apart = filled & ~_of_code(inner, outer)
        if apart.any() and (wider := _widest_gap(apart))[1] > gap:
            start, gap = wider
    return Arc((start + gap - _MARGIN_DEGREES) % 360, 360 - gap + 2 * _MARGIN_DEGREES)


def _of_code(inner: Plane, outer: Plane) -> Directions:
    """The directions around which there is ink where digits stand and none below, where a name's characters go on."""
    import numpy as np

    window = np.ones(2 * _ABOUT_DEGREES + 1) / (2 * _ABOUT_DEGREES + 1)
    within, beyond = (np.convolve(np.tile(one, 3), window, "same")[360:720] for one in (inner, outer))
    return np.asarray((beyond > _INKED) & (within < _CODE * beyond), dtype=bool)


def name_band(ink: Plane, at: Ellipse, arc: Arc, *, typical: bool = False) -> tuple[float, float]:
    """Between which shares of the radius the name stands on this seal: inside its lines, outside its middle.

    With ``typical`` what most of the rim has below the name counts: another seal's ink lies over a part of it.
    """
    import numpy as np

    angle = np.radians(arc.start + np.arange(int(arc.sweep)))[None, :]
    shares = np.linspace(*_RADII)
    found = _at(ink, at, angle, shares[:, None])
    full = found.mean(axis=1)
    lines = np.flatnonzero((full > _RING) & (shares > 0.78))
    outer = float(shares[lines[0]]) - 0.025 if len(lines) else USUAL_BAND[1]
    inner = USUAL_BAND[0]
    full = _typical(found) if typical else full
    for place in range(int(np.searchsorted(shares, outer - 0.15)), -1, -1):
        inner = float(shares[place])
        if full[place] < _EMPTY:
            break
    return max(inner - 0.02, _RADII[0]), outer


def _typical(found: Plane) -> Plane:
    """The ink of each row as the middle one of its parts has it."""
    import numpy as np

    parts = np.array_split(found, max(1, found.shape[1] // _PART_DEGREES), axis=1)
    return np.asarray(np.median([part.mean(axis=1) for part in parts], axis=0), dtype=np.float32)


def _profile(ink: Plane, at: Ellipse, band: tuple[float, float]) -> Plane:
    """The mean ink at each degree between two shares of the radius."""
    import numpy as np

    mean = _at(ink, at, np.radians(np.arange(360))[None, :], np.linspace(*band, 14)[:, None]).mean(axis=0)
    return np.asarray((np.roll(mean, 1) + mean + np.roll(mean, -1)) / 3, dtype=np.float32)


def _at(ink: Plane, at: Ellipse, angle: Places, share: Places) -> Plane:
    """The ink at angles (columns) and shares of the radius (rows); none off the picture."""
    import numpy as np

    x, y = _point(at, angle, share)
    columns, rows = np.rint(x).astype(np.int32), np.rint(y).astype(np.int32)
    inside = (columns >= 0) & (rows >= 0) & (columns < ink.shape[1]) & (rows < ink.shape[0])
    found = np.zeros(columns.shape, np.float32)
    found[inside] = ink[rows[inside], columns[inside]]
    return found


def _gaps(filled: Directions) -> list[tuple[int, int]]:
    """Each run of directions without ink: where it begins and how many degrees it has."""
    import numpy as np

    turns = len(filled)
    begins = np.flatnonzero(~filled & np.roll(filled, 1))
    gaps = []
    for begin in begins.tolist():
        length = 0
        while length < turns and not filled[(begin + length) % turns]:
            length += 1
        gaps.append((begin, length))
    return gaps


def _arcs(filled: Directions) -> list[Arc]:
    """The parts of the rim between gaps that are wide enough to part them."""
    gaps = [gap for gap in _gaps(filled) if gap[1] >= _LEAST_GAP]
    arcs = []
    for (begin, length), (following, _) in zip(gaps, gaps[1:] + gaps[:1], strict=True):
        start = (begin + length) % len(filled)
        sweep = (following - start) % len(filled) or len(filled)
        arcs.append(Arc(float(start), float(sweep)))
    return arcs


def _widest_gap(filled: Directions) -> tuple[float, float]:
    """Where the widest gap begins and its degrees; at the bottom, without extent, where there is none."""
    begin, length = max(_gaps(filled), key=lambda gap: gap[1], default=(90, 0))
    return float(begin), float(length)
