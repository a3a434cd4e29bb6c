"""Strokes that run through the characters of a line: straight, slanting or wavy, by a pen or printed, once or twice over.

Print leaves white between its characters. A stroke through them is known by its ink in those gaps, between ink above and
below it on either side: dashes and the strokes of 一 have none there, an underline has none below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.vision.rasters import Pixels

    Flags = npt.NDArray[np.bool_]
    Heights = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]

CORE_EM = 0.4
"""Half the height of the band in which a stroke through characters runs; rules above and below do not."""
SHORTEST_EM = 1.35
"""One character, and a stroke that reaches over it at both ends."""
LEAST_WAVY_EM = {True: 2.6, False: 3.2}
"""How long a wavy stroke is at least where a pen wrote, and in print: its characters run together on a bad copy."""
BREAK_EM = 0.04
"""So much of a stroke a dry pen or a coarse scan leaves out."""
LEAST_PRINT = 0.5
"""Print in a line with writing may be so much smaller than the line's size."""
THICKEST_MM = 1.0
LEAST_GAP_EM, WIDEST_GAP_EM = 0.03, 0.7
"""Widths of the white between characters that a stroke crosses; a dash, or 一, is wider."""
LEAST_OVER_EM = 0.1
"""So far a stroke reaches over the last character that it strikes."""
BESIDE_EM = 0.17
"""So far above and below a stroke the ink of characters reaches that it strikes."""
TWICE_EM = 0.5
"""Two strokes beside one another are no further apart."""
ALONE_EM = 0.2
"""So far from the middle of a stroke its own ink reaches, where it swells or two strokes meet."""
INKED = 0.97
BOWED_EM = 0.06
"""So far a single stroke of the pen leaves its own even curve."""
LONG_EM = 4.0
"""A longer stroke may be bowed more than once."""
STEEPEST = 0.42
_BLANK, _STEP = 4.0, 0.35
"""What a pixel without ink, and a pixel up or down, costs a stroke that is followed."""


@dataclass(frozen=True)
class Strike:
    """A stroke along a line, in pixels from the crop's left; ``sure`` if nothing but a stroke looks like it."""

    x0: float
    x1: float
    sure: bool


def strikes(ink: Pixels, em: float, per_mm: float, *, penned: bool = False) -> list[Strike]:
    """The strokes through the characters of one line.

    ``ink`` is cut out around the line so that it is level and its middle row is the middle of its characters; ``em`` is
    their size in pixels. In a line that a pen has touched, ``penned``, a stroke may swell and waver: print that runs
    together on a coarse copy looks like it, and is never touched.
    """
    import numpy as np

    core = _rows(ink, CORE_EM * em)
    return [
        found
        for start, end in _runs(np.asarray(core.any(axis=0)), em)
        if (found := _strike(ink, start, end, em, per_mm, penned)) is not None
    ]


def _rows(ink: Pixels, half: float) -> Pixels:
    middle = ink.shape[0] / 2
    return ink[max(0, round(middle - half)) : round(middle + half) + 1]


def _runs(inked: Flags, em: float) -> Iterator[tuple[int, int]]:
    """Where ink goes on without the white that parts characters, long enough for a stroke."""
    import numpy as np

    places = np.flatnonzero(inked)
    if not len(places):
        return
    parts = np.split(places, np.flatnonzero(np.diff(places) > 1 + BREAK_EM * em) + 1)
    for part in parts:
        if part[-1] - part[0] + 1 >= SHORTEST_EM * em:
            yield int(part[0]), int(part[-1]) + 1


def _strike(ink: Pixels, start: int, end: int, em: float, per_mm: float, penned: bool) -> Strike | None:
    """The stroke that runs from ``start`` to ``end``; ``None`` where characters merely touch."""
    import numpy as np

    part = ink[:, start:end] > 0
    if penned:
        rows = np.flatnonzero(part.any(axis=1))
        em = min(em, max(LEAST_PRINT * em, 1.1 * float(rows[-1] - rows[0] + 1)))
    low = max(0, round(part.shape[0] / 2 - CORE_EM * em))
    band = part[low : round(part.shape[0] / 2 + CORE_EM * em) + 1]
    path = _followed(band)
    on = band[path, np.arange(len(path))]
    path = path + low
    thin = _thin(part, path, em, per_mm, penned)
    gaps = _gaps(thin, em)
    islands = _islands(part, path, thin, em)
    if on.mean() < INKED or not islands or not gaps:
        return None
    first, last = islands[0][0], islands[-1][1]
    over = [first >= LEAST_OVER_EM * em, len(path) - last >= LEAST_OVER_EM * em]
    crossed = sum(first < begin and stop < last for begin, stop in gaps) + sum(over)
    if crossed < 2:
        return None
    even = _is_even(part, path, gaps, em, penned)
    if not even and (crossed < 3 or end - start < LEAST_WAVY_EM[penned] * em):
        return None
    return Strike(float(start), float(end), even and (crossed >= 3 or all(over)))


