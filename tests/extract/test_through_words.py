"""A heading between two tables, or in a row of its own, is not cut by a stroke of it that stands below a column's line."""

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


def line(grey: Pixels, x0: float, y0: float, x1: float, y1: float) -> None:
    ends = [(round(x * PER_MM), round(y * PER_MM)) for x, y in ((x0, y0), (x1, y1))]
    cv2.line(grey, ends[0], ends[1], 60, 2)


def tables(heading: tuple[float, float], *, sides: bool) -> Pixels:
    """Two tables of two columns, one above and one below ``heading``; ``sides`` make a row of it."""
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    top, end = heading
    for y in (top - 20, top, end, end + 20):
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, MIDDLE, RIGHT):
        line(grey, x, top - 20, x, top)
        line(grey, x, end, x, end + 20)
    for x in (LEFT, RIGHT):
        if sides:
            line(grey, x, top, x, end)
    return grey


def written(grey: Pixels, heading: tuple[float, float]) -> None:
    """Words over the heading's width, each with strokes of its whole height, one right below the column's line."""
    for x in np.arange(MIDDLE - 24, MIDDLE + 40, 4.0):
        for off in (0.0, 1.2, 2.4):
            line(grey, x + off, heading[0] + 0.95, x + off, heading[1] - 0.95)
        line(grey, x, sum(heading) / 2, x + 2.4, sum(heading) / 2)


def cells(grey: Pixels) -> list[int]:
    return sorted(len(grid.cells) for grid in grids(rulings(grey, DPI)))


@pytest.mark.parametrize("high", [5.5, 6.5])
def test_words_between_two_tables_join_no_line_of_them(high: float) -> None:
    heading = (100.0, 100.0 + high)
    grey = tables(heading, sides=False)
    written(grey, heading)
    assert cells(grey) == [2, 2]


@pytest.mark.parametrize("high", [5.5, 6.5])
def test_words_in_a_row_of_their_own_are_one_cell(high: float) -> None:
    heading = (100.0, 100.0 + high)
    grey = tables(heading, sides=True)
    written(grey, heading)
    assert cells(grey) == [5]


def test_a_divider_beside_words_stays() -> None:
    heading = (100.0, 105.5)
    grey = tables(heading, sides=True)
    written(grey, heading)
    line(grey, MIDDLE, heading[0], MIDDLE, heading[1])
    assert cells(grey) == [6]


def test_a_worn_divider_away_from_words_stays() -> None:
    heading = (100.0, 105.5)
    grey = tables(heading, sides=True)
    line(grey, MIDDLE, heading[0] + 1.0, MIDDLE, heading[1] - 1.0)
    assert cells(grey) == [6]


def test_three_tables_one_below_another_are_three_though_words_stand_between_two_of_them() -> None:
    heading = (100.0, 105.5)
    grey = tables(heading, sides=False)
    written(grey, heading)
    for y in (130.0, 150.0):
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, MIDDLE, RIGHT):
        line(grey, x, 130.0, x, 150.0)
    assert cells(grey) == [2, 2, 2]


def standing(grey: Pixels, at: float) -> list[tuple[float, float]]:
    return sorted(
        (round(r.start, 0), round(r.end, 0)) for r in rulings(grey, DPI) if not r.horizontal and abs(r.at - at) < 1
    )


@pytest.mark.parametrize(("stroke", "row"), [((96.3, 100.0), "above"), ((120.0, 123.7), "below")])
def test_a_stroke_of_words_that_touches_a_line_s_end_carries_it_into_no_row(
    stroke: tuple[float, float], row: str
) -> None:
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    for y in (88.0, 100.0, 120.0, 132.0):
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, RIGHT):
        line(grey, x, 88, x, 132)
    line(grey, MIDDLE, 100, MIDDLE, 120)
    line(grey, MIDDLE, stroke[0], MIDDLE, stroke[1])
    assert standing(grey, MIDDLE) == [(100.0, 120.0)], row
    assert cells(grey) == [4]


def character(grey: Pixels, x: float, top: float, end: float) -> None:
    """A character as high as its row: a standing stroke with level ones across it."""
    line(grey, x, top, x, end)
    for y in np.linspace(top + 0.9, end - 0.9, 3):
        line(grey, x - 1.2, y, x + 1.2, y)


def low_row(*characters: float, divider: float | None = None) -> Pixels:
    """Low rows between wider ones, with characters that fill the height of both."""
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    rows = (88.0, 100.0, 104.6, 109.2, 121.0)
    for y in rows:
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, MIDDLE, RIGHT):
        line(grey, x, rows[0], x, rows[-1])
    if divider is not None:
        line(grey, divider, rows[1], divider, rows[3])
    for x in characters:
        for top, end in ((rows[1], rows[2]), (rows[2], rows[3])):
            character(grey, x, top, end)
    return grey


def test_characters_one_below_another_that_fill_the_height_of_low_rows_make_no_side() -> None:
    assert cells(low_row(*np.arange(62, 90, 3.8))) == [8]


def test_a_side_of_low_rows_stays_beside_words_that_fill_their_height() -> None:
    assert cells(low_row(62.0, 65.8, 72.6, 76.4, divider=69.2)) == [10]


def test_a_stroke_as_high_as_a_low_row_is_no_side_where_its_character_stands_beside_it() -> None:
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    for y in (100.0, 104.7):
        line(grey, LEFT, y, RIGHT, y)
    for x in (LEFT, MIDDLE, RIGHT):
        line(grey, x, 100.0, x, 104.7)
    assert cells(grey) == [2]
    for at in (100.0, 140.0):
        line(grey, at, 100.25, at, 104.5)
        for down in np.arange(101.0, 104.0, 0.8):
            line(grey, at + 0.5, down, at + 3.0, down)
    assert cells(grey) == [2]
