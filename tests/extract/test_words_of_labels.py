"""Answers that hold what elsewhere is a label, a prompt or a hint, and dates as people also write them in a block."""

from typing import Any

import pytest

from extract.fill.answering import Answering, Written
from extract.words.hints import Hints
from extract.words.prompts import split_prompts
from forms.evidence import Evidence
from forms.record import Record
from forms.registry import form
from forms.types import LongText, Options
from tests.extract.sketch import read_word
from tests.extract.test_opinion import dates, read

REPORT = form("annex4-recheck-self-inspection", "national")
COVER = (REPORT.title, "试点名称：宜昌市政务服务综合标准化试点", "单位名称：宜昌市西陵区政务服务中心", "一、自检内容")
BLOCK = ("单位负责人签字、单位盖章：", "2016年3月15日")
AT = Evidence("docx", path="table 1, row 1, cell 2")


def report(*pieces: Any) -> Record:
    record = read_word(*COVER, *pieces, "二、有关单位意见", *BLOCK).record
    assert record is not None
    assert record.form == REPORT.id
    return record


@pytest.mark.parametrize(
    ("line", "raw"),
    [
        ("19.2.5", "19.2.5"),
        ("日期：19/2/5", "19/2/5"),
        ("2017年6月中旬", "2017年6月中旬"),
        ("自2022年4月18日起", "自2022年4月18日起"),
        ("2020年05月27日（星期三）", "2020年05月27日"),
    ],
)
def test_a_line_that_gives_a_day_as_people_also_write_it_is_the_date(line: str, raw: str) -> None:
    found = read("同意申报。", line)
    assert (found.opinion, dates(found)) == (["同意申报。"], [raw])


def test_a_number_of_three_parts_within_an_opinion_is_no_date() -> None:
    found = read("同意按 GB/T 1.2.5 执行", "4.45.6")
    assert (len(found.opinion), dates(found)) == (2, [])


def test_a_role_with_which_a_sentence_goes_on_is_no_prompt() -> None:
    sentence = "同意开展试点，单位负责人：张伟负责落实。"
    assert list(split_prompts(sentence)) == [("", sentence)]
    assert len(list(split_prompts("同意。单位负责人：张伟"))) == 2


@pytest.mark.parametrize("number", ["（{}）", ""])
def test_a_units_opinion_told_within_prose_begins_no_block(number: str) -> None:
    labels = ("标准化工作运行机制和有效性评价等制度情况", "标准化规划、年度工作计划有效实施情况")
    first, second = ((number.format(n) if number else "") + label for n, label in zip("一二", labels, strict=True))
    record = report(first, "制度齐全。", "单位意见：同意整改方案。", second, "按计划完成。")
    mechanism = record.fields["mechanism"]
    assert (mechanism.value, mechanism.needs_review) == ("制度齐全。\n单位意见：同意整改方案。", True)
    assert record.fields["plan_implementation"].value == "按计划完成。"
    assert [block.id for block in record.blocks] == ["unit"]


def test_a_units_opinion_told_within_the_last_numbered_prose_begins_no_block() -> None:
    record = report("（一）存在问题及改进措施", "单位意见：同意整改方案。", "自检结论：符合")
    assert record.fields["problems"].value == "单位意见：同意整改方案。"
    assert record.fields["self_check_result"].value == "符合"
    assert [block.id for block in record.blocks] == ["unit"]


def test_a_label_with_a_tab_before_its_answer_ends_prose() -> None:
    record = report("（一）存在问题及改进措施", "个别标准未更新。", "自检结论\t☑符合 □不符合")
    assert record.fields["problems"].value == "个别标准未更新。"
    assert record.fields["self_check_result"].value == "符合"


def test_prose_that_a_label_ends_which_stands_again_is_marked() -> None:
    pieces = (
        "附件3",
        "社会管理和公共服务综合标准化试点评估报告",
        "试点名称：宜昌市政务服务综合标准化试点",
        "承担单位：宜昌市图书馆",
    )
    result = (
        "三、评估结果",
        "总体评价：体系完整。",
        "结论：合格。",
        "存在问题：更新慢。",
        "评估结论：合格",
        "报告日期：2016年3月15日",
    )
    record = read_word(*pieces, *result).record
    assert record is not None
    assert record.fields["overview"].needs_review


@pytest.mark.parametrize(
    "text", ["盖章前须经法制审核（限法人单位）\n结果公开。", "由专人负责（填写台账）。\n结果公开。"]
)
def test_brackets_that_end_a_line_within_an_answer_belong_to_it(text: str) -> None:
    answer = Answering(Hints(REPORT)).answer(LongText(), Written(text, AT))
    assert (answer.value, answer.needs_review) == (text, False)


@pytest.mark.parametrize("asked", ["（不超过200字）", "（300字以内）", "（如有请说明）"])
def test_brackets_that_only_a_blank_prints_are_no_words_of_an_answer_wherever_they_stand(asked: str) -> None:
    answer = Answering(Hints(REPORT)).answer(LongText(), Written(f"由专人负责。{asked}\n结果公开。", AT))
    assert (answer.value, answer.needs_review) == ("由专人负责。\n结果公开。", False)


def test_an_answer_whose_last_brackets_may_be_its_own_is_marked() -> None:
    answering = Answering(Hints(REPORT))
    assert answering.answer(LongText(), Written("盖章前须经法制审核（限法人单位）", AT)).needs_review
    assert not answering.answer(LongText(), Written("已盖章。（签署意见并签字盖章）", AT)).needs_review


def test_a_choice_is_marked_whose_slot_stands_again_with_both_ticked() -> None:
    kind = Options(("合格", "不合格"))
    answer = Answering(Hints(REPORT)).best(kind, [Written("合格", AT), Written("☑合格 ☑不合格", AT)])
    assert (answer.value, answer.needs_review) == ("合格", True)
