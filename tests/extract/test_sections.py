"""Label/value tables: labels in every dress, values that look like labels, persons' telephones, unknown slots."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from extract.reading import Result
from tests.extract.sketch import (
    BLOCKS,
    COVER,
    FIELDS,
    HEADINGS,
    PLAN,
    SECTION,
    STATE,
    TITLE,
    UNIT,
    application,
    differences,
    read_word,
    replaced,
)

CODE = FIELDS["organization_code"]


def read_section(*tables: Any) -> Result:
    return read_word(*application(section=tables))


def with_row(label: str, *instead: list[Any]) -> Result:
    return read_section(replaced(SECTION, label, *instead))


def extras(result: Result) -> list[tuple[str, str]]:
    assert result.record is not None
    return [(extra.label, extra.raw) for extra in result.record.extra]


def dressed(dress: Callable[[str], str]) -> list[list[str]]:
    return [[dress(text) if n % 2 == 0 and text != "<" else text for n, text in enumerate(row)] for row in SECTION]


@pytest.mark.parametrize(
    "dress",
    [
        lambda label: f"1. {label}",
        lambda label: f"（3）{label}",
        lambda label: f"③{label}",
        lambda label: f"⑶ {label}",
        lambda label: f"⒊{label}",
        lambda label: f"㈢、{label}",
        lambda label: f"*{label}",
        lambda label: f"{label}*",
        lambda label: f"{label}：",
        lambda label: " ".join(label),
        lambda label: "　".join(label),
        lambda label: f"{label[:2]}\n{label[2:]}",
        lambda label: f"{label[:2]}\v{label[2:]}",
        lambda label: f"{label}（必填）",
        lambda label: label.replace("/", " / ").replace("（", "(").replace("）", ")").replace("、", ","),
        lambda label: label.replace("/", "／"),
    ],
)
def test_a_label_is_known_in_every_dress(dress: Callable[[str], str]) -> None:
    assert differences(read_section(dressed(dress))) == []


def test_a_form_whose_characters_all_stand_apart_reads_like_any_other() -> None:
    spread = [[" ".join(text) if "@" not in text and "/" not in text else text for text in row] for row in SECTION]
    assert differences(read_section(spread)) == []


@pytest.mark.parametrize("title", ["基本信息", "基\n本\n信\n息", "承担单位情况", "承担单位", "试点承担单位基本信息"])
def test_a_title_at_the_side_of_the_rows_answers_nothing(title: str) -> None:
    assert differences(read_section([[title if n == 0 else "^", *row] for n, row in enumerate(SECTION)])) == []


def test_label_and_value_in_paragraphs_read_the_same() -> None:
    lines = [f"{row[n]}：{row[n + 1]}" for row in SECTION for n in (0, 2) if row[n] != "<"]
    assert differences(read_section(*lines)) == []


@pytest.mark.parametrize("headings", [("", "", ""), ("（一）申报单位情况", "（二）工作安排", "（三）各方意见")])
def test_missing_and_reworded_headings_lose_nothing(headings: tuple[str, str, str]) -> None:
    assert differences(read_word(*application(headings=headings))) == []


@pytest.mark.parametrize("headed", [True, False])
def test_everything_in_one_table_reads_the_same(headed: bool) -> None:
    heads = [[[text, "<", "<", "<"]] if headed else [] for text in HEADINGS]
    cover = [[*text.split("："), "<", "<"] for text in COVER]
    blocks = [[label, region, "<", "<"] for label, region in BLOCKS]
    table = [*cover, *heads[0], *SECTION, *heads[1], *PLAN, *heads[2], *blocks]
    assert differences(read_word(TITLE, table)) == []


# -- values ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "row", "slot", "value"),
    [
        ("所属行业", ["所属行业", "公共管理", "单位性质", "机关法人"], "economic_type", "机关法人"),
        ("所属行业", ["所属行业", "公共管理", "单位性质", "法人"], "economic_type", "法人"),
        ("所属行业", ["所属行业", "公共管理", "单位性质", "（港澳台）合资"], "economic_type", "（港澳台）合资"),
        ("所属行业", ["所属行业", "行业", "单位性质", "事业单位"], "industry", "行业"),
        ("单位名称", ["单位名称", "管理单位", "统一社会信用代码", CODE], "unit_name", "管理单位"),
        ("单位名称", ["单位名称", "武汉（光谷）某中心", "统一社会信用代码", CODE], "unit_name", "武汉（光谷）某中心"),
        ("业务范围", ["业务范围", "主要职责", "<", "<"], "business_scope", "主要职责"),
        (
            "业务范围",
            ["业务范围", "主要职责：负责政务服务。\n联系电话：027-88888888", "<", "<"],
            "business_scope",
            "主要职责：负责政务服务。\n联系电话：027-88888888",
        ),
        (
            "标准化机构或负责部门",
            ["标准化机构或负责部门", "标准化管理机构", "标准化工作负责人/联系电话", "周启明/13972600001"],
            "standardization_body",
            "标准化管理机构",
        ),
        (
            "标准化机构或负责部门",
            ["标准化机构或负责部门", "管理部门", "标准化工作负责人/联系电话", "周启明/13972600001"],
            "standardization_body",
            "管理部门",
        ),
    ],
)
def test_a_value_that_reads_like_a_label_is_a_value(label: str, row: list[str], slot: str, value: str) -> None:
    assert differences(with_row(label, row), {slot: value}) == []


def test_prose_with_headings_of_its_own_stays_whole() -> None:
    prose = "一、标准化工作现状\n已制定标准46项。\n二、保障条件\n每年安排经费30万元。"
    label = SECTION[-1][0]
    assert differences(with_row(label, [label, prose, "<", "<"]), {"conditions": prose}) == []


@pytest.mark.parametrize(
    "boxes",
    ["□机关 ☑事业单位 □企业 □社会团体", "机关□ 事业单位☑ 企业□", "□机关 √事业单位 □企业", "☐机关　☑事业单位　☐企业"],
)
def test_the_ticked_option_is_the_value_in_any_cell(boxes: str) -> None:
    assert differences(with_row("所属行业", ["所属行业", "公共管理", "单位性质", boxes])) == []


@pytest.mark.parametrize("boxes", ["□机关 □事业单位 □企业", "☑机关 ☑事业单位 □企业"])
def test_none_or_several_ticks_are_marked(boxes: str) -> None:
    found = differences(with_row("所属行业", ["所属行业", "公共管理", "单位性质", boxes]), {"economic_type": None})
    assert [(d.where, d.marked) for d in found] == [("fields.economic_type", True)]


def test_a_code_written_box_by_box_is_one_code() -> None:
    wide = [[row[0], row[1], *["<"] * 17] for row in SECTION[1:]]
    wide += [[row[2], row[3], *["<"] * 17] for row in SECTION[1:] if row[2] != "<"]
    assert differences(read_section([["单位名称", UNIT, *["<"] * 17], ["统一社会信用代码", *CODE], *wide])) == []


@pytest.mark.parametrize("code", ["1242 0502 7844 5310 31", "１２４２０５０２７８４４５３１０３１", CODE.lower()])
def test_a_code_in_groups_or_full_width_is_the_same_code(code: str) -> None:
    assert differences(with_row("单位名称", ["单位名称", UNIT, "统一社会信用代码", code])) == []


@pytest.mark.parametrize("hint", ["（请填写与公章一致的名称）", "\n（全称）", "（须加盖公章）", "（不超过30字）"])
def test_a_request_beside_an_answer_is_left_out(hint: str) -> None:
    assert differences(with_row("单位名称", ["单位名称", UNIT + hint, "统一社会信用代码", CODE])) == []


def test_an_unknown_request_alone_is_no_answer_and_marked() -> None:
    row = ["单位名称", "（与法人证书一致的名称）", "统一社会信用代码", CODE]
    found = differences(with_row("单位名称", row), {"unit_name": None})
    assert [(d.where, d.marked) for d in found] == [("fields.unit_name", True)]


@pytest.mark.parametrize("blank", ["", "　", "（）", "____"])
def test_an_empty_slot_is_there_and_empty(blank: str) -> None:
    result = with_row("单位名称", ["单位名称", blank, "统一社会信用代码", CODE])
    assert differences(result, {"unit_name": None}) == []
    assert result.record is not None
    assert result.record.fields["unit_name"].raw.strip() == blank.strip()


# -- persons -----------------------------------------------------------------------------------------------------------

PERSONS = ("法定代表人", "联系人/联系电话", "标准化机构或负责部门")
SHORT = [
    [row[0], row[1], "<", "<", "<", "<", "<"] for row in SECTION if row[2] == "<" or row[0] in ("单位名称", "所属行业")
]
REST = [
    ["统一社会信用代码", CODE, "<", "<", "<", "<", "<"],
    ["邮政编码", "443000", "<", "电子邮箱", "<", "zwzx@163.com", "<"],
    ["标准化机构或负责部门", "综合协调科", "<", "单位性质", "<", "事业单位", "<"],
]
ONE_ROW = [
    ["法定代表人", "姓名", "李建国", "职务", "主任", "电话", "0717-6220000"],
    ["联系人", "姓名", "王芳", "职务", "科长", "电话", "0717-6221234"],
    ["标准化工作负责人", "姓名", "周启明", "部门", "综合科", "电话", "13972600001"],
]
NO_NAME_CELL = [[row[0], row[2], "<", *row[3:]] for row in ONE_ROW]
TWO_ROWS = [
    ["法定代表人", "姓名", "李建国", "<", "职务", "主任", "<"],
    ["^", "电话", "0717-6220000", "<", "手机", "13900000000", "<"],
    ["联系人", "姓名", "王芳", "<", "职务", "科长", "<"],
    ["^", "电话", "0717-6221234", "<", "传真", "0717-6221235", "<"],
    ["标准化工作负责人", "姓名", "周启明", "<", "职务", "主任", "<"],
    ["^", "电话", "13972600001", "<", "传真", "", "<"],
]


@pytest.mark.parametrize("persons", [ONE_ROW, NO_NAME_CELL, TWO_ROWS])
def test_a_telephone_belongs_to_the_person_in_whose_row_it_stands(persons: list[list[str]]) -> None:
    result = read_section([*SHORT, *persons, *REST])
    assert differences(result) == []
    assert ("法定代表人电话", "0717-6220000") in extras(result)


def test_the_only_telephone_in_another_persons_row_is_marked() -> None:
    rows = replaced(SECTION, "法定代表人", ["法定代表人", "李建国", "联系电话", "0717-6221234"])
    rows = replaced(rows, "联系人/联系电话", ["联系人", "王芳", "电子邮箱", "zwzx@163.com"])
    found = differences(read_section([*rows, ["邮政编码", "443000", "<", "<"]]))
    assert [(d.where, d.read, d.marked) for d in found] == [("fields.contact_phone", "0717-6221234", True)]


def test_two_numbers_under_two_labels_are_marked() -> None:
    rows = [["联系人", "王芳", "办公电话", "0717-6221234"], ["电子邮箱", "zwzx@163.com", "手机", "13900001111"]]
    found = differences(with_row("联系人/联系电话", *rows))
    assert [(d.where, d.marked) for d in found] == [("fields.contact_phone", True)]


# -- labels nobody knows ---------------------------------------------------------------------------------------------


def test_unknown_slots_become_extras_and_nobodys_value() -> None:
    unknown = [["传真", "0717-6221235", "网址", "www.zwzx.gov.cn"], ["职工人数", "120", "成立时间", ""]]
    result = read_section([*SECTION[:3], *unknown, *SECTION[3:]])
    assert differences(result) == []
    assert extras(result) == [
        ("传真", "0717-6221235"),
        ("网址", "www.zwzx.gov.cn"),
        ("职工人数", "120"),
        ("成立时间", ""),
    ]


@pytest.mark.parametrize(
    ("label", "row", "slots"),
    [
        ("单位名称", ["单位名称", UNIT, "统一社会信用代玛", CODE], {"organization_code"}),
        (
            "联系人/联系电话",
            ["联系人和联系方法", "王芳/0717-6221234", "电子邮箱", "zwzx@163.com"],
            {"contact_name", "contact_phone"},
        ),
        ("所属行业", ["所属行业", "公共管理", "单位的性质", "事业单位"], {"economic_type"}),
    ],
)
def test_a_label_much_like_a_known_one_is_taken_and_marked(label: str, row: list[str], slots: set[str]) -> None:
    found = differences(with_row(label, row))
    assert {d.where for d in found} == {f"fields.{slot}" for slot in slots}
    assert all(d.marked and d.read == d.expected for d in found)


def test_a_required_slot_under_unknown_words_is_reported_and_its_words_are_kept() -> None:
    result = with_row("法定代表人", ["单位一把手", "李建国", "邮政编码", "443000"])
    assert result.record is not None
    assert "legal_representative" not in result.record.fields
    assert ("单位一把手", "李建国") in extras(result)
    assert [f.code for f in result.findings if f.where == "fields.legal_representative"] == ["slot-not-found"]


def test_slots_that_differ_are_marked_and_equal_ones_are_one() -> None:
    assert differences(read_section([*SECTION, ["单位名称", UNIT, "<", "<"]])) == []
    found = differences(read_section([*SECTION, ["单位名称", "宜昌市图书馆", "<", "<"]]))
    assert [(d.where, d.marked) for d in found] == [("fields.unit_name", True)]


@pytest.mark.parametrize(
    "pieces",
    [
        [SECTION[:4], "注：1. 单位名称：应与公章一致。\n2. 业务范围：按法人证书填写。", SECTION[4:]],
        [[*SECTION[:4], ["注：单位名称应与公章一致；业务范围按法人证书填写。", "<", "<", "<"], *SECTION[4:]]],
        [SECTION, "填表说明：单位性质：填写机关、事业单位或者企业。"],
    ],
)
def test_notes_between_and_below_the_tables_answer_nothing(pieces: list[Any]) -> None:
    assert differences(read_section(*pieces)) == []


def test_a_long_answer_in_the_cell_of_its_label_is_read() -> None:
    label = SECTION[-1][0]
    assert differences(with_row(label, [f"{label}：\n{STATE}", "<", "<", "<"])) == []
    assert differences(with_row(label, [f"{label}：{STATE}", "<", "<", "<"])) == []


def test_the_last_label_of_a_row_stands_above_its_answer_though_nobody_knows_the_first() -> None:
    rows = [
        ["单位名称", "统一社会信用代码", "法定代表人"],
        [UNIT, CODE, "李建国"],
        ["传真", "邮政编码", "通讯地址"],
        ["0717-6221235", "443000", FIELDS["unit_address"]],
        ["住所", "所属行业", "单位性质"],
        [FIELDS["registered_address"], "公共管理", "事业单位"],
    ]
    assert differences(read_section(rows, SECTION[5:])) == []


@pytest.mark.parametrize("line", ["传真：0717-6221235", "网址: www.xiling.gov.cn"])
def test_a_pair_nobody_knows_below_an_answer_of_one_line_in_its_cell_is_no_part_of_it(line: str) -> None:
    result = with_row("通讯地址", [f"通讯地址：{FIELDS['unit_address']}\n{line}", "<", "<", "<"])
    assert differences(result) == []
    assert tuple(re.split(r"[：:]\s*", line)) in extras(result)


def test_a_line_below_a_label_that_may_be_its_number_is_read_or_marked() -> None:
    section = [f"{row[n]}：{row[n + 1]}" for row in SECTION for n in (0, 2) if row[n] != "<"]
    at = section.index("邮政编码：443000")
    result = read_section(*section[:at], "邮政编码：", "443000", *section[at + 1 :])
    assert [(d.where, d.marked) for d in differences(result) if d.read != d.expected and not d.marked] == []


@pytest.mark.parametrize(
    "state", ["保证单位均已签署意见。", "已建立标准体系，并书面征求各方意见", "经费30万元；已征求意见。"]
)
@pytest.mark.parametrize("in_table", [True, False])
def test_a_numbered_answer_that_ends_in_opinion_is_no_heading(state: str, in_table: bool) -> None:
    text = f"15.标准化工作现状及试点创建具备的条件（包括经费等保障条件）：{state}"
    section = [SECTION[:-1], [[text]] if in_table else text]
    assert differences(read_section(*section), fields={"conditions": state}) == []


def test_an_answer_that_reads_like_its_label_but_for_a_date_in_brackets_is_an_answer() -> None:
    rows = replaced(SECTION, "业务范围", ["业务范围", "主要职责（2015年修订）", "<", "<"])
    assert differences(read_section(rows), fields={"business_scope": "主要职责（2015年修订）"}) == []


def test_empty_brackets_behind_a_label_end_its_answer_in_its_cell() -> None:
    cells = [f"统一社会信用代码：（  ）\n法定代表人：{FIELDS['legal_representative']}", "邮政编码：443000"]
    rows = replaced(SECTION, "法定代表人", [cells[0], "<", cells[1], "<"])
    result = read_section(replaced(rows, "单位名称", ["单位名称", UNIT, "<", "<"]))
    assert differences(result, fields={"organization_code": None}) == []
