"""Prompts for a signature or a seal are known though a scan shows them misread; opinions are not taken for any."""

from __future__ import annotations

import pytest

from extract.document import Paragraph
from extract.words.hints import Hints
from extract.words.misread_prompts import with_prompt
from extract.words.opinion import OpinionText, read_opinion
from forms.evidence import BBox, Evidence
from forms.registry import form
from forms.script import fold

HINTS = Hints(form("annex1-application", "national"))
UNIT = "黄石市公共交通集团有限公司"


def read(*lines: str, reader: str = "scan", known: tuple[str, ...] = ()) -> OpinionText:
    at = Evidence(reader, 1, BBox(60, 100, 180, 150))
    return read_opinion([Paragraph(line, at) for line in lines], HINTS, frozenset(map(fold, known)))


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("负责人（策字）：", "负责人（签字）："),
        ("负责人（签学）：王", "负责人（签字）：王"),
        ("负责人（签多：字", "负责人（签字）："),
        ("负贡人签字：李", "负责人（签字）：李"),
        ("负青人（签字）：", "负责人（签字）："),
        ("单位盖草：某局", "单位（盖章）：某局"),
    ],
)
def test_a_misread_prompt_is_spelt_out(line: str, meant: str) -> None:
    assert with_prompt(line) == meant


@pytest.mark.parametrize(
    "line",
    [
        "负责人（签字）：",
        "单位名称：宜昌市图书馆",
        "负责人意见：同意",
        "主要负责人说明：同意",
        "负责人（电话）：13812345678",
        "情况属实（见附件）：同意推荐",
        "经单位负责人签字同意。",
        "同意推荐（盖章）",
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert with_prompt(line) == line


def test_neither_a_misread_prompt_nor_the_name_behind_it_is_the_opinion() -> None:
    found = read("同意。", "负责人（策字）：王强")
    assert found.opinion == ["同意。"]
    assert found.names == [("负责人（签字）：", "王强")]


def test_an_opinion_behind_a_misread_prompt_stays_one() -> None:
    assert read("负责人（策字）：情况属实，同意推荐。").opinion == ["情况属实，同意推荐。"]


def test_words_of_a_text_layer_are_never_taken_for_misread() -> None:
    assert read("负责人（策字）：", reader="docx").opinion == ["负责人（策字）："]


@pytest.mark.parametrize(
    "lines", [("单位（盖章）：黄石市公共交通集团", "有限公司"), ("单位（盖章）：黄石市公共交通集", "团有限公司")]
)
def test_a_units_name_goes_on_below_its_prompt(lines: tuple[str, str]) -> None:
    found = read("同意。", *lines)
    assert (found.opinion, found.units, found.names) == (["同意。"], [UNIT], [])


def test_a_name_goes_on_where_the_form_names_the_whole() -> None:
    whole = "宜昌市政务服务中心窗口管理处"
    assert read("单位（盖章）：宜昌市政务服务中心", "窗口管理处", known=(whole,)).units == [whole]


def test_words_below_a_whole_name_are_no_part_of_it() -> None:
    found = read("单位（盖章）：宜昌市图书馆", "襄阳市图书馆")
    assert found.units[0] == "宜昌市图书馆"
    assert "宜昌市图书馆襄阳市图书馆" not in found.units
