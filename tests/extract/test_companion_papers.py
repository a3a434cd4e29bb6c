"""评估计分表, 标准明细表, 总结报告, 实施方案 and 评估方案: what adds up, what does not, and what is left open."""

from dataclasses import replace
from typing import Any

import pytest

from extract.companions import read_paper
from forms.check import check_companion
from forms.paper import PaperReading
from forms.paper_sums import column_sum, level_by_name, level_by_number, standards_by_level
from forms.pilot import Companion
from forms.programme import NATIONAL
from forms.record import Answer
from tests.companion_drawing import PROGRAMME
from tests.extract.companion_checks import ON, paper_of, result_of
from tests.extract.sketch import Piece, document, word

PILOT = "宜昌市西陵区政务服务综合标准化试点"
SHEET = f"{PROGRAMME}评估计分表"
HEADER = ["序号", "评估内容", "分值", "得分"]


def said(*pieces: Piece) -> PaperReading:
    return paper_of(word(*pieces))


def codes(*pieces: Piece) -> list[tuple[str, str | None]]:
    return [(f.code, f.where) for f in result_of(word(*pieces)).findings]


def values(paper: PaperReading, rows: str, column: str) -> list[Any]:
    return [row[column].value for row in paper.rows[rows]]


# -- 评估计分表 ----------------------------------------------------------------------------------------------------


def test_a_total_that_is_not_the_sum_is_a_finding() -> None:
    table = [HEADER, ["1", "组织", "50", "45"], ["2", "体系", "50", "45"], ["合计", "", "100", "95"]]
    assert codes(SHEET, table) == [("score-sum", "fields.given_total")]


def test_a_total_that_is_the_sum_is_none() -> None:
    table = [HEADER, ["1", "组织", "50", "45.5"], ["2", "体系", "50", "45"], ["合计", "", "100", "90.5"]]
    assert codes(SHEET, table) == []
    assert column_sum(said(SHEET, table), "items", "given") == 90.5


def test_a_sum_of_which_a_mark_is_not_known_is_not_judged() -> None:
    table = [HEADER, ["1", "组织", "50", "-45"], ["2", "体系", "50", "45"], ["合计", "", "100", "95"]]
    assert codes(SHEET, table) == [("number-invalid", "rows.items[0].given")]
    assert column_sum(said(SHEET, table), "items", "given") is None


@pytest.mark.parametrize(
    ("mark", "value", "marked"), [("九分", 9, False), ("四十左右", 40, True), ("良好", None, True), ("", None, False)]
)
def test_a_mark_in_words_is_a_number_or_marked(mark: str, value: Any, marked: bool) -> None:
    answer = said(SHEET, [HEADER, ["1", "组织", "50", mark]]).rows["items"][0]["given"]
    assert (answer.value, answer.needs_review) == (value, marked)


def test_more_marks_than_an_item_has_is_a_finding() -> None:
    assert codes(SHEET, [HEADER, ["1", "组织", "50", "51"]]) == [("score-range", "rows.items[0].given")]


def test_totals_are_judged_by_the_programmes_setting() -> None:
    paper = Companion.of(said(SHEET, [HEADER, ["1", "组织", "120", "110"], ["合计", "", "120", "110"]]))
    assert check_companion(paper, NATIONAL, ON) == ()
    found = check_companion(paper, replace(NATIONAL, score_total=100), ON)
    assert [(f.code, f.where) for f in found] == [
        ("score-range", "fields.full_total"),
        ("score-range", "fields.given_total"),
    ]


def test_a_sheet_without_rows_says_so() -> None:
    assert codes(SHEET, [HEADER, ["", "", "", ""]]) == [("rows-missing", "rows.items[0]")]


def test_subtotals_are_no_total_and_no_item() -> None:
    table = [
        HEADER,
        ["1", "组织", "50", "45"],
        ["小计", "", "50", "45"],
        ["2", "体系", "50", "40"],
        ["合计", "", "100", "85"],
    ]
    paper = said(SHEET, table)
    assert (values(paper, "items", "item"), paper.value("given_total")) == (["组织", "体系"], 85)


