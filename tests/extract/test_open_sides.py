"""Tables open at their sides: the rows run as wide as one another, and one line alone may stand between two columns."""

from __future__ import annotations

import cv2
import numpy as np

from extract.layout.tables import grids
from extract.vision.rulings import rulings

DPI = 200.0
PER_MM = DPI / 25.4
LEFT, MIDDLE, THIRD, FOURTH, RIGHT, TOP, HIGH = 26.0, 58.0, 106.0, 138.0, 186.0, 50.0, 9.0


def cells(level: list[tuple[float, float, float]], standing: list[tuple[float, float, float]]) -> list[int]:
    """How many cells the tables of a page have; its lines given as their place, start and end in millimetres."""
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 250, np.uint8)
    for points in [((x0, y), (x1, y)) for y, x0, x1 in level] + [((x, y0), (x, y1)) for x, y0, y1 in standing]:
        first, last = ((round(x * PER_MM), round(y * PER_MM)) for x, y in points)
        cv2.line(grey, first, last, 40, 2)
    return [len(grid.cells) for grid in grids(rulings(grey, DPI))]


def rows(count: int) -> list[tuple[float, float, float]]:
    return [(TOP + HIGH * n, LEFT, RIGHT) for n in range(count + 1)]


def test_two_columns_without_sides_are_a_table() -> None:
    assert cells(rows(4), [(MIDDLE, TOP, TOP + 4 * HIGH)]) == [8]


def test_rows_of_two_cells_among_rows_of_four_are_rows_of_their_own() -> None:
    four = [(x, TOP + 3 * HIGH, TOP + 4 * HIGH) for x in (THIRD, FOURTH)]
    assert cells(rows(5), [(MIDDLE, TOP, TOP + 5 * HIGH), *four]) == [12]


def test_lines_to_write_on_that_a_stroke_runs_through_are_no_table() -> None:
    uneven = [(TOP + HIGH * n, LEFT + 6 * n, RIGHT - 9 * n) for n in range(4)]
    assert cells(uneven, [(MIDDLE, TOP, TOP + 3 * HIGH)]) == []


def test_the_level_strokes_of_one_large_character_are_no_table() -> None:
    strokes = [(TOP + 6 * n, LEFT, LEFT + 12) for n in range(3)]
    assert cells(strokes, [(LEFT + 6, TOP, TOP + 12)]) == []


def test_the_end_of_a_frame_that_a_page_break_cuts_is_a_cell() -> None:
    sides = [(LEFT, TOP, TOP + 40), (RIGHT, TOP, TOP + 40)]
    assert cells([(TOP + 40, LEFT, RIGHT)], sides) == [1]
    assert cells([(TOP, LEFT, RIGHT)], [*sides, (MIDDLE, TOP, TOP + 40)]) == [2]
    assert cells([(TOP + 40, LEFT, RIGHT)], [*sides, (THIRD, TOP + 26, TOP + 40)]) == [1]


def test_strokes_that_end_anywhere_above_a_line_are_no_frame() -> None:
    assert cells([(TOP + 40, LEFT, RIGHT)], [(LEFT, TOP, TOP + 40), (RIGHT, TOP + 15, TOP + 40)]) == []
    assert cells([(TOP + 40, LEFT, LEFT + 50)], [(LEFT, TOP, TOP + 40), (LEFT + 50, TOP, TOP + 40)]) == []
