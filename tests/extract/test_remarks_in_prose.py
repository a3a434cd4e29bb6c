"""Prose of a Word file that goes on behind a remark, an opinion told in it, a bare 有 or a first telephone number."""

import pytest

from extract.words.opinion import gives_day
from forms.record import Record
from forms.registry import form
from forms.types import YesNoText
from tests.extract.sketch import read_word
from tests.extract.test_opinion import dates, read
from tests.extract.test_words_of_labels import report

APPLICATION = form("annex2-evaluation-application", "national")
UNIT = (
    "单位名称：宜昌市西陵区政务服务中心",
    "统一社会信用代码：124205027844531031",
    "法定代表人：李建国",
    "邮编：443000",
)
APPLIED = (APPLICATION.title, "一、试点与单位信息", "试点名称：宜昌市政务服务综合标准化试点", *UNIT)
CHECKED = (*APPLIED, "二、自查与标准体系运行情况", "自查日期：2016年3月1日", "自评得分：95分")
END = ("三、有关单位意见", "申请单位意见：", "同意申报。", "2016年3月15日")
MECHANISM, PLAN = "（一）标准化工作运行机制和有效性评价等制度情况", "（二）标准化规划、年度工作计划有效实施情况"


def application(*lines: str) -> Record:
    record = read_word(*CHECKED, *lines, *END).record
    assert record is not None
    assert record.form == APPLICATION.id
    return record


def test_prose_goes_on_behind_two_remarks() -> None:
    remarks = ("备注：以上有台账。", "制度每年修订。", "备注：另有汇编。")
    record = report(MECHANISM, "制度齐全。", *remarks, PLAN, "按计划完成。")
    mechanism = record.fields["mechanism"]
    assert (mechanism.value, mechanism.needs_review) == ("\n".join(("制度齐全。", *remarks)), True)
    assert record.fields["plan_implementation"].value == "按计划完成。"


def test_a_remark_under_a_heading_of_the_answers_own_loses_no_answer_below() -> None:
    record = report(MECHANISM, "（一）收集标准", "（二）制定标准", "备注：均有台账。", PLAN, "按计划完成。")
    assert record.fields["mechanism"].needs_review
    assert record.fields["plan_implementation"].value == "按计划完成。"


def test_prose_above_a_remark_with_which_its_part_ends_is_marked() -> None:
    record = application("任务完成情况：任务已完成。", "备注：均有台账。", "印发文件9份。")
    assert record.fields["task_completion"].needs_review


def test_an_opinion_told_in_unnumbered_prose_begins_no_block() -> None:
    record = application(
        "任务完成情况：已完成。", "推荐单位意见：建议加强宣贯。", "成效明显。", "申请日期：2016年3月10日"
    )
    done = record.fields["task_completion"]
    assert (done.value, done.needs_review) == ("已完成。\n推荐单位意见：建议加强宣贯。\n成效明显。", True)
    assert record.fields["applied_on"].value == "2016-03-10"
    assert [block.id for block in record.blocks] == ["unit"]


def test_an_opinion_that_is_dated_begins_a_block_though_answers_follow_it() -> None:
    lines = ("推荐单位意见：同意推荐。", "2016年3月12日", "申请日期：2016年3月10日")
    record = read_word(*CHECKED, "任务完成情况：已完成。", *lines, *END).record
    assert record is not None
    assert record.fields["task_completion"].value == "已完成。"
    assert [block.id for block in record.blocks] == ["recommender", "unit"]


def test_what_a_bare_yes_asks_for_stands_in_the_line_below_it() -> None:
    label = "试点期间事故、通报批评、行政处分、媒体曝光情况"
    incidents = application(f"{label}：■有 □无", "2018年电梯困人1起，已整改。").fields["incidents"]
    assert incidents.value == {"answer": True, "text": "2018年电梯困人1起，已整改。"}
    assert incidents.needs_review


def test_a_further_telephone_number_stands_in_the_line_below_the_first() -> None:
    lines = ("联系人/电话：刘艺 0718-8245678", "手机13971234567")
    record = read_word(*APPLIED, *lines, "二、自查与标准体系运行情况", *CHECKED[-2:], *END).record
    assert record is not None
    phone = record.fields["contact_phone"]
    assert (phone.value, phone.needs_review) == ("0718-8245678;13971234567", True)


def test_both_words_printed_in_brackets_before_the_answer_are_none_of_it() -> None:
    assert YesNoText().read("（有/无）无").value == {"answer": False, "text": ""}


