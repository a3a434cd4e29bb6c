"""What handwriting looks like in a mask of dark ink: thin, slanting, joined, irregular."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.marks.pixels import Mask, Plane

_RULE_SHARE = 0.55
"""A straight run over this share of the picture is a rule (the line one signs on), not a stroke."""
_LEAST_PART = 12
_MOST_RUNS = 40_000
_SLANTS = (-0.36, -0.27, -0.18, 0.0, 0.18, 0.27, 0.36)
"""Slants that type is set in, as shares of its height: sideways for each row."""
_NARROWEST_GLYPH, _WIDEST_GLYPH, _LEAST_GLYPH_HEIGHT = 0.55, 1.12, 0.72
"""Printed Chinese characters in a row, as shares of the tallest one's height."""


@dataclass(frozen=True)
class Strokes:
    """Measures of dark ink, the rules taken out; shares are 0–1, lengths in pixels of the mask."""

    ink: int
    width: float
    height: float
    density: float
    """Ink per area of the box around it: a signature leaves most of it white."""
    thickness: float
    """Mean stroke width."""
    joined: float
    """Share of the ink in the largest connected part."""
    parts: int
    spread: float
    """Height of the tallest connected part as a share of the whole: one for a name written in one go."""
    axial: float
    """Share of the outline that runs level or upright: printed glyphs and tables lie along the axes."""
    rules: int
    """How many ruled rows and columns were taken out, counted apart in both directions and multiplied."""
    even: float
    """Share of the ink that stands in two or more separate squares of the full height, as type does."""


def measure(mask: Mask) -> Strokes:
    """The measures of ``mask``; all zero where it holds no ink."""
    ink, level, upright = _without_rules(mask)
    parts = _parts(ink)
    if not parts:
        return Strokes(0, 0, 0, 0, 0, 0, 0, 0, 0, level * upright, 0)
    top, bottom = min(p[1] for p in parts), max(p[2] for p in parts) + 1
    left, right = min(p[3] for p in parts), max(p[4] for p in parts) + 1
    box = ink[top:bottom, left:right]
    total = int(box.sum())
    largest = max(parts, key=lambda part: part[0])
    return Strokes(
        ink=total,
        width=right - left,
        height=bottom - top,
        density=total / box.size,
        thickness=_thickness(box),
        joined=largest[0] / total,
        parts=len(parts),
        spread=max(part[2] - part[1] + 1 for part in parts) / (bottom - top),
        axial=_axial_share(box),
        rules=level * upright,
        even=_even_share(box),
    )


def straightest(mask: Mask) -> float:
    """The ``axial`` share of ``mask`` once it is slanted so that it is largest: slanting type set upright again."""
    import numpy as np

    ink = _without_rules(mask)[0]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return 0.0
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return max(_axial_share(_slanted(box, slant)) for slant in _SLANTS)


def _slanted(box: Mask, slant: float) -> Mask:
    """``box`` with each row moved sideways by ``slant`` times its height over the lowest."""
    import numpy as np

    height = box.shape[0]
    room = round(abs(slant) * height) + 1
    wide = np.pad(box, ((0, 0), (room, room)))
    shifts = np.rint(slant * (np.arange(height) - height / 2)).astype(np.intp)[:, None]
    places = (np.arange(wide.shape[1])[None, :] - shifts) % wide.shape[1]
    return np.asarray(np.take_along_axis(wide, places, axis=1))


def _without_rules(mask: Mask) -> tuple[Mask, int, int]:
    """The mask without long straight runs, and how many separate level and upright rules there were."""
    import numpy as np

    out = mask.copy()
    level = _long_runs(mask, int(mask.shape[1] * _RULE_SHARE))
    upright = _long_runs(mask.T, int(mask.shape[0] * _RULE_SHARE)).T
    rows, columns = np.flatnonzero(level.any(axis=1)), np.flatnonzero(upright.any(axis=0))
    thin = max(3, int(max(mask.shape) * 0.02))
    counts = []
    for found, lines, vertical in ((level, rows, False), (upright, columns, True)):
        groups = np.split(lines, np.flatnonzero(np.diff(lines) > 1) + 1) if len(lines) else []
        counts.append(len([group for group in groups if len(group) <= thin]))
        for group in groups:
            if len(group) <= thin:  # a thick bar is no rule, and stays for the density to tell
                at = np.s_[:, group[0] : group[-1] + 1] if vertical else np.s_[group[0] : group[-1] + 1, :]
                out[at] &= ~found[at]
    return out, counts[0], counts[1]


