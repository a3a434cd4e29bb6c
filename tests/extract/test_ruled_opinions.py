"""Opinions ruled into cells that say what to write beside them, members abreast, and tables that count their rows."""

from typing import Any

import pytest

from extract.document import Cell, Document, Paragraph, Table
from extract.locate.walk import locate
from forms.evidence import BBox, Evidence
from forms.record import Record
from forms.registry import form
from tests.extract.sketch import BLOCKS, COUNTY, OPINIONS, UNIT, application, differences, read_word

EVALUATION = form("annex2-evaluation-application", "national")
REPORT = form("annex3-evaluation-report", "national")
INSPECTION = form("annex4-recheck-self-inspection", "national")
ASKED = [
    ["申请单位意见", "意见", "同意申请评估。"],
    ["^", "负责人签字", "李建国"],
    ["^", "单位盖章", UNIT],
    ["^", "日期", "2018年4月12日"],
]
ASKING = (
    EVALUATION.title,
    "一、试点与单位信息",
    [
        ["试点名称", "政务服务标准化试点", "单位名称", UNIT],
        ["组织机构代码", "124205027844531031", "法人代表", "李建国"],
        ["单位地址", "湖北省宜昌市西陵区体育场路2号", "邮编", "443000"],
        ["自查日期", "2018年3月15日", "自查结论", "合格"],
    ],
    "",
)
OWN = (
    INSPECTION.title,
    "试点名称：政务服务标准化试点",
    f"单位名称：{UNIT}",
    "合格公布日期：2015年4月1日",
    "有效期至：2018年4月1日",
    "报告日期：2018年3月1日",
    "存在问题及改进措施",
    "尚有不足。",
)
COVER = [
    REPORT.title,
    "试点名称：宜昌市西陵区政务服务综合标准化试点",
    f"承担单位：{UNIT}",
    "评估组织单位：湖北省质量技术监督局",
    "评估日期：2018年5月3日",
    "评估地点：宜昌市",
]
MEMBERS = [
    ["姓名", "工作单位", "专业(类别)"] * 2,
    ["王芳", UNIT, "标准化", "李建国", COUNTY, "管理"],
    ["周启明", "宜昌市民政局", "行业", "", "", ""],
]


def read(*pieces: Any) -> Record:
    record = read_word(*pieces).record
    assert record is not None
    return record


def ruled(opinion: str, unit: str, day: str) -> list[list[str]]:
    return [["意见", opinion], ["负责人（签字）", "李建国"], ["单位（盖章）", unit], ["日 期", day]]


def test_an_opinion_stands_beside_the_cell_that_asks_for_it() -> None:
    rows = [
        [label if number == 0 else "^", *row]
        for (label, _), (_, opinion, unit, _) in zip(BLOCKS, OPINIONS, strict=True)
        for number, row in enumerate(ruled(str(opinion), str(unit), "2016年4月12日"))
    ]
    assert differences(read_word(*application(blocks=[rows]))) == []


def test_a_name_typed_beside_the_cell_for_it_is_no_part_of_the_opinion() -> None:
    block = read(*ASKING, ASKED).blocks[0]
    assert (block.opinion.value, block.unit.raw, block.date.value) == ("同意申请评估。", UNIT, "2018-04-12")
    assert block.signature.present is False


def test_cells_of_an_opinion_that_nobody_filled_in_are_no_opinion() -> None:
    empty = [[*row[:2], ""] for row in ASKED[:3]] + [["^", "日期", "年  月  日"]]
    block = read(*ASKING, empty).blocks[0]
    assert (block.opinion.value, block.opinion.raw, block.date.value) == (None, "", None)


@pytest.mark.parametrize("asked", ["负责人（签字）：", "单位负责人（签字）：　　（公章）"])
def test_a_table_inside_the_cell_that_names_a_block_holds_its_opinion(asked: str) -> None:
    opinion = [[["申请单位意见：", [[f"同意申请评估。\n{asked}\n2018年4月12日"]]]]]
    pending = [[["省级联席办公室意见：", [[f"{asked}\n年  月  日"]]]]]
    record = read(*ASKING, opinion, "", pending)
    found = [(block.id, block.opinion.value, block.date.value) for block in record.blocks]
    assert found == [("unit", "同意申请评估。", "2018-04-12"), ("province_office", None, None)]
    assert not record.fields["legal_representative"].needs_review


def test_several_answers_of_an_opinion_may_stand_in_one_row() -> None:
    rows = [["申请单位意见", "同意申请评估。", "<", "<", "<"], ["^", "负责人签字", "李建国", "日期", "2018年4月12日"]]
    block = read(*ASKING, rows).blocks[0]
    assert (block.opinion.value, block.date.value) == ("同意申请评估。", "2018-04-12")


