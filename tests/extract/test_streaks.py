"""A streak that a dirty glass draws over the whole page is no line of any table, however it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from extract.layout.tables import grids
from extract.vision.rulings import rulings

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

DPI = 200.0
PER_MM = DPI / 25.4
LEFT, MIDDLE, RIGHT = 24.0, 57.0, 183.0
YS = (60.0, 72.0, 90.0, 108.0)


def line(grey: Pixels, x0: float, y0: float, x1: float, y1: float) -> None:
    ends = [(round(x * PER_MM), round(y * PER_MM)) for x, y in ((x0, y0), (x1, y1))]
    cv2.line(grey, ends[0], ends[1], 60, 2)


def page(xs: tuple[float, ...] = (LEFT, MIDDLE, RIGHT), until: float = YS[-1], sheet: bool = False) -> Pixels:
    """A table of three rows; ``until`` is where its standing lines end. ``sheet``: the sheet's own sides are seen."""
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    for y in YS:
        line(grey, min(xs), y, max(xs), y)
    for x in xs:
        line(grey, x, YS[0], x, until)
    if sheet:
        line(grey, 209, 0, 209, 297)
        line(grey, 0, 296, 210, 296)
    return grey


def cells(grey: Pixels) -> int:
    return sum(len(grid.cells) for grid in grids(rulings(grey, DPI)))


def streak(grey: Pixels, *pieces: tuple[float, float]) -> Pixels:
    """A streak at 119 mm that leans by half a millimetre over the page, seen where ``pieces`` begin and end."""
    for start, end in pieces:
        line(grey, 119 - start / 600, start, 119 - end / 600, end)
    return grey


@pytest.mark.parametrize("sheet", [False, True])
@pytest.mark.parametrize(
    "pieces", [((0, 297),), ((0, 48), (60, 72), (150, 190)), ((120, 150), (90, 108)), ((60, 130),), ((20, 72),)]
)
def test_a_streak_over_the_page_parts_no_cell(pieces: tuple[tuple[float, float], ...], sheet: bool) -> None:
    assert cells(streak(page(sheet=sheet), *pieces)) == 6


def test_a_line_within_a_table_parts_its_cells() -> None:
    assert cells(streak(page(), (60, 108))) == 9
    assert cells(streak(page(), (72, 90))) == 7


def test_a_streak_along_the_lines_parts_no_cell_either() -> None:
    grey = np.ascontiguousarray(streak(page(), (0, 297)).T)
    assert cells(grey) == 6


def test_a_table_that_the_page_cuts_off_keeps_its_lines() -> None:
    assert cells(page(until=140.0)) == 8


def test_a_table_without_sides_keeps_its_lines() -> None:
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    for y in YS:
        line(grey, LEFT, y, RIGHT, y)
    for x in (80.0, 130.0):
        line(grey, x, YS[0], x, YS[-1])
    assert cells(grey) == 9


def test_a_second_table_in_the_same_columns_keeps_its_lines() -> None:
    grey = page()
    for y in (150.0, 165.0):
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, MIDDLE, RIGHT):
        line(grey, x, 150.0, x, 165.0)
    assert cells(grey) == 8


def test_a_sheet_folded_in_three_keeps_its_cells() -> None:
    grey = page()
    for y in (66.0, 101.0):
        line(grey, 0, y, 210, y + 0.4)
    assert cells(grey) == 6


def test_a_ruling_that_a_crease_runs_along_is_kept() -> None:
    grey = page()
    for y in (YS[1] + 0.2, 101.0):
        ends = (0, round(y * PER_MM)), (round(210 * PER_MM), round((y + 0.3) * PER_MM))
        cv2.line(grey, *ends, 150, 2)
    line(grey, LEFT, YS[1], RIGHT, YS[1])
    assert cells(grey) == 6


def test_a_table_wider_than_the_picture_keeps_its_lines() -> None:
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    for y in YS:
        line(grey, 0, y, 210, y)
    for x in (40.0, 80.0, 130.0):
        line(grey, x, YS[0], x, YS[-1])
    assert cells(grey) == 12
