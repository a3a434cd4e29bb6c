"""Rows hardly higher than a line of print are cells like any others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from extract.layout.tables import grids
from extract.vision.rulings import rulings
from tests.scans.glyphs import line_of

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

DPI = 200.0
PER_MM = DPI / 25.4
LEFT, MIDDLE, RIGHT, TOP = 24.0, 57.0, 183.0, 27.0


def page() -> Pixels:
    return np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)


def line(grey: Pixels, x0: float, y0: float, x1: float, y1: float) -> None:
    ends = [(round(x * PER_MM), round(y * PER_MM)) for x, y in ((x0, y0), (x1, y1))]
    cv2.line(grey, ends[0], ends[1], 60, 2)


def write(grey: Pixels, text: str, x: float, y: float, size_mm: float) -> None:
    ink = line_of(text, "line", size_mm * PER_MM)
    top, left = round(y * PER_MM), round(x * PER_MM)
    part = grey[top : top + ink.shape[0], left : left + ink.shape[1]]
    part[:] = np.minimum(part, 245 - 200 * ink)


def cells(grey: Pixels) -> list[int]:
    return [len(grid.cells) for grid in grids(rulings(grey, DPI))]


@pytest.mark.parametrize("high", [4.6, 5.5, 6.2])
def test_the_one_line_that_a_page_break_leaves_of_a_row_stands_in_its_cells(high: float) -> None:
    grey = page()
    for y in (TOP, TOP + high):
        line(grey, LEFT, y, RIGHT, y + 0.4)  # hardly askew
    for x in (LEFT, MIDDLE, RIGHT):
        line(grey, x, TOP, x, TOP + high)
    write(grey, "2023年11月13日", MIDDLE + 2, TOP + 0.8, 3.0)
    assert cells(grey) == [2]


def test_a_divider_of_one_low_row_within_a_table_is_found() -> None:
    grey = page()
    edges = (TOP, TOP + 12, TOP + 17.5, TOP + 30)
    for y in edges:
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, RIGHT):
        line(grey, x, TOP, x, edges[-1])
    line(grey, MIDDLE, edges[1], MIDDLE, edges[2])
    assert cells(grey) == [4]


def test_lines_of_writing_between_two_rulings_without_ends_make_no_cells() -> None:
    grey = page()
    for y in (TOP, TOP + 5.5):
        line(grey, LEFT, y, RIGHT, y)
    write(grey, "田卜丨1〡十", LEFT + 1, TOP + 0.7, 4.2)
    assert cells(grey) == []


def test_a_high_character_in_a_low_row_divides_nothing() -> None:
    grey = page()
    for y in (TOP, TOP + 5.5):
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, RIGHT):
        line(grey, x, TOP, x, TOP + 5.5)
    write(grey, "中国制订排卜1", LEFT + 6, TOP + 0.7, 4.0)
    assert cells(grey) == [1]
