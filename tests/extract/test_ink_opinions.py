"""What a pen wrote beside a name: an opinion that was misread, and a date that a pale seal's crumbs join to other words."""

from __future__ import annotations

import numpy as np
import pytest

from extract.ink.words import words_of
from forms.evidence import BBox
from tests.extract.ink_pages import BLACK, Sheet, name
from tests.scans.hands import Hand, written_mask
from tests.scans.wear import PX


@pytest.mark.parametrize(
    ("written", "read", "sure"),
    [("同意参加", "周意参加_", [False]), ("王海涛", "王海海", [True]), ("王海涛", "五氵一海报", [True])],
    ids=["an opinion", "a name", "a name taken for four characters"],
)
def test_an_opinion_by_hand_above_the_units_name_is_no_sure_signature(
    written: str, read: str, sure: list[bool]
) -> None:
    sheet = Sheet()
    box = sheet.ink(written_mask(written, Hand(3, "neat", 8.0)), 14, 18, BLACK)
    sheet.read(read, box, 0.49, 6.4)
    sheet.words("单位名称：黄石市标准化研究院", 14, 28)
    assert [one.sure for one in sheet.found()] == sure


def strewn(sheet: Sheet, area: BBox) -> None:
    """Crumbs of a pale seal's ring, so near one another that they join what stands between."""
    dash = np.ones((round(1.2 * PX), round(0.35 * PX)), np.float32)
    for x in np.arange(area.x0, area.x1, 4.5):
        for y in np.arange(area.y0, area.y1, 2.4):
            sheet.ink(dash, float(x), float(y))


@pytest.mark.parametrize(("signed", "sure"), [(False, 0), (True, 1)])
def test_a_date_that_crumbs_join_to_words_above_is_no_sure_signature(signed: bool, sure: int) -> None:
    sheet = Sheet()
    prompt = sheet.words("负责人（签字）：", 12, 34)
    date = sheet.ink(written_mask("2020年2月15日", Hand(5, "neat", 4.4)), 58, 50)
    strewn(sheet, BBox(76, 22, 98, date.y0))
    if signed:
        sheet.ink(name(1), prompt.x1 + 2, 34)
    assert sum(one.sure for one in sheet.found()) == sure


@pytest.mark.parametrize(
    ("opinion", "below", "doubted"),
    [("同意申报并予", "签以买并方变持", 1), ("同意申报。", "签以买并方变持", 0), ("同意申报并予", "王海涛", 0)],
    ids=["its second line", "behind a sentence", "no longer than a name"],
)
def test_a_line_longer_than_a_name_below_an_unfinished_opinion_by_hand_is_no_sure_signature(
    opinion: str, below: str, doubted: int
) -> None:
    sheet = Sheet()
    sheet.words("行业主管部门（推荐单位）意见", 12, 8)
    sheet.read(opinion, BBox(14, 14, 58, 22), 0.99, 6.0)
    sheet.read(below, BBox(14, 24, 14 + 7 * len(below), 32), 0.4, 6.4)
    assert len(words_of(sheet.lines).going_on) == doubted


@pytest.mark.parametrize(("text", "sure"), [("推荐申报试点", False), ("王海涛", True)])
def test_ink_as_wide_as_no_name_below_an_unfinished_opinion_by_hand_is_no_sure_signature(text: str, sure: bool) -> None:
    sheet = Sheet()
    sheet.words("行业主管部门（推荐单位）意见", 12, 14)
    sheet.read("经研究同意", BBox(14, 20, 56, 28), 0.99, 7.0)
    sheet.ink(written_mask(text, Hand(3, "quick", 6.0)), 14, 33, BLACK)
    assert [one.sure for one in sheet.found()] == [sure]
