"""Names that lie across the rule between two cells: open in both, unless one of them surely holds the name."""

from __future__ import annotations

import pytest

from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, Sheet, name

ROWS = tuple(BBox(60, y, 90, y + 16) for y in (10, 26, 42))
"""Three cells of a column, one under the other, and higher than a name."""
EDGE = ROWS[1].y0


def told(sheet: Sheet) -> dict[int, bool]:
    """For each cell with a mark, by its upper edge, whether a mark of it is sure."""
    cells: dict[int, bool] = {}
    for one in sheet.found():
        if one.cell is not None:
            top = round(one.cell.y0)
            cells[top] = cells.get(top, False) or one.sure
    return cells


def signed(middle: float, *, seed: int = 7, height: float = 7.0) -> Sheet:
    """A column of three cells with one name centred on the line ``middle``."""
    sheet = Sheet(ROWS)
    sheet.ink(name(seed, height=height), 63, middle, BLACK)
    return sheet


@pytest.mark.parametrize("seed", [3, 7, 8, 11])
@pytest.mark.parametrize("height", [5.0, 7.0])
def test_a_name_on_the_rule_leaves_both_cells_open(seed: int, height: float) -> None:
    assert told(signed(EDGE, seed=seed, height=height)) == {10: False, 26: False}


def test_a_name_mostly_inside_a_cell_is_its_own_and_leaves_the_other_empty() -> None:
    assert told(signed(EDGE + 3)) == {26: True}
    assert told(signed(EDGE - 3)) == {10: True}


def test_a_name_inside_a_cell_is_nobody_elses() -> None:
    assert told(signed(EDGE + 8)) == {26: True}


def test_a_name_across_the_rule_of_a_printed_header_leaves_the_cell_below_open() -> None:
    sheet = Sheet(ROWS)
    sheet.words("签名", 71, 14)
    sheet.ink(name(7, height=7), 63, EDGE - 2, BLACK)
    assert told(sheet)[26] is False


def test_two_names_that_touch_the_rule_from_both_sides_are_both_sure() -> None:
    sheet = Sheet(ROWS)
    sheet.ink(name(7, height=7), 63, EDGE - 4, BLACK)
    sheet.ink(name(8, height=7), 63, EDGE + 4, BLACK)
    assert told(sheet) == {10: True, 26: True}


def test_a_name_on_each_rule_leaves_the_cell_between_them_and_those_beside_it_open() -> None:
    sheet = Sheet(ROWS)
    sheet.ink(name(7, height=6), 63, EDGE, BLACK)
    sheet.ink(name(8, height=6), 63, EDGE + 16, BLACK)
    assert told(sheet) == {10: False, 26: False, 42: False}


def test_words_printed_over_a_rule_are_no_name() -> None:
    sheet = Sheet(ROWS)
    sheet.words("经办人员", 64, EDGE)
    assert told(sheet) == {}
