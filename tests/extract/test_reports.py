"""附件3, 附件4 and 附件6 printed otherwise than ours: answers under headings, members who sign, groups, steps and counts."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from extract.document import Document, Page, Paragraph
from extract.identify.form import identify
from extract.reading import Result, fill, read
from forms.evidence import BBox, Evidence
from forms.programme import programme
from forms.record import Answer, Record
from tests.extract.sketch import Piece, word

ON = date(2026, 1, 1)
PILOT = "社会管理和公共服务综合标准化试点"
INSPECTION_COVER = ("试点名称：西陵区政务服务综合标准化试点", "单位名称：西陵区政务服务中心", "有效期至：2020年6月30日")
HEADINGS = (
    "标准化工作运行机制和有效性评价等制度情况",
    "标准化规划、年度工作计划有效实施情况",
    "标准体系的有效运行实施和持续改进情况",
    "全员标准化意识和公众满意度提升情况",
    "有效期内重大事故、通报及整改情况",
    "存在问题及改进措施",
    "自检结论",
)
TEXTS = ("建立了运行机制。", "计划已完成。", "体系运行良好。", "满意度提高。", "无。", "继续改进标准。", "符合")
SIGNED = ("单位负责人（签字）：　　　　（单位盖章）", "2020年3月5日")
EVALUATION_COVER = (
    f"{PILOT}评估报告",
    "试点名称：西陵区政务服务综合标准化试点",
    "承担单位：西陵区政务服务中心",
    "评估组织单位：湖北省质量技术监督局",
    "评估日期：2018年5月3日",
)
MEMBERS = [["序号", "姓名", "工作单位", "签名"], ["1", "李四", "武汉大学", ""], ["2", "王五", "湖北省标准化院", "王五"]]
PROCEDURE = [["听取试点单位工作汇报", "是"], ["考核现场", "是"], ["形成考核评估结论", "是"]]
RESULT = [["评估得分", "95"], ["评估结论", "合格"], ["总体评价", "运行良好。"]]


def read_pieces(*pieces: Piece) -> Result:
    return read(word(*pieces), "x.docx", programme=programme("national"), on=ON)[0]


def record(*pieces: Piece) -> Record:
    found = read_pieces(*pieces).record
    assert found is not None
    return found


def inspection(*body: Piece) -> Record:
    return record(f"{PILOT}复查自检报告", *INSPECTION_COVER, *body)


def evaluation(*body: Piece, members: Any = MEMBERS, procedure: Any = PROCEDURE, result: Any = RESULT) -> Record:
    parts = ("一、评估组成员", members, "二、现场考核评估程序", procedure, "三、评估结果", result)
    return record(*EVALUATION_COVER, *parts, *body)


def numbered(*, run_in: str = "") -> list[str]:
    """Headings （一）… and their texts, below one another or behind ``run_in`` in one line."""
    lines: list[str] = []
    for number, label, text in zip("一二三四五六七", HEADINGS, TEXTS, strict=True):
        lines += [f"（{number}）{label}{run_in}{text}"] if run_in else [f"（{number}）{label}", text]
    return lines


def enclosed(*, run_in: str = "") -> list[str]:
    """The same with numbers in circles."""
    circled = dict(zip("一二三四五六七", "①②③④⑤⑥⑦", strict=True))
    return [re.sub("^（(.)）", lambda match: circled[match[1]], text) for text in numbered(run_in=run_in)]


def said(found: Record) -> list[Any]:
    points = ("mechanism", "plan_implementation", "system_operation", "staff_awareness_and_satisfaction")
    return [found.value(slot) for slot in (*points, "incidents", "problems", "self_check_result")]


EXPECTED = [*TEXTS[:4], {"answer": False, "text": ""}, TEXTS[5], "符合"]


@pytest.mark.parametrize(
    "body",
    [
        ("一、自检内容", *numbered()),
        tuple(numbered()),
        ("一、自检内容", *numbered(run_in="：")),
        ("一、自检内容", *numbered(run_in="。")),
        ("一、自检内容", *enclosed()),
        ("一、自检内容", *enclosed(run_in="：")),
        ("一、自检内容", [[label, text] for label, text in zip(HEADINGS, TEXTS, strict=True)]),
        ("一、自检内容", [["\n".join(numbered())]]),
        ("一、自检内容", [[f"{label}\n{text}"] for label, text in zip(HEADINGS, TEXTS, strict=True)]),
        ("一、自检内容", *[part for pair in zip(HEADINGS, TEXTS, strict=True) for part in pair]),
    ],
    ids=[
        "below",
        "no-part-heading",
        "colon",
        "full-stop",
        "circled",
        "circled-colon",
        "table",
        "one-cell",
        "cell-each",
        "no-numbers",
    ],
)
def test_what_stands_under_a_heading_is_its_answer_however_it_is_set(body: tuple[Piece, ...]) -> None:
    found = inspection(*body, *SIGNED)
    assert said(found) == EXPECTED
    assert [slot for slot, answer in found.fields.items() if answer.needs_review] == []


def test_an_answer_runs_over_all_paragraphs_up_to_the_next_heading() -> None:
    lines = numbered()
    lines[1:2] = ["建立了机制：领导小组每季度例会。", "1. 设立标准化办公室。", "联系电话：见附件。"]
    found = inspection("一、自检内容", *lines, *SIGNED)
    assert found.value("mechanism") == "\n".join(lines[1:4])
    assert said(found)[1:] == EXPECTED[1:]


def test_a_heading_that_the_form_does_not_have_is_kept_and_the_answer_before_it_marked() -> None:
    lines = numbered()
    lines[2:2] = ["（二）经费投入情况", "每年三十万元。"]
    found = inspection("一、自检内容", *lines, *SIGNED)
    assert ("（二）经费投入情况", "每年三十万元。") in [(extra.label, extra.raw) for extra in found.extra]
    assert found.fields["mechanism"].needs_review
    assert found.value("plan_implementation") == TEXTS[1]


@pytest.mark.parametrize("set_in", ["one-cell", "cell-each", "paragraphs"])
def test_an_empty_answer_before_a_heading_that_nobody_knows_asks_a_person(set_in: str) -> None:
    pairs = [f"{label}\n{text}" for label, text in zip(HEADINGS, TEXTS, strict=True)]
    pairs[1:2] = [HEADINGS[1], "工作亮点与创新\n创建了服务品牌。"]
    lines = "\n".join(pairs)
    pieces: dict[str, tuple[Piece, ...]] = {
        "one-cell": ([[lines]],),
        "cell-each": ([[pair] for pair in pairs],),
        "paragraphs": tuple(lines.split("\n")),
    }
    found = inspection("一、自检内容", *pieces[set_in], *SIGNED)
    marked = [slot for slot, answer in found.fields.items() if answer.needs_review]
    assert marked == ["plan_implementation"]


@pytest.mark.parametrize("one_cell", [True, False])
def test_a_hint_below_an_answer_is_no_heading(one_cell: bool) -> None:
    lines = [line for pair in zip(HEADINGS, TEXTS, strict=True) for line in pair] + ["（填写符合或者不符合）"]
    found = inspection("一、自检内容", *([[["\n".join(lines)]]] if one_cell else lines), *SIGNED)
    answer = found.fields["self_check_result"]
    assert (answer.value, answer.needs_review) == ("符合", False)


def test_two_answers_under_one_label_are_both_kept_for_the_person_who_decides() -> None:
    found = inspection("试点名称：孝感市图书馆综合标准化试点", "一、自检内容", *numbered(), *SIGNED)
    answer = found.fields["pilot_name"]
    assert answer.needs_review
    assert answer.raw.split("\n") == ["西陵区政务服务综合标准化试点", "孝感市图书馆综合标准化试点"]


def test_an_answer_whose_heading_ends_in_opinion_is_no_block() -> None:
    lines = ["（一）自检意见", "符合", *(line.replace("（一）", "（二）") for line in numbered()[:2])]
    found = inspection("一、自检内容", *lines, *SIGNED)
    assert (found.value("self_check_result"), found.value("mechanism")) == ("符合", TEXTS[0])


def test_words_that_end_in_opinion_head_nothing_inside_an_answer() -> None:
    lines = numbered()
    lines[2:2] = ["一、征求各方意见", "收集了建议。"]
    found = inspection("一、自检内容", *lines, *SIGNED)
    assert found.value("mechanism") == "建立了运行机制。\n一、征求各方意见\n收集了建议。"
    assert said(found)[1:] == EXPECTED[1:]


@pytest.mark.parametrize("heading", [(), ("二、单位签字盖章",)])
def test_the_place_to_sign_below_a_report_is_its_block(heading: tuple[str, ...]) -> None:
    found = inspection("一、自检内容", *numbered(), *heading, *SIGNED)
    assert [(block.id, block.date.value, block.opinion.value) for block in found.blocks] == [
        ("unit", "2020-03-05", None)
    ]
    assert found.blocks[0].signature.present is False


def test_a_date_without_year_takes_the_year_of_the_report_and_of_no_other_date() -> None:
    found = inspection("报告日期：2020年3月1日", "一、自检内容", *numbered(), SIGNED[0], "3月5日")
    assert (found.blocks[0].date.value, found.blocks[0].date.needs_review) == ("2020-03-05", True)


def signed(row: Mapping[str, Answer]) -> Any:
    mark = row["signature"].value
    assert isinstance(mark, dict)
    return mark["present"]


# -- groups ------------------------------------------------------------------------------------------------------


def test_a_typed_name_is_no_signature_and_an_empty_cell_none() -> None:
    rows = evaluation().rows["group"]
    assert [row["name"].value for row in rows] == ["李四", "王五"]
    assert [signed(row) for row in rows] == [False, False]
    assert rows[1]["signature"].raw == "王五"


def test_rows_that_only_count_are_left_out() -> None:
    rows = evaluation(members=[*MEMBERS, ["3", "", "", ""], ["4", "", "", ""]]).rows["group"]
    assert len(rows) == 2


def test_a_list_with_few_columns_is_known_by_them() -> None:
    members = [["姓名", "所在单位", "签字"], ["李四", "武汉大学", ""]]
    row = evaluation(members=members).rows["group"][0]
    assert (row["name"].value, row["unit"].value, signed(row)) == ("李四", "武汉大学", False)


SIGN_LINES = ("评估组组长（签字）：", "2018年5月4日", "评估组成员（签字）：李四、王五", "2018年5月4日")


@pytest.mark.parametrize(
    "body",
    [
        SIGN_LINES,
        ("四、评估组签字及有关单位意见", *SIGN_LINES),
        ("四、评估组签字及有关单位意见", [["评估组组长签字", "\n2018年5月4日"], ["评估组成员签字", "李四、王五\n2018年5月4日"]]),
        ("四、评估组签字及有关单位意见", [["评估组组长签字", "2018年5月4日"], ["评估组成员签字", "李四\n2018年5月4日"], ["^", "王五\n2018年5月4日"]]),
        ([["评估组组长（签字）：\n2018年5月4日"], ["评估组成员（签字）：\n李四 王五\n2018年5月4日"]],),
        ([["评估组组长（签字）：\n2018年5月4日\n评估组成员（签字）：\n李四 王五\n2018年5月4日"]],),
    ],
    ids=["lines", "headed-lines", "rows", "row-each", "cells", "one-cell"],
)  # fmt: skip
def test_a_group_signs_as_one_and_is_no_unit(body: tuple[Piece, ...]) -> None:
    found = evaluation(*body)
    blocks = [(b.id, b.unit.value, b.opinion.value, b.date.value, b.signature.present) for b in found.blocks]
    assert blocks == [
        ("group_leader", None, None, "2018-05-04", False),
        ("group_members", None, None, "2018-05-04", False),
    ]


# -- answers in several cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ([["公众满意度", "99.1%", "样本", "120份"]], {"percent": 99.1, "sample": 120}),
        ([["公众满意度", "99.1%（样本120份）", "<", "<"]], {"percent": 99.1, "sample": 120}),
    ],
)
def test_a_share_and_its_sample_may_stand_in_cells_of_their_own(cells: Any, value: Any) -> None:
    found = evaluation(result=[*([*row, "<", "<"] for row in RESULT), *cells])
    assert (found.value("public_satisfaction"), found.fields["public_satisfaction"].needs_review) == (value, False)


@pytest.mark.parametrize(
    ("cells", "value", "marked"),
    [
        (["评估结论", "☑合格　☐不合格", "<"], "合格", False),
        (["评估结论", "☐合格", "☑不合格"], "不合格", False),
        (["评估结论", "□合格", "□不合格"], None, True),
        (["评估结论", "☑合格", "☑不合格"], None, True),
    ],
)
def test_an_option_is_the_one_ticked(cells: Any, value: Any, marked: bool) -> None:
    found = evaluation(result=[["评估得分", "95", "<"], ["总体评价", "运行良好。", "<"], cells])
    assert (found.value("conclusion"), found.fields["conclusion"].needs_review) == (value, marked)


def test_a_tick_says_what_stands_over_its_column() -> None:
    procedure = [
        ["评估程序", "是", "否"],
        ["听取试点单位工作汇报", "√", ""],
        ["考核现场", "", "√"],
        ["形成考核评估结论", "", ""],
    ]
    found = evaluation(procedure=procedure)
    slots = ("procedure_briefing", "procedure_site_visit", "procedure_conclusion")
    answers = [found.value(slot) for slot in slots]
    assert answers == [{"answer": True, "text": ""}, {"answer": False, "text": ""}, None]


def test_a_step_and_what_is_said_of_it_may_stand_in_cells_of_their_own() -> None:
    procedure = [
        ["步骤", "是否完成", "说明"],
        ["听取试点单位工作汇报", "是", "上午听取了汇报。"],
        ["考核现场", "是", ""],
    ]
    found = evaluation(procedure=procedure)
    assert found.value("procedure_briefing") == {"answer": True, "text": "上午听取了汇报。"}
    assert found.value("procedure_site_visit") == {"answer": True, "text": ""}


@pytest.mark.parametrize(
    "counts",
    [
        [["标准数量", "12/5/3/66", "<", "<", "<", "<", "<", "<", "<"]],
        [["标准数量", "国标", "12", "行标", "5", "地标", "3", "内部", "66"]],
        [["标准数量", "国家标准", "<", "行业标准", "<", "地方标准", "<", "内部标准", "<"], ["^", "12", "<", "5", "<", "3", "<", "66", "<"]],
        [["标准数量", "12", "<", "5", "<", "3", "<", "66", "<"]],
    ],
    ids=["one-cell", "side-by-side", "below-one-another", "bare"],
)  # fmt: skip
def test_counts_of_standards_are_read_under_their_sorts(counts: Any) -> None:
    rest = ["<"] * 7
    table = [
        ["试点名称", "西陵区政务服务综合标准化试点", *rest],
        ["单位名称", "西陵区政务服务中心", *rest],
        ["法定代表人", "李建国", *rest],
        ["试点时间", "2016年5月-2018年5月", *rest],
        ["自查日期", "2018年3月1日", *rest],
        *counts,
        ["自评得分", "96", *rest],
        ["申请日期", "2018年3月5日", *rest],
    ]
    found = record(f"{PILOT}评估申请表", table)
    assert (found.value("standard_counts"), found.fields["standard_counts"].needs_review) == ([12, 5, 3, 66], False)
    assert found.value("self_score") == 96


# -- answers that run over pages -----------------------------------------------------------------------------------


def placed(page: int, x0: float, x1: float, y: float, text: str) -> Paragraph:
    return Paragraph(text, Evidence("sketch", page, BBox(x0, y, x1, y + 5)))


def inspected(*lines: Paragraph) -> Record:
    title = placed(1, 40, 170, 40, f"{PILOT}复查自检报告")
    cover = [placed(1, 30, 120, 60 + 10 * n, text) for n, text in enumerate(INSPECTION_COVER)]
    headings = [placed(2, 30, 120, 100 + 10 * n, f"（{n}）{label}") for n, label in enumerate(HEADINGS[1:], start=2)]
    flow = (title, *cover, placed(1, 30, 120, 255, f"（1）{HEADINGS[0]}"), *lines, *headings)
    drawn = Document("sketch", flow, (Page(1, 210, 297), Page(2, 210, 297)))
    return fill(drawn, identify(drawn))


def test_a_sentence_broken_by_the_end_of_a_page_is_one_again() -> None:
    broken = (placed(1, 30, 170, 280, "领导小组每季度召开例会，"), placed(2, 30, 80, 40, "研究标准化工作。"))
    found = inspected(placed(1, 39, 170, 270, "设立了领导小组。"), *broken)
    assert found.value("mechanism") == "设立了领导小组。\n领导小组每季度召开例会，研究标准化工作。"


def test_a_full_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    found = inspected(placed(2, 39, 170, 40, "设立了标准化领导小组。"), placed(2, 30, 170, 50, "每季度召开例会。"))
    assert found.value("mechanism") == "设立了标准化领导小组。\n每季度召开例会。"


@pytest.mark.parametrize("heading", ["二、审核意见", "二、有关单位意见", "二、签字盖章"])
def test_the_next_part_of_the_form_is_no_answer_under_the_last_heading(heading: str) -> None:
    found = inspection("一、自检内容", *numbered(), heading, *SIGNED)
    assert found.fields["self_check_result"].raw == "符合"
    assert [slot for slot, answer in found.fields.items() if answer.needs_review] == []


def test_the_next_part_ends_no_answer_that_it_does_not_count_on_from() -> None:
    lines = numbered()
    lines[1:2] = ["建立了机制。", "四、例会制度"]
    found = inspection("一、自检内容", *lines, *SIGNED)
    assert found.value("mechanism") == "建立了机制。\n四、例会制度"


def test_members_in_sentences_are_kept() -> None:
    lines = (
        "组长：朱庆文，宜昌市标准化研究院，研究员",
        "成员：张文梅，宜昌市图书馆，馆长",
        "　　　黄霞，宜昌市质监局，科长",
    )
    found = evaluation("一、评估组成员", *lines, members=())
    assert all(name in str(found.extra) for name in ("朱庆文", "张文梅", "黄霞"))


@pytest.mark.parametrize("numbered", ["", "（一）"])
def test_a_form_all_whose_labels_are_broken_by_hand_is_known(numbered: str) -> None:
    labels = ("组织机构代码", "法人代表", "合格公布日期", "有效期至", "自检结论", "有效期内重大服务质量等事故")
    rows = [[f"{numbered}{label[: len(label) // 2]}\n{label[len(label) // 2 :]}", "甲"] for label in labels]
    assert record(f"{PILOT}复查申请表", rows).form == "annex5-recheck-application"
