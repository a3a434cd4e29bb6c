"""Ruling lines to grids, however they are drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.layout.tables import Grid, Ruling, grid_of_boxes, grids, straighten
from forms.evidence import BBox

XS, YS = (20.0, 60.0, 110.0, 190.0), (40.0, 52.0, 64.0, 90.0)


def level(y: float, x0: float, x1: float) -> Ruling:
    return Ruling(True, y, x0, x1)


def upright(x: float, y0: float, y1: float) -> Ruling:
    return Ruling(False, x, y0, y1)


def ruled(xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> list[Ruling]:
    return [level(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]


def only(rulings: list[Ruling]) -> Grid:
    (grid,) = grids(rulings)
    return grid


def places(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


def test_a_full_grid_has_one_cell_a_place() -> None:
    grid = only(ruled())
    assert places(grid) == [(r, c, 1, 1) for r in range(3) for c in range(3)]
    assert grid.cells[4].box == BBox(60, 52, 110, 64)


def test_a_missing_piece_of_a_line_merges_cells() -> None:
    across = [level(y, 20, 190) for y in YS]
    grid = only([*across, upright(20, 40, 90), upright(190, 40, 90), upright(60, 40, 90), upright(110, 52, 90)])
    assert (0, 1, 1, 2) in places(grid)
    assert len(grid.cells) == 8


def test_a_cell_over_several_rows_has_a_row_span() -> None:
    lines = [r for r in ruled() if r != level(52, 20, 190)] + [level(52, 60, 190)]
    assert (0, 0, 2, 1) in places(only(lines))


def test_lines_in_pieces_make_the_same_grid_as_whole_ones() -> None:
    pieces = []
    for horizontal, at, start, end in ruled():
        position = start
        while position < end:
            pieces.append(Ruling(horizontal, at, position, min(position + 1.5, end)))
            position += 2.5
    assert places(only(pieces)) == places(only(ruled()))


def test_double_lines_are_one_line() -> None:
    doubled = ruled() + [Ruling(r.horizontal, r.at + 0.7, r.start, r.end) for r in ruled()]
    assert len(only(doubled).cells) == 9


def test_cells_drawn_as_separate_boxes_are_one_table() -> None:
    boxes = [BBox(x0 + 0.2, y0 + 0.2, x1 - 0.2, y1 - 0.2) for x0, x1 in pairwise(XS)
             for y0, y1 in pairwise(YS)]  # fmt: skip
    grid = grid_of_boxes(boxes)
    assert grid is not None
    assert len(grid.cells) == 9


def test_a_table_without_side_lines_is_closed_where_its_lines_end() -> None:
    lines = [r for r in ruled() if r.horizontal or r.at in (60, 110)]
    assert places(only(lines)) == [(r, c, 1, 1) for r in range(3) for c in range(3)]


@pytest.mark.parametrize("levels", [(100.0, 140.0), (100.0,)], ids=["ends-here", "one-line"])
def test_a_side_that_lacks_is_as_long_as_the_others_where_page_breaks_cut_the_table(levels: tuple[float, ...]) -> None:
    level = [Ruling(True, y, 15, 195) for y in levels]
    uprights = [Ruling(False, x, 20, 140) for x in (15, 50)]
    (grid,) = grids([*level, *uprights], exact=True)
    assert grid.open_top
    assert grid.cell_at(120, 40) is not None
    assert grid.cell_at(120, 120) is not None
    assert grid.cell_at(120, 40) != grid.cell_at(30, 40)


def test_a_table_cut_off_below_is_closed_and_says_so() -> None:
    grid = only([r for r in ruled() if r != level(90, 20, 190)])
    assert (len(grid.cells), grid.open_top, grid.open_bottom) == (9, False, True)


def test_a_table_cut_off_above_is_closed_and_says_so() -> None:
    grid = only([r for r in ruled() if r != level(40, 20, 190)])
    assert (len(grid.cells), grid.open_top, grid.open_bottom) == (9, True, False)


@pytest.mark.parametrize(
    "lines",
    [
        [level(100, 60, 160), level(112, 60, 160), level(124, 60, 160)],
        [level(60, 20, 190), level(60.8, 20, 190)],
        [level(60, 20, 190), upright(100, 60, 90)],
        [level(60, 20, 24), level(64, 20, 24), upright(20, 60, 64), upright(24, 60, 64)],
    ],
    ids=["underlined blanks", "letterhead", "a corner", "a tick box"],
)
def test_lines_that_enclose_nothing_are_no_table(lines: list[Ruling]) -> None:
    assert grids(lines) == []


def test_tables_apart_are_two_and_a_nested_one_comes_first() -> None:
    inner = ruled((115.0, 140.0, 180.0), (66.0, 74.0, 84.0))
    below = ruled((20.0, 100.0, 190.0), (120.0, 140.0))
    found = grids(ruled() + inner + below)
    assert len(found) == 3
    assert found[0].box == BBox(115, 66, 180, 84)


def test_an_l_shaped_region_is_split_into_rectangles() -> None:
    lines = [level(0, 0, 100), level(40, 0, 100), upright(0, 0, 40), upright(100, 0, 40), level(20, 50, 100), upright(50, 20, 40)]  # fmt: skip
    grid = only(lines)
    area = sum(c.box.width * c.box.height for c in grid.cells)
    assert area == pytest.approx(4000)
    assert grid.cell_at(75, 30) != grid.cell_at(25, 30)


def test_the_cell_at_a_point_is_found_by_its_place() -> None:
    grid = only(ruled())
    assert grid.cell_at(61, 53) == 4
    assert grid.cell_at(10, 53) is None


def test_a_slightly_uneven_line_is_one_line() -> None:
    assert len(straighten([level(40.0, 20, 60), level(40.3, 60, 100), level(39.8, 100, 190)])) == 1


edges = st.lists(st.integers(4, 30), min_size=2, max_size=7).map(
    lambda steps: tuple(float(20 + sum(steps[:i])) for i in range(len(steps) + 1))
)


@given(xs=edges, ys=edges, shift=st.floats(-0.2, 0.2))
def test_cells_of_any_full_grid_cover_it_once(xs: tuple[float, ...], ys: tuple[float, ...], shift: float) -> None:
    lines = [Ruling(r.horizontal, r.at + (shift if i % 2 else 0), r.start, r.end) for i, r in enumerate(ruled(xs, ys))]
    grid = only(lines)
    assert len(grid.cells) == (len(xs) - 1) * (len(ys) - 1)
    assert sum(c.box.width * c.box.height for c in grid.cells) == pytest.approx(grid.box.width * grid.box.height)


def test_a_table_of_three_hundred_rows_is_one_grid() -> None:
    assert len(only(ruled(ys=tuple(40.0 + 5 * row for row in range(301)))).cells) == 900


def test_the_padding_round_a_frame_inside_a_cell_is_no_column() -> None:
    frame = [level(10, 52, 98), level(30, 52, 98), upright(52, 10, 30), upright(98, 10, 30)]
    found = only([*ruled((20.0, 50.0, 100.0), (10.0, 30.0)), *frame])
    assert [(cell.box.x0, cell.box.x1) for cell in found.cells] == [(20.0, 50.0), (50.0, 100.0)]


@pytest.mark.parametrize("end", [181.3, 182.5])
def test_a_cell_above_a_table_that_ends_a_hair_inside_is_closed(end: float) -> None:
    above = ruled((23.7, 56.8, 182.5), (188.3, 204.4))
    below = ruled((22.6, 49.1, end), (204.4, 220.8))
    lines = [line for line in above if not (line.horizontal and line.at == 204.4)] + below
    found = {(round(cell.box.x0, 1), round(cell.box.y0, 1)) for grid in grids(lines) for cell in grid.cells}
    assert (56.8, 188.3) in found
