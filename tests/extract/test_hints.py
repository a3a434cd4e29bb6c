"""Printed hints are known whole, cut off, and with one character misread."""

from __future__ import annotations

import pytest

from extract.words.hints import Hints, without_lines
from forms.registry import form

HINTS = Hints(form("annex1-application", "hubei-2016"))
PRINTED = "（一般为试点属地县区以上人民政府、行业主管部门或者标准化行政主管部门）"


@pytest.mark.parametrize("text", [PRINTED, PRINTED[:20], PRINTED.replace("为", "力"), PRINTED.replace("为", "力")[:30]])
def test_a_hint_is_known_whole_or_cut_off_and_with_one_character_misread(text: str) -> None:
    assert HINTS.strip(f"{text}\n同意保证。") == "同意保证。"


@pytest.mark.parametrize(
    "text",
    [
        PRINTED.replace("为试", "力式"),
        "（一般力试点）",
        "（一般为本市属地县区以下人民政府所设的中心）",
        "2016年5月-201X年X月",
    ],
)
def test_other_words_in_brackets_are_no_hint(text: str) -> None:
    assert not HINTS.is_hint(text)


@pytest.mark.parametrize(
    "text",
    [
        "（签署意见并盖章）",
        "(簽署意見並蓋章)",
        "（请单位负责人签署意见并签字，加盖公章）",
        "（签署审核意见及签名）",
        "（填写意见后加盖单位公章）",
    ],
)
def test_whatever_asks_for_an_opinion_and_a_seal_is_a_prompt(text: str) -> None:
    assert HINTS.is_hint(text)
    assert HINTS.strip(f"{text}\n同意申报。") == "同意申报。"


@pytest.mark.parametrize("text", ["已签署意见并盖章", "同意，签署意见并盖章。", "签署意见的单位", "负责人签字"])
def test_a_sentence_about_an_opinion_is_no_prompt(text: str) -> None:
    assert not HINTS.is_hint(text)


@pytest.mark.parametrize("text", ["xzfw_bgs24@126.com", "ｘｚｆｗ＿ｂｇｓ２４＠１２６．ｃｏｍ"])
def test_a_stroke_between_letters_is_no_line_to_write_on(text: str) -> None:
    assert without_lines(text) == text
    assert without_lines(f"__{text}＿＿").strip() == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("☑有（请说明：2015年8月停电）", "☑有（请说明：2015年8月停电）"),
        ("☑无（若有请说明：____）", "☑无"),
        ("无（若有请说明）", "无"),
    ],
)
def test_brackets_that_ask_for_an_explanation_and_hold_one_are_an_answer(text: str, written: str) -> None:
    assert HINTS.strip(text) == written


@pytest.mark.parametrize("bracket", ["（与批复文件一致）", "（须与公章一致）", "（6位数字）", "（18位代码）"])
def test_what_a_bracket_says_an_answer_must_agree_with_is_no_part_of_it(bracket: str) -> None:
    assert HINTS.strip(f"政务服务综合标准化试点\n{bracket}").strip() == "政务服务综合标准化试点"


@pytest.mark.parametrize("text", ["社区养老服务（一致）", "便民热线（12345）", "服务中心（三位一体）"])
def test_a_bracket_that_tells_more_is_part_of_the_answer(text: str) -> None:
    assert HINTS.strip(text) == text


@pytest.mark.parametrize("bracket", ["（与上级文件一致）", "（18位代码）", "（不超过3公里）", "（限工作日）"])
def test_a_bracket_in_the_middle_of_a_sentence_is_somebodys_own_words(bracket: str) -> None:
    text = f"按要求办理{bracket}，并逐项公示。"
    assert HINTS.strip(text) == text


@pytest.mark.parametrize("text", ["制定标准46项（与国家标准一致）", "配备专职人员（12位）"])
def test_a_bracket_that_speaks_of_something_else_than_papers_and_codes_is_part_of_the_answer(text: str) -> None:
    assert HINTS.strip(text) == text


def test_hints_one_behind_the_other_are_no_part_of_the_answer_before_them() -> None:
    text = "政务服务中心（须与公章一致）（18位代码）"
    assert HINTS.strip(text) == "政务服务中心"


@pytest.mark.parametrize("bracket", ["（由申请人签字确认）", "（由窗口填报）", "（附页列明）", "（加盖骑缝章）"])
@pytest.mark.parametrize("behind", ["，当场办理。", "。", "；逐日汇总。"])
def test_a_bracket_that_its_sentence_goes_on_behind_asks_for_nothing(bracket: str, behind: str) -> None:
    text = f"实行承诺制{bracket}{behind}"
    assert HINTS.strip(text) == text


@pytest.mark.parametrize(
    "text", ["负责人（签字）：张三", "负责人（签字）张三", "无（如有请说明）。", "无\n（请如实填写）"]
)
def test_a_bracket_beside_which_an_answer_stands_asks_for_it(text: str) -> None:
    assert "（" not in HINTS.strip(text)
