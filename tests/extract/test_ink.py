"""Signatures on page pictures: what the pen leaves where one signs, and what is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from extract.ink.find import cells_of
from extract.ink.likeness import certainty_of
from extract.ink.on_page import score, signature_pictures
from extract.ink.shape import Shape
from extract.ink.signature import SURE_FROM
from extract.ocr.engine import ReadLine
from extract.vision.rulings import rulings
from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, EM, RED, Sheet, block, name, stray
from tests.scans.hands import STYLES, Hand, written_mask
from tests.scans.wear import PX

if TYPE_CHECKING:
    from tests.scans.wear import Mask

COLUMN = tuple(BBox(60, y, 90, y + 11) for y in (10, 21, 32))
"""Three cells of a column, one under the other."""


@pytest.mark.parametrize("style", STYLES)
def test_a_name_behind_the_prompt_is_a_signature_in_every_hand(style: str) -> None:
    sheet = block()
    box = sheet.ink(name(2, style), 62, 40)
    (found,) = sheet.found()
    assert found.sure
    assert found.box.overlap(box) > 0.8 * box.width * box.height


def test_an_unsigned_block_shows_nothing() -> None:
    assert block().found() == []


def test_a_typed_name_is_no_signature() -> None:
    sheet = block()
    sheet.words("王海涛", 63, 40)
    assert sheet.found() == []


def test_a_typed_name_read_in_one_line_with_its_prompt_is_no_signature() -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：王海涛", 30, 40)
    assert sheet.found() == []


def test_a_name_signed_behind_the_prompt_and_read_in_one_line_with_it_is_a_signature() -> None:
    sheet = Sheet()
    prompt = sheet.words("负责人（签字）：", 30, 40)
    box = sheet.ink(name(), prompt.x1 + 1, 40)
    sheet.lines.clear()
    sheet.read("负责人（签字）：王海涛", BBox(prompt.x0, box.y0, box.x1, box.y1), 0.97, 4.2)
    assert [one.sure for one in sheet.found()] == [True]


@pytest.mark.parametrize("what", ["tick", "check", "line", "smudge", "dot", "ring"])
def test_a_stray_stroke_is_no_signature(what: str) -> None:
    sheet = block()
    sheet.ink(stray(what), 64, 40)
    assert not any(one.sure for one in sheet.found())


def test_a_date_written_by_hand_belongs_to_the_date() -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 30, 36)
    for sign, x in (("年", 80), ("月", 90), ("日", 100)):
        sheet.words(sign, x, 54)
    sheet.ink(written_mask("2019", Hand(5, "neat", 5.0)), 66, 54)
    sheet.ink(written_mask("5", Hand(5, "neat", 5.0)), 86, 54)
    assert sheet.found() == []


def test_a_signature_beside_a_date_written_by_hand_is_found_without_it() -> None:
    sheet = Sheet()
    for sign, x in (("年", 80), ("月", 90), ("日", 100)):
        sheet.words(sign, x, 54)
    sheet.ink(written_mask("2019", Hand(5, "neat", 5.0)), 66, 54)
    box = sheet.ink(name(), 66, 42)
    (found,) = sheet.found()
    assert found.sure
    assert found.box.y1 < box.y1 + 2


def test_a_seal_over_the_name_changes_nothing_in_colour() -> None:
    sheet = block()
    sheet.ink(name(4, height=10), 62, 40)
    seal = sheet.seal(82, 42)
    assert [one.sure for one in sheet.found((seal,))] == [True]


def test_a_seal_alone_is_no_signature_in_colour() -> None:
    sheet = block()
    seal = sheet.seal(76, 42)
    assert sheet.found((seal,)) == []


def test_a_seal_over_the_place_leaves_it_open_without_colours() -> None:
    sheet = block()
    seal = sheet.seal(76, 42)
    (found,) = sheet.grey().found((seal,))
    assert found.hidden
    assert not found.sure


def test_a_name_that_runs_out_of_the_seal_is_a_signature_without_colours() -> None:
    sheet = block()
    sheet.ink(name(6, height=10), 60, 34, BLACK)
    seal = sheet.seal(100, 45)
    assert [one.sure for one in sheet.grey().found((seal,))] == [True]


def test_a_name_far_from_all_other_ink_needs_no_prompt_without_colours() -> None:
    sheet = Sheet()
    sheet.words("情况属实，同意申报。", 12, 16)
    sheet.words("2019年5月6日", 75, 54)
    sheet.ink(name(6, height=8), 40, 36, BLACK)
    assert [one.sure for one in sheet.grey().found()] == [True]


def test_the_words_of_a_seal_whose_ring_was_not_found_are_no_sure_signature_without_colours() -> None:
    sheet = Sheet()
    sheet.words("情况属实，同意申报。", 12, 16)
    sheet.seal(76, 38)
    assert not any(one.sure for one in sheet.grey().found())


def test_an_empty_place_beside_a_seal_is_empty_without_colours() -> None:
    sheet = block()
    seal = sheet.seal(100, 38)
    assert sheet.grey().found((seal,)) == []


def test_each_cell_of_a_column_holds_its_own_signature() -> None:
    sheet = Sheet(COLUMN)
    sheet.ink(name(7, height=7), 62, 15.5)
    sheet.ink(name(8, height=7), 62, 37.5)
    assert [(one.sure, one.cell and round(one.cell.y0)) for one in sheet.found()] == [(True, 10), (True, 32)]


def test_the_end_of_a_name_from_the_cell_above_is_none_below() -> None:
    sheet = Sheet(COLUMN)
    sheet.ink(name(7, height=9), 62, 18)
    cells = [one.cell and round(one.cell.y0) for one in sheet.found() if one.sure]
    assert cells == [10]


def test_a_name_that_runs_over_the_edge_of_the_table_belongs_to_its_cell() -> None:
    sheet = Sheet((BBox(10, 10, 80, 22),))
    sheet.ink(name(3, height=8), 58, 16)
    (found,) = sheet.found()
    assert found.box.x1 > 80
    assert found.cell is not None


def test_red_writing_is_no_signature() -> None:
    sheet = block()
    sheet.ink(name(), 62, 40, RED)
    assert sheet.found() == []


def test_a_signature_is_handed_on_as_a_picture_whose_middle_lies_in_its_cell() -> None:
    sheet = Sheet((BBox(10, 10, 64, 22),))
    sheet.ink(name(3, height=8), 56, 16)
    (picture,) = signature_pictures(sheet.page(), sheet.rulings, sheet.lines)
    assert picture.at.box is not None
    assert picture.at.box.centre[0] < 64
    assert picture.data is not None
    assert picture.signature is not None


def test_a_sure_signature_scores_high_and_a_doubtful_one_low() -> None:
    sheet = block()
    sheet.ink(name(), 62, 40)
    (found,) = sheet.found()
    assert score(found) >= 0.95
    doubtful = type(found)(found.box, found.cell, 0.4)
    assert score(doubtful) == 0.4


def test_ink_in_the_margin_far_from_every_prompt_is_left_to_a_person() -> None:
    sheet = block()
    sheet.ink(name(), 20, 76)
    assert not any(one.sure for one in sheet.found())


def test_a_name_between_the_prompts_for_signature_and_seal_and_read_in_one_line_with_them_is_a_signature() -> None:
    sheet = Sheet()
    first, last = sheet.words("负责人（签字）：", 20, 40), sheet.words("（盖章）", 88, 40)
    box = sheet.ink(name(), first.x1 + 1, 40)
    sheet.lines.clear()
    sheet.words("情况属实，同意申报，望予批准为盼。", 12, 16)
    sheet.read_together((("负责人（签字）：", first), ("文)斌√敏", box), ("（盖章）", last)), 0.8, 9.9)
    assert [one.sure for one in sheet.found()] == [True]


def test_a_name_read_in_one_line_with_the_prompt_for_a_seal_is_a_signature() -> None:
    sheet = block()
    last = sheet.words("（盖章）", 92, 40)
    box = sheet.ink(name(), 61, 40)
    sheet.lines.pop()
    sheet.read_together((("陆燕文", box), ("盖章）", last)), 1.0, 8.2)
    assert [one.sure for one in sheet.found()] == [True]


@pytest.mark.parametrize("em", [4.2, 8.2])
def test_a_name_found_in_one_line_with_the_prompt_for_a_seal_and_not_read_is_a_signature(em: float) -> None:
    sheet = block()
    last = sheet.words("（盖章）", 92, 40)
    box = sheet.ink(name(), 61, 40)
    sheet.lines.pop()
    sheet.read_together(((" ", box), ("（盖章）", last)), 0.99, em)
    sheet.lines[-1] = replace(sheet.lines[-1], read=ReadLine(sheet.lines[-1].read.glyphs[1:]))
    (found,) = sheet.found()
    assert found.sure
    assert found.box.overlap(box) > 0.8 * box.width * box.height


def test_a_name_found_in_one_line_with_its_prompt_and_not_read_is_a_signature() -> None:
    sheet = Sheet()
    prompt = sheet.words("负责人（签字）：", 20, 40)
    box = sheet.ink(name(), prompt.x1 + 2, 40)
    sheet.lines.clear()
    sheet.words("情况属实，同意申报，望予批准为盼。", 12, 16)
    sheet.read_together((("负责人（签字）：", prompt), (" ", box)), 0.99, 6.0)
    glyphs = sheet.lines[-1].read.glyphs
    sheet.lines[-1] = replace(sheet.lines[-1], read=ReadLine(glyphs[:-1]))
    assert [one.sure for one in sheet.found()] == [True]


@pytest.mark.parametrize("print_at", [33.0, 47.0])
def test_a_name_found_in_one_line_with_the_print_below_or_above_it_is_a_signature(print_at: float) -> None:
    sheet = Sheet()
    sheet.words("情况属实，同意申报，望予批准为盼。", 12, 16)
    sheet.words("负责人（签字）：", 12, 40)
    box = sheet.ink(name(), 48, 40)
    words = sheet.words("单位名称：宜昌市西陵区政务服务中心", 20, print_at)
    sheet.lines.pop()
    sheet.read_together((("单位名称：宜昌市西陵区政务服务中心", words), (" ", box)), 0.9, 8.0)
    glyphs = sheet.lines[-1].read.glyphs
    sheet.lines[-1] = replace(sheet.lines[-1], read=ReadLine(glyphs[:-1]))
    assert [one.sure for one in sheet.found()] == [True]


def test_a_large_name_of_few_turns_is_a_signature_and_a_large_tick_is_none() -> None:
    name_of_few_turns = Shape(area=24.0, width=25.0, height=11.0, thickness=0.61, axial=0.2, core=0.4)
    tick = Shape(area=19.4, width=22.0, height=16.0, thickness=0.6, axial=0.2, core=0.4)
    assert 1.4 < name_of_few_turns.winding < 1.5
    assert 1.15 < tick.winding < 1.2
    assert certainty_of(name_of_few_turns, 4.0) >= SURE_FROM
    assert certainty_of(tick, 4.0) < SURE_FROM


@pytest.mark.parametrize(("way", "sure"), [(30.0, True), (22.5, False)], ids=["a name", "a flat tick"])
def test_a_flat_name_of_few_turns_is_a_signature_since_no_flat_tick_winds_so_much(way: float, sure: bool) -> None:
    hasty = Shape(area=0.5 * way, width=20.1, height=4.2, thickness=0.5, axial=0.2, core=0.4)
    assert hasty.winding < 1.5
    assert (certainty_of(hasty, 4.0) >= SURE_FROM) is sure


def test_a_date_in_one_line_with_an_empty_prompt_is_no_signature() -> None:
    sheet = Sheet()
    box = sheet.words("负责人（签字）：2019年5月6日", 20, 40)
    assert box.x1 < 110
    assert sheet.found() == []


def test_a_side_of_the_table_that_a_name_runs_over_closes_its_cell_all_the_same() -> None:
    sheet = Sheet(tuple(BBox(x, y, x + 30, y + 11) for x in (30, 60) for y in (10, 21)))
    top, bottom = (round(v * 200 / 25.4) for v in (22.5, 31.5))
    sheet.pixels[top:bottom, round(88 * 200 / 25.4) : round(93 * 200 / 25.4)] = 250  # the rule is lost among strokes
    drawn = rulings(sheet.pixels[:, :, 2], 200.0)
    corners = sorted((round(cell.x1 / 10), round(cell.y1)) for cell in cells_of(drawn))
    assert corners == [(6, 21), (6, 32), (9, 21), (9, 32)]


def test_a_name_that_print_hides_by_half_leaves_its_place_open() -> None:
    sheet = block()
    box = sheet.ink(stroke_of_few_turns(), 64, 42)
    sheet.words("单位：宜昌市西陵区图书馆", 40, 45)
    (found,) = sheet.found()
    assert (found.sure, found.box.overlap(box) > 0) == (False, True)


@pytest.mark.parametrize("seed", [0, 2, 4])
def test_a_name_of_two_characters_of_which_print_hides_the_first_leaves_its_place_open(seed: int) -> None:
    sheet = block()
    sheet.ink(written_mask("陆", Hand(seed, "neat", 6.0)), 64, 43)
    sheet.ink(written_mask("华", Hand(seed, "neat", 4.0)), 78, 38)
    sheet.words("单位：宜昌市西陵区图书馆", 40, 45)
    assert [one.sure for one in sheet.found()] == [False]


def test_a_pale_name_of_which_one_long_stroke_is_left_leaves_its_place_open() -> None:
    sheet = block()
    sheet.ink(stroke_of_few_turns(), 64, 40)
    assert [one.sure for one in sheet.found()] == [False]


@pytest.mark.parametrize("what", ["tick", "check", "line", "dot"])
def test_a_tick_or_a_line_behind_a_prompt_is_explained_and_leaves_nothing_open(what: str) -> None:
    sheet = block()
    sheet.ink(stray(what), 64, 40)
    assert sheet.found() == []


def test_a_tick_that_runs_into_printed_words_leaves_nothing_open() -> None:
    sheet = block()
    sheet.ink(stray("tick"), 64, 41)
    sheet.words("单位：宜昌市西陵区图书馆", 40, 45)
    assert sheet.found() == []


def test_words_in_print_that_touch_one_another_leave_nothing_open() -> None:
    sheet = block()
    box = sheet.words("（盖章）宜昌市", 64, 40)
    sheet.ink(line_between(box), box.x0, 40, BLACK)
    assert sheet.found() == []


def test_a_tick_that_runs_into_the_figures_of_a_date_is_no_sure_signature() -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 30, 40)
    for sign, x in (("年", 80), ("月", 92), ("日", 104)):
        sheet.words(sign, x, 48)
    sheet.ink(written_mask("2019", Hand(5, "neat", 7.0)), 64, 48)
    sheet.ink(stray("tick"), 64, 43)
    assert not any(one.sure for one in sheet.found())


@pytest.mark.parametrize(("down", "left"), [((0.0, 0.6, 0.2), 0), ((0.0, 2.4, 4.8), 1)])
def test_a_line_behind_a_prompt_of_which_pieces_are_left_is_no_signature_and_strokes_that_lie_higher_may_be(
    down: tuple[float, ...], left: int
) -> None:
    sheet = block()
    for number, lower in enumerate(down):
        sheet.ink(np.ones((round(0.35 * PX), round(8 * PX)), np.float32), 62 + 9.5 * number, 38 + lower)
    assert len(sheet.found()) == left


@pytest.mark.parametrize("prompt", ["自责人（答字）：", "负责人（答字）："])
def test_the_prompt_may_be_misread_where_its_brackets_say_what_it_asks_for(prompt: str) -> None:
    sheet = Sheet()
    printed = sheet.words("负责人（签字）：", 30, 40)
    box = sheet.ink(name(), printed.x1 + 1, 40)
    sheet.lines.clear()
    sheet.read(f"{prompt}陈强军", BBox(printed.x0, box.y0, box.x1, box.y1), 0.97, 4.2)
    assert [one.sure for one in sheet.found()] == [True]


def stroke_of_few_turns() -> Mask:
    """A long stroke that rises and falls once: too few turns for a name."""
    import numpy as np

    mask = np.zeros((round(6 * PX), round(26 * PX)), np.float32)
    across = np.arange(mask.shape[1])
    middle = (0.5 + 0.42 * np.sin(across / mask.shape[1] * 6.28)) * mask.shape[0]
    mask[np.abs(np.arange(mask.shape[0])[:, None] - middle[None]) < 0.3 * PX] = 1.0
    return mask


def line_between(box: BBox) -> Mask:
    """A bar at half the height of printed words, as long as they are: a coarse copy joins them so."""
    import numpy as np

    return np.ones((round(0.3 * PX), round(box.width * PX)), np.float32)


def test_a_year_written_by_hand_whose_row_a_seal_hides_is_no_signature() -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 30, 36)
    year = sheet.ink(written_mask("2019", Hand(5, "neat", 5.6)), 62, 48)
    sign = sheet.words("年", 82, 48)
    sheet.lines.pop()
    sheet.read("2019年", BBox(year.x0, year.y0, sign.x1, year.y1), 0.5, 5.6)
    assert sheet.found() == []


@pytest.mark.parametrize("read", [True, False])
def test_figures_below_a_prompt_are_not_surely_a_name_where_no_date_was_read(read: bool) -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 30, 36)
    for place, figure in enumerate("2020"):
        sheet.ink(written_mask(figure, Hand(5, "neat", 5.6)), 62 + 4.6 * place, 48)
    if read:
        sheet.words("2019年5月6日", 70, 56)
    assert any(one.sure for one in sheet.found()) is read


def test_the_first_figures_of_a_year_that_runs_into_a_seal_are_not_surely_a_name() -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 30, 36)
    for place, figure in enumerate("20"):
        sheet.ink(written_mask(figure, Hand(5, "neat", 5.6)), 62 + 5.2 * place, 45)
    sheet.grey()
    assert [one.sure for one in sheet.found()] == [True]
    assert not any(one.sure for one in sheet.found((BBox(71.5, 28, 103, 59),)))


@pytest.mark.parametrize(("colour", "sure"), [((185, 185, 200), False), ((195, 195, 195), True)])
def test_pale_red_ink_is_not_surely_a_name_where_the_other_ink_is_darker(
    colour: tuple[int, int, int], sure: bool
) -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 30, 36)
    sheet.words("情况属实，同意申报。", 12, 16)
    sheet.ink(name(), 62, 75)
    sheet.pixels = (150 + 0.4 * sheet.pixels).astype("uint8")
    sheet.ink(name(), 62, 36, colour)
    assert [one.sure for one in sheet.found() if one.box.y0 < 60] == [sure]


def test_the_frame_of_a_name_seal_is_no_cell_that_a_member_signs() -> None:
    frame, column = BBox(20, 20, 34, 34), BBox(40, 20, 62, 31)
    assert cells_of(Sheet((frame,)).rulings) == []
    assert cells_of(Sheet((column,)).rulings) == [column]


def test_two_strokes_of_a_pen_behind_the_prompt_are_left_open_where_one_alone_is_none() -> None:
    sheet = block()
    first = sheet.ink(stray("check"), 62, 40)
    assert sheet.found() == []
    sheet.ink(stray("tick"), first.x1 + 3, 40)
    assert [one.sure for one in sheet.found()] == [False]


def test_a_name_above_the_year_of_a_date_is_found_though_the_rest_of_the_row_was_read_higher() -> None:
    sheet = Sheet()
    prompt = sheet.words("负责人（签字）：", 30, 36)
    box = sheet.ink(name(2), prompt.x1 + 4, 36)
    sheet.words("2019年", 62, 46)
    sheet.words("5月6日", 84, 46)
    late = sheet.lines.pop()
    sheet.read("5月6日", BBox(late.box.x0, box.y0 + 3, late.box.x1, late.box.y1 + 1), 0.5, EM)
    (found,) = sheet.found()
    assert found.sure
    assert found.box.overlap(box) > 0.7 * box.width * box.height