def test_a_mark_for_several_items_is_the_mark_of_none_for_sure() -> None:
    paper = said(SHEET, [HEADER, ["1", "组织", "50", "45"], ["2", "体系", "^", "^"]])
    assert all(row["given"].needs_review for row in paper.rows["items"])


def test_labels_in_the_rows_above_the_header_are_read() -> None:
    paper = said(SHEET, [["试点名称", PILOT, "承担单位", "西陵区政务服务中心"], HEADER, ["1", "组织", "50", "45"]])
    assert (paper.value("pilot_name"), paper.value("unit_name")) == (PILOT, "西陵区政务服务中心")


# -- 标准明细表 ----------------------------------------------------------------------------------------------------

LIST = ["序号", "标准编号", "标准名称", "标准级别", "实施日期"]


def listed(*rows: list[str]) -> tuple[Piece, ...]:
    return (f"{PILOT}标准明细表", [LIST, *rows])


def test_standards_are_counted_by_level() -> None:
    rows = [
        ["1", "GB/T 1-2010", "甲", "国家标准", ""],
        ["2", "WH/T 2-2012", "乙", "行业标准", ""],
        ["3", "Q/A 3-2016", "丙", "企业标准", ""],
    ]
    assert standards_by_level(said(*listed(*rows))) == (1, 1, 0, 1)


def test_a_level_that_the_number_denies_is_a_finding_and_counts_nowhere() -> None:
    pieces = listed(["1", "GB/T 1-2010", "甲", "行业标准", ""])
    assert codes(*pieces) == [("level-mismatch", "rows.standards[0].level")]
    assert standards_by_level(said(*pieces)) is None


def test_a_standard_listed_twice_is_a_finding() -> None:
    pieces = listed(["1", "GB/T 1-2010", "甲", "国家标准", ""], ["2", "GB/T1-2010", "乙", "国家标准", ""])
    assert codes(*pieces) == [("standard-twice", "rows.standards[1].number")]


def test_a_day_that_does_not_exist_is_null_and_marked() -> None:
    answer = said(*listed(["1", "GB/T 1-2010", "甲", "国家标准", "2016-02-30"])).rows["standards"][0]["effective_on"]
    assert (answer.value, answer.needs_review) == (None, True)


def test_counts_in_the_text_are_held_against_the_rows() -> None:
    title, table = listed(["1", "GB/T 1-2010", "甲", "国家标准", ""])
    said_so = "国家标准2项、行业标准0项、地方标准0项、内部标准0项"
    assert codes(title, said_so, table) == [("count-mismatch", "fields.counts")]


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("GB/T 24421.1-2009", 0),
        ("GB 5749-2006", 0),
        ("MZ/T 032-2012", 1),
        ("DB42/T 1-2016", 2),
        ("Q/ZW 1-2016", 3),
        ("T/CAS 1-2016", 3),
        ("甲", None),
        (None, None),
    ],
)
def test_a_standards_number_shows_its_level(number: str | None, level: int | None) -> None:
    assert level_by_number(number) == level


def test_a_level_of_another_name_is_not_counted() -> None:
    assert (level_by_name("团体标准"), level_by_name("国际标准")) == (3, None)


# -- 总结报告, 实施方案, 评估方案 --------------------------------------------------------------------------------------


def test_a_topic_that_only_running_text_touches_is_marked() -> None:
    paper = said(
        f"{PILOT}总结报告", "一、概况", "　　成立了领导小组，满意度提高。", "西陵区政务服务中心", "2018年3月1日"
    )
    topics = {row["topic"].value: row["covered"] for row in paper.rows["topics"]}
    assert (topics["组织管理"].value, topics["组织管理"].needs_review) == (
        {"answer": True, "text": "成立了领导小组，满意度提高。"},
        True,
    )
    assert (topics["标准体系建设"].value, topics["标准体系建设"].needs_review) == ({"answer": False, "text": ""}, True)


