"""Dots that stand in a row made the line that they are: browsers paint each dot of a border by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.layout.tables import Ruling
from forms.evidence import BBox

FEWEST_DOTS = 8
"""Fewer dots in a row are an ellipsis or bullets."""
SAME_LINE_MM = 0.1
WIDEST_GAP = 1.8
"""White between two dots of a line, in dots; browsers leave one."""
SQUARE = 0.8
"""The share of a dot's longer side that the shorter one is at least."""


def is_dot(box: BBox) -> bool:
    """Whether a thin shape is as high as it is wide."""
    short, long = sorted((box.width, box.height))
    return long > 0 and short >= SQUARE * long


def dotted_lines(dots: Sequence[BBox]) -> list[Ruling]:
    """The level and upright lines that ``dots``, in millimetres, make."""
    level = ((dot.centre[1], dot.x0, dot.x1) for dot in dots)
    upright = ((dot.centre[0], dot.y0, dot.y1) for dot in dots)
    return [*_lines(level, horizontal=True), *_lines(upright, horizontal=False)]


def _lines(dots: Iterable[tuple[float, float, float]], *, horizontal: bool) -> Iterator[Ruling]:
    """Lines of ``dots``, each by where it stands across the line and where it begins and ends along it."""
    for row in _rows(sorted(dots)):
        for run in _runs(sorted(row, key=lambda dot: dot[1])):
            if len(run) >= FEWEST_DOTS:
                yield Ruling(horizontal, run[0][0], run[0][1], max(dot[2] for dot in run))


def _rows(dots: Sequence[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    rows: list[list[tuple[float, float, float]]] = []
    for dot in dots:
        if rows and dot[0] - rows[-1][0][0] <= SAME_LINE_MM:
            rows[-1].append(dot)
        else:
            rows.append([dot])
    return rows


def _runs(row: Sequence[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    """``row`` parted where more white than between the dots of a line lies."""
    runs: list[list[tuple[float, float, float]]] = []
    for dot in row:
        if runs and dot[1] - runs[-1][-1][2] <= WIDEST_GAP * (dot[2] - dot[1]):
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return runs
