"""The plan: whatever columns, sub-headers and merged cells its table has, or no table at all."""

from typing import Any

import pytest

from extract.reading import Result
from tests.extract.sketch import (
    BLOCKS,
    COUNTY,
    HEADINGS,
    PLAN,
    ROWS,
    SECTION,
    UNIT,
    Difference,
    application,
    differences,
    read_word,
)

HEAD, BODY = PLAN[0], PLAN[1:]
NO_HEADING = (HEADINGS[0], "", HEADINGS[2])


def read_plan(*pieces: Any) -> Result:
    return read_word(*application(plan=pieces))


def extras(result: Result) -> list[tuple[str, str]]:
    assert result.record is not None
    return [(extra.label, extra.raw) for extra in result.record.extra]


def only_marked(found: list[Difference]) -> bool:
    return bool(found) and all(d.marked and d.read == d.expected for d in found)


@pytest.mark.parametrize(
    "table",
    [
        [["2016年—2018年创建计划", "<", "<", "<"], *PLAN],
        [["序号", *HEAD], *([str(n), *row] for n, row in enumerate(BODY, 1))],
        [[*HEAD, "备注"], *([*row, ""] for row in BODY)],
        [*PLAN, ["", "", "", ""], ["", "", "", ""]],
        [HEAD, BODY[0], HEAD, BODY[1]],
        [[" ".join(text) for text in HEAD], *BODY],
        [[f"{text[:2]}\n{text[2:]}" for text in HEAD], *BODY],
        [["步骤", "起止时间", "工作内容", "责任单位"], *BODY],
        [["阶段划分", "时间节点", "工作要点", "牵头部门"], *BODY],
        [["时间", "工作内容", "步骤", "责任单位"], *([row[1], row[2], row[0], row[3]] for row in BODY)],
        [[PLAN[row][column] for row in range(3)] for column in range(4)],
    ],
    ids=[
        "a title inside", "numbers", "remarks", "empty rows", "header again", "spaced", "broken", "synonyms",
        "all synonyms", "order", "on its side",
    ],
)  # fmt: skip
def test_a_plan_is_read_whatever_its_table_looks_like(table: list[list[str]]) -> None:
    assert differences(read_plan(table)) == []


def test_a_period_in_two_columns_under_one_header_is_one_period() -> None:
    head = [["步骤", "时间", "<", *HEAD[2:]], ["^", "开始", "结束", "^", "^"]]
    body = [[row[0], *row[1].split("-"), *row[2:]] for row in BODY]
    assert differences(read_plan([*head, *body])) == []


@pytest.mark.parametrize(
    "head",
    [
        [[*HEAD[:3], "负责及参与的单位/部门", "<"], ["^", "^", "^", "负责单位", "参与单位"]],
        [[*HEAD[:3], "负责单位", "参与单位"]],
    ],
)
def test_units_in_two_columns_are_all_responsible(head: list[list[str]]) -> None:
    assert differences(read_plan([*head, [*BODY[0][:3], UNIT, ""], [*BODY[1][:3], UNIT, COUNTY]])) == []


def test_a_step_merged_over_rows_is_the_step_of_each() -> None:
    table = [HEAD, BODY[0], ["^", *BODY[1][1:]]]
    assert differences(read_plan(table), rows=[ROWS[0], ROWS[1] | {"step": "启动阶段"}]) == []


def test_numbers_are_the_steps_where_nothing_else_names_them() -> None:
    table = [["序号", *HEAD[1:]], *([str(n), *row[1:]] for n, row in enumerate(BODY, 1))]
    assert differences(read_plan(table), rows=[row | {"step": str(n)} for n, row in enumerate(ROWS, 1)]) == []


@pytest.mark.parametrize("words", ["实施", "时间", "承担单位", "创建"])
def test_a_step_that_reads_like_a_label_is_a_step(words: str) -> None:
    assert (
        differences(read_plan([HEAD, BODY[0], [words, *BODY[1][1:]]]), rows=[ROWS[0], ROWS[1] | {"step": words}]) == []
    )


def test_remarks_are_extras() -> None:
    result = read_plan([[*HEAD, "备注"], [*BODY[0], "已完成"], [*BODY[1], ""]])
    assert differences(result) == []
    assert extras(result) == [("备注", "已完成")]


