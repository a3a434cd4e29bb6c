from dataclasses import replace

import pytest

from forms.check import check
from forms.evidence import Evidence
from forms.programme import NATIONAL
from forms.record import Answer, Printed
from forms.rules.facts import Standing, page_note, quote, standing
from tests.forms.records import (
    NOT_PRINTED,
    ON,
    answer,
    at,
    blank,
    block,
    blocks,
    finding,
    findings,
    plan,
    record,
    unread,
)


@pytest.mark.parametrize(
    ("read", "how"),
    [
        (None, Standing.NOT_PRINTED),
        (Answer(None), Standing.BLANK),
        (Answer(None, "2016年 月 日"), Standing.BLANK),
        (Answer([], ""), Standing.BLANK),
        (Answer("", ""), Standing.BLANK),
        (Answer(None, "XXXX", needs_review=True, doubts=("placeholder-left",)), Standing.BLANK),
        (Answer(None, "▓", doubts=("unreadable-value",)), Standing.UNREADABLE),
        (Answer(None, "▓", needs_review=True), Standing.UNREADABLE),
        (Answer(None, "", needs_review=True), Standing.UNREADABLE),
        (Answer(None, "X", needs_review=True, doubts=("placeholder-left", "several-values")), Standing.UNREADABLE),
        (Answer("值", "值", needs_review=True, doubts=("repaired",)), Standing.GIVEN),
        (Answer(False, "无"), Standing.GIVEN),
        (Answer(0, "0"), Standing.GIVEN),
    ],
)
def test_an_answer_stands_blank_unreadable_or_given(read, how):
    assert standing(read) is how


def test_an_empty_required_slot_blocks():
    paper = record(postcode=blank())
    assert findings(paper) == [("field-missing", "block", "fields.postcode")]
    assert finding("field-missing", paper).message == "“邮编”栏未填写（第2页）。请填写后重新报送。"


@pytest.mark.parametrize("read", [blank("2016年 月 日"), answer(None, "2016年X月X日", "placeholder-left")])
def test_a_placeholder_left_standing_is_a_slot_not_filled_in(read):
    paper = record(filed_on=read)
    assert findings(paper) == [("field-missing", "block", "fields.filed_on")]
    message = finding("field-missing", paper).message
    assert message.startswith(f"“填报日期”栏仍为样表占位内容“{read.raw}”（第2页）。请填写实际内容")


def test_what_an_officer_confirmed_to_be_no_answer_is_not_called_a_placeholder():
    paper = record(postcode=blank("43OO15"), filed_on=blank("2016年2月30日"))
    assert findings(paper) == [("field-missing", "block", f"fields.{slot}") for slot in ("filed_on", "postcode")]
    said = [found.message for found in check(paper, NATIONAL, ON)]
    assert "“邮编”栏写为“43OO15”（第2页）：邮政编码格式有误。请更正后重新报送。" in said
    assert "“填报日期”栏写为“2016年2月30日”（第2页）：日期不存在。请更正后重新报送。" in said


def test_a_printed_hint_left_standing_is_no_answer_of_the_applicant():
    said = finding("field-missing", record(postcode=blank("（六位数字）"))).message
    assert said.startswith("“邮编”栏仍为样表占位内容“（六位数字）”")


def test_a_date_of_a_block_confirmed_to_be_none_is_not_called_missing():
    paper = record(blocks=blocks(block("lead_unit", date=blank("2016年2月30日"))))
    said = finding("date-missing", paper).message
    assert said.startswith("承担单位意见栏日期写为“2016年2月30日”，日期不存在（第3页）。请由")
    assert said.endswith("更正日期后重新报送。")


@pytest.mark.parametrize("raw", ["年 月 日", "（）", "____", "〔 〕"])
def test_what_a_blank_prints_to_be_written_on_is_simply_empty(raw):
    assert finding("field-missing", record(filed_on=blank(raw))).message.startswith("“填报日期”栏未填写（第2页）")


def test_a_range_whose_end_is_still_the_sample_is_not_filled_in():
    read = answer({"start": "2016-05", "end": None}, "2016年5月-201X年X月", "range-end-missing", "placeholder-left")
    paper = record(pilot_period=read)
    assert findings(paper) == [("field-missing", "block", "fields.pilot_period")]


def test_a_range_without_end_wants_a_look():
    read = answer({"start": "2016-05", "end": None}, "2016年5月起", "range-end-missing")
    assert findings(record(pilot_period=read)) == [("range-end-missing", "warn", "fields.pilot_period")]


def test_a_sample_within_an_answer_wants_a_look():
    read = answer("XX区政务服务综合标准化试点", None, "placeholder-left")
    assert findings(record(pilot_name=read)) == [("placeholder-left", "warn", "fields.pilot_name")]


def test_what_was_written_and_not_read_is_marked_and_never_called_missing():
    paper = record(postcode=unread("44▓000"))
    assert findings(paper) == [("unreadable-value", "warn", "fields.postcode")]
    found = finding("unreadable-value", paper)
    assert (found.rule, found.message) == (
        None,
        "“邮编”栏写为“44▓000”（第2页）：内容无法识别。请对照原件核对后确认或者更正。",
    )


def test_a_slot_marked_without_any_reading_says_so():
    paper = record(postcode=replace(blank(), needs_review=True))
    assert "“邮编”栏未读出内容（第2页）" in finding("unreadable-value", paper).message