def test_a_topic_missing_from_a_report_of_which_a_part_is_lost_is_open() -> None:
    report = read_paper(document(f"{PILOT}总结报告", "一、组织管理"), "summary-report", whole=False)
    found = {row["topic"].value: row["covered"] for row in report.rows["topics"]}
    assert (found["试点效果"].value, found["试点效果"].needs_review) == (None, True)


def test_a_missing_topic_is_the_rules_finding() -> None:
    found = result_of(word(f"{PILOT}总结报告", "一、组织管理", "　　略。")).findings
    assert "R18.6" in {f.rule for f in found if f.code == "topic-missing"}


@pytest.mark.parametrize(
    ("line", "step", "period"),
    [
        ("第一阶段（2016年5月—2016年8月）：成立机构。", "第一阶段", {"start": "2016-05", "end": "2016-08"}),
        ("（一）启动阶段（2016年5月至8月）成立机构。", "启动阶段", {"start": "2016-05", "end": "2016-08"}),
        ("2016年5月至2016年8月，启动阶段：成立机构。", "启动阶段", {"start": "2016-05", "end": "2016-08"}),
        ("第二阶段（9月—12月）：编制标准。", "第二阶段", None),
    ],
)
def test_phases_are_read_from_running_text(line: str, step: str, period: Any) -> None:
    (row,) = said(f"{PILOT}实施方案", "一、步骤", line, "二、保障措施", "　　加强领导。").rows["phases"]
    assert (row["step"].value, row["period"].value) == (step, period)
    assert row["period"].needs_review == (period is None)


def test_the_days_and_the_group_of_an_evaluation_are_read() -> None:
    members = [["姓名", "工作单位", "职称", "专业"], ["李建国", "武汉大学", "教授", "标准化"]]
    paper = said(f"{PILOT}评估方案", "　　拟于2018年5月3日至4日进行现场评估。", members)
    assert paper.value("evaluated_on") == {"start": "2018-05-03", "end": "2018-05-04"}
    assert {slot: answer.value for slot, answer in paper.rows["group"][0].items()} == {
        "name": "李建国", "unit": "武汉大学", "title": "教授", "category": "标准化"}  # fmt: skip
    assert values(paper, "pilots", "pilot_name") == [PILOT]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("组长：李建国　武汉大学　教授", [("李建国", "武汉大学", "教授")]),
        (
            "成员：王芳（湖北省民政厅，处长）、刘明（武汉大学）",
            [("王芳", "湖北省民政厅", "处长"), ("刘明", "武汉大学", None)],
        ),
        ("成员：王芳（湖北省民政厅，处长）、刘明", [("王芳", "湖北省民政厅", "处长"), (None, None, None)]),
        ("专家：从专家库中随机抽取", [(None, None, None)]),
    ],
)
def test_members_in_lines_are_read_or_left_for_a_person(line: str, expected: list[tuple[str | None, ...]]) -> None:
    rows = said(f"{PILOT}评估方案", line).rows["group"]
    read = [tuple(row[slot].value if slot in row else None for slot in ("name", "unit", "title")) for row in rows]
    assert read == expected
    assert all(row["name"].needs_review == (row["name"].value is None) for row in rows)


def test_of_two_columns_of_items_the_first_is_their_section() -> None:
    table = [
        ["评估项目", "评估内容", "标准分", "得分"],
        ["组织管理", "有领导小组", "10", "9"],
        ["^", "有专职人员", "10", "10"],
    ]
    rows = said(SHEET, table).rows["items"]
    assert [(row["section"].value, row["item"].value) for row in rows] == [
        ("组织管理", "有领导小组"),
        ("组织管理", "有专职人员"),
    ]
    assert not any(answer.needs_review for row in rows for answer in row.values())


def test_a_reading_without_its_rows_adds_up_to_nothing() -> None:
    empty = PaperReading("standards-list", fields={"total": Answer(None)})
    assert (standards_by_level(empty), column_sum(empty, "items", "full")) == (None, None)