def test_cells_to_sign_and_seal_a_block_that_asks_for_both_are_one_block() -> None:
    signed = [["单位负责人签字、单位盖章", *ASKED[1][1:]], *ASKED[2:]]
    record = read(*OWN, signed)
    assert [(block.id, block.date.value) for block in record.blocks] == [("unit", "2018-04-12")]


@pytest.mark.parametrize(
    "day", ["２０１８．４．１２", "2018－04－12", "２０１８／４／１２", "日期：２０１８．４．１２"]
)
def test_a_date_in_wide_characters_ends_an_opinion(day: str) -> None:
    opinion = [["申请单位意见", f"同意申请评估。\n负责人（签字）：\n{day}"]]
    record = read(*ASKING, opinion)
    assert (record.blocks[0].opinion.value, record.blocks[0].date.value) == ("同意申请评估。", "2018-04-12")


def test_opinions_side_by_side_need_no_word_of_signing() -> None:
    record = read(
        *ASKING,
        [["申请日期", "2018年4月1日"]],
        "",
        [[f"申请单位意见：\n同意\n{UNIT}\n日期：2018年4月12日", "省级联席办公室意见：\n（公章）\n年  月  日"]],
    )
    assert [(block.id, block.date.value) for block in record.blocks] == [
        ("unit", "2018-04-12"),
        ("province_office", None),
    ]
    assert (record.fields["applied_on"].value, record.fields["applied_on"].needs_review) == ("2018-04-01", False)


def test_members_abreast_under_one_header_are_rows_of_their_own() -> None:
    rows = read(*COVER, "一、评估组成员", MEMBERS, "评估得分：95分", "报告日期：2018年5月6日").rows["group"]
    assert [(row["name"].value, row["unit"].value, row["expertise"].value) for row in rows] == [
        ("王芳", UNIT, "标准化"),
        ("李建国", COUNTY, "管理"),
        ("周启明", "宜昌市民政局", "行业"),
    ]
    assert not any(answer.needs_review for row in rows for slot, answer in row.items() if slot == "name")


def test_counted_rows_of_labels_below_a_table_of_members_are_no_members() -> None:
    steps = [field for section in REPORT.sections if section.id == "procedure" for field in section.fields]  # type: ignore[union-attr]
    table = [[str(number), field.label, "是"] for number, field in enumerate(steps, 1)]
    record = read(*COVER, "一、评估组成员", [row[:3] for row in MEMBERS], "", table)
    assert [record.fields[str(field.id)].value for field in steps] == [{"answer": True, "text": ""}] * len(steps)
    assert len(record.rows["group"]) == 2


def test_a_ticked_line_below_its_label_is_the_answer_though_it_holds_a_colon() -> None:
    label = "试点期间事故、通报批评、行政处分、媒体曝光情况"
    lines = (*ASKING, f"{label}：", "☑有　☐无，说明：投诉一起")
    answer = read(*lines, "申请日期：2018年4月1日").fields["incidents"]
    assert (answer.value, answer.needs_review) == ({"answer": True, "text": "投诉一起"}, False)


def test_a_cell_with_a_label_of_its_own_answers_no_empty_label_beside_it() -> None:
    pairs = [
        ["单位名称：" + UNIT, "统一社会信用代码：124205027844531031"],
        ["单位地址：", "邮编：443000"],
        ["法定代表人：李建国", "注册地址：（　　）"],
        ["联系人/电话：王芳/0717-6221234", "单位网址：www.ycxl.gov.cn"],
        ["电子邮箱：zwzx@163.com", "所属行业：公共管理"],
    ]
    fields = read(*application(section=[pairs])).fields
    assert [fields[slot].value for slot in ("unit_address", "registered_address", "postcode")] == [None, None, "443000"]


def test_a_label_over_its_answer_is_read_though_labels_with_colons_stand_beside_it() -> None:
    section = [["法定代表人：", "邮政编码：", "电子邮箱："], ["李建国", "443000", "zwzx@163.com"]]
    fields = read(*application(section=[section, [["单位名称", UNIT], ["所属行业", "公共管理"]]])).fields
    assert [fields[slot].value for slot in ("legal_representative", "postcode", "email")] == [
        "李建国",
        "443000",
        "zwzx@163.com",
    ]


