"""Lines under words are no rules, a line that runs over its cell's side stays whole, a frame may begin a page before."""

from __future__ import annotations

import pytest

from extract.document import Table
from extract.layout.chars import Char
from extract.layout.lines import Line, lines_of
from extract.layout.paragraphs import cell_paragraphs, paragraphs_of
from extract.layout.tables import Ruling, grids
from extract.readers.pdf.reader import read
from extract.readers.pdf.underlined import without_underlines
from forms.evidence import BBox
from tests.extract.readers.pdfdraw import PT, Drawing, pdf

CHAR = 12 / PT
"""The width of a character of 12 points."""
BASE = 0.5 * CHAR
"""How far below its middle a character of that size is underlined."""


def cells(drawing: Drawing) -> list[str]:
    (table,) = (item for item in read(pdf(drawing)).flow if isinstance(item, Table))
    return ["".join(cell.text.split()) for cell in table.cells]


def underlined(drawing: Drawing, x: float, y: float, words: str) -> Drawing:
    """``words`` with a line under each of their two halves."""
    middle, end = x + len(words) // 2 * CHAR, x + len(words) * CHAR
    drawing.text(x, y, words).line(x, y + BASE, middle, y + BASE)
    return drawing.line(middle, y + BASE, end, y + BASE)


def test_words_underlined_from_side_to_side_of_their_cell_part_no_row() -> None:
    sheet = Drawing().grid([29.6, 30.4 + 4 * CHAR, 120.0], [36.0, 52.0])
    sheet = underlined(underlined(sheet, 30.0, 40.0, "实施阶段"), 30.0, 46.0, "自查改进")
    assert cells(sheet.text(60, 44, "宜昌市图书馆")) == ["实施阶段自查改进", "宜昌市图书馆"]


def test_a_flat_character_is_underlined_as_far_below_its_ink_as_its_neighbours_are() -> None:
    words = [Char(30.1, 41.9, 34.1, 42.4, "一"), Char(34.3, 40.0, 38.2, 44.0, "鸣")]
    assert not without_underlines(words, [Ruling(True, 44.1, 30.0, 38.4)])
    assert not without_underlines([Char(30.7, 40.0, 33.6, 43.9, "自")], [Ruling(True, 44.0, 30.0, 34.24)])
    assert without_underlines(words[:1], [Ruling(True, 44.1, 30.0, 34.2)])


def test_a_rule_below_words_that_reach_from_side_to_side_parts_their_rows() -> None:
    sheet = Drawing().grid([30.0, 30.0 + 4 * CHAR, 120.0], [37.0, 43.0, 49.0])
    sheet = (
        sheet.text(30.0, 40.0, "实施阶段").text(60, 40, "图书馆").text(30.0, 46.0, "自查阶段").text(60, 46, "档案馆")
    )
    assert cells(sheet) == ["实施阶段", "图书馆", "自查阶段", "档案馆"]


def test_the_dashes_of_a_rule_right_below_words_stay_a_rule() -> None:
    sheet = Drawing().text(60, 40, "1111111111").text(60, 46, "钱丽").text(32, 40, "代码").text(32, 46, "法人")
    for y in (37.0, 40 + BASE, 49.0):
        sheet = sheet.line(30, y, 120, y, style="[2.3 2.3] 0 d")
    for x in (30.0, 58.0, 120.0):
        sheet = sheet.line(x, 37, x, 49)
    assert cells(sheet) == ["代码", "1111111111", "法人", "钱丽"]


def test_a_rule_right_below_words_that_fill_a_cell_stays_one_where_it_goes_on_in_the_next() -> None:
    side = 30.0 + 4 * CHAR
    sheet = (
        Drawing().text(30.0, 40, "实施阶段").text(60, 40, "图书馆").text(30.0, 46.0, "自查阶段").text(60, 46, "档案馆")
    )
    for y in (37.0, 40 + BASE, 49.0):
        sheet = sheet.line(30, y, side - 0.4, y).line(side + 0.4, y, 120, y)
    for x in (30.0, side, 120.0):
        sheet = sheet.line(x, 37, x, 49)
    assert cells(sheet) == ["实施阶段", "图书馆", "自查阶段", "档案馆"]