def _long_runs(mask: Mask, least: int) -> Mask:
    """Pixels that lie in a level run of at least ``least`` pixels."""
    import numpy as np

    if least < 8 or mask.shape[1] < least:
        return np.zeros_like(mask)
    sums = np.cumsum(np.pad(mask.astype(np.int32), ((0, 0), (1, 0))), axis=1)
    full = (sums[:, least:] - sums[:, :-least]) >= least  # a window of ink from each start on
    out = np.zeros(mask.shape, np.int32)
    out[:, : full.shape[1]] += full
    out = np.cumsum(out, axis=1)
    shifted = np.zeros_like(out)
    shifted[:, least:] = out[:, :-least]
    return (out - shifted) > 0


def _parts(mask: Mask) -> list[tuple[int, int, int, int, int]]:
    """Connected parts (touching corners count) as area, top, bottom, left, right; specks left out.

    Runs of one row are joined with the runs of the row above that they touch.
    """
    runs = _runs(mask)
    if len(runs) > _MOST_RUNS:
        runs = []
    parent = list(range(len(runs)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    above: list[int] = []
    current: list[int] = []
    row = -1
    for index, (y, start, end) in enumerate(runs):
        if y != row:
            above, current = (current if y == row + 1 else []), []
            row = y
        for other in above:
            if runs[other][1] <= end and runs[other][2] >= start:
                parent[root(other)] = root(index)
        current.append(index)
    boxes: dict[int, list[int]] = {}
    for index, (y, start, end) in enumerate(runs):
        box = boxes.setdefault(root(index), [0, y, y, start, end])
        box[0] += end - start
        box[2] = max(box[2], y)
        box[3], box[4] = min(box[3], start), max(box[4], end - 1)
    return [(b[0], b[1], b[2], b[3], b[4]) for b in boxes.values() if b[0] >= _LEAST_PART]


def _runs(mask: Mask) -> list[tuple[int, int, int]]:
    """Runs of ink as row, first column, column after the last."""
    import numpy as np

    edges = np.diff(np.pad(mask.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))


def _thickness(box: Mask) -> float:
    """Mean stroke width: twice the area over the length of the outline."""
    import numpy as np

    padded = np.pad(box.astype(np.int8), 1)
    edges = int(np.abs(np.diff(padded, axis=0)).sum() + np.abs(np.diff(padded, axis=1)).sum())
    return 2 * float(box.sum()) / max(edges, 1)


def _even_share(box: Mask) -> float:
    """Share of the ink in character-like squares: columns of ink are gathered from the left to a height's width."""
    import numpy as np

    height = box.shape[0]
    edges = np.diff(np.pad(box.any(axis=0).astype(np.int8), 1))
    groups: list[list[int]] = []
    for start, end in zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True):
        if groups and end - groups[-1][0] <= height * _WIDEST_GLYPH:
            groups[-1][1] = end
        else:
            groups.append([start, end])
    if len(groups) < 2:
        return 0.0
    square = 0
    for start, end in groups:
        rows = np.flatnonzero(box[:, start:end].any(axis=1))
        tall = (rows[-1] - rows[0] + 1) / height
        wide = (end - start) / height
        if tall >= _LEAST_GLYPH_HEIGHT and _NARROWEST_GLYPH <= wide <= _WIDEST_GLYPH:
            square += int(box[:, start:end].sum())
    return square / int(box.sum())


def _axial_share(box: Mask) -> float:
    """How much of the outline runs along the axes, by the direction of the smoothed ink's slope."""
    import numpy as np

    ink: Plane = np.pad(box.astype(np.float32), 2)
    for axis in (0, 1):
        ink = (np.roll(ink, 1, axis) + 2 * ink + np.roll(ink, -1, axis)) / np.float32(4)
    down, across = np.gradient(ink)
    strength = np.hypot(down, across)
    steep = np.minimum(np.abs(down), np.abs(across)) / np.maximum(np.maximum(np.abs(down), np.abs(across)), 1e-6)
    return float(strength[steep < 0.2].sum() / max(float(strength.sum()), 1e-6))
