"""A title in large bold characters is no table, though their strokes are long, straight and meet one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.layout.tables import Ruling, grids
from extract.vision.lettering import without_lettering
from extract.vision.rulings import rulings
from tests.scans.glyphs import font

if TYPE_CHECKING:
    from extract.vision.rasters import Pixels

DPI = 200.0
PER_MM = DPI / 25.4
POINT_MM = 25.4 / 72


def page(words: str, points: float, frame: tuple[float, float, float, float] | None = None) -> Pixels:
    """A page with a line of bold characters of that size, and a framed row of two cells."""
    sheet = Image.new("L", (round(210 * PER_MM), round(297 * PER_MM)), 250)
    draw = ImageDraw.Draw(sheet)
    if words:
        draw.text((105 * PER_MM, 60 * PER_MM), words, 20, font("sans", round(points * POINT_MM * PER_MM)), anchor="mm")
    if frame:
        x0, y0, x1, y1 = (round(v * PER_MM) for v in frame)
        draw.rectangle((x0, y0, x1, y1), outline=30, width=2)
        draw.line(((x0 + x1) // 3, y0, (x0 + x1) // 3, y1), fill=30, width=2)
    return np.asarray(sheet, dtype=np.uint8)


@pytest.mark.parametrize("points", [22, 26, 36])
@pytest.mark.parametrize("words", ["综合标准化试点复查自检报告", "圖書館綜合標準化試點", "国家社会管理申请书"])
def test_no_table_is_seen_in_a_title_of_large_bold_characters(words: str, points: float) -> None:
    assert grids(rulings(page(words, points), DPI)) == []


@pytest.mark.parametrize("height", [7.0, 11.0, 15.0])
def test_a_row_that_stands_alone_beside_such_a_title_stays_a_table(height: float) -> None:
    (found,) = grids(rulings(page("综合标准化试点复查自检报告", 22, (25, 90, 185, 90 + height)), DPI))
    assert len(found.cells) == 2


def box(x0: float, y0: float, x1: float, y1: float, *inside: float) -> list[Ruling]:
    """The sides of a table with one row, and of its columns."""
    return [Ruling(True, y0, x0, x1), Ruling(True, y1, x0, x1)] + [Ruling(False, x, y0, y1) for x in (x0, *inside, x1)]


def test_lines_with_no_room_for_a_character_between_them_are_strokes_of_one() -> None:
    assert without_lettering(box(40, 50, 70, 56, 42.2, 60)) == []
    assert without_lettering(box(40, 50, 70, 56, 44, 60)) != []


def test_the_two_lines_of_a_double_frame_are_lines_of_a_table() -> None:
    assert len(without_lettering(box(40, 50, 140, 58, 40.7, 90, 139.3))) == 7


def test_a_frame_as_small_as_one_character_is_one() -> None:
    assert without_lettering(box(40, 50, 48, 58)) == []


def test_lines_that_end_far_beyond_the_sides_are_strokes_unless_a_wide_row_has_lost_a_side() -> None:
    assert without_lettering([*box(40, 50, 60, 56)[2:], Ruling(True, 50, 40, 68), Ruling(True, 56, 40, 68)]) == []
    wide = [Ruling(True, 50, 25, 185), Ruling(True, 60, 25, 185), Ruling(False, 25, 50, 60), Ruling(False, 60, 50, 60)]
    assert without_lettering(wide) == wide


def test_a_higher_table_is_left_as_it_is_however_close_its_lines() -> None:
    lines = [*box(40, 50, 140, 58, 42), *box(40, 58, 140, 80, 42)]
    assert without_lettering(lines) == lines
