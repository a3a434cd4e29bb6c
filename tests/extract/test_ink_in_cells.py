"""Cells of a list of members that must not be called unsigned: names small and clear like print, strokes smaller than it."""

from __future__ import annotations

import pytest

from extract.ink.signature import SURE_FROM, UNEXPLAINED
from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, Sheet
from tests.scans.hands import Hand, written_mask

NAME, ROLE, SIGN = (BBox(x, 22, x + 32, 38) for x in (10, 42, 74))
HEADS = tuple(BBox(cell.x0, 12, cell.x1, 22) for cell in (NAME, ROLE, SIGN))


def members() -> Sheet:
    """A row of a member who is to sign, its other cells filled in at their upper left corners."""
    sheet = Sheet((*HEADS, NAME, ROLE, SIGN))
    for cell, text in zip(HEADS, ("姓名", "组内职务", "签名"), strict=True):
        sheet.words(text, cell.x0 + 2, 17)
    for cell, text in ((NAME, "陈海涛"), (ROLE, "研究员")):
        sheet.words(text, cell.x0 + 2, 26)
    return sheet


@pytest.mark.parametrize(("x", "y"), [(2, 27.6), (9, 26), (9, 28)], ids=["lower", "further in", "both"])
def test_a_name_like_print_that_stands_otherwise_than_its_row_is_left_to_a_person(x: float, y: float) -> None:
    sheet = members()
    sheet.words("韩远俊", SIGN.x0 + x, y)
    (found,) = sheet.found()
    assert (found.cell, found.certainty < SURE_FROM) == (SIGN, True)


def test_a_name_typed_as_the_others_of_its_row_is_no_signature() -> None:
    sheet = members()
    sheet.words("韩远俊", SIGN.x0 + 2, 26)
    assert sheet.found() == []


def test_a_name_typed_in_the_middle_is_no_signature_where_the_row_is_centred() -> None:
    sheet = Sheet((*HEADS, NAME, ROLE, SIGN))
    sheet.words("签名", SIGN.x0 + 10, 17)
    for cell, text in ((NAME, "陈涛"), (ROLE, "副研究员"), (SIGN, "韩远俊")):
        sheet.words(text, (cell.x0 + cell.x1 - 4.2 * len(text)) / 2, 30)
    assert sheet.found() == []


def test_in_a_column_that_asks_for_no_signature_a_name_may_stand_anywhere() -> None:
    sheet = members()
    sheet.lines[:] = [line for line in sheet.lines if line.read.text != "签名"]
    sheet.words("签到", SIGN.x0 + 2, 17)
    sheet.words("韩远俊", SIGN.x0 + 9, 28)
    assert sheet.found() == []


def test_strokes_smaller_than_print_alone_in_a_cell_are_left_to_a_person() -> None:
    sheet = members()
    sheet.ink(written_mask("王海", Hand(3, "neat", 3.2, 0.32)), SIGN.x0 + 9, 29, BLACK)
    assert [one.certainty for one in sheet.found()] == [UNEXPLAINED]
