"""What repeats at the edge of scanned pages is a footer though one page's is misread; what is filled in there is none."""

from __future__ import annotations

import pytest

from extract.layout.lines import Line
from extract.layout.margins import take_margins
from extract.layout.page import PageContent

FOOT = "附件1·zhejiang-2011·第{}页"


def taken(*feet: str, reader: str = "scan", moved: float = 0.0) -> list[str]:
    pages = [PageContent(number, 210, 297, reader=reader) for number in range(1, len(feet) + 1)]
    for page, foot in zip(pages, feet, strict=True):
        page.lines = [Line(foot, 80, 280 - moved * page.number, 130, 284 - moved * page.number, 4.0)]
    return [line.text for _, line in take_margins(pages)]


@pytest.mark.parametrize("misread", ["附件1·zhejiang-2011:第2页", "附件l·zhejiang-2011:第2页"])
def test_a_footer_with_one_character_misread_is_a_footer_on_paper_only(misread: str) -> None:
    feet = (FOOT.format(1), misread, FOOT.format(3), FOOT.format(4))
    assert taken(*feet) == list(feet)
    assert misread not in taken(*feet, reader="pdf")


def test_a_footer_stands_a_little_higher_where_the_paper_moved() -> None:
    feet = ("宜昌市西陵区政务服务中心:2016", "宜昌市西陵区政务服务中心:2017")
    assert taken(*feet, moved=3.0) == list(feet)
    assert taken(*feet, moved=3.0, reader="pdf") == []


def test_a_few_words_stand_a_little_higher_too_but_no_figures_opinions_or_prompts() -> None:
    assert taken("本系统样表", "本系统样表", moved=3.0) == ["本系统样表"] * 2
    for said in ("2016年3月15日", "同意推荐。", "负责人（签字）："):
        assert taken(said, said, moved=3.0) == []


def test_a_short_header_is_known_again_where_one_page_reads_a_character_in_the_other_script() -> None:
    heads = ("本系统樣表", "本系統樣表")
    assert taken(*heads) == list(heads)
    assert taken(*heads, reader="pdf") == []


def test_a_short_header_with_one_character_misread_is_known_where_two_other_pages_agree_on_it() -> None:
    assert taken("本系统样表", "本系统样丧", "本系统样表") == ["本系统样表", "本系统样丧", "本系统样表"]
    assert taken("本系统样表", "本系统样丧") == []
    assert taken("同意推荐", "同意推存", "同意推荐") == ["同意推荐", "同意推荐"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2016年3月15日", "2016年3月15目"),
        ("负责人（签字）：", "负责人（签名）："),
        ("单位（盖章）：甲", "单位（盖章）：乙"),
    ],
)
def test_a_short_line_or_a_prompt_is_no_footer_for_being_alike(one: str, other: str) -> None:
    assert taken(one, other) == []