def test_each_doubt_of_a_value_is_one_warning():
    paper = record(legal_representative=answer("陈思远", "陳思遠", "name-script", "repaired", "name-script"))
    assert sorted(f[0] for f in findings(paper)) == ["name-script", "repaired"]


def test_a_doubt_the_kind_itself_also_has_is_one_finding():
    paper = record(contact_phone=answer("87710317", "87710317", "phone-no-area-code"))
    assert findings(paper) == [("phone-no-area-code", "warn", "fields.contact_phone")]


def test_what_the_kind_finds_wrong_is_a_warning():
    paper = record(pilot_name="试" * 101)
    assert findings(paper) == [("too-long", "warn", "fields.pilot_name")]
    assert finding("too-long", paper).message.startswith("“试点名称”栏（第2页）：")


def test_a_value_with_a_low_score_alone_is_no_finding():
    assert findings(record(postcode=replace(answer("443000"), score=0.4, needs_review=True))) == []


def test_a_required_slot_that_the_document_does_not_print_is_only_mentioned():
    paper = record(postcode=NOT_PRINTED)
    assert findings(paper) == [("slot-not-found", "info", "fields.postcode")]


def test_an_optional_slot_may_be_empty_or_unprinted():
    national = {"edition": "national", "managing_units": ["宜昌市社会管理和公共服务标准化联席会议"]}
    assert findings(record(participating_units=blank(), **national)) == []
    assert findings(record(**national)) == []
    assert findings(record(participating_units=answer([], ""), **national)) == []


@pytest.mark.parametrize(("slot", "part"), [("contact_name", "联系人"), ("contact_phone", "联系电话")])
def test_a_part_of_a_composite_label_is_named(slot, part):
    found = finding("field-missing", record(**{slot: blank()}))
    assert found.where == f"fields.{slot}"
    assert found.message.startswith(f"“联系人/电话”栏（{part}）未填写")


def test_a_slot_is_called_as_this_document_prints_it():
    paper = record(postcode=blank())
    labels = {**paper.printed.labels, "postcode": "邮政\n 编码"}
    paper = replace(paper, printed=replace(paper.printed, labels=labels))
    assert finding("field-missing", paper).message.startswith("“邮政编码”栏未填写")
    hant = replace(paper, script="hant", printed=replace(paper.printed, labels={"postcode": "郵政編碼"}))
    assert finding("field-missing", hant).message.startswith("“邮政编码”栏未填写")


def test_an_empty_plan_blocks_at_its_first_row():
    paper = record(rows={"plan": ()})
    found = finding("rows-missing", paper)
    assert (found.severity, found.where, found.basis) == ("block", "rows.plan[0]", "第十五条")
    assert "“二、创建工作计划”没有填写任何内容" in found.message


def test_a_plan_whose_heading_is_printed_and_that_was_not_read_counts_as_empty():
    assert findings(record(rows={})) == [("rows-missing", "block", "rows.plan[0]")]


def test_a_plan_that_is_not_printed_has_no_rows_to_miss():
    printed = Printed("湖北省社会管理和公共服务综合标准化试点申请书", ("unit", "blocks"))
    for rows in ({}, {"plan": ()}):
        assert findings(record(rows=rows, printed=printed)) == [("part-missing", "block", None)]


def test_an_empty_cell_in_a_row_that_holds_something_is_a_warning():
    row = {**plan(("筹备", "2016-05", "2016-06", "动员"))[0], "work": blank()}
    paper = record(rows={"plan": (*record().rows["plan"], row)})
    assert findings(paper) == [("field-missing", "warn", "rows.plan[4].work")]
    assert "“二、创建工作计划”第5行“阶段性工作内容”未填写" in finding("field-missing", paper).message


def test_a_column_that_is_not_printed_is_not_missed():
    rows = tuple({k: v for k, v in row.items() if k != "responsible_units"} for row in record().rows["plan"])
    assert findings(record(rows={"plan": rows})) == []


def test_a_doubtful_cell_is_a_warning_at_its_column():
    row = {**record().rows["plan"][0], "period": unread("五月起")}
    rows = (row, *record().rows["plan"][1:])
    assert findings(record(rows={"plan": rows})) == [("unreadable-value", "warn", "rows.plan[0].period")]


def test_a_doubt_in_a_block_stands_at_its_slot():
    doubtful = answer("2016-04-18", "4月18日", "year-assumed")
    paper = record(blocks=blocks(block("guiding_unit", date=doubtful)))
    assert findings(paper) == [("year-assumed", "warn", "blocks[2].date")]
    assert finding("year-assumed", paper).message.startswith("业务指导单位意见栏日期写为“4月18日”（第3页）")


def test_long_words_are_quoted_short_and_on_one_line():
    assert quote("甲\n  乙") == "“甲 乙”"
    assert quote("字" * 40) == f"“{'字' * 40}”"
    assert quote("字" * 41) == f"“{'字' * 40}…”"


def test_a_page_is_named_where_it_is_known():
    assert page_note(at(3)) == "（第3页）"
    assert page_note(Evidence("docx", path="table 2, row 3, cell 2")) == "（第2个表格第3行）"
    assert page_note(None) == page_note(replace(at(3), page=None)) == page_note(Evidence("docx", path="header")) == ""


def test_the_findings_of_the_form_itself_name_no_rule():
    assert [f.rule for f in check(record(postcode=blank(), email=unread()), NATIONAL, ON)] == [None, None]
