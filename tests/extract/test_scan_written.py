"""Dates in pieces, or with figures that cannot be: joined, read once more as dates, and always in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.layout.tables import Ruling
from extract.ocr.engine import Glyph, ReadLine, Weighing
from extract.readers.scan.lines import PlacedLine
from extract.readers.scan.written import Written, dates_read
from forms.evidence import BBox

if TYPE_CHECKING:
    from extract.vision.rasters import Matrix, Pixels

MM = 0.1
"""Millimetres per pixel."""


class Says:
    """A recogniser to which every line says the same."""

    def __init__(self, text: str) -> None:
        self.text, self.widths = text, list[int]()
        self.characters = ["", *dict.fromkeys("0123456789年月日" + text)]

    def chances(self, crop: Pixels) -> Matrix:
        import numpy as np

        self.widths.append(crop.shape[1])
        rows = np.zeros((2 * len(self.text), len(self.characters)))
        rows[1::2, 0] = 1.0
        for n, char in enumerate(self.text):
            rows[2 * n, self.characters.index(char)] = 1.0
        return rows


def line(
    text: str, left: float, top: float = 50.0, em: float = 4.0, score: float = 0.9, fall: float = 0.0
) -> PlacedLine:
    """``text`` set solid, in one size, from ``left`` on."""
    box = BBox(left, top, left + em * len(text), top + 1.3 * em)
    x0, y0, x1, y1 = (value / MM for value in (box.x0, box.y0, box.x1, box.y1))
    quad = ((x0, y0), (x1, y0 + fall / MM), (x1, y1 + fall / MM), (x0, y1))
    glyphs = tuple(Glyph(char, (n + 0.5) / len(text), score) for n, char in enumerate(text))
    return PlacedLine(quad, ReadLine(glyphs), box, em)


def read(
    lines: list[PlacedLine], reader: Says, rulings: list[Ruling] | None = None, ink: BBox | None = None
) -> Written:
    import numpy as np

    page = np.full((1200, 2000), 255, np.uint8)
    if ink:
        page[round(ink.y0 / MM) : round(ink.y1 / MM), round(ink.x0 / MM) : round(ink.x1 / MM)] = 30
    return dates_read(lines, page, MM, rulings or [], reader)


def texts(found: Written) -> list[str]:
    return sorted(one.read.text for one in found.lines)


def test_a_recogniser_that_tells_its_chances_is_known_as_one() -> None:
    assert isinstance(Says("日"), Weighing)


def test_the_pieces_of_a_date_become_one_line_in_doubt() -> None:
    found = read([line("2019年", 40), line("7日", 75)], Says("2019年2月7日"))
    assert texts(found) == ["2019年2月7日"]
    (made,) = found.lines
    assert {glyph.score for glyph in made.read.glyphs} == {0.5}
    assert (made.box.x0, made.em) == (40, 4.0)
    middles = [glyph.middle for glyph in made.read.glyphs]
    assert middles == sorted(middles)


def test_a_month_that_there_is_not_is_read_once_more() -> None:
    found = read([line("2020年31月9日", 40)], Says("2020年11月9日"))
    assert texts(found) == ["2020年11月9日"]


def test_a_day_that_the_month_has_not_gives_way_to_one_that_it_has() -> None:
    found = read([line("2019年2月3日0", 40)], Says("2019年2月30日"))
    assert texts(found) != ["2019年2月30日"]


@pytest.mark.parametrize("text", ["2019年2月7日", "年月日", "第7日", "2019年2月"])
def test_whole_dates_blanks_and_other_words_stay_as_they_are(text: str) -> None:
    found = read([line(text, 40)], Says(text))
    assert texts(found) == [text]
    assert found.lines[0].read.glyphs[0].score == 0.9


def test_a_month_with_nothing_behind_it_is_no_date_in_part() -> None:
    found = read([line("2019年2月", 40), line("完成", 64)], Says("2019年2月完成"))
    assert texts(found) == ["2019年2月", "完成"]


def test_a_month_with_ink_behind_it_is_looked_at_for_its_day_and_one_without_is_not() -> None:
    alone, inked = Says("2019年2月7日"), Says("2019年2月7日")
    assert texts(read([line("2019年2月", 40)], alone)) == ["2019年2月"]
    assert alone.widths == []
    assert texts(read([line("2019年2月", 40)], inked, ink=BBox(74, 51, 77, 54))) == ["2019年2月7日"]


def test_figures_that_a_ring_adds_behind_a_sign_are_read_once_more() -> None:
    assert texts(read([line("2015年49993", 40)], Says("2015年4月21日"))) == ["2015年4月21日"]


def test_what_the_finder_passed_over_before_and_behind_is_looked_for_in_the_room_it_takes() -> None:
    found = read([line("3月", 70)], Says("2018年3月19日"))
    (made,) = found.lines
    assert made.read.text == "2018年3月19日"
    assert made.box.x0 <= 70 - 5 * 4
    assert made.box.x1 >= 78 + 4 * 4


def test_the_room_ends_where_other_words_or_a_rule_stand() -> None:
    found = read([line("负责人：", 44), line("3月", 70)], Says("2018年3月19日"), [Ruling(False, 90, 0, 200)])
    made = next(one for one in found.lines if one.read.text == "2018年3月19日")
    assert made.box.x0 >= 60
    assert made.box.x1 <= 90


def test_a_label_before_a_date_stays_a_line_of_its_own() -> None:
    found = read([line("日期：2019年", 30), line("7日", 75)], Says("2019年2月7日"))
    assert texts(found) == ["2019年2月7日", "日期："]
    label = next(one for one in found.lines if one.read.text == "日期：")
    assert label.box.x1 == pytest.approx(42)
    assert label.quad[1][0] == pytest.approx(420)


def test_a_seals_words_on_the_date_are_kept_as_ink_that_says_nothing() -> None:
    rim = line("榜", 62, top=49.5)
    found = read([line("2019年", 40), rim, line("7日", 75)], Says("2019年2月7日"))
    assert texts(found) == ["2019年2月7日"]
    assert found.unread == [rim.box]


def test_pieces_in_two_cells_are_not_joined() -> None:
    wall = [Ruling(False, 70, 0, 200)]
    reader = Says("2019年2月7日")
    found = read([line("2019年", 40), line("7日", 75)], reader, wall)
    assert all(one.box.x1 <= 70 or one.box.x0 >= 70 for one in found.lines)


def test_pieces_stay_where_nothing_like_a_date_is_read() -> None:
    lines = [line("2019年", 40), line("7日", 75)]
    assert read(lines, Says("市场监督管理局")).lines == lines


def test_a_seals_slanting_words_are_no_piece_of_a_date() -> None:
    lines = [line("39", 70, fall=4.0), line("7日", 140, top=90)]
    found = read(lines, Says("2019年2月7日"))
    assert "39" in texts(found)


def test_a_piece_that_the_date_beside_it_took_is_not_read_again() -> None:
    found = read([line("2019年", 40), line("年2月7日", 54)], Says("2019年2月7日"))
    assert texts(found) == ["2019年2月7日"]


def test_two_dates_in_one_row_are_left_alone() -> None:
    reader = Says("2019年2月7日")
    read([line("2019年2月2019年3月", 40)], reader)
    assert reader.widths == []
