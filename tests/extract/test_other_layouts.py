"""Layouts that other offices print: labels over answers, counts apart, nested opinions, headings that nobody knows."""

from typing import Any

from forms.record import Record
from forms.registry import form
from forms.types import Text
from tests.extract.sketch import (
    BLOCKS,
    PLAN,
    SCOPE,
    SECTION,
    UNIT,
    application,
    differences,
    read_word,
    replaced,
)

REPORT = form("annex4-recheck-self-inspection", "national")
EVALUATION = form("annex2-evaluation-application", "national")


def read(*pieces: Any) -> Record:
    record = read_word(*pieces).record
    assert record is not None
    return record


def test_labels_over_answers_are_read_beside_a_label_that_nobody_knows() -> None:
    rows = [["法定代表人", "<", "单位简称", "<"], ["李建国", "<", "政务中心", "<"]]
    stacked = [["邮政编码", "<", "电子邮箱", "<"], ["443000", "<", "zwzx@163.com", "<"]]
    section = [row for row in SECTION if row[0] not in ("法定代表人", "联系人/联系电话")]
    contact = ["联系人/联系电话", "王芳/0717-6221234", "<", "<"]
    result = read_word(*application(section=[[*section, contact, *stacked, *rows]]))
    assert differences(result) == []
    assert result.record is not None
    assert {"单位简称", "政务中心"} <= {extra.label for extra in result.record.extra}


def test_an_opinion_in_a_table_of_its_own_stays_with_its_block() -> None:
    nested = [[label, [[[text]]]] for label, text in BLOCKS]
    assert differences(read_word(*application(blocks=[nested]))) == []


def test_a_table_of_opinions_below_a_plan_is_no_more_of_the_plan() -> None:
    cells = [[f"{label}：\n{text}"] for label, text in BLOCKS]
    assert differences(read_word(*application(), cells)) != []
    plain = (*application(blocks=[cells])[:-2], cells)
    assert differences(read_word(*plain)) == []


def test_an_empty_label_in_a_cell_takes_no_answer_from_the_cell_below() -> None:
    rows = [["业务范围：", "<", "<", "<"], [f"标准化工作现状及试点创建具备的条件：\n{SCOPE}", "<", "<", "<"]]
    section = [row for row in SECTION if row[0] not in ("业务范围", SECTION[-1][0])]
    fields = read(*application(section=[[*section, *rows]])).fields
    assert (fields["business_scope"].value, fields["conditions"].value) == (None, SCOPE)


def test_a_bracket_below_a_name_is_the_rest_of_it() -> None:
    section = replaced(PLAN, "组织实施", ["组织实施", "2016年9月-2018年5月", "实施。", "市民政局\n（老龄办）"])
    units = read(*application(plan=[section])).rows["plan"][1]["responsible_units"]
    assert (units.value, units.needs_review) == (["市民政局（老龄办）"], False)


def test_counts_of_standards_under_labels_of_their_own_are_one_answer() -> None:
    table = [
        ["试点名称", "政务服务综合标准化试点", "单位名称", UNIT],
        ["组织机构代码", "124205027844531031", "法人代表", "李建国"],
        ["单位地址", "湖北省宜昌市西陵区体育场路2号", "邮编", "443000"],
        ["联系人/电话", "王芳/0717-6221234", "电子邮箱", "zwzx@163.com"],
        ["自查日期", "2016年3月15日", "自查结论", "合格"],
        ["国家标准数", "12", "行业标准数量", "5项"],
        ["地方标准数", "3", "企业标准数", "66"],
    ]
    fields = read(EVALUATION.title, EVALUATION.sections[0].title, table).fields
    assert (fields["standard_counts"].value, fields["standard_counts"].needs_review) == ([12, 5, 3, 66], False)


def test_a_heading_that_nobody_knows_ends_an_answer_where_the_numbers_go_on() -> None:
    headings = [field.label for field in REPORT.sections[0].fields][:3]  # type: ignore[union-attr]
    cell = f"一、{headings[0]}\n运行良好。\n二、工作亮点\n创建了品牌。\n三、{headings[1]}\n按计划实施。\n四、{headings[2]}\n持续改进。"
    record = read(REPORT.title, "试点名称：政务服务", f"单位名称：{UNIT}", "一、自检内容", [[cell]])
    said = {slot: (answer.value, answer.needs_review) for slot, answer in record.fields.items()}
    assert said["mechanism"] == ("运行良好。", False)
    assert said["plan_implementation"] == ("按计划实施。", False)
    assert [(extra.label, extra.raw) for extra in record.extra] == [("二、工作亮点", "创建了品牌。")]


def _task_completion(*lines: str) -> tuple[Any, bool]:
    """What the prose under 任务完成情况 is read as, and whether it is marked."""
    first, second = (section.title for section in EVALUATION.sections[:2])
    above = (EVALUATION.title, first, "试点名称：政务服务", f"单位名称：{UNIT}", "邮政编码：443000", "联系人：王芳")
    below = ("自查日期：2016年3月15日", "自查结论：合格", "任务完成情况：", *lines, "三、意见")
    answer = read(*above, "电子邮箱：zwzx@163.com", second, *below).fields["task_completion"]
    return answer.value, answer.needs_review


def test_the_heading_of_a_part_that_was_met_asks_a_person_inside_prose() -> None:
    assert _task_completion("任务全部完成。") == ("任务全部完成。", False)
    assert _task_completion("一、基本情况", "任务全部完成。")[1]
    assert _task_completion("任务全部完成。", "一、基本情况")[1]
    assert _task_completion() == (None, False)


def test_a_letter_of_a_name_in_traditional_prose_asks_a_person() -> None:
    named, plain = Text().read("由王丙乾負責標準化試點。"), Text().read("環境乾淨整潔，服務水平提昇。")
    assert named.doubts == ("name-script",)
    assert (plain.value, plain.doubts) == ("环境干净整洁，服务水平提升。", ())


def test_a_number_below_the_name_that_it_belongs_to_is_its_telephone() -> None:
    section = [f"{row[n]}：{row[n + 1]}" for row in SECTION for n in (0, 2) if row[n] != "<"]
    lines = [line.replace("周启明/", "周启明\n") for line in section]
    assert differences(read_word(*application(section=lines))) == []


def test_what_a_field_of_word_shows_while_it_is_empty_is_no_answer() -> None:
    section = replaced(SECTION, "业务范围", ["业务范围", "单击或点击此处输入文字。", "<", "<"])
    assert differences(read_word(*application(section=[section])), {"business_scope": None}) == []
