"""Lines of an opinion block joined where one had no room for all that belongs in it."""

import pytest

from extract.document import Paragraph
from extract.fill.opinion_lines import whole_lines
from forms.evidence import BBox, Evidence
from forms.script import fold

UNIT = "宜昌市西陵区政务服务中心"


def joined(*lines: str | tuple[str, float], known: tuple[str, ...] = (UNIT,)) -> list[str]:
    """The lines of a block of a page; each ends at 180 mm unless it says where."""
    given = [(line, 180.0) if isinstance(line, str) else line for line in lines]
    paragraphs = [
        Paragraph(text, Evidence("pdf", 1, BBox(60, 40 + 7 * n, right, 45 + 7 * n)))
        for n, (text, right) in enumerate(given)
    ]
    return [line.text for line in whole_lines(paragraphs, frozenset(map(fold, known)))]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("负责人（签字）：        单位（盖", f"章）：{UNIT}"),
        ("负责人（签字）：            单", f"位名称（公章）：{UNIT}"),
        ("同意申报。        负责人（签", "字）："),
    ],
)
def test_a_prompt_that_a_line_break_parts_is_whole_again(line: str, following: str) -> None:
    assert joined(line, following) == [line + following]


def test_a_word_of_the_opinion_is_no_beginning_of_the_prompt_below() -> None:
    lines = ["同意推荐该单位", "负责人（签字）："]
    assert joined(*lines) == lines


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("山东省社会管理和公共服务标准化联席", "会议办公室（公章）"),
        ("签字：        石家庄市桥西", "区行政服务中心（盖章）"),
        ("负责人签字：        合", "肥市蜀山区教育局"),
        ("签字：        宜昌", "市西陵区政务服务中心"),
        ("单位名称（公章）：        襄阳市樊城区第一", "中学"),
        ("单位名称（公章）：        安徽省教", "育厅二〇一五年八月十九日"),
        ("四川省社会管理和公共服务标准化联席会议办公", "室"),
        ("武漢市江漢區社會管理和公共服務標準化聯", "席會議辦公室"),
    ],
)
def test_a_units_name_that_a_line_break_parts_is_whole_again(line: str, following: str) -> None:
    assert joined("同意。", line, following) == ["同意。", line + following]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("情况属实", "武汉市教育局（盖章）"),
        ("负责人签字：李明", "武汉市教育局（盖章）"),
        ("武汉市教育局（盖章）", "武汉市民政局（盖章）"),
        ("武汉市教育局", "武汉市民政局"),
        ("同意在江汉区先行试点", "武汉市教育局（盖章）"),
    ],
)
def test_a_name_is_joined_with_no_opinion_no_person_and_no_other_unit(line: str, following: str) -> None:
    assert joined(line, following) == [line, following]


def test_a_line_that_had_room_for_more_is_whole() -> None:
    assert joined(("经省联席会", 120.0), "教育局（盖章）") == ["经省联席会", "教育局（盖章）"]


def test_a_word_files_lines_stay_as_they_are() -> None:
    at = Evidence("docx", path="table 3, row 1, cell 2")
    lines = [Paragraph("山东省标准化联席\n会议办公室（公章）", at)]
    assert [line.text for line in whole_lines(lines, frozenset())] == ["山东省标准化联席", "会议办公室（公章）"]