@pytest.mark.parametrize("rest", [[BODY[1]], [HEAD, BODY[1]]])
def test_a_plan_goes_on_in_a_second_table(rest: list[list[str]]) -> None:
    assert differences(read_plan([HEAD, BODY[0]], rest)) == []


def test_lines_between_the_rows_are_kept_and_end_nothing() -> None:
    phases = [["第一阶段：准备", "<", "<", "<"], BODY[0], ["第二阶段：实施", "<", "<", "<"], BODY[1]]
    result = read_plan([HEAD, *phases, ["注：以上计划可调整。", "<", "<", "<"]])
    assert differences(result) == []
    assert [raw for _, raw in extras(result)] == ["第一阶段：准备", "第二阶段：实施", "注：以上计划可调整。"]


@pytest.mark.parametrize("title", ["创建工作计划", "工作计划", "创\n建\n工\n作\n计\n划"])
def test_a_title_at_the_side_of_the_rows_is_no_step(title: str) -> None:
    table = [[title, *HEAD], *(["^", *row] for row in BODY)]
    assert differences(read_word(*application(plan=[table], headings=NO_HEADING))) == []


def test_a_table_inside_a_cell_is_read() -> None:
    assert differences(read_word(*application(plan=[[["创建工作计划", ["", PLAN]]]], headings=NO_HEADING))) == []
    nested = [*SECTION, ["创建工作计划", [PLAN], "<", "<"]]
    assert differences(read_word(*application(section=[nested], plan=[], headings=NO_HEADING))) == []


def test_columns_under_words_like_the_known_ones_are_read_and_marked() -> None:
    found = differences(read_plan([["阶段名称", *HEAD[1:]], *BODY]))
    assert only_marked(found)
    assert {d.where.rsplit(".", 1)[1] for d in found} == {"step"}


def test_columns_under_words_nobody_knows_are_read_and_marked() -> None:
    found = differences(read_plan([["甲", "乙", "丙", "丁"], *BODY]), rows=[{}, *ROWS])
    assert all(d.marked for d in found)
    assert {d.where for d in found} >= {f"rows.plan[1].{column}" for column in ROWS[0]}


def test_a_plan_in_sentences_gives_marked_rows() -> None:
    result = read_plan(
        "（一）启动阶段（2016年5月-2016年8月）：成立领导小组，编制实施方案。",
        f"责任单位：{UNIT}",
        "（二）组织实施（2016年9月-2018年5月）：组织实施各项标准。",
        f"责任单位：{UNIT}、{COUNTY}",
    )
    assert only_marked(differences(result))
    assert not [f for f in result.findings if f.code == "rows-missing"]


def test_a_period_of_days_in_a_sentence_ends_with_its_last_day() -> None:
    result = read_plan("①启动阶段（2016年5月18日至20日）：成立领导小组。", f"责任单位：{UNIT}")
    assert result.record is not None
    row = result.record.rows["plan"][0]
    assert {slot: answer.value for slot, answer in row.items()} == {
        "step": "启动阶段",
        "period": {"start": "2016-05-18", "end": "2016-05-20"},
        "work": "成立领导小组。",
        "responsible_units": [UNIT],
    }


def test_a_sentence_above_the_table_is_no_row() -> None:
    result = read_plan("试点工作自2016年5月开始，分两步进行。", PLAN)
    assert differences(result) == []
    assert extras(result) == [("", "试点工作自2016年5月开始，分两步进行。")]


def test_three_hundred_rows_are_three_hundred_rows() -> None:
    assert differences(read_plan([HEAD, *BODY * 150]), rows=ROWS * 150) == []


def test_blocks_right_below_the_rows_end_them() -> None:
    blocks = [[label, region, "<", "<"] for label, region in BLOCKS]
    pieces = application(plan=[[*PLAN, *blocks]], blocks=[], headings=(HEADINGS[0], HEADINGS[1], ""))
    assert differences(read_word(*pieces)) == []


def test_a_table_without_a_header_goes_on_under_the_columns_above_though_other_parts_follow_in_it() -> None:
    rows = [["启动", "2016年5月", "成立机构。", "综合科"], ["实施", "2016年6月", "编制标准。", "业务科"]]
    found = read_plan([HEAD, rows[0]], "", [rows[1], ["组长", "2016年7月", "自查。", "业务科"]])
    assert found.record is not None
    steps = [row["step"].value for row in found.record.rows["plan"]]
    assert steps == ["启动", "实施", "组长"]
