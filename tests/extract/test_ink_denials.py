"""Places to sign that must not be called empty: misread prompts and names, and names across seals without colours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extract.ink.find import find
from extract.ink.judged import LEAST_CERTAINTY
from extract.ink.layer import InkLayer
from extract.ink.likeness import certainty_of
from extract.ink.shape import Shape
from extract.ink.signature import SURE_FROM, Signature
from extract.ink.stamped import stamps_of
from extract.ink.words import words_of
from extract.ocr.engine import ReadLine
from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, DPI, Sheet, block, name, stray
from tests.scans.hands import Hand, written_mask
from tests.scans.seals import SealLook, seal_mask
from tests.scans.wear import PX

GREY = (110, 110, 110)
COLUMN = tuple(BBox(60, y, 90, y + 11) for y in (10, 21, 32))


def stamped(sheet: Sheet, x: float, y: float, colour: tuple[int, int, int] = GREY) -> BBox:
    """A seal of 40 mm without colours; its box."""
    mask = seal_mask(SealLook("荆州市图书馆", diameter_mm=40, height_mm=40))
    sheet.ink(mask, x - mask.shape[1] / PX / 2, y, colour)
    return BBox(x - 20, y - 20, x + 20, y + 20)


def told(sheet: Sheet, seal: BBox, *, bilevel: bool = False) -> list[Signature]:
    """What is found beside a seal whose ring is surely known."""
    page = sheet.page()
    if bilevel:
        black = np.where(page.pixels > 150, 255, 0).astype(np.uint8)
        page = replace(page, pixels=black, bilevel=True)
    return find(page, sheet.rulings, sheet.lines, (seal,), (seal,))


def promptless() -> Sheet:
    """A block that asks in no words for a signature."""
    sheet = Sheet()
    sheet.words("情况属实，同意申报。", 12, 16)
    return sheet


@pytest.mark.parametrize("prompt", ["负责人（签甲）：", "負責人（簽予）："])
def test_a_name_behind_a_misread_prompt_and_read_in_one_line_with_it_is_a_signature(prompt: str) -> None:
    sheet = Sheet()
    printed = sheet.words("负责人（签字）：", 30, 40)
    box = sheet.ink(name(), printed.x1 + 1, 40)
    sheet.lines.clear()
    sheet.read(f"{prompt}王海涛", BBox(printed.x0, box.y0, box.x1, box.y1), 0.5, 4.2)
    assert [one.sure for one in sheet.found()] == [True]


def test_a_name_of_which_one_character_is_misread_as_a_sign_of_dates_is_a_signature() -> None:
    sheet = Sheet(COLUMN)
    box = sheet.ink(written_mask("王海国", Hand(3, "neat", 8.0)), 61, 26, BLACK)
    last = BBox(box.x1 - 6, box.y0, box.x1, box.y1)
    sheet.read("王海", BBox(box.x0, box.y0, last.x0, box.y1), 0.43, 4.6)
    sheet.read("日", last, 0.3, 4.6)
    assert [one.sure for one in sheet.found()] == [True]


@pytest.mark.parametrize(("score", "beside", "dates"), [(0.9, "", 1), (0.3, "", 0), (0.3, "2019年5月", 2)])
def test_a_sign_of_dates_alone_is_one_where_it_is_read_well_or_the_rest_stands_beside(
    score: float, beside: str, dates: int
) -> None:
    sheet = Sheet()
    sheet.read("日", BBox(80, 20, 84, 24), score, 4.2)
    if beside:
        sheet.read(beside, BBox(50, 20, 78, 24), 0.9, 4.2)
    assert len(words_of(sheet.lines).dates) == dates


def test_across_a_seal_in_black_and_white_a_block_without_a_prompt_is_never_surely_unsigned() -> None:
    sheet = promptless()
    sheet.ink(name(4, height=6), 70, 38, BLACK)
    (found,) = told(sheet, stamped(sheet, 76, 38), bilevel=True)
    assert not found.sure


def test_without_a_seal_a_block_without_a_prompt_is_seen_to_be_empty_in_black_and_white() -> None:
    sheet = promptless()
    assert told(sheet, BBox(200, 200, 240, 240), bilevel=True) == []


def test_in_a_pale_seal_a_block_without_a_prompt_is_seen_to_be_empty_where_copies_have_tones() -> None:
    sheet = promptless()
    assert told(sheet, stamped(sheet, 76, 36, (170, 170, 170))) == []


def test_a_date_that_runs_over_a_seals_ring_does_not_make_its_ink_as_dark_as_a_pens() -> None:
    dark, tones = np.zeros((500, 500), bool), np.zeros((500, 500), np.float32)
    y, x = np.mgrid[:500, :500]
    line = np.abs(np.hypot(x - 250, y - 250) - 195) < 5
    dark[line], tones[line] = True, 0.35
    over = line & (x > 250) & (np.abs(y - 250) < 90)
    tones[over] = 0.9
    pen = (np.abs(y - 250) < 3) & (np.abs(x - 250) < 60)
    dark[pen], tones[pen] = True, 0.55
    stamps = stamps_of(InkLayer(dark, DPI / 25.4, False, tones), (BBox.around([_mm(50, 50, 450, 450)]),))
    assert stamps.pen[pen].all()
    assert not stamps.pen[line & ~over].any()


def _mm(*sides: int) -> BBox:
    return BBox(*(side * 25.4 / DPI for side in sides))


def test_a_name_that_reaches_over_the_rule_leaves_the_place_below_open_that_a_seal_hides() -> None:
    upper, lower = BBox(10, 10, 110, 40), BBox(10, 40, 110, 85)
    sheet = Sheet((upper, lower))
    for y in (32, 64):
        sheet.words("负责人（签字）：", 20, y)
    sheet.ink(name(6, height=10), 52, 36.5, BLACK)
    seal = stamped(sheet, 70, 66)
    marks = sheet.found((seal,))
    assert [(one.cell, one.sure) for one in marks] == [(upper, True), (lower, False)]


@pytest.mark.parametrize("down", [0, 3, 6])
def test_a_typed_name_that_a_seals_line_runs_over_is_no_signature_without_colours(down: float) -> None:
    sheet = Sheet(())
    sheet.words("负责人（签字）：", 20, 30)
    typed = sheet.words("王海涛", 62, 30, em=4.6)
    sheet.lines.pop()
    sheet.read("王海涛", BBox(typed.x0 - 1, 26.8, typed.x1, 33.2), 0.99, 4.2)
    assert not any(one.sure for one in told(sheet, stamped(sheet, typed.x0 - 16, 30 + down)))


def test_a_name_in_strokes_thicker_than_a_pens_is_left_to_a_person() -> None:
    brushed = Shape(area=156.0, width=27.0, height=10.0, thickness=2.56, axial=0.2, core=0.45)
    assert LEAST_CERTAINTY < certainty_of(brushed, 2.6) < SURE_FROM
    assert certainty_of(replace(brushed, area=60.0), 2.6) == 0


@pytest.mark.parametrize(("blot", "sure"), [(True, False), (False, True)])
def test_ink_that_is_a_blot_in_part_is_no_sure_signature(blot: bool, sure: bool) -> None:
    sheet = promptless()
    box = sheet.ink(name(2), 60, 38, BLACK)
    if blot:
        rows, columns = np.mgrid[-1:1:120j, -1:1:120j]
        sheet.ink((rows**2 + columns**2 < 1).astype(np.float32), box.x0 + 4, 38, BLACK)
    assert [one.sure for one in sheet.found()] == [sure]


def test_a_name_read_as_the_last_sign_of_the_prompt_that_it_runs_over_is_a_signature() -> None:
    sheet = Sheet()
    printed = sheet.words("单位负责人（签字）：", 14, 40)
    box = sheet.ink(name(4, height=11.0), printed.x1 - 6, 40)
    whole = BBox(printed.x0, box.y0, box.x1, box.y1)
    sheet.lines.clear()
    sheet.read_together((("单位负责人（签字", printed), ("）", BBox(box.x1 - 6, box.y0, box.x1, box.y1))), 0.4, 4.4)
    sheet.lines = [replace(line, box=whole) for line in sheet.lines]
    assert [one.sure for one in sheet.found()] == [True]


@pytest.mark.parametrize(("words", "sure"), [("组长签字", True), ("管理单位意见", False), ("", True)])
def test_ink_over_a_cell_that_only_names_a_block_is_no_sure_signature(words: str, sure: bool) -> None:
    sheet = Sheet((BBox(10, 10, 110, 20),))
    if words:
        sheet.words(words, 12, 15)
    sheet.ink(name(), 60, 15)
    assert [one.sure for one in sheet.found()] == [sure]


@pytest.mark.parametrize(
    ("text", "prompts"),
    [("单位负责人签孕静", 1), ("负责人（字）：鹏", 1), ("单位负责人签字：", 1), ("负责人已签收", 0)],
)
def test_a_prompt_whose_last_character_a_name_runs_over_is_one(text: str, prompts: int) -> None:
    sheet = Sheet()
    sheet.words(text, 14, 40, score=0.5)
    assert len(words_of(sheet.lines).prompts) == prompts


def test_a_name_below_its_prompt_that_was_found_in_one_line_with_the_date_beside_it_is_a_signature() -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 12, 20)
    box = sheet.ink(name(4, height=10.0), 50, 30)
    printed = sheet.words("2023年7月6日", 80, 25)
    sheet.lines.pop()
    sheet.read_together((("2023年7月6日", printed),), 0.5, 4.4)
    glyphs = tuple(
        replace(g, middle=(printed.x0 + g.middle * printed.width - box.x0) / (printed.x1 - box.x0))
        for g in sheet.lines[-1].read.glyphs
        if g.text.strip()
    )
    whole = BBox(box.x0, printed.y0, printed.x1, box.y1)
    sheet.lines[-1] = replace(sheet.lines[-1], box=whole, read=ReadLine(glyphs))
    assert [one.sure for one in sheet.found()] == [True]


def test_a_name_over_the_first_sign_of_the_words_behind_it_is_a_signature() -> None:
    sheet = Sheet()
    sheet.words("负责人（签字）：", 14, 40)
    box = sheet.ink(name(4, height=9.0), 50, 38)
    printed = sheet.words("（盖章）", box.x1 - 5, 40)
    sheet.lines.pop()
    rest = BBox(box.x1, printed.y0, printed.x1, printed.y1)
    sheet.read_together((("王文海☐☑态", box), ("章）", rest)), 0.4, 4.2)
    sheet.lines[-1] = replace(sheet.lines[-1], box=BBox(box.x0, box.y0, printed.x1, box.y1))
    assert [one.sure for one in sheet.found()] == [True]


def test_a_printed_word_for_a_seal_beside_a_smudge_is_no_name() -> None:
    sheet = block()
    sheet.words("（印）", 66, 40, score=0.77)
    sheet.ink(stray("smudge"), 60, 40, GREY)
    assert sheet.found() == []
