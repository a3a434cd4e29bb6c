"""Grids drawn at random are found as they were drawn, whatever their thickness, tilt and noise."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import cv2
import numpy as np
import pytest

from extract.layout.tables import grids
from extract.vision.rasters import Raster
from extract.vision.rulings import rulings
from extract.vision.straight import straightened

DPI = 200.0
PER_MM = DPI / 25.4


def places(rng: Random, start: float, end: float, least: float, most: float) -> list[float]:
    found = [start]
    while found[-1] + 2 * least < end:
        found.append(found[-1] + rng.uniform(least, most))
    return [at for at in found if at < end - least] + [end]


@pytest.mark.parametrize("seed", range(10))
def test_the_grid_found_is_the_grid_drawn(seed: int) -> None:
    rng = Random(seed)
    xs, ys = places(rng, 25, 185, 9, 50), places(rng, 30, 250, 8, 45)
    thick = max(1, round(rng.uniform(0.1, 0.7) * PER_MM))
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    shade = rng.choice([20, 60, 110])
    left_out = set()
    for y in ys:
        cv2.line(
            grey, (round(xs[0] * PER_MM), round(y * PER_MM)), (round(xs[-1] * PER_MM), round(y * PER_MM)), shade, thick
        )
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, x in enumerate(xs):
            if 0 < column < len(xs) - 1 and rng.random() < 0.2:
                left_out.add((row, column))
                continue
            cv2.line(
                grey,
                (round(x * PER_MM), round(top * PER_MM)),
                (round(x * PER_MM), round(bottom * PER_MM)),
                shade,
                thick,
            )
    middle = (grey.shape[1] / 2, grey.shape[0] / 2)
    tilt = cv2.getRotationMatrix2D(middle, rng.uniform(-1, 1), 1.0)
    grey = np.asarray(cv2.warpAffine(grey, tilt, grey.shape[::-1], flags=cv2.INTER_CUBIC, borderValue=(245,)), np.uint8)
    noise = np.random.default_rng(seed).normal(0, rng.uniform(0, 8), grey.shape)
    noisy = np.clip(grey + noise, 0, 255).astype(np.uint8)
    page = straightened(Raster(1, np.repeat(noisy[:, :, None], 3, axis=2), DPI))
    (grid,) = grids(rulings(page.pixels[:, :, 2], page.dpi))
    assert len(grid.ys) == len(ys)
    assert len(grid.cells) == (len(xs) - 1) * (len(ys) - 1) - len(left_out)


@pytest.mark.parametrize(("gap", "rows"), [((130, 141), 2), ((106, 113), 2), ((178, 184), 2), ((105, 185), 1)])
def test_a_ruling_worn_inside_a_cell_is_whole_and_one_that_ends_at_others_is_not(
    gap: tuple[int, int], rows: int
) -> None:
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)

    def draw(x0: float, y0: float, x1: float, y1: float) -> None:
        begin, end = ((round(x * PER_MM), round(y * PER_MM)) for x, y in ((x0, y0), (x1, y1)))
        cv2.line(grey, begin, end, 60, 2)

    for x in (25, 105, 185):
        draw(x, 100, x, 140)
    for y in (100, 140):
        draw(25, y, 185, y)
    draw(25, 120, gap[0], 120)
    draw(gap[1], 120, 185, 120)
    (grid,) = grids(rulings(grey, DPI))
    assert sum(cell.column == 1 for cell in grid.cells) == rows


Stroke = tuple[float, float, float, float]
FRAME: tuple[Stroke, ...] = ((25, 50, 185, 50), (25, 50, 25, 160), (25, 160, 185, 160))
HIDDEN_SIDE: tuple[Stroke, ...] = ((25, 105, 185, 105), (60, 50, 60, 160), (185, 50, 185, 117))
TALL_CELL: tuple[Stroke, ...] = (
    *((25, y, 185, y) for y in (80, 120)),
    *((60, 50, 60, 80), (60, 120, 60, 160), (60, 138, 185, 138), (185, 50, 185, 160)),
)


@pytest.mark.parametrize(("strokes", "cells"), [(HIDDEN_SIDE, 4), (TALL_CELL, 6)])
def test_a_side_goes_on_where_a_seal_hides_it_and_a_column_not_through_a_tall_cell(
    strokes: tuple[Stroke, ...], cells: int
) -> None:
    grey = np.full((round(297 * PER_MM), round(210 * PER_MM)), 245, np.uint8)
    for x0, y0, x1, y1 in (*FRAME, *strokes):
        begin, end = ((round(x * PER_MM), round(y * PER_MM)) for x, y in ((x0, y0), (x1, y1)))
        cv2.line(grey, begin, end, 60, 2)
    (grid,) = grids(rulings(grey, DPI))
    assert len(grid.cells) == cells