def test_opinions_side_by_side_without_any_word_in_one_stay_apart() -> None:
    rows = [["试点单位意见：", "省级联席办公室确认意见：\n同意。\n负责人签字：\n2018年5月6日"]]
    blocks = read(*COVER, "评估得分：95分", "报告日期：2018年5月6日", "二、意见", rows).blocks
    assert [(block.id, block.opinion.value) for block in blocks] == [("unit", None), ("province_office", "同意。")]


def test_a_blank_date_right_behind_a_units_name_is_no_part_of_it() -> None:
    opinion = [["申请单位意见", f"同意申请评估。\n单位（盖章）：{UNIT}年 月 日"]]
    block = read(*ASKING, opinion).blocks[0]
    assert (block.unit.value, block.date.raw, block.date.value) == (UNIT, "年 月 日", None)


def test_a_label_set_upright_in_two_columns_names_its_block() -> None:
    record = read(*ASKING, [["室省\n意级\n见联\n席\n办\n公", "同意。\n负责人（签字）：\n2018年5月6日"]])
    assert [(block.id, block.opinion.value) for block in record.blocks] == [("province_office", "同意。")]


def test_headings_behind_bullets_are_headings() -> None:
    lines = ["•  1、存在问题及改进措施", "尚有不足。", "•  2、自检结论：符合"]
    record = read(*OWN[:-2], "自检内容", *lines)
    assert (record.fields["problems"].value, record.fields["self_check_result"].value) == ("尚有不足。", "符合")


def test_the_rest_of_an_opinion_overleaf_stays_with_the_one_above_it() -> None:
    at = [Evidence("pdf", 1 + row, BBox(20 + 80 * col, 20, 100 + 80 * col, 60)) for row in (0, 1) for col in (0, 1)]
    said = [
        ["申请单位意见：", "同意申请评估。", "单位负责人（签字）："],
        ["省级联席办公室意见：", "单位公章"],
        ["日期：2018年1月2日"],
        ["负责人（签字）：", "2018年5月6日"],
    ]
    cells = [
        Cell(number // 2, number % 2, tuple(Paragraph(line, place) for line in lines), place)
        for number, (lines, place) in enumerate(zip(said, at, strict=True))
    ]
    found = locate(
        Document("pdf", (Paragraph("申请日期：2018年1月1日", at[0]), Table(tuple(cells), at[0]))), EVALUATION
    )
    assert [[line.text for line in block.paragraphs][-1] for block in found.blocks] == [
        "日期：2018年1月2日",
        "2018年5月6日",
    ]
    assert [candidate.lines for candidate in found.fields] == [("2018年1月1日",)]


@pytest.mark.parametrize("said", [("备注：附件另报。",), ("已整改到位。", "注：详见年度报告。", "下一步持续改进。")])
def test_a_remark_within_prose_under_a_heading_hides_no_slot_below_it(said: tuple[str, ...]) -> None:
    record = read(*OWN[:6], "标准化规划、年度工作计划有效实施情况", *said, *OWN[6:], "自检结论：符合")
    plan = record.fields["plan_implementation"]
    assert (plan.value, plan.needs_review) == ("\n".join(said), True)
    assert (record.fields["problems"].value, record.fields["self_check_result"].value) == ("尚有不足。", "符合")


def test_a_remark_below_the_last_answer_is_none_of_it() -> None:
    record = read(*OWN, "注：本表一式四份。", "单位负责人签字、单位盖章：", "2018年4月12日")
    problems = record.fields["problems"]
    assert (problems.value, problems.needs_review) == ("尚有不足。", False)


def test_prose_above_the_bare_name_of_a_slot_that_was_met_is_in_doubt() -> None:
    lines = ("存在问题：窗口不足。", "改进意见和建议：", "一线人员对标准的理解有待加强。", "存在问题", "评估结论：合格")
    record = read(*COVER, "三、评估结果", *lines, "报告日期：2018年5月6日")
    assert record.fields["suggestions"].needs_review
    assert [(record.fields[slot].value, record.fields[slot].needs_review) for slot in ("problems", "conclusion")] == [
        ("窗口不足。", False),
        ("合格", False),
    ]


def test_an_opinion_below_its_block_s_name_is_read_where_nothing_stands_beside_the_name() -> None:
    below = "情况属实，同意上报。\n负责人签字：\n2018年4月12日"
    record = read(
        *ASKING, [["申请单位意见", ""], [below, ""], ["省级联席办公室意见", ""], ["同意。\n2018年5月2日", ""]]
    )
    said = [(block.id, block.opinion.value, block.date.value) for block in record.blocks]
    assert said == [("unit", "情况属实，同意上报。", "2018-04-12"), ("province_office", "同意。", "2018-05-02")]