@pytest.mark.parametrize(
    "line",
    [
        "公元2022年8月26日",
        "2014年11月20日9时",
        "2020年5月9日上午",
        "于2016年8月27日",
        "'21.4.5",
        "16/5/2015",
        "2015年底",
    ],
)
def test_a_day_with_what_people_write_round_it_is_no_opinion(line: str) -> None:
    found = read("同意申报。", line)
    assert (found.opinion, dates(found)) == (["同意申报。"], [line])


@pytest.mark.parametrize("line", ["16/50/2015", "经2016年3月1日会议研究", "年  月  日", "1.2.5"])
def test_other_lines_give_no_day(line: str) -> None:
    assert not gives_day(line)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2018/10/09（必填）", "2018-10-09"),
        ("2022年01月11日 星期二（必填）", "2022-01-11"),
        ("20180602", "2018-06-02"),
        ("20.6.27", "2020-06-27"),
    ],
)
def test_an_unlabelled_day_of_the_cover_is_read_as_people_also_write_it(line: str, value: str) -> None:
    first = form("annex1-application", "national")
    unit = "宜昌市西陵区政务服务中心"
    cover = ("试点名称：宜昌市政务服务综合标准化试点", f"承担单位：{unit}", "试点时间：2016年5月至2018年5月", line)
    record = read_word(
        first.title, *cover, "一、试点承担单位基本信息", f"单位名称：{unit}", "邮编：443000", "法人代表：张伟"
    ).record
    assert record is not None
    assert record.fields["filed_on"].value == value


def test_an_opinion_in_brackets_below_the_name_of_its_block_is_marked() -> None:
    rows = [["申请单位意见\n（同意）\n负责人（签字）：\n2016年3月15日"]]
    record = read_word(*CHECKED, "三、有关单位意见", rows).record
    assert record is not None
    assert record.blocks[0].opinion.needs_review


def test_a_label_before_a_tab_ends_a_remark_in_prose() -> None:
    record = application("任务完成情况：已完成。", "说明：均有台账。", "申请日期\t2016年3月10日")
    assert record.fields["task_completion"].value == "已完成。\n说明：均有台账。"
    assert record.fields["applied_on"].value == "2016-03-10"


def test_prose_that_names_slots_of_another_part_again_is_marked_and_leaves_their_answers_as_they_are() -> None:
    record = application("任务完成情况：已完成。", "单位名称：西陵区福利院；试点名称：旧试点。", "成效明显。")
    done = record.fields["task_completion"]
    assert (done.value, done.needs_review) == ("已完成。\n单位名称：西陵区福利院；试点名称：旧试点。\n成效明显。", True)
    unit = record.fields["unit_name"]
    assert (unit.value, unit.needs_review) == ("宜昌市西陵区政务服务中心", False)


def test_an_opinion_told_in_the_cell_below_the_label_of_prose_begins_no_block() -> None:
    told = "推荐单位意见：建议加强宣贯。\n成效明显。"
    rows = [["自查日期"], ["2016年3月1日"], ["任务完成情况"], [told], ["申请日期"], ["2016年3月10日"]]
    record = read_word(*APPLIED, "二、自查与标准体系运行情况", rows, *END).record
    assert record is not None
    done = record.fields["task_completion"]
    assert (done.value, done.needs_review) == (told, True)
    assert [block.id for block in record.blocks] == ["unit"]


def test_a_dated_opinion_in_the_cell_below_an_empty_label_is_a_block() -> None:
    rows = [["自查日期"], ["2016年3月1日"], ["任务完成情况"], ["推荐单位意见：同意推荐。\n2016年3月12日"]]
    record = read_word(*APPLIED, "二、自查与标准体系运行情况", rows, *END).record
    assert record is not None
    assert [block.id for block in record.blocks] == ["recommender", "unit"]


@pytest.mark.parametrize(
    ("behind", "value"),
    [
        ("（详见后附佐证材料目录）", "（详见后附佐证材料目录）\n成效明显。"),
        ("（请简要说明）", "成效明显。"),
        ("", "成效明显。"),
    ],
)
def test_brackets_behind_a_label_in_its_answers_cell_are_words_unless_they_ask(behind: str, value: str) -> None:
    record = read_word(*CHECKED, [[f"任务完成情况：{behind}\n成效明显。"]], *END).record
    assert record is not None
    assert record.fields["task_completion"].value == value


def test_brackets_behind_the_colon_of_a_heading_are_words_unless_they_ask() -> None:
    record = report(f"{MECHANISM}：（详见附件）", "制度齐全。", f"{PLAN}：（请简要说明）", "按计划完成。")
    assert record.fields["mechanism"].value == "（详见附件）\n制度齐全。"
    assert record.fields["plan_implementation"].value == "按计划完成。"
