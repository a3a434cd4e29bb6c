"""Where rings may lie on a copy without colours: each edge of ink votes for the centres that it may run around."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.seals.seal import Ellipse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.seals.ring import Plane
    from extract.seals.strip import Places


SMOOTH = 1.0
"""Ink is smoothed so far, in pixels, before the direction of its edges is measured."""
LEAST_RISE, FULL_RISE = 0.012, 0.03
"""How steep an edge is, in darkness a pixel, from which it has a vote, and from which it has a whole one."""
LEAST_VOTE = 0.13
"""The share of a ring's outline with edges that run along it from which it is looked at."""
_APART = 0.25
"""Two rings' centres lie further apart than this share of a radius."""
_BLUR = 1.5
"""How far votes may miss a centre, in pixels: rings are worn and not quite round."""


@dataclass(frozen=True)
class Edges:
    """Places on the outlines of ink, the unit direction towards the ink at each, and its weight (0–1)."""

    x: Places
    y: Places
    inward_x: Places
    inward_y: Places
    weight: Places


def edges_of(dark: Plane) -> Edges:
    """The edges of ``dark`` (0–1, paper is 0)."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(dark, (0, 0), SMOOTH)
    across = cv2.Scharr(smooth, cv2.CV_32F, 1, 0) / 32
    down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1) / 32
    rise = np.hypot(across, down)
    ys, xs = np.nonzero(rise > LEAST_RISE)
    steep = rise[ys, xs]
    weight = np.clip((steep - LEAST_RISE) / (FULL_RISE - LEAST_RISE), 0.2, 1.0)
    return Edges(xs.astype(np.float32), ys.astype(np.float32), across[ys, xs] / steep, down[ys, xs] / steep, weight)


def voted(
    edges: Edges, shape: tuple[int, int], shapes: Sequence[Ellipse], line: float, most: int
) -> list[tuple[float, Ellipse]]:
    """Up to ``most`` places where one of ``shapes`` has most edges along it, best first, each with its share.

    ``line`` is how wide a ring's line is, in pixels: its outer edge and its inner one vote for one centre. ``shape`` is
    that of the page; a centre may lie a little off it.
    """
    import cv2
    import numpy as np

    margin = math.ceil(max((one.a for one in shapes), default=0.0) * 0.6)
    size = (shape[0] + 2 * margin, shape[1] + 2 * margin)
    best, which = np.zeros(size, np.float32), np.zeros(size, np.int16)
    for number, one in enumerate(shapes):
        inner = Ellipse(0, 0, one.a - line, one.b - line, one.turn)
        votes = _votes(edges, one, 1, size, margin) + _votes(edges, inner, -1, size, margin)
        share = cv2.GaussianBlur(votes, (0, 0), _BLUR) * (_SPREAD / (2 * _around(one)))
        share /= _on_page(shape, one, margin)
        better = share > best
        best[better], which[better] = share[better], number
    return _peaks(best, which, shapes, margin, most)


_SPREAD = 2 * math.pi * _BLUR * _BLUR
"""A vote's peak once blurred, upside down: so many pixels share it."""


def _on_page(shape: tuple[int, int], at: Ellipse, margin: int) -> Plane:
    """About which share of ``at`` lies on the page for each place of its centre; not less than a third."""
    import numpy as np

    def cut(length: int, reach: float) -> Plane:
        place = np.arange(-margin, length + margin, dtype=np.float32)
        both = np.arccos(np.clip(place / reach, -1, 1)) + np.arccos(np.clip((length - place) / reach, -1, 1))
        return np.asarray(both / np.pi, dtype=np.float32)

    gone = cut(shape[0], at.b)[:, None] + cut(shape[1], at.a)[None, :]
    return np.asarray(np.maximum(1 - gone, 1 / 3), dtype=np.float32)


def _around(at: Ellipse) -> float:
    return math.pi * (at.a + at.b)


def _votes(edges: Edges, at: Ellipse, towards: int, size: tuple[int, int], margin: int) -> Plane:
    """How much edge votes for each centre, were it on the outline ``at``; ``towards`` is 1 where ink lies within."""
    import numpy as np

    turn = math.radians(at.turn)
    cos, sin = math.cos(turn), math.sin(turn)
    along = (edges.inward_x * cos + edges.inward_y * sin) * at.a
    across = (edges.inward_y * cos - edges.inward_x * sin) * at.b
    reach = np.maximum(np.hypot(along, across), 1e-6) / towards
    long, short = along * at.a / reach, across * at.b / reach
    columns = np.rint(edges.x + long * cos - short * sin).astype(np.int32) + margin
    rows = np.rint(edges.y + long * sin + short * cos).astype(np.int32) + margin
    inside = (columns >= 0) & (rows >= 0) & (columns < size[1]) & (rows < size[0])
    flat = np.bincount(rows[inside] * size[1] + columns[inside], edges.weight[inside], size[0] * size[1])
    return np.asarray(flat.reshape(size), dtype=np.float32)


def _peaks(
    best: Plane, which: NDArray[np.int16], shapes: Sequence[Ellipse], margin: int, most: int
) -> list[tuple[float, Ellipse]]:
    found: list[tuple[float, Ellipse]] = []
    while len(found) < most:
        y, x = divmod(int(best.argmax()), best.shape[1])
        vote, one = float(best[y, x]), shapes[int(which[y, x])]
        if vote < LEAST_VOTE:
            break
        found.append((vote, Ellipse(x - margin, y - margin, one.a, one.b, one.turn)))
        near = max(2, round(_APART * one.b))
        best[max(0, y - near) : y + near + 1, max(0, x - near) : x + near + 1] = 0
    return found
