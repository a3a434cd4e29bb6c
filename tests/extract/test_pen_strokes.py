"""A stroke of a pen in a table's cell parts no row; a thin or worn ruling does."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from extract.layout.tables import grids
from extract.vision.rulings import rulings
from extract.vision.segments import Segment
from extract.vision.strokes import without_strokes

DPI = 200.0
PER_MM = DPI / 25.4
XS, YS = (25, 55, 85, 120, 150, 185), (30, 42, 54, 66)
CELLS = (len(XS) - 1) * (len(YS) - 1)


def rule(grey: NDArray[np.uint8], box: tuple[float, float, float, float], thick: float, shade: int = 40) -> None:
    """A line from one end to the other, as thick as it is in millimetres, edges softened as a scanner does."""
    x0, y0, x1, y1 = box
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) + np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (
        thick / 2
    )
    cv2.fillPoly(grey, [np.rint(corners * PER_MM * 16).astype(np.int32)], (shade,), cv2.LINE_AA, 4)


def table(thick: float = 0.3, shade: int = 40) -> NDArray[np.uint8]:
    grey = np.full((round(100 * PER_MM), round(210 * PER_MM)), 248, np.uint8)
    for y in YS:
        rule(grey, (XS[0], y, XS[-1], y), thick, shade)
    for x in XS:
        rule(grey, (x, YS[0], x, YS[-1]), thick, shade)
    return grey


def stroke(
    grey: NDArray[np.uint8], start: tuple[float, float], end: tuple[float, float], bow: float, pens: tuple[float, float]
) -> None:
    """A stroke whose middle is ``bow`` above its ends; its pen swells from one width to the other."""
    share = np.linspace(0, 1, 80)
    x = start[0] + (end[0] - start[0]) * share
    y = start[1] + (end[1] - start[1]) * share - 4 * bow * share * (1 - share)
    points = np.rint(np.stack([x, y], axis=1) * PER_MM * 16).astype(np.int32)
    for n, (a, b) in enumerate(pairwise(points)):
        wide = pens[0] + (pens[1] - pens[0]) * n / len(points)
        cv2.line(grey, tuple(a), tuple(b), (30,), max(1, round(wide * PER_MM)), cv2.LINE_AA, 4)


def cells(grey: NDArray[np.uint8]) -> int:
    (grid,) = grids(rulings(grey, DPI))
    return len(grid.cells)


@pytest.mark.parametrize("pen", [0.3, 0.6])
@pytest.mark.parametrize("bow", [1.5, 3.0, 5.0])
@pytest.mark.parametrize(("left", "right"), [(85, 120), (120, 150), (84, 122), (87, 118)])
def test_a_bowed_stroke_over_a_whole_cell_parts_no_row(pen: float, bow: float, left: float, right: float) -> None:
    sheet = table()
    stroke(sheet, (left, 48 + bow / 2), (right, 48 + bow / 2), bow, (pen, pen))
    assert cells(sheet) == CELLS


@pytest.mark.parametrize("slant", [-2.0, 1.5, 2.0])
def test_a_straight_stroke_that_slants_against_the_table_parts_no_row(slant: float) -> None:
    sheet = table()
    stroke(sheet, (85, 48 - slant / 2), (120, 48 + slant / 2), 0.0, (0.5, 0.5))
    assert cells(sheet) == CELLS


def test_a_level_stroke_that_swells_parts_no_row() -> None:
    sheet = table()
    stroke(sheet, (85, 48), (120, 48), 0.0, (0.2, 1.3))
    assert cells(sheet) == CELLS


def test_a_level_stroke_that_goes_past_the_sides_of_its_cell_parts_no_row() -> None:
    sheet = table()
    stroke(sheet, (83.5, 48), (121.5, 48), 0.0, (0.4, 0.4))
    assert cells(sheet) == CELLS


def test_a_standing_stroke_parts_no_column() -> None:
    sheet = table()
    stroke(sheet, (134, 41), (136, 67), 0.8, (0.4, 0.6))
    assert cells(sheet) == CELLS


@pytest.mark.parametrize("shade", [40, 120])
@pytest.mark.parametrize("thick", [0.1, 0.2, 0.3, 0.5, 0.7])
def test_a_ruling_of_one_cell_stays_however_thin(thick: float, shade: int) -> None:
    sheet = table(thick, shade)
    rule(sheet, (85, 48, 120, 48), thick, shade)
    rule(sheet, (40, 42, 40, 54), thick, shade)
    assert cells(sheet) == CELLS + 2


@pytest.mark.parametrize("thick", [0.1, 0.2, 0.4, 0.7])
@pytest.mark.parametrize("seed", range(4))
def test_a_ruling_of_one_cell_stays_where_a_faint_print_broke_it(thick: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    sheet = table(thick, 90)
    rule(sheet, (85, 48, 120, 48), thick, 90)
    for x in (87, 90, 108, 113, 116):
        sheet[
            round(47 * PER_MM) : round(49 * PER_MM), round(x * PER_MM) : round((x + rng.uniform(0.2, 0.8)) * PER_MM)
        ] = 248
    noisy = np.clip(sheet + rng.normal(0, 4, sheet.shape), 0, 255).astype(np.uint8)
    assert cells(noisy) == CELLS + 1


def test_a_ruling_of_one_cell_stays_where_writing_touches_it() -> None:
    sheet = table()
    rule(sheet, (85, 48, 120, 48), 0.3)
    for x in range(90, 114, 5):
        rule(sheet, (x, 44.5, x + 3, 44.5), 0.5)
        rule(sheet, (x + 1.5, 44, x + 1.5, 48), 0.5)
    assert cells(sheet) == CELLS + 1


def dense(grey: NDArray[np.uint8], box: tuple[float, float, float, float]) -> None:
    """Characters so dense that their strokes run together: dark blocks with their level strokes joined."""
    x0, y0, x1, y1 = box
    for start in np.arange(x0, x1 - 2.6, 2.9):
        left, top, right, bottom = (round(float(v) * PER_MM) for v in (start, y0, start + 2.5, y1))
        cv2.rectangle(grey, (left, top), (right, bottom), (60,), -1)
    rule(grey, (x0, (y0 + y1) / 2, x1, (y0 + y1) / 2), 0.3)


def test_a_row_of_dense_characters_parts_no_cell() -> None:
    sheet = table()
    dense(sheet, (86.6, 46.5, 118.4, 49.5))
    assert cells(sheet) == CELLS


def test_a_ruling_under_dense_characters_parts_cells_as_before() -> None:
    sheet = table()
    rule(sheet, (85, 48, 120, 48), 0.3)
    dense(sheet, (92, 46.5, 113, 49.5))
    assert cells(sheet) == CELLS + 1


def test_a_ruling_that_is_worn_within_a_row_and_at_its_end_goes_on_below_it() -> None:
    crossing = [Segment(25, 185, 0, at) for at in (30, 35, 40, 50, 60, 88)]
    side, below, aside = Segment(24, 42, 0, 25), Segment(49, 83, 0, 25.2), Segment(49, 83, 0, 27)
    kept = without_strokes([side, below, aside], crossing, np.zeros((100, 200), np.uint8), 1.0, 2.3)
    assert kept == [side, below]