@pytest.mark.parametrize("edge", [0.3, 0.5, 0.9])
def test_a_line_that_runs_over_the_side_of_its_cell_stays_whole(edge: float) -> None:
    side = 60.0 + (10 + edge) * CHAR
    sheet = Drawing().grid([30.0, 58.0, side, side + 30], [36.0, 52.0]).text(32, 40, "单位")
    sheet = sheet.text(60, 40, "宜昌市西陵区第一人民医院分院").text(side + 4 * CHAR + 2, 46, "公章")
    assert cells(sheet) == ["单位", "宜昌市西陵区第一人民医院分院", "公章"]


@pytest.mark.parametrize("apart", [0.0, 0.3, 0.6])
def test_words_that_begin_right_behind_a_cells_side_stand_in_the_next_cell(apart: float) -> None:
    side = 30.0 + 4 * CHAR + apart
    sheet = (
        Drawing()
        .grid([30.0, side, 120.0], [36.0, 44.0])
        .text(30.0, 40, "单位名称")
        .text(side + apart, 40, "宜昌市图书馆")
    )
    assert cells(sheet) == ["单位名称", "宜昌市图书馆"]


def test_a_frame_open_above_is_a_cell_that_goes_on_from_the_page_before() -> None:
    sides = [Ruling(False, 27.0, 25.0, 37.0), Ruling(False, 182.0, 25.0, 37.0)]
    (found,) = grids([*sides, Ruling(True, 37.0, 27.0, 182.0)])
    assert (len(found.cells), found.open_top, found.open_bottom) == (1, True, False)
    assert not grids(sides)


@pytest.mark.parametrize(("above", "count"), [("试点时间：____________", 1), ("____________", 1), ("已完成。", 2)])
def test_a_rule_that_goes_on_below_its_label_under_a_date_belongs_to_the_label(above: str, count: int) -> None:
    first = Line(above, 25, 40, 165, 44, 4.0, 4.0, 4.0)
    second = Line("2015.11-2016.06________", 25, 46, 165, 50, 4.0, 19.0, 2.0)
    assert len(paragraphs_of([first, second], 25, 187, 1)) == count
    third = Line("承担单位：____2016年____", 25, 46, 165, 50, 4.0, 19.0, 2.0)
    assert len(paragraphs_of([first, third], 25, 187, 1)) == 2


def set_in_two_typefaces(*lines: str) -> list[str]:
    """The paragraphs of lines 5.1 mm apart in a narrow cell, whose figures and Latin letters are 4.9 mm high."""
    chars = []
    for number, line in enumerate(lines):
        x, top = 22.0, 30 + 5.1 * number
        for text in line:
            high, wide = (4.9, 2.2) if text < "\u2e80" else (3.4, 3.5)
            chars.append(Char(x, top + 3.4 - high, x + wide, top + 3.4, text))
            x += wide
    box = BBox(20, 28, 22 + 6 * 3.5 + 2.5, 80)
    return [one.text for one in cell_paragraphs(lines_of(chars), box, 1)]


def test_figures_of_a_higher_typeface_part_no_lines() -> None:
    lines = "服务事项办理", "时限压缩了至", "30%，标准46项", "覆盖率提高，", "公众满意度为", "98.5%。"
    assert set_in_two_typefaces(*lines) == ["".join(lines)]


@pytest.mark.parametrize(("last", "count"), [("点", 1), ("点。", 1), ("无", 2), ("试点", 2)])
def test_one_character_below_a_long_line_is_its_last_one(last: str, count: int) -> None:
    """An answer beside its label on a cover has a narrower room than the page."""
    first = Line("试点名称：绵阳市涪城区不动产登记服务综合标准化试", 35, 40, 177, 45.3, 5.3, 5.3, 5.3, 77)
    second = Line(last, 76.5, 49, 77 + 5.3 * len(last), 54.3, 5.3, 5.3, 5.3)
    assert len(paragraphs_of([first, second], 24, 188, 1)) == count


@pytest.mark.parametrize(("inset", "edge", "count"), [(7.4, 25.0, 1), (7.4, 32.4, 2), (0.0, 25.0, 2)])
def test_a_line_at_the_edge_goes_on_below_a_sentence_where_paragraphs_begin_two_characters_in(
    inset: float, edge: float, count: int
) -> None:
    first = Line("建立了领导小组", 25 + inset, 40, 100, 43.7, 3.7, 3.7, 3.7)
    second = Line("并将加强对基层站点的指导，完善考核评价办法。", 25, 45, 100, 48.7, 3.7, 3.7, 3.7)
    third = Line("标准文本均在内网公布", edge, 50, 80, 53.7, 3.7, 3.7, 3.7)
    assert len(paragraphs_of([first, second, third], 25, 101, 1)) == count
