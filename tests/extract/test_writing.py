"""Handwriting among printed lines: told by its ink and by how its characters stand, whatever the size of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extract.ink.layer import ink_layer
from extract.ink.writing import _is_pen, handwritten
from extract.readers.scan.hand import DOUBT, written_doubted
from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, BLUE, Sheet
from tests.scans.glyphs import font, line_of
from tests.scans.hands import Hand, written_mask
from tests.scans.wear import PX

PRINTED = ("试点承担单位基本信息", "联系电话", "同意推荐", "2019年5月6日", "13834991118", "附件1第2页")
EM = 4.2


def page_of(face: str) -> Sheet:
    """A page of printed words, one below the other, each character read where it stands."""
    sheet = Sheet()
    for number, words in enumerate(PRINTED):
        box = sheet.ink(line_of(words, face, EM * PX), 14, 15 + 7 * number, BLACK)
        ends = [font(face, 100).getlength(words[:n]) / font(face, 100).getlength(words) for n in range(len(words) + 1)]
        edges = [box.x0 + box.width * end for end in ends]
        pieces = ((c, BBox(a, box.y0, b, box.y1)) for c, (a, b) in zip(words, pairwise(edges), strict=True))
        sheet.read_together(tuple(pieces), 0.99, EM)
    return sheet


def print_close(sheet: Sheet, words: tuple[str, ...], pitch: float) -> None:
    """Printed words, one line hardly below the other, in boxes of a finder that reach into one another."""
    for number, text in enumerate(words):
        box = sheet.ink(line_of(text, "kai", EM * PX), 62, 15 + pitch * number, BLACK)
        ends = [font("kai", 100).getlength(text[:n]) / font("kai", 100).getlength(text) for n in range(len(text) + 1)]
        edges = [box.x0 + box.width * end for end in ends]
        middle = box.centre[1]
        pieces = (
            (c, BBox(a, middle - 0.7 * EM, b, middle + 0.7 * EM))
            for c, (a, b) in zip(text, pairwise(edges), strict=True)
        )
        sheet.read_together(tuple(pieces), 0.99, EM)


def write(sheet: Sheet, text: str, middle: float, hand: Hand, colour: tuple[int, int, int] = BLACK) -> None:
    """``text`` by hand, and read well."""
    box = sheet.ink(written_mask(text, hand), 62, middle, colour)
    sheet.read(text, BBox(box.x0, box.y0 - 0.3, box.x1, box.y1 + 0.3), 0.99, EM)


def by_hand(sheet: Sheet) -> list[str]:
    page = sheet.page()
    told = handwritten(page, ink_layer(page, sheet.rulings), sheet.lines)
    return [line.read.text for line, pen in zip(sheet.lines, told, strict=True) if pen]


@pytest.mark.parametrize("face", ["plain", "line", "kai"])
def test_print_is_no_handwriting_in_any_face(face: str) -> None:
    assert by_hand(page_of(face)) == []


def test_ink_of_the_lines_above_and_below_makes_no_printed_line_uneven() -> None:
    sheet = page_of("plain")
    print_close(sheet, ("2018年6", "月-2018年9", "月和次年", "长的试点工", "作领导小"), 1.06 * EM)
    assert by_hand(sheet) == []


@pytest.mark.parametrize("text", ["情况属实，同意。", "同意推荐", "2017", "13834991118"])
@pytest.mark.parametrize("seed", [1, 2, 4])
def test_black_handwriting_no_larger_than_print_is_told_from_it(text: str, seed: int) -> None:
    sheet = page_of("plain")
    write(sheet, text, 50, Hand(seed, "quick", 4.6, 0.4, 0.08, False))
    assert by_hand(sheet) == [text]


def test_writing_in_blue_ink_is_told_from_black_print_however_neat() -> None:
    sheet = page_of("plain")
    box = sheet.ink(line_of("同意", "kai", EM * PX), 62, 50, BLUE)
    sheet.read("同意", box, 0.99, EM)
    assert by_hand(sheet) == ["同意"]


@pytest.mark.parametrize(
    ("blue", "uneven", "written"),
    [(1.0, 0.0, True), (0.0, 1.0, True), (0.95, 0.95, True), (0.9, 0.4, False), (0.6, 0.6, False)],
)
def test_ink_nearly_blue_enough_and_nearly_uneven_enough_is_a_pens(blue: float, uneven: float, written: bool) -> None:
    assert _is_pen(blue, uneven) is written


def test_blue_means_nothing_on_a_copy_without_colours() -> None:
    sheet = page_of("plain")
    box = sheet.ink(line_of("同意", "plain", EM * PX), 62, 50, BLUE)
    sheet.read("同意", box, 0.99, EM)
    assert by_hand(sheet.grey()) == []


def test_figures_written_between_the_printed_signs_of_a_date_are_handwriting() -> None:
    sheet, hand = page_of("plain"), Hand(5, "neat", 4.6, 0.4, 0.05, False)
    pieces = []
    for figures, sign, x, middle in (("2019", "年", 62, 49.7), ("5", "月", 78, 50.4), ("16", "日", 88, 49.8)):
        pieces.append((figures, sheet.ink(written_mask(figures, hand), x, middle, BLACK)))
        pieces.append((sign, sheet.ink(line_of(sign, "plain", EM * PX), x + 10, 50, BLACK)))
    sheet.read_together(tuple(pieces), 0.99, EM)
    assert by_hand(sheet) == ["2019年5月16日"]


def test_a_printed_line_that_falls_is_no_handwriting() -> None:
    import cv2
    import numpy as np

    sheet = page_of("plain")
    words = "我单位自愿承担该试点项目2019年"
    mask = line_of(words, "plain", EM * PX)
    height, width = mask.shape
    fall = round(0.03 * width)
    matrix = np.array([[1, 0, 0], [0.03, 1, 0]], np.float32)
    tilted = cv2.warpAffine(mask, matrix, (width, height + fall)).astype(np.float32)
    box = sheet.ink(tilted, 30, 56, BLACK)
    sheet.read(words, box, 0.99, EM)
    drop = fall / PX
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
        (x * 200 / 25.4, y * 200 / 25.4)
        for x, y in ((box.x0, box.y0), (box.x1, box.y0 + drop), (box.x1, box.y1), (box.x0, box.y1 - drop))
    )
    sheet.lines[-1] = replace(sheet.lines[-1], quad=((ax, ay), (bx, by), (cx, cy), (dx, dy)))
    assert by_hand(sheet) == []


def test_what_a_pen_wrote_is_put_in_doubt_and_print_is_not() -> None:
    sheet = page_of("plain")
    write(sheet, "2017", 50, Hand(1, "quick", 4.6, 0.4, 0.08, False))
    doubted = written_doubted(sheet.lines, sheet.page(), sheet.rulings)
    assert {line.read.text: line.read.weakest for line in doubted if line.read.weakest < 0.9} == {"2017": DOUBT}


@pytest.mark.parametrize(
    ("words", "height_mm", "doubted"),
    [("同意", 5.2, True), ("无", 6.5, True), ("无", 4.2, False), ("资金", 5.2, False)],
)
def test_an_answer_too_short_to_show_a_level_is_in_doubt_where_it_is_larger_than_print(
    words: str, height_mm: float, doubted: bool
) -> None:
    sheet = page_of("plain")
    write(sheet, words, 50, Hand(2, "neat", height_mm, 0.3, 0.0, False))
    (line,) = [line for line in written_doubted(sheet.lines, sheet.page(), []) if line.read.text == words]
    assert (line.read.weakest <= DOUBT) is doubted


def test_the_same_answer_in_print_is_not_in_doubt() -> None:
    sheet = page_of("plain")
    box = sheet.ink(line_of("同意", "plain", EM * PX), 62, 50, BLACK)
    sheet.read("同意", box, 0.99, EM)
    assert all(line.read.weakest > DOUBT for line in written_doubted(sheet.lines, sheet.page(), []))


def test_the_ink_of_one_page_is_not_taken_for_that_of_another() -> None:
    full, empty = page_of("plain").page(), Sheet().page()
    first = ink_layer(full, [])
    assert ink_layer(full, []) is first
    assert ink_layer(empty, []).dark.sum() != first.dark.sum()
