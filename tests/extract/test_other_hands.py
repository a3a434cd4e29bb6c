"""Forms as other offices fill them in: letters in front, opinions in one cell, members abreast, answers with own labels."""

from typing import Any

import pytest

from extract.identify.several import several
from extract.words.labels import LabelIndex
from forms.record import Record
from forms.registry import form
from tests.extract.sketch import (
    BLOCKS,
    COVER,
    SECTION,
    STATE,
    TITLE,
    UNIT,
    application,
    differences,
    document,
    read_word,
    replaced,
)

EVALUATION = form("annex2-evaluation-application", "national")
REPORT = form("annex3-evaluation-report", "national")
SELF_INSPECTION = form("annex4-recheck-self-inspection", "national")
LETTER = ("关于报送申报材料的函", "省联席会议办公室：", "现将有关材料随函报送，请予审核。", UNIT, "2016年1月5日")


def read(*pieces: Any) -> Record:
    record = read_word(*pieces).record
    assert record is not None
    return record


@pytest.mark.parametrize("enclosed", [(), (f"附件：{TITLE}",)])
def test_the_date_of_a_letter_in_front_is_no_date_of_filing(enclosed: tuple[str, ...]) -> None:
    letter = (*LETTER[:-2], *enclosed, *LETTER[-2:])
    dated = (*COVER[:-1], "2016年3月15日")
    assert differences(read_word(*letter, *application(cover=dated))) == []
    undated = read(*letter, *application(cover=COVER[:-1]))
    assert "filed_on" not in undated.fields or undated.fields["filed_on"].value is None


@pytest.mark.parametrize("again", [(TITLE,), ("附件1", TITLE)])
def test_a_date_between_the_title_of_a_cover_and_the_same_title_once_more_is_the_date_of_filing(
    again: tuple[str, ...],
) -> None:
    record = read(*application(cover=("2016年3月15日", *again, *COVER[:-1])))
    assert record.fields["filed_on"].value == "2016-03-15"


@pytest.mark.parametrize("day", ["2016-10-06", "2016.12.22"])
@pytest.mark.parametrize("above", [(), ("附件2",), ("附表2",)])
def test_the_date_that_ends_a_form_is_no_year_above_the_title_of_the_next(day: str, above: tuple[str, ...]) -> None:
    blocks = [[label, text.replace("2016年4月12日", day)] for label, text in BLOCKS]
    fields = [[field.label, "见附页"] for section in EVALUATION.sections for field in getattr(section, "fields", ())]
    first, second = several(document(*application(blocks=[blocks]), *above, EVALUATION.title, fields))
    assert day in first.text
    assert day not in second.text
    assert all(line in second.text for line in above)


def test_opinions_in_one_cell_begin_at_the_names_that_are_numbered_on() -> None:
    names = ("一、承担单位", "二、参加单位", "三、保证单位", "四、业务指导单位", "五、管理单位")
    cell = "\n".join(f"{name}\n{text}" for name, (_, text) in zip(names, BLOCKS, strict=True))
    assert differences(read_word(*application(blocks=[[[cell]]]))) == []


def test_a_line_that_says_opinions_and_no_more_ends_the_answer_above_it() -> None:
    headings = [field.label for field in SELF_INSPECTION.sections[0].fields]  # type: ignore[union-attr]
    prose = [line for label in headings[:-1] for line in (label, "按计划进行，运行良好。")]
    below = ["意见", [["单位负责人签字、单位盖章", "2019年10月6日"]]]
    above = (SELF_INSPECTION.title, "试点名称：政务服务", f"单位名称：{UNIT}", "自检内容")
    answer = read(*above, *prose, headings[-1], "不符合", *below).fields["self_check_result"]
    assert (answer.value, answer.needs_review) == ("不符合", False)


def test_a_line_that_says_opinions_and_no_more_is_an_answer_on_the_cover_and_right_below_a_label() -> None:
    cover = [line for pair in COVER for line in pair.split("：")]
    fields = read(*application(cover=["意见" if "标准化试点" in line else line for line in cover])).fields
    assert (fields["pilot_name"].value, fields["lead_unit"].value) == ("意见", UNIT)
    lines = [line for row in SECTION for line in row if line != "<"]
    said = {"综合协调科": "意见"}
    body = [said.get(line, line) if n % 2 else f"{line}：" for n, line in enumerate(lines)]
    fields = read(*application(section=body)).fields
    assert (fields["standardization_body"].value, fields["standardization_body"].needs_review) == ("意见", True)
    assert fields["conditions"].value == STATE


def test_members_abreast_are_read_without_the_heading_of_their_table() -> None:
    lines = [
        ["姓名", "李明", "王芳"],
        ["工作单位", "宜昌市图书馆", UNIT],
        ["职务/职称", "教授", "副主任"],
        ["专业(类别)", "标准化", "行业"],
        ["组内职务", "组长", "成员"],
    ]
    cover = [f"{field.label}：见附页" for field in REPORT.cover]
    record = read(REPORT.title, *cover, lines, "二、现场考核评估程序", [["听取试点单位工作汇报", "是"]])
    said = [{column: answer.value for column, answer in row.items()} for row in record.rows["group"]]
    assert [(row["name"], row["unit"], row["group_role"]) for row in said] == [
        ("李明", "宜昌市图书馆", "组长"),
        ("王芳", UNIT, "成员"),
    ]


@pytest.mark.parametrize("label", ["标准化工作负责人/电话", "标准化工作负责人/电话："])
def test_a_person_whose_name_has_another_label_in_the_cell_is_asked_for(label: str) -> None:
    rows = replaced(SECTION, "标准化机构或负责部门", ["标准化机构或负责部门", "综合科", "<", "<"])
    rows += [[label, "联系人：周启明，电话：13972600001", "<", "<"]]
    answer = read(*application(section=[rows])).fields["standardization_lead_name"]
    assert answer.value == "周启明" or answer.needs_review


@pytest.mark.parametrize("label", ["标准化工作负责人/电话", "标准化工作负责人"])
def test_a_name_with_another_label_beside_a_persons_is_no_sure_answer_to_that_label(label: str) -> None:
    rows = replaced(SECTION, "标准化机构或负责部门", ["标准化机构或负责部门", "综合科", "<", "<"])
    rows = replaced(rows, "联系人/联系电话", ["联系人/联系电话", "", "电子邮箱", "zwzx@163.com"])
    rows += [[label, "联系人：周启明，联系电话：13972600001", "<", "<"]]
    fields = read(*application(section=[rows])).fields
    assert all(fields[slot].value is None or fields[slot].needs_review for slot in ("contact_name", "contact_phone"))


def test_numbers_below_a_name_may_be_parted_by_a_comma() -> None:
    lines = ("联系人/电话：", "王芳", "13972600001，0717-6221234")
    rows = [row for row in SECTION if "联系人/联系电话" not in row]
    section = (*lines, "电子邮箱：zwzx@163.com", rows)
    fields = read(*application(section=section)).fields
    assert fields["contact_name"].value == "王芳"
    assert fields["contact_phone"].value == "13972600001;0717-6221234"


def test_the_name_of_a_block_may_say_its_prompt_twice() -> None:
    index = LabelIndex.of(REPORT)
    assert [index.block(name) for name in ("评估组成员签字签字：", "试点单位意见意见")] == [
        index.block("评估组成员签字"),
        index.block("试点单位意见"),
    ]
    assert index.block("评估组成员签字签字：") is not None
