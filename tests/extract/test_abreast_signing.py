"""Two prompts for signatures in one line of running text are two blocks."""

from __future__ import annotations

import pytest

from extract.document import Paragraph, Picture, ReadText
from extract.locate.abreast_signing import parted_prompts, shared_dates
from extract.locate.located import BlockRegion
from extract.words.labels import LabelIndex
from forms.evidence import BBox, Evidence
from forms.registry import form
from tests.extract.sketch import read_word

INDEX = LabelIndex.of(form("annex6-recheck-report", "national"))
LINE = Paragraph("专家组组长签字：         专家组成员签字：孔文", Evidence("scan", 1, BBox(24, 108, 173, 114)))
READ = [ReadText(1, BBox(103, 108, 173, 114), "专家组成员签字：孔文", (0.99,) * 10, 4.0)]


def ink(x0: float, x1: float) -> Paragraph:
    at = Evidence("scan", 1, BBox(x0, 106, x1, 115))
    return Paragraph("", at, (Picture(at, None, x1 - x0, 9, signature=0.99),))


def parts(*flow: Paragraph) -> list[Paragraph]:
    return [one for one in parted_prompts(flow, INDEX, READ) if isinstance(one, Paragraph)]


def test_a_signature_behind_the_second_prompt_of_a_line_is_that_of_the_second_group() -> None:
    leader, members = parts(LINE, ink(138, 170))
    assert (leader.text, members.text) == ("专家组组长签字：", "专家组成员签字：孔文")
    assert (len(leader.pictures), len(members.pictures)) == (0, 1)
    assert leader.at.box is not None
    assert leader.at.box.x1 == 103


def test_a_signature_between_two_prompts_is_that_of_the_first_group() -> None:
    leader, members = parts(LINE, ink(60, 95))
    assert (len(leader.pictures), len(members.pictures)) == (1, 0)


def test_a_line_with_one_prompt_stays_whole() -> None:
    alone = Paragraph("专家组组长签字：孔文", LINE.at)
    assert parts(alone, ink(60, 95))[0] is alone


def test_a_date_below_both_prompts_is_in_doubt_for_the_first() -> None:
    leader, members = parts(LINE)
    date = Paragraph("2017年12月23日", Evidence("scan", 1, BBox(143, 123, 174, 127)))
    blocks = [INDEX.signed_block(one.text.split("：")[0]) for one in (leader, members)]
    assert blocks[0] is not None
    assert blocks[1] is not None
    first, second = shared_dates([
        BlockRegion(blocks[0], "专家组组长签字", (leader,), leader.at),
        BlockRegion(blocks[1], "专家组成员签字", (members, date), members.at),
    ])  # fmt: skip
    assert (date in first.paragraphs, first.shares_date, second.shares_date) == (True, True, False)


RECHECK = (
    "社会管理和公共服务综合标准化试点复查报告",
    "试点名称：政务服务标准化试点",
    "被复查单位：宜昌市西陵区政务服务中心",
    "复查组织单位：湖北省质量技术监督局",
    "复查结论：合格",
    "报告日期：2018年5月6日",
)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (("专家组成员签字：", "2018年5月4日"), [("2018-05-04", True), ("2018-05-04", False)]),
        (("年  月  日", "专家组成员签字：", "2018年5月4日"), [(None, False), ("2018-05-04", False)]),
        (("专家组成员签字：", "年  月  日"), [(None, False), (None, False)]),
    ],
)
def test_one_date_below_two_stacked_prompts_is_in_doubt_for_the_first(below: tuple[str, ...], expected: object) -> None:
    record = read_word(*RECHECK, "专家组组长签字：", *below).record
    assert record is not None
    assert [block.id for block in record.blocks] == ["group_leader", "group_members"]
    assert [(block.date.value, block.date.needs_review) for block in record.blocks] == expected
    assert not any(block.opinion.needs_review or block.unit.needs_review for block in record.blocks)
