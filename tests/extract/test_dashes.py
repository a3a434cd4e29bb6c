"""Dashed and dotted rules part a table's cells as drawn-through ones do; print and specks in a row are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from extract.layout.tables import grids
from extract.vision.dashes import with_dashes
from extract.vision.ink import ink_mask
from extract.vision.rulings import rulings
from tests.scans.glyphs import line_of

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

DPI = 200.0
PER_MM = DPI / 25.4
LEFT, MIDDLE, RIGHT, TOP, HIGH, ROWS = 26.0, 58.0, 186.0, 50.0, 9.0, 4


def page() -> Pixels:
    return np.full((round(297 * PER_MM), round(210 * PER_MM)), 250, np.uint8)


def broken(grey: Pixels, first: tuple[float, float], last: tuple[float, float], on: float, off: float) -> None:
    """A rule of marks ``on`` long and ``off`` apart, from one place to another, in millimetres."""
    way = np.subtract(last, first)
    length = float(np.hypot(*way))
    for along in np.arange(0.0, length, on + off):
        ends = [np.add(first, way * min(at, length) / length) * PER_MM for at in (along, along + on)]
        (x0, y0), (x1, y1) = ((round(float(x)), round(float(y))) for x, y in ends)
        cv2.line(grey, (x0, y0), (x1, y1), 50, 2)


def table(grey: Pixels, on: float, off: float, drop: float = 0.0) -> None:
    """A frame drawn through, its inner rules broken; the right side ``drop`` lower than the left one."""
    bottom = TOP + ROWS * HIGH
    for y in (TOP, bottom):
        broken(grey, (LEFT, y), (RIGHT, y + drop), 400, 1)
    for x, lower in ((LEFT, 0.0), (RIGHT, drop)):
        broken(grey, (x, TOP + lower), (x, bottom + lower), 400, 1)
    for row in range(1, ROWS):
        broken(grey, (LEFT, TOP + row * HIGH), (RIGHT, TOP + row * HIGH + drop), on, off)
    broken(grey, (MIDDLE, TOP), (MIDDLE, bottom), on, off)


@pytest.mark.parametrize(("on", "off"), [(1.3, 0.9), (0.3, 0.7), (0.7, 0.7), (1.6, 0.8)])
@pytest.mark.parametrize("drop", [0.0, 0.8])
def test_cells_that_broken_rules_part_are_found(on: float, off: float, drop: float) -> None:
    grey = page()
    table(grey, on, off, drop)
    assert [len(grid.cells) for grid in grids(rulings(grey, DPI))] == [2 * ROWS]


def test_a_broken_side_of_one_row_alone_is_found() -> None:
    grey = page()
    for y in (TOP, TOP + HIGH):
        broken(grey, (LEFT, y), (RIGHT, y), 400, 1)
    for x in (LEFT, RIGHT):
        broken(grey, (x, TOP), (x, TOP + HIGH), 400, 1)
    broken(grey, (MIDDLE, TOP), (MIDDLE, TOP + HIGH), 1.2, 0.8)
    assert [len(grid.cells) for grid in grids(rulings(grey, DPI))] == [2]


def test_strokes_of_a_character_over_the_same_in_the_next_row_are_no_side_of_a_cell() -> None:
    ink = np.zeros((round(60 * PER_MM), round(60 * PER_MM)), np.uint8)
    for y in (10.0, 15.9, 21.8):
        cv2.rectangle(ink, (round(5 * PER_MM), round(y * PER_MM)), (round(55 * PER_MM), round(y * PER_MM) + 2), 255, -1)
    for across, start, long in ((30.0, 11.8, 0.4), (29.8, 12.6, 0.3), (30.0, 13.1, 1.7), (30.0, 17.6, 0.4)):
        x, y = round(across * PER_MM), round(start * PER_MM)
        cv2.rectangle(ink, (x, y), (x + 1, y + round(long * PER_MM) - 1), 255, -1)
    assert (with_dashes(ink, PER_MM) == ink).all()


def test_print_is_left_as_it_is() -> None:
    grey = page()
    for row, text in enumerate(
        ["一二三、一二三川小 ——", "12. 11.1 1:1 i l | = ÷ 三一一", "经审核：材料真实、完整，同意上报。"]
    ):
        ink = line_of(text, "line", 4.2 * PER_MM)
        part = grey[300 + 60 * row : 300 + 60 * row + ink.shape[0], 200 : 200 + ink.shape[1]]
        part[:] = np.minimum(part, 245 - 200 * ink)
    seen = ink_mask(grey)
    assert np.array_equal(with_dashes(seen, PER_MM), seen)


def test_specks_that_lie_unevenly_in_a_row_are_no_rule() -> None:
    grey = page()
    for x in (30.0, 30.9, 33.2, 33.8, 36.9, 38.0, 38.7, 41.9, 42.4):
        broken(grey, (x, TOP), (x + 0.3, TOP), 1, 1)
    seen = ink_mask(grey)
    assert np.array_equal(with_dashes(seen, PER_MM), seen)


def test_colons_of_labels_below_one_another_are_no_side_of_a_cell() -> None:
    ink = np.zeros((round(60 * PER_MM), round(60 * PER_MM)), np.uint8)
    for row in range(4):
        y = 10.0 + 4.7 * row
        cv2.rectangle(ink, (round(5 * PER_MM), round(y * PER_MM)), (round(55 * PER_MM), round(y * PER_MM) + 1), 255, -1)
        for dot in (1.5, 3.1) if row < 3 else ():
            x, top = round(30 * PER_MM), round((y + dot) * PER_MM)
            cv2.rectangle(ink, (x, top), (x + 3, top + 3), 255, -1)
    assert (with_dashes(ink, PER_MM) == ink).all()