def _followed(band: Flags) -> Rows:
    """For each column the row in which the stroke most likely runs: through ink, and level where it can."""
    import numpy as np

    height, width = band.shape
    blank = np.where(band, 0.0, _BLANK)
    cost = blank[:, 0].copy()
    came = np.zeros((height, width), np.int8)
    padded = np.full(height + 4, np.inf)
    for x in range(1, width):
        padded[2:-2] = cost
        ways = np.stack([padded[2 + d : 2 + d + height] + _STEP * abs(d) for d in (-2, -1, 0, 1, 2)])
        best = ways.argmin(axis=0)
        came[:, x] = best - 2
        cost = ways[best, np.arange(height)] + blank[:, x]
    path = np.empty(width, np.int64)
    path[-1] = int(cost.argmin())
    for x in range(width - 1, 0, -1):
        path[x - 1] = path[x] + came[path[x], x]
    return path


def _thin(part: Flags, path: Rows, em: float, per_mm: float, penned: bool) -> Flags:
    """The columns in which there is nothing but the stroke, or two strokes beside one another."""
    import numpy as np

    total = part.sum(axis=0)
    thickness = max(1.0, float(np.percentile(total, 10)))
    if thickness > THICKEST_MM * per_mm * 2:
        return np.zeros(len(path), bool)
    rows = np.arange(part.shape[0])[:, None]
    off = np.abs(rows - path[None])
    reach = np.where(part, off, 0).max(axis=0)
    as_thin = (total <= 1.6 * thickness + 1) & (reach <= TWICE_EM * em)
    alone = reach <= min(THICKEST_MM * per_mm, ALONE_EM * em)
    return np.asarray((as_thin | (alone & penned)) & (total > 0))


def _gaps(thin: Flags, em: float) -> list[tuple[int, int]]:
    """Where the stroke crosses the white between characters."""
    return [
        (begin, stop)
        for begin, stop in _stretches(thin)
        if max(1.0, LEAST_GAP_EM * em) <= stop - begin <= WIDEST_GAP_EM * em
    ]


def _islands(part: Flags, path: Rows, thin: Flags, em: float) -> list[tuple[int, int]]:
    """Where characters stand under the stroke: their ink lies above and below it."""
    import numpy as np

    rows = np.arange(part.shape[0])[:, None]
    above = np.asarray((part & (rows < path[None] - BESIDE_EM * em)).any(axis=0))
    below = np.asarray((part & (rows > path[None] + BESIDE_EM * em)).any(axis=0))
    return [
        (begin, stop)
        for begin, stop in _stretches(~thin)
        if stop - begin >= 0.2 * em and above[begin:stop].any() and below[begin:stop].any()
    ]


def _stretches(flags: Flags) -> list[tuple[int, int]]:
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _is_even(part: Flags, path: Rows, gaps: list[tuple[int, int]], em: float, penned: bool) -> bool:
    """Whether the stroke is one straight or slightly bowed movement that leaves ink all along its curve."""
    import numpy as np

    x = np.arange(len(path))
    if _inked_along(part, _curve(x, path, 2 if len(path) < LONG_EM * em else 4, x), em):
        return True
    between = np.concatenate([x[begin:stop] for begin, stop in gaps])
    near = part.copy()
    near[1:] |= part[:-1]
    near[:-1] |= part[1:]
    return penned and _inked_along(near, _curve(between, path[between], min(2, len(gaps) - 1), x), em)


def _curve(at: Rows, heights: Rows, bends: int, along: Rows) -> Heights:
    import numpy as np

    return np.asarray(np.polyval(np.polyfit(at, heights, bends), along), dtype=np.float64)


def _inked_along(part: Flags, curve: Heights, em: float) -> bool:
    import numpy as np

    if float(np.abs(np.diff(curve)).mean()) > STEEPEST:
        return False
    reach = max(1, round(BOWED_EM * em))
    rows = np.rint(curve).astype(np.int64)[None] + np.arange(-reach, reach + 1)[:, None]
    along = part[np.clip(rows, 0, part.shape[0] - 1), np.arange(len(curve))[None]]
    return bool(along.mean(axis=1).max() >= INKED)
